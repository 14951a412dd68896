"""Broken words of the trade are mended before encoding, in the words of the text's own language; the rest stays."""

from __future__ import annotations

import pytest

from bot.nlu.gist import gist
from bot.nlu.spelling import mend


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("canecl my ordr", "cancel my order"),
        ("my refnd hasnt come", "my refund hasn't come"),
        ("pakage not recieved", "package not received"),
        ("teh seler", "the seller"),
        ("refnd", "refund"),
        ("u sed i wud get my mony bak las week", "you said i would get my money back last week"),
        ("wen iz my packge comin", "when is my package coming"),
        ("whereis my parcle", "where is my parcel"),
        ("itemis damaged, cancelmy order, refundnot received", "item is damaged, cancel my order, refund not received"),
        ("ancel my order, i want to acncel", "cancel my order, i want to cancel"),
        ("it was shippd, kwality is bad", "it was shipped, quality is bad"),
        ("chnage my adress, it is hapening agian", "change my address, it is happening again"),
    ],
)
def test_misspelt_words_of_the_trade_are_mended(written: str, meant: str) -> None:
    assert mend(written) == meant


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("quiero canselar mi pedido", "quiero cancelar mi pedido"),
        ("quero canselar o pedido", "quero cancelar o pedido"),
        ("je veux anuler ma comande", "je veux annuler ma commande"),
        ("bestelung bitte stornieren", "bestellung bitte stornieren"),
        ("voglio anullare l'ordine", "voglio annullare l'ordine"),
        ("закза не пришёл", "заказ не пришёл"),
        ("gdzie jest moja paczak", "gdzie jest moja paczka"),
        ("rembourcement", "remboursement"),
    ],
)
def test_other_languages_are_mended_by_their_own_words(written: str, meant: str) -> None:
    assert mend(written) == meant


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("siparisimi iptal edin", "siparişimi iptal edin"),
        ("urun nerede, satici cevap vermiyor", "ürün nerede, satıcı cevap vermiyor"),
        ("zamowienie nie doszlo, chce zwrot pieniedzy", "zamówienie nie doszło, chcę zwrot pieniędzy"),
        ("quiero la devolucion de mi articulo", "quiero la devolución de mi artículo"),
        ("ich moechte die Rucksendung", "ich möchte die Rücksendung"),
    ],
)
def test_letters_get_back_the_marks_that_a_keyboard_lacks(written: str, meant: str) -> None:
    assert mend(written) == meant


@pytest.mark.parametrize(
    "text",
    [
        "honey, an oven, mint candles and a quilt; they've peeled, I hate foam, somewhere it swelled and was squashed",
        "the chipped cup had swollen where the lace was closest",
        "an older border collie offers a counter for the stove",
        "I clicked, checked and talked; they accepted and rejected",
        "Mr Seller from Refuge Road 4410227751200097",
        "die Bestellung wurde nicht geliefert",
        "im Laden oder im Netz, die Retoure ist von der Firma",
        "quiero que cancelen y que retiren el pedido",
        "já cancelei, quero R$ 50 de volta",
        "il corriere è venuto, accetto l'offerta",
        "j'ai retourné le colis et il est refusé",
        "geri vermediler, değil dediler ki 30'u kalmış",
        "мой заказ не пришёл",
        "注文をキャンセル canecl",
        "",
    ],
)
def test_right_words_names_numbers_and_other_languages_stay(text: str) -> None:
    assert mend(text) == text


def test_shouted_turkish_is_read_as_when_it_is_said() -> None:
    assert gist("SİPARİŞİMİ İPTAL EDİN ARTIK") == gist("siparişimi iptal edin artık")
