"""Which order a message means: by number, a part of it, item words, date, "my last"."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest

from actions.finding import Hints, fitting, hints_of, item_meant, text_hints
from actions.policy.facts import Item, Order, PaymentMethod, Seller

TUESDAY = datetime(2026, 11, 24, 23, 30, tzinfo=timezone.utc)
DAY = timedelta(days=1)


def an_order(order_id: str, *titles: str, placed_at: datetime = TUESDAY, **times: datetime) -> Order:
    items = tuple(Item(f"SKU-{place}", title, 1, 1250) for place, title in enumerate(titles))
    seller = Seller("s1", "Kumo Trading")
    return Order(order_id, "b1", seller, "EUR", PaymentMethod.CARD, "guides", placed_at, items, **times)


SHOES = an_order("5031442187354092", "Women's running shoes, size 39", placed_at=TUESDAY + 2 * DAY)
PHONES = an_order("5031442187350914", "Wireless noise-cancelling headphones, black", placed_at=TUESDAY + DAY)
KIDS = an_order("5031442187351207", "Kids' over-ear headphones, blue", "Batteries AA, set of 8")
KNIFE = an_order("7745019263847950", "Santoku kitchen knife", placed_at=TUESDAY - 9 * DAY, delivered_at=TUESDAY + DAY)
ALL = [SHOES, PHONES, KIDS, KNIFE]


def meant(zone: str = "UTC", **hints: object) -> list[Order]:
    return fitting(ALL, Hints(**hints), zone)  # type: ignore[arg-type]


def test_a_whole_number_means_that_order_alone():
    assert meant(number="5031442187350914") == [PHONES]
    assert meant(number="5031442187350915") == []


def test_what_else_is_said_tells_two_apart_that_fit():
    assert meant(words=("headphones",), beside=("the", "kids", "headphones", "never", "arrived")) == [KIDS]
    assert meant(words=("headphones",), beside=("cancel", "the", "headphones")) == [PHONES, KIDS]
    assert not Hints(beside=("kids",))
    text = "the kids headphones never came, unlike the black ones"
    hints = hints_of({"text": text, "entities": [{"entity": "item", "value": "headphone", "start": 9, "end": 19}]})
    assert (hints.beside, fitting(ALL, hints, "UTC")) == (("kids",), [KIDS])


def test_a_whole_number_beats_every_other_word():
    assert meant(number="5031442187350914", words=("shoes",)) == [PHONES]


def test_a_part_of_a_number_means_its_end_before_its_middle():
    assert meant(part="4092") == [SHOES]
    assert meant(part="7950") == [KNIFE]
    assert meant(part="50314421873") == [SHOES, PHONES, KIDS]


@pytest.mark.parametrize("word", ["shoe", "shoes", "Shoes", "running"])
def test_an_item_is_found_in_any_inflection(word):
    assert fitting(ALL, hints_of({"entities": [{"entity": "item", "value": word}]}), "UTC") == [SHOES]


@pytest.mark.parametrize(("word", "order"), [("battery", KIDS), ("batteries", KIDS), ("knives", KNIFE)])
def test_irregular_plurals_are_the_same_word(word, order):
    assert meant(words=(word,)) == [order]


@pytest.mark.parametrize(
    ("title", "word"),
    [
        ("Shelf, oak", "shelves"),
        ("Leather gloves", "glove"),
        ("Contact lenses", "lens"),
        ("Dress, red", "dresses"),
        ("Wrist watch", "watches"),
    ],
)
def test_singular_and_plural_meet(title, word):
    order = an_order("1", title)
    assert fitting([order, PHONES], Hints(words=(word,)), "UTC") == [order]


def test_a_part_of_a_compound_word_fits_every_order_that_has_it():
    assert meant(words=("phone",)) == [PHONES, KIDS]


def test_more_words_mean_fewer_orders():
    assert meant(words=("headphones",)) == [PHONES, KIDS]
    assert meant(words=("headphones", "blue")) == [KIDS]


def test_any_words_of_a_message_must_be_words_of_a_title():
    assert fitting(ALL, text_hints("please cancel the order"), "UTC") == []
    assert fitting(ALL, text_hints("cancel the kitchen thing"), "UTC") == [KNIFE]


def test_a_day_is_a_day_of_the_buyer():
    """Half past eleven on Tuesday in London is Wednesday in Tokyo."""
    tuesday = (TUESDAY.date(), TUESDAY.date())
    assert meant(days=tuesday) == [KIDS]
    assert meant(days=tuesday, zone="Asia/Tokyo") == []


def test_a_day_on_which_nothing_was_ordered_may_be_the_day_of_delivery():
    wednesday = ((TUESDAY + DAY).date(),) * 2
    assert meant(days=wednesday) == [PHONES]
    assert fitting([SHOES, KNIFE], Hints(days=wednesday), "UTC") == [KNIFE]


@pytest.mark.parametrize(("word", "order"), [("last", SHOES), ("previous", PHONES), ("first", KNIFE)])
def test_recency_counts_from_the_newest(word, order):
    assert meant(recency=word) == [order]


def test_recency_is_among_the_orders_that_fit_the_other_words():
    assert meant(recency="last", words=("headphones",)) == [PHONES]
    assert meant(recency="last", words=("piano",)) == []


@pytest.mark.parametrize(
    "value", ["2026-11-24", {"from": "2026-11-24", "to": "2026-11-24"}, {"from": "2026-11-24T00:00:00Z", "to": None}]
)
def test_a_date_is_read_as_one_day_or_as_a_span(value):
    assert hints_of({"entities": [{"entity": "date", "value": value}]}).days == (TUESDAY.date(), TUESDAY.date())


@pytest.mark.parametrize("value", ["someday", {"from": None}, 12, None, {"from": "2026-13-45", "to": "x"}])
def test_a_date_that_is_none_is_no_hint(value):
    assert not hints_of({"entities": [{"entity": "date", "value": value}]})


@pytest.mark.parametrize("value", [{}, [], "abc", "", None])
def test_a_number_that_is_none_is_no_hint(value):
    assert not hints_of({"entities": [{"entity": "order", "value": value}]})


def test_nothing_said_is_no_hint():
    assert not hints_of({})
    assert not text_hints("")


def test_words_are_no_patterns():
    assert fitting(ALL, text_hints("(.*)+ [a-z]* %s ' OR 1=1 --"), "UTC") == []


def test_one_item_of_several_is_named_by_its_words():
    assert item_meant(KIDS, "aa battery") == "SKU-1"
    assert item_meant(KIDS, "piano") is None
    assert item_meant(SHOES, "shoes") is None
