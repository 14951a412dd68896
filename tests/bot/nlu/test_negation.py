"""What a buyer denies is not what the buyer wants."""

from __future__ import annotations

import pytest

from tests.bot.nlu.pipeline import Pipeline


@pytest.mark.parametrize(
    ("text", "denied", "wanted"),
    [
        ("don't cancel, just tell me where it is", "cancel_order", "order_status"),
        ("I do not want to cancel, where is my parcel now?", "cancel_order", "order_status"),
        ("not a refund, just tell me when the parcel gets here", "request_refund", "order_status"),
        ("I don't want to talk to a human, cancel my order", "talk_to_human", "cancel_order"),
        ("no refund, cancel my order please", "request_refund", "cancel_order"),
        ("I don't want to cancel just tell me where it is", "cancel_order", "order_status"),
        ("no quiero cancelar, solo saber dónde está mi paquete", "cancel_order", "order_status"),
        ("não quero cancelar, só quero saber onde está o pedido", "cancel_order", "order_status"),
        ("je ne veux pas annuler, je veux juste savoir où est mon colis", "cancel_order", "order_status"),
        ("ich will nicht stornieren, nur wissen wo mein Paket ist", "cancel_order", "order_status"),
        ("non voglio annullare, voglio solo sapere dov'è il pacco", "cancel_order", "order_status"),
        ("я не хочу отменять заказ, просто скажите где он", "cancel_order", "order_status"),
        ("nie chcę anulować, chcę tylko wiedzieć gdzie jest paczka", "cancel_order", "order_status"),
        ("iptal etmek istemiyorum, sadece kargom nerede", "cancel_order", "order_status"),
        ("لا أريد إلغاء الطلب، متى تصل الشحنة؟", "cancel_order", "order_status"),
        ("我不是要取消，只是想知道包裹到哪里了", "cancel_order", "order_status"),
        ("キャンセルしたいわけじゃない、荷物がどこか知りたいだけ", "cancel_order", "order_status"),
        ("취소하고 싶은 게 아니라 배송이 어디쯤인지 궁금해요", "cancel_order", "order_status"),
        ("ich möchte keine Erstattung, bitte stornieren Sie die Bestellung", "request_refund", "cancel_order"),
    ],
)
def test_the_denied_wish_gives_way_to_the_other(pipeline: Pipeline, text: str, denied: str, wanted: str) -> None:
    assert pipeline.entities(text)["negated"] == [denied]
    assert pipeline.read(text).get("intent")["name"] == wanted


@pytest.mark.parametrize(
    "text", ["don't cancel my order", "please do not cancel", "dont cancel it", "I'm not cancelling"]
)
def test_a_denied_cancellation_alone_is_no_cancellation(pipeline: Pipeline, text: str) -> None:
    message = pipeline.read(text)

    assert message.get("intent")["name"] != "cancel_order"
    assert "cancel_order" in pipeline.entities(text)["negated"]


@pytest.mark.parametrize(
    "text",
    [
        "why can't I cancel",
        "they don't want to refund me",
        "the seller doesn't want to cancel",
        "you haven't cancelled it yet",
        "there is no refund on my card",
        "I have still not been refunded",
        "my bank says no refund was received",
        "el vendedor no quiere cancelar",
        "warum kann ich nicht stornieren",
        "le vendeur ne veut pas rembourser",
        "卖家不想退款",
    ],
)
def test_what_others_do_not_want_or_what_did_not_happen_denies_no_wish(pipeline: Pipeline, text: str) -> None:
    assert "negated" not in pipeline.entities(text)
