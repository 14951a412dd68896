"""Reads a message that names a button of the answer before it, by place ("the second one") or by its title.

A button says what its payload says, so typing it is the same as tapping it: most messaging channels have no buttons.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any

from bot.dialogue.turn import INFORM, Turn

PLACE = "place"
_PAYLOAD = re.compile(r"/(\w+)(\{.*\})?", re.DOTALL)

_FEW_WORDS = 4
_ARTICLES = frozenset({"the", "a", "an", "my", "this", "that", "one", "please"})

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
    fits = fits or [button for button in buttons if _is_answer(button) and _names_a_part(said, button)]
    return fits[0] if len(fits) == 1 else None


def _is_answer(button: Button) -> bool:
    """Answers may be named by a part of their title; a request is more than a word that happens to be in one."""
    return str(button.get("payload") or "").startswith(f"/{INFORM}")


def _names_a_part(said: str, button: Button) -> bool:
    words = [word for word in said.split() if word not in _ARTICLES]
    title = _plain(str(button.get("title") or "")).split()
    return 0 < len(words) <= _FEW_WORDS and all(word in title for word in words)


def _plain(text: str) -> str:
    return re.sub(r"\W+", " ", text).strip().casefold()
