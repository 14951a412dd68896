"""Checks what the action server answered a hundred times faster, and takes and refuses exactly what Rasa does.

Replaces ``RemoteAction._validate_action_result``: Rasa checks its own schema against the schema of schemas at every
call (18 of a call's 20 ms), then holds each event against the forms of all 23 kinds of event. Here the validators are
built once, and an event is held against the form of its own kind. What that does not take goes to Rasa's own check,
which says in its own words what is wrong.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from jsonschema.validators import validator_for
from rasa.core.actions.action import RemoteAction

from bot.replaced.replacement import Replacement


def validate(self: RemoteAction, result: dict[str, Any]) -> bool:
    """True, or jsonschema's ValidationError."""
    return answers().takes(result) or bool(REPLACEMENT.stock(self, result))


class Answers:
    """Rasa's schema taken apart: what holds for all answers, and the form of each kind of event."""

    def __init__(self, schema: Mapping[str, Any]) -> None:
        form_of_event: Mapping[str, Any] = schema["properties"]["events"]["items"]
        build = validator_for(schema)
        self._kinds = {kind["properties"]["event"]["const"]: build(kind) for kind in form_of_event["oneOf"]}
        common = {"type": "array", "items": {name: rule for name, rule in form_of_event.items() if name != "oneOf"}}
        self._whole = build({**schema, "properties": {**schema["properties"], "events": common}})

    def takes(self, answer: Any) -> bool:
        """The kinds exclude each other by their names, so one that fits is the one of ``oneOf``."""
        return self._whole.is_valid(answer) and all(self._is_of_a_kind(event) for event in answer.get("events", ()))

    def _is_of_a_kind(self, event: Mapping[str, Any]) -> bool:
        kind = self._kinds.get(event["event"])
        return kind is not None and kind.is_valid(event)


@lru_cache(maxsize=1)
def answers() -> Answers:
    """The check of this process, built at its first use."""
    return Answers(RemoteAction.action_response_format_spec())


REPLACEMENT = Replacement(
    method="rasa.core.actions.action:RemoteAction._validate_action_result",
    source="2fd08b8cf644390e",
    ours=validate,
)
