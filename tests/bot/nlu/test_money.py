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


@pytest.mark.parametrize(
    ("text", "amount", "currency"),
    [
        ("me deben 12,50 €", "12.50", "EUR"),
        ("je veux 12€50", "12.50", "EUR"),
        ("30,- Euro zurück", "30", "EUR"),
        ("1.299,00 kr", "1299.00", None),
        ("₺250", "250", "TRY"),
        ("250 TL'yi geri istiyorum", "250", "TRY"),
        ("250 liramı", "250", "TRY"),
        ("верните 1 200 руб.", "1200", "RUB"),
        ("500 рублей", "500", "RUB"),
        ("zwrot 12,50 zł", "12.50", "PLN"),
        ("100 złotych", "100", "PLN"),
        ("R$ 50", "50", "BRL"),
        ("R$1.234,56", "1234.56", "BRL"),
        ("￥1,200返してください", "1200", "JPY"),
        ("1200円を返して", "1200", "JPY"),
        ("3万円です", "30000", "JPY"),
        ("退我￥200", "200", "CNY"),
        ("我要退300元", "300", "CNY"),
        ("2.5万元", "25000", "CNY"),
        ("12,000원 환불해 주세요", "12000", "KRW"),
        ("3만원", "30000", "KRW"),
        ("٢٥٠ ريال", "250", "SAR"),
        ("١٢٫٥٠ درهم", "12.50", "AED"),
        ("50 د.إ", "50", "AED"),
        ("CHF 1'250.50", "1250.50", "CHF"),
    ],
)
def test_sums_are_read_in_the_notations_of_other_languages(text: str, amount: str, currency: str | None) -> None:
    assert sums(text) == [(amount, currency)]


@pytest.mark.parametrize(
    "text",
    [
        "pagué 40 euros",
        "ho pagato 40 euro",
        "ich habe 40 Euro bezahlt",
        "el vendedor me ofrece 40 euros",
        "40 TL ödedim",
        "я заплатил 40 рублей",
        "zapłaciłem 40 zł",
        "我付了40元",
        "40円払った",
    ],
)
def test_a_sum_that_was_paid_or_offered_is_a_price_in_other_languages_too(text: str) -> None:
    found = MoneyExtractor({}).find(readable(text), Message({"text": text}))

    assert [(thing.entity, thing.value["amount"]) for thing in found] == [("price", "40")]


def test_several_sums_are_all_read() -> None:
    assert sums("they offered 30 euros but I want 50 euros") == [("30", "EUR"), ("50", "EUR")]


@pytest.mark.parametrize(
    "text", ["10%", "two of them", "-5 euros", "9" * 30 + " euros", "1.2.3", "try 3 times", "size 42"]
)
def test_what_is_no_sum_is_not_read(text: str) -> None:
    assert sums(text) == []
