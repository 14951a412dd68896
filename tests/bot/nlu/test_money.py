"""Sums of money in the ways in which people write them."""

from __future__ import annotations

import pytest
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.money import MoneyExtractor
from bot.nlu.reading import readable


def sums(text: str) -> list[tuple[str, str | None]]:
    found = MoneyExtractor({}).find(readable(text), Message({"text": text}))
    return [(thing.value["amount"], thing.value["currency"]) for thing in found]


@pytest.mark.parametrize(
    ("text", "amount", "currency"),
    [
        ("12.50 euros", "12.50", "EUR"),
        ("€12,50", "12.50", "EUR"),
        ("1.234,50 EUR", "1234.50", "EUR"),
        ("$1,234.50", "1234.50", "USD"),
        ("$1,234", "1234", "USD"),
        ("1 234,56 €", "1234.56", "EUR"),
        ("forty euros", "40", "EUR"),
        ("5 bucks", "5", "USD"),
        ("£7", "7", "GBP"),
        ("¥3000", "3000", "JPY"),
        ("4.250 KWD", "4.250", "KWD"),
        ("the one for 39.99", "39.99", None),
        ("٢٥ dollars", "25", "USD"),
    ],
)
def test_sums_are_read(text: str, amount: str, currency: str | None) -> None:
    assert sums(text) == [(amount, currency)]


def test_several_sums_are_all_read() -> None:
    assert sums("they offered 30 euros but I want 50 euros") == [("30", "EUR"), ("50", "EUR")]


@pytest.mark.parametrize(
    "text", ["10%", "two of them", "-5 euros", "9" * 30 + " euros", "1.2.3", "try 3 times", "size 42"]
)
def test_what_is_no_sum_is_not_read(text: str) -> None:
    assert sums(text) == []
