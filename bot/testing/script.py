"""Holds what a conversation file says: what is given, the turns, and what is expected after them.

Reading a file checks it against ``conversation.schema.json``; a mistake raises ScriptError with file, line and field.
Nothing here knows Rasa or the database.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from jsonschema import Draft7Validator
from jsonschema.exceptions import ValidationError, best_match

from bot.testing.lines import Lines, Place, ScriptError, read_lines

DEFAULT_CLOCK = "2026-12-01T10:00:00Z"
GUEST = "guest"
DEEDS = ("buyer", "button", "event", "clock", "sign_in", "token")
SPOKEN = ("buyer", "button")


@dataclass(frozen=True)
class Given:
    """What the shop holds before the first word, and who speaks: a buyer's id, or ``guest``.

    ``orders``: ids of samples, or orders in the shape of an import.
    """

    clock: str = DEFAULT_CLOCK
    buyer: str = GUEST
    orders: tuple[str | dict[str, Any], ...] = ()
    sellers: tuple[dict[str, Any], ...] = ()
    buyers: tuple[dict[str, Any], ...] = ()
    before: tuple[dict[str, Any], ...] = ()


@dataclass(frozen=True)
class Turn:
    """One thing that happens (``deed`` with its ``value``) and what is expected of it. ``line``: where it stands.

    ``of_answer``: the button is one of that answer (counted from 1), still on the screen; None: of the last one.
    """

    line: int
    deed: str
    value: Any
    answer: dict[str, Any] | None = None
    database: dict[str, Any] | str | None = None
    of_answer: int | None = None

    @property
    def spoken(self) -> bool:
        """Whether the buyer says something to the assistant in this turn."""
        return self.deed in SPOKEN


@dataclass(frozen=True)
class Conversation:
    """A test: its name is the claim. ``database``: what differs at the end; None: nothing may differ."""

    path: Path
    line: int
    name: str
    given: Given
    turns: tuple[Turn, ...]
    database: dict[str, Any] | str | None = None
    place: Place = field(default=(), compare=False)


def read_conversations(path: Path) -> list[Conversation]:
    """The conversations of a file, in order; ScriptError when it is not as the schema says."""
    lines = read_lines(path)
    for error in _errors(lines):
        raise error
    base = lines.data.get("given", {})
    return [_conversation(lines, base, index) for index in range(len(lines.data["conversations"]))]


@lru_cache(maxsize=1)
def _validator() -> Draft7Validator:
    schema = json.loads(Path(__file__).with_name("conversation.schema.json").read_text(encoding="utf-8"))
    Draft7Validator.check_schema(schema)
    return Draft7Validator(schema)


def _errors(lines: Lines) -> Iterator[ScriptError]:
    found = sorted(_validator().iter_errors(lines.data), key=lambda error: lines.line(tuple(error.absolute_path)))
    for error in found:
        yield _explained(lines, error)


def _explained(lines: Lines, error: ValidationError) -> ScriptError:
    place = tuple(error.absolute_path)
    if error.validator == "additionalProperties":
        allowed = sorted(error.schema.get("properties", {}))
        unknown = sorted(set(error.instance) - set(allowed))
        return lines.error((*place, unknown[0]), f"is not known here; known are {', '.join(allowed)}")
    inner = best_match(error.context) if error.context else None
    if inner is not None and tuple(inner.absolute_path) != place:
        return _explained(lines, inner)
    if error.validator == "pattern" and error.schema is _validator().schema["definitions"]["time"]:
        return lines.error(place, f"{error.instance!r} is no time: write 2026-12-24T10:00Z, -3d or +23h59m")
    return lines.error(place, error.message)


def _conversation(lines: Lines, base: dict[str, Any], index: int) -> Conversation:
    place: Place = ("conversations", index)
    data = lines.data["conversations"][index]
    chosen = {**base, **{key: data[key] for key in Given.__dataclass_fields__ if key in data}}
    given = Given(**{key: tuple(value) if isinstance(value, list) else value for key, value in chosen.items()})
    for number, happening in enumerate(given.before):
        if ("event" in happening) == ("request" in happening):
            raise lines.error((*place, "before", number), "is either an event or a request")
    turns = tuple(_turn(lines, (*place, "turns", number), turn) for number, turn in enumerate(data["turns"]))
    return Conversation(lines.path, lines.line(place), data["name"], given, turns, data.get("database"), place)


def _turn(lines: Lines, place: Place, data: dict[str, Any]) -> Turn:
    deeds = [deed for deed in DEEDS if deed in data]
    if len(deeds) != 1:
        raise lines.error(place, f"a turn has exactly one of {', '.join(DEEDS)}; here: {', '.join(deeds) or 'none'}")
    deed = deeds[0]
    if "repeat" in data and deed != "buyer":
        raise lines.error((*place, "repeat"), "repeats what a buyer says, nothing else")
    if "of_answer" in data and deed != "button":
        raise lines.error((*place, "of_answer"), "says which answer a button belongs to, nothing else")
    if deed not in SPOKEN and "assistant" in data:
        raise lines.error((*place, "assistant"), f"the assistant answers a buyer, not '{deed}'")
    value = data[deed] * data.get("repeat", 1) if deed == "buyer" else data[deed]
    return Turn(lines.line(place), deed, value, data.get("assistant"), data.get("database"), data.get("of_answer"))
