"""Says what the channel itself has to say when a turn gave nothing.

The texts stand in ``data/responses/channel.yml``. They are read from the file and not from the loaded model, because
they are needed most when there is none.
"""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from bot.settings import ROOT

FAILED, SILENT = "utter_channel_failed", "utter_channel_silent"
TEXTS = ROOT / "data" / "responses" / "channel.yml"


class Wording:
    """The channel's few texts, read once."""

    def __init__(self, path: Path = TEXTS) -> None:
        self._responses = YAML(typ="safe").load(path.read_text("utf-8"))["responses"]

    def say(self, response: str, sender: str, reference: str) -> list[dict[str, Any]]:
        """One message with the response's text and buttons, ready to be sent."""
        variant = copy.deepcopy(self._responses[response][0])
        message = {"recipient_id": sender, "text": variant["text"].strip().replace("{reference}", reference)}
        return [{**message, **({"buttons": variant["buttons"]} if "buttons" in variant else {})}]
