"""Brings the checkout's flows and its whole domain (responses stand in ``data``) together for ``recourse flows``."""

from __future__ import annotations

import os
import warnings

from bot.settings import ROOT

FLOWS = "data/flows"


def checked_flows() -> tuple[list[tuple[str, bool]], str]:
    """What was found about them (each with whether it is an error), and their picture."""
    warnings.simplefilter("ignore")  # of libraries about each other; must be said before they are imported
    from rasa.shared.importers.importer import TrainingDataImporter

    from bot.dialogue.check import check_flows, picture

    os.chdir(ROOT)  # so that places are named as one would open them
    flows, findings = check_flows(
        FLOWS, TrainingDataImporter.load_from_config("config.yml", "domain.yml", ["data"]).get_domain()
    )
    return [(str(finding), finding.is_error) for finding in findings], picture(flows)
