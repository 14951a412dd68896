"""Who reads an answer: the language, the way dates and money are written, the zone in which times are told."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timezone, tzinfo
from decimal import Decimal
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from babel import Locale, UnknownLocaleError
from babel.core import get_global
from babel.dates import format_date, format_datetime, format_time
from babel.numbers import format_currency
from rasa.shared.core.trackers import DialogueStateTracker

logger = logging.getLogger(__name__)

# Plain "en" says nothing of a country; day before month and 24 hours are read rightly everywhere.
_UNSTATED = {"en": "en_GB"}
# A language in a country that writes another one: as it is written across the world.
_ANYWHERE = "001"


@dataclass(frozen=True)
class Reader:
    """``zone`` None: unknown, times are told in UTC. ``says_zone``: the zone is not the reader's own, so it is told."""

    locale: Locale
    zone: ZoneInfo | None = None
    says_zone: bool = False

    @property
    def language(self) -> str:
        return str(self.locale.language)

    def speaking(self, language: str) -> Reader:
        """The same reader, spoken to in this language: its month names, the country's own order and signs."""
        if language == self.language:
            return self
        return replace(self, locale=_abroad(language, self.locale))

    def time(self, at: str) -> str:
        """Day and time of day: ``24 Dec 2026, 10:00``."""
        moment = self._here(at)
        day = format_date(moment, "medium", locale=self.locale)
        clock = format_time(moment, "short", tzinfo=moment.tzinfo, locale=self.locale)
        both = format_datetime(moment, "'{1}', '{0}'", locale=self.locale).format(clock, day)
        return _plain(f"{both} {moment.tzname()}" if self.says_zone or self.zone is None else both)

    def date(self, at: str) -> str:
        """The day: ``24 December 2026``."""
        return _plain(format_date(self._here(at), "long", locale=self.locale))

    def money(self, amount: str, currency: str) -> str:
        """An amount in its currency: ``€14.50``."""
        return _plain(format_currency(Decimal(amount), currency, locale=self.locale))

    def _here(self, at: str) -> datetime:
        moment = datetime.fromisoformat(at.replace("Z", "+00:00"))
        if moment.tzinfo is None:
            raise ValueError(f"the time {at} says no zone")
        zone: tzinfo = self.zone or timezone.utc
        return moment.astimezone(zone)


def reader_of(tracker: DialogueStateTracker, known: Mapping[str, Any]) -> Reader:
    """From the slots, else what the channel verified about the buyer, else what the shop knows; else English and UTC.

    ``known``: ``locale`` and ``zone`` of the buyer in the shop, ``policy_zone`` for a buyer who has none.
    """
    buyer = _verified_buyer(tracker)
    locale = _slot(tracker, "locale") or buyer.get("locale") or known.get("locale")
    zone = _slot(tracker, "zone") or buyer.get("zone") or known.get("zone")
    return Reader(_locale(locale), _zone(zone or known.get("policy_zone")), says_zone=not zone)


def _slot(tracker: DialogueStateTracker, name: str) -> Any:
    return tracker.slots[name].value if name in tracker.slots else None


def _verified_buyer(tracker: DialogueStateTracker) -> dict[str, Any]:
    message = tracker.latest_message
    buyer = (message.metadata or {}).get("buyer") if message else None
    return buyer if isinstance(buyer, dict) else {}


def _locale(name: Any) -> Locale:
    tag = str(name or "en").replace("-", "_")
    try:
        return _parsed(_UNSTATED.get(tag, tag))
    except (UnknownLocaleError, ValueError):
        logger.warning("The locale '%s' is unknown, English is used", name)
        return Locale.parse("en_GB")


@lru_cache(maxsize=128)
def _parsed(tag: str) -> Locale:
    """The locale, looked up on disk once. What is unknown is not remembered."""
    return Locale.parse(tag)


def _abroad(language: str, home: Locale) -> Locale:
    likely = str(get_global("likely_subtags").get(home.language, "")).rpartition("_")[2]
    for country in (home.territory or likely, _ANYWHERE):
        try:
            return Locale.parse(f"{language}_{country}")
        except (UnknownLocaleError, ValueError):
            continue
    return Locale.parse(language)


def _zone(name: Any) -> ZoneInfo | None:
    try:
        return ZoneInfo(name) if name else None
    except (ValueError, OSError, KeyError, TypeError):
        logger.warning("The zone '%s' is unknown, UTC is used", name)
        return None


def _plain(text: str) -> str:
    """Babel's thin and unbreakable spaces as plain ones: not every channel draws them."""
    return text.replace("\u202f", " ").replace("\xa0", " ")
