"""Makes events of what the database has: as Rasa does, without searching all kinds of event for each one."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from rasa.shared.core.events import Event
from rasa.shared.utils.common import all_subclasses


def read_events(written: Iterable[dict[str, Any]]) -> list[Event]:
    """The events; what has no name of an event, or one that Rasa has given up, is left out. Raises ValueError."""
    found = (read_event(parameters) for parameters in written)
    return [event for event in found if event is not None]


def read_event(parameters: dict[str, Any]) -> Event | None:
    """One event."""
    kind = _kinds().get(str(parameters.get("event")))
    return kind._from_parameters(parameters) if kind else Event.from_parameters(parameters)


@lru_cache(maxsize=1)
def _kinds() -> dict[str, type[Event]]:
    kinds: dict[str, type[Event]] = {}
    for kind in all_subclasses(Event):
        kinds.setdefault(getattr(kind, "type_name", ""), kind)
    return kinds
