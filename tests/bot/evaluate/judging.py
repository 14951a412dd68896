"""Builders: messages whose meaning is known, with readings of them."""

from __future__ import annotations

from typing import Any

from bot.evaluate.messages import Labelled
from bot.evaluate.readings import Judged, Reading


def a_message(intents: str = "order_status", text: str = "where is it", **changes: Any) -> Labelled:
    """``a|b``: either is right."""
    return Labelled(text, tuple(intents.split("|")), **changes)


def judged(meant: str, *ranking: tuple[str, float], took: float = 1.0, **changes: Any) -> Judged:
    """A message read with this ranking. ``changes``: ``clear``, ``further`` of the reading, the rest of the message."""
    reading = {name: changes.pop(name) for name in ("clear", "further") if name in changes}
    return Judged(a_message(meant, **changes), Reading(tuple(ranking), took, **reading))
