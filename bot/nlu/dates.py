"""Finds the days by which a text tells an order from others, counted back from the shop's time in the buyer's zone."""

from __future__ import annotations

import os
from collections.abc import Iterable
from datetime import datetime, timezone
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.extractor import Found, TextExtractor, blank_out, taken
from bot.nlu.language_of import language_of
from bot.nlu.past_days import past_days
from bot.nlu.past_days_abroad import patterns
from bot.nlu.pointing import points_at_an_order
from bot.nlu.pointing_abroad import points_at_an_order_abroad

_MONTH_FIRST = ("en_us", "en-us")


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class DateExtractor(TextExtractor):
    """Entity `date`, value `{"from": "2026-11-16", "to": "2026-11-22"}`: both days are meant; one day: twice the same.

    *Now* is the message's `metadata.now` (ISO 8601 with zone: the shop's time, from the channel), else RECOURSE_NOW,
    else real time. `metadata.buyer` says in which zone days begin, and whether 3/4 is in March or in April.
    """

    def find(self, text: str, message: Message) -> Iterable[Found]:
        facts = message.get("metadata") or {}
        buyer = facts.get("buyer") or {}
        month_first = str(buyer.get("locale") or "").lower() in _MONTH_FIRST
        here = _now(facts.get("now")).astimezone(_zone(buyer.get("zone")))
        language = language_of(text)
        points = points_at_an_order if language == "en" else points_at_an_order_abroad
        blanked = blank_out(text, taken(message, "order", "order_part", "evidence_name"))
        for days in past_days(blanked, here, month_first, patterns(language)):
            if points(text, days.start, days.end) or (
                language is None and points_at_an_order(text, days.start, days.end)
            ):
                yield Found("date", days.start, days.end, {"from": days.first.isoformat(), "to": days.last.isoformat()})


def _now(given: Any) -> datetime:
    for said in (given, os.environ.get("RECOURSE_NOW")):
        try:
            moment = datetime.fromisoformat(str(said).replace("Z", "+00:00"))
        except ValueError:
            continue
        if moment.tzinfo is not None:
            return moment
    return datetime.now(timezone.utc)


def _zone(name: Any) -> ZoneInfo:
    try:
        return ZoneInfo(str(name or "UTC"))
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return ZoneInfo("UTC")
