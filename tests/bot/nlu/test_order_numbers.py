"""Order numbers are read however they are written; other numbers are not taken for one."""

from __future__ import annotations

import pytest
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.extractor import Found
from bot.nlu.order_numbers import OrderNumberExtractor
from bot.nlu.reading import readable

NUMBER = "4410227751200097"


def found(text: str) -> list[Found]:
    return list(OrderNumberExtractor({}).find(readable(text), Message({"text": text})))


def values(text: str, entity: str) -> list[str]:
    return [thing.value for thing in found(text) if thing.entity == entity]


@pytest.mark.parametrize(
    "text",
    [
        NUMBER,
        f"cancel order {NUMBER} please",
        f"#{NUMBER}.",
        "4410 2277 5120 0097",
        "4410-2277-5120-0097",
        "4410\u20132277\u20135120\u20130097",
        "4410\u00a02277\u00a05120\u00a00097",
        "4410.2277.5120.0097",
        "44 10 22 77 51 20 00 97",
        "it's ٤٤١٠٢٢٧٧٥١٢٠٠٠٩٧",
        "注文 ４４１０２２７７５１２０００９７",
        "我要取消订单4410227751200097，谢谢",
        "注文番号4410-2277-5120-0097です",
        "주문 4410227751200097을 취소해 주세요",
        "4410227751200097'yi iptal edin",
        "заказ №४४१०२२७७५१२०००९७",
        "2 4410227751200097",
    ],
)
def test_sixteen_digits_are_an_order_however_they_are_written(text: str) -> None:
    assert values(text, "order") == [NUMBER]
    assert values(text, "order_part") == []


def test_two_orders_in_one_message_are_both_found() -> None:
    assert values(f"{NUMBER} and 3021 8857 4612 0934", "order") == [NUMBER, "3021885746120934"]


@pytest.mark.parametrize(
    "text",
    [
        "441022775120009",
        "44102277512000971",
        "00340434161094042557",
        "RR482910557CN",
        "YT2211334455667788",
        "12.50",
        "3 lamps",
    ],
)
def test_other_numbers_are_no_order(text: str) -> None:
    assert values(text, "order") == []


@pytest.mark.parametrize(
    "text",
    [
        "ending in 4417",
        "it ends with 4417",
        "…4417",
        "...4417",
        "**** 4417",
        "the last four digits are 4417",
        "order 4417",
        "4417",
        "termina en 4417",
        "o que termina em 4417",
        "celle qui finit par 4417",
        "die Bestellung endet auf 4417",
        "l'ordine 4417",
        "4417 ile biten sipariş",
        "заказ, заканчивается на 4417",
        "zamówienie nr 4417",
        "尾号4417的订单",
        "末尾4417です",
        "끝자리 4417",
        "los últimos cuatro dígitos son 4417",
        "XXXX XXXX XXXX 4417",
        "●●●●4417",
    ],
)
def test_part_of_a_number_is_kept_as_a_part(text: str) -> None:
    assert values(text, "order_part") == ["4417"]


@pytest.mark.parametrize(
    "text",
    [
        "mi pedido 250 €",
        "pedido de 300 euros",
        "заказ 500 рублей",
        "我的订单300元",
        "el pedido del 12/11",
        "size 42",
        "I paid 450 for it",
        "number one",
        "128 GB",
        "in order 2 know",
        "tracking number 7788991234",
    ],
)
def test_small_numbers_are_no_part_of_an_order_number(text: str) -> None:
    assert values(text, "order_part") == []


@pytest.mark.parametrize(
    ("text", "which"),
    [
        ("cancel my last order", "last"),
        ("the latest one", "last"),
        ("my most recent purchase", "last"),
        ("the last thing I ordered", "last"),
        ("my first order", "first"),
        ("the oldest order", "first"),
        ("the previous one", "previous"),
        ("the one before", "previous"),
    ],
)
def test_recency_is_understood(text: str, which: str) -> None:
    assert values(text, "order_recency") == [which]


@pytest.mark.parametrize("text", ["last week", "at last it came", "show me my last five orders", "first of all, hello"])
def test_last_and_first_of_other_things_mean_no_order(text: str) -> None:
    assert values(text, "order_recency") == []


def test_the_place_in_the_text_is_that_of_the_text_as_sent() -> None:
    text = "\u200bmy number\u00a0is ４４１０ 2277 5120 0097!"
    thing = found(text)[0]

    assert text[thing.start : thing.end] == "４４１０ 2277 5120 0097"
