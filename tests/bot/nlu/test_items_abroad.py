"""Goods named in other languages are told by the English word that titles use."""

from __future__ import annotations

import pytest
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.items import ItemExtractor


def items(text: str) -> list[str]:
    message = Message.build(text)
    ItemExtractor({}).process([message])
    return [entity["value"] for entity in message.get("entities") or []]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("quiero cancelar los auriculares", ["headphone"]),
        ("cadê minha mochila e o carregador", ["backpack", "charger"]),
        ("où est ma cafetière", ["coffee machine"]),
        ("ich will die Kopfhörer zurückgeben", ["headphone"]),
        ("mit den Turnschuhen stimmt was nicht", ["sneaker"]),
        ("le cuffie non funzionano", ["headphone"]),
        ("kulaklığımı iade etmek istiyorum", ["headphone"]),
        ("çantam nerede", ["bag"]),
        ("KAHVE MAKİNESİ bozuk çıktı", ["coffee machine"]),
        ("手机壳和鞋子", ["phone case", "shoe"]),
        ("где мои наушники", ["headphone"]),
        ("отмените заказ на чайник", ["kettle"]),
        ("nie mam ładowarki i słuchawek", ["charger", "headphone"]),
        ("我的耳机坏了", ["headphone"]),
        ("イヤホンをキャンセルしたい", ["earbud"]),
        ("신발 환불해 주세요", ["shoe"]),
        ("أريد إلغاء شاحن", ["charger"]),
    ],
)
def test_goods_are_known_by_their_inflected_names(text: str, found: list[str]) -> None:
    assert items(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "montre-moi mes commandes",
        "où est ma commande",
        "wo ist meine Bestellung",
        "cancela mi pedido",
        "saat kaçta gelecek",
        "gdzie jest moje zamówienie",
        "my parcel is here, at last",
        "mesajıma cevap verin",
        "la pantalla está rota",
    ],
)
def test_what_only_sounds_like_goods_is_none(text: str) -> None:
    assert items(text) == []


def test_a_thing_is_named_once() -> None:
    assert items("quiero cancelar el cable usb, el cable") == ["cable"]
