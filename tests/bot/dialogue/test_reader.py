"""What a reader of another country sees while the text is English."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest
from babel import Locale

from bot.dialogue.reader import Reader

AT = "2026-12-24T10:00:00Z"


@pytest.mark.parametrize(
    ("locale", "day", "money"),
    [
        ("en_GB", "24 December 2026", "€1,014.50"),
        ("en_US", "December 24, 2026", "€1,014.50"),
        ("es_MX", "24 December 2026", "€1,014.50"),
        ("es_ES", "24 December 2026", "1.014,50 €"),
        ("ja_JP", "24 December 2026", "€1,014.50"),
        ("de", "24 December 2026", "1.014,50 €"),
    ],
)
def test_english_text_has_english_months_in_the_order_and_signs_of_the_readers_country(
    locale: str, day: str, money: str
) -> None:
    reader = Reader(Locale.parse(locale), ZoneInfo("UTC")).speaking("en")
    assert (reader.date(AT), reader.money("1014.50", "EUR")) == (day, money)


def test_a_text_in_the_readers_own_language_is_told_as_at_home() -> None:
    reader = Reader(Locale.parse("es_ES"), ZoneInfo("Europe/Madrid")).speaking("es")
    assert reader.time(AT) == "24 dic 2026, 11:00"
