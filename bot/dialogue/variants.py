"""Chooses among the variants of a response: what fits the slots and the channel, and what was not said lately."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from rasa.core.nlg.generator import ResponseVariationFilter
from rasa.shared.core.trackers import DialogueStateTracker
from ruamel.yaml import YAML

from bot.tracker.before import SAID, mark_of, marks_of
from bot.tracker.recent import RecentTracker

Responses = dict[str, list[dict[str, Any]]]


class Variants:
    """The responses of one language; what is missing there is said in the first language."""

    def __init__(self, responses: Responses, translated: Responses | None = None) -> None:
        self._filters = [ResponseVariationFilter(known) for known in (translated, responses) if known]

    def fitting(self, name: str, channel: str, slots: Mapping[str, Any]) -> list[dict[str, Any]]:
        """The variants that fit, in the order of the file; none when the response is unknown."""
        for known in self._filters:
            if name in known.responses:
                return known.responses_for_utter_action(name, channel, dict(slots))
        return []


def said_lately(tracker: DialogueStateTracker) -> list[str]:
    """Marks of what the assistant said, the latest first. Of a long conversation the tracker has the latest turns."""
    said = [mark for event in reversed(tracker.events) for mark in marks_of(event)]
    earlier = tracker.past.said if isinstance(tracker, RecentTracker) else ()
    return [*said, *earlier][:SAID]


def freshest(texts: Sequence[str], lately: Iterable[str]) -> int:
    """The place of the text that was not said for the longest time; never said comes first."""
    ages = {mark: age for age, mark in reversed(list(enumerate(lately)))}
    never = len(ages) + SAID
    return max(range(len(texts)), key=lambda place: (ages.get(mark_of(texts[place]), never), -place))


def read_translations(folder: Path) -> dict[str, Responses]:
    """The texts of other languages: ``<language>/*.yml`` with the key ``translations``."""
    found: dict[str, Responses] = {}
    for file in sorted(folder.glob("*/*.yml")) if folder.is_dir() else ():
        document = YAML(typ="safe").load(file.read_text(encoding="utf-8")) or {}
        found.setdefault(file.parent.name, {}).update(document.get("translations") or {})
    return found
