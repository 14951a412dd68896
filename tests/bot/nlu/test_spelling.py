"""Broken words of the trade are mended before encoding; everything else is left alone."""

from __future__ import annotations

import pytest

from bot.nlu.spelling import mend, slips


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("canecl my ordr", "cancel my order"),
        ("my refnd hasnt come", "my refund hasn't come"),
        ("pakage not recieved", "package not received"),
        ("teh seler", "the seller"),
    ],
)
def test_misspelt_words_of_the_trade_are_mended(written: str, meant: str) -> None:
    assert mend(written) == meant


@pytest.mark.parametrize(
    "text",
    [
        "an older border collie offers a counter for the stove",
        "I clicked, checked and talked; they accepted and rejected",
        "Mr Seller from Refuge Road 4410227751200097",
        "die Bestellung wurde nicht geliefert",
        "мой заказ не пришёл",
        "",
    ],
)
def test_right_words_names_numbers_and_other_languages_stay(text: str) -> None:
    assert mend(text) == text


def test_two_swapped_letters_are_one_slip() -> None:
    assert slips("canecl", "cancel") == 1
    assert slips("refund", "refund") == 0
    assert slips("", "abc") == 3
