"""Reads a message that names a button of the answer before it, by place ("the second one") or by its title.

A button says what its payload says, so typing it is the same as tapping it: most messaging channels have no buttons.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any

from bot.dialogue.turn import Turn

PLACE = "place"
_PAYLOAD = re.compile(r"/(\w+)(\{.*\})?", re.DOTALL)

Button = Mapping[str, Any]


def as_tapped(turn: Turn, buttons: Sequence[Button], intents: Collection[str]) -> Turn:
    """The turn as if the button had been tapped; itself where it names none. ``intents``: what may be chosen."""
    button = _meant(turn, buttons)
    payload = _PAYLOAD.fullmatch(str(button.get("payload") or "")) if button else None
    if payload is None or payload[1] not in intents:
        return turn
    entities = {name: (value,) for name, value in json.loads(payload[2] or "{}").items()}
    return replace(turn, intent=payload[1], clear=True, text=payload[0], entities=entities, tasks={}, main=None)


def _meant(turn: Turn, buttons: Sequence[Button]) -> Button | None:
    place = turn.entity(PLACE)
    if isinstance(place, int):
        return buttons[place - 1] if 1 <= place <= len(buttons) else None
    said = _plain(turn.words)
    fits = [button for button in buttons if said and _plain(str(button.get("title") or "")) == said]
    return fits[0] if len(fits) == 1 else None


def _plain(text: str) -> str:
    return re.sub(r"\W+", " ", text).strip().casefold()
