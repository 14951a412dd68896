"""The methods of Rasa 3.6.21 that ours replace, one module each, which says why.

Only where Rasa knows no place to name a class of ours. Every class of ours that Rasa loads by its path installs them,
so plain ``rasa run`` has them as well.
"""

from __future__ import annotations

from bot.replaced.replacement import Replacement

RASA = "3.6.21"
"""The version they were written for."""


def replacements() -> tuple[Replacement, ...]:
    """All of them. Looked up late: Rasa's own modules are imported on the way."""
    from bot.replaced import (
        action_answer,
        action_call,
        action_server,
        component_names,
        empty_domain,
        graph_run,
        payloads,
        server_workers,
        session_start,
        slot_extraction,
        store_errors,
    )

    modules = (
        action_answer,
        action_call,
        action_server,
        component_names,
        empty_domain,
        graph_run,
        payloads,
        server_workers,
        session_start,
        slot_extraction,
        store_errors,
    )
    return tuple(module.REPLACEMENT for module in modules)


def install() -> None:
    """Makes this process work by ours; doing it twice changes nothing."""
    for replacement in replacements():
        replacement.install()
