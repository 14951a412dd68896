"""Days by which buyers tell their orders apart, counted from the shop's time in the buyer's zone."""

from __future__ import annotations

import pytest
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.dates import DateExtractor
from bot.nlu.reading import readable

SUNDAY = "2026-11-22T13:00:00Z"


def days(text: str, now: str = SUNDAY, **buyer: str) -> list[tuple[str, str]]:
    message = Message({"text": text, "metadata": {"now": now, "buyer": buyer}})
    return [(thing.value["from"], thing.value["to"]) for thing in DateExtractor({}).find(readable(text), message)]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("the one from Tuesday", "2026-11-17", "2026-11-17"),
        ("from last Tuesday", "2026-11-17", "2026-11-17"),
        ("I bought it on Sunday", "2026-11-22", "2026-11-22"),
        ("last Sunday", "2026-11-15", "2026-11-15"),
        ("yesterday", "2026-11-21", "2026-11-21"),
        ("yesterday's order", "2026-11-21", "2026-11-21"),
        ("the day before yesterday", "2026-11-20", "2026-11-20"),
        ("ordered 3 days ago", "2026-11-19", "2026-11-19"),
        ("ordered three days ago", "2026-11-19", "2026-11-19"),
        ("I ordered it two weeks ago", "2026-11-05", "2026-11-11"),
        ("it was last week", "2026-11-09", "2026-11-15"),
        ("the orders from this week", "2026-11-16", "2026-11-22"),
        ("from last month", "2026-10-01", "2026-10-31"),
        ("bought last weekend", "2026-11-14", "2026-11-15"),
        ("I ordered it in March", "2026-03-01", "2026-03-31"),
        ("ordered on 3 March", "2026-03-03", "2026-03-03"),
        ("ordered on December 24th", "2025-12-24", "2025-12-24"),
        ("the order of 2026-11-02", "2026-11-02", "2026-11-02"),
        ("the order from 12.10.2026", "2026-10-12", "2026-10-12"),
        ("the order from 13/10", "2026-10-13", "2026-10-13"),
    ],
)
def test_the_days_of_an_order_are_found(text: str, first: str, last: str) -> None:
    assert days(text) == [(first, last)]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("el pedido de ayer", "2026-11-21", "2026-11-21"),
        ("el que compré hace 3 días", "2026-11-19", "2026-11-19"),
        ("lo compré el 12 de noviembre", "2026-11-12", "2026-11-12"),
        ("o pedido de ontem", "2026-11-21", "2026-11-21"),
        ("comprei há dois dias", "2026-11-20", "2026-11-20"),
        ("la commande d'hier", "2026-11-21", "2026-11-21"),
        ("je l'ai acheté il y a 2 jours", "2026-11-20", "2026-11-20"),
        ("die Bestellung von gestern", "2026-11-21", "2026-11-21"),
        ("gestern bestellt", "2026-11-21", "2026-11-21"),
        ("ich habe es vor drei Tagen gekauft", "2026-11-19", "2026-11-19"),
        ("die Bestellung vom 12.11.", "2026-11-12", "2026-11-12"),
        ("l'ordine di ieri", "2026-11-21", "2026-11-21"),
        ("l'ho comprato una settimana fa", "2026-11-12", "2026-11-18"),
        ("dünkü siparişim", "2026-11-21", "2026-11-21"),
        ("3 gün önce aldığım ürün", "2026-11-19", "2026-11-19"),
        ("вчерашний заказ", "2026-11-21", "2026-11-21"),
        ("заказ от 12 ноября", "2026-11-12", "2026-11-12"),
        ("я купил это 3 дня назад", "2026-11-19", "2026-11-19"),
        ("zamówienie z wczoraj", "2026-11-21", "2026-11-21"),
        ("kupiłem to 2 dni temu", "2026-11-20", "2026-11-20"),
        ("昨天的订单", "2026-11-21", "2026-11-21"),
        ("我3天前买的", "2026-11-19", "2026-11-19"),
        ("昨日注文した商品", "2026-11-21", "2026-11-21"),
        ("11月12日の注文です", "2026-11-12", "2026-11-12"),
        ("어제 주문한 거요", "2026-11-21", "2026-11-21"),
        ("طلب أمس", "2026-11-21", "2026-11-21"),
        ("ayer", "2026-11-21", "2026-11-21"),
        ("gestern", "2026-11-21", "2026-11-21"),
        ("la semana pasada", "2026-11-09", "2026-11-15"),
        ("el lunes", "2026-11-16", "2026-11-16"),
    ],
)
def test_the_days_of_an_order_are_found_in_other_languages(text: str, first: str, last: str) -> None:
    assert days(text) == [(first, last)]


@pytest.mark.parametrize(
    "text",
    [
        "ayer cancelé mi pedido",
        "pedí el reembolso hace dos semanas",
        "gestern angekommen und kaputt",
        "je l'ai reçu hier",
        "я жду с вчерашнего дня",
        "dün geldi ama bozuk",
        "昨天到的，坏了",
        "das Paket ist hier nicht angekommen",
        "a segunda opção",
    ],
)
def test_days_of_something_else_name_no_order_in_other_languages(text: str) -> None:
    assert days(text) == []


def test_the_order_of_day_and_month_follows_the_buyers_locale() -> None:
    assert days("the order from 03/04/2026", locale="en_US") == [("2026-03-04", "2026-03-04")]
    assert days("the order from 03/04/2026", locale="en_GB") == [("2026-04-03", "2026-04-03")]


def test_yesterday_is_counted_in_the_buyers_zone() -> None:
    just_after_midnight_in_tokyo = "2026-11-22T15:30:00Z"

    assert days("yesterday", just_after_midnight_in_tokyo, zone="Asia/Tokyo") == [("2026-11-22", "2026-11-22")]
    assert days("yesterday", just_after_midnight_in_tokyo, zone="America/New_York") == [("2026-11-21", "2026-11-21")]


@pytest.mark.parametrize(
    "text",
    [
        "waiting for my refund since last Thursday",
        "is it coming today",
        "I cancelled my order last week",
        "the seller wrote to me on Friday",
        "it arrived yesterday and is broken",
        "deliver it next Tuesday",
        "I need it by Friday",
        "sun cream",
        "you may 3 times",
        "ordered on 31 June",
        "ordered 99999 days ago",
    ],
)
def test_days_on_which_something_else_happened_name_no_order(text: str) -> None:
    assert days(text) == []


@pytest.mark.parametrize(
    "metadata", [None, {}, {"now": "nonsense", "buyer": None}, {"buyer": {"zone": "../etc", "locale": 7}}]
)
def test_odd_metadata_does_no_harm(metadata: dict | None) -> None:
    message = Message({"text": "yesterday", "metadata": metadata})

    assert len(list(DateExtractor({}).find("yesterday", message))) == 1


def test_the_clock_of_the_process_counts_when_the_message_has_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RECOURSE_NOW", SUNDAY)

    assert [thing.value["from"] for thing in DateExtractor({}).find("yesterday", Message({"text": "yesterday"}))] == [
        "2026-11-21"
    ]
