"""Why buyers of twelve other languages cancel, what is wrong with their goods and what they want, and no guesses."""

from __future__ import annotations

import pytest

from bot.nlu.cancellation_words_abroad import CANCELLATION_REASONS
from bot.nlu.dispute_words_abroad import DISPUTE_REASONS, WISHES
from bot.nlu.phrases_abroad import Phrasebook
from tests.bot.nlu.pipeline import Pipeline


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("cancela el pedido, cambié de opinión", "no_longer_needed"),
        ("cancele, coloquei o endereço errado", "wrong_item"),
        ("annulez ma commande, je l'ai trouvé moins cher ailleurs", "found_cheaper"),
        ("bitte stornieren, das dauert mir zu lange", "takes_too_long"),
        ("annullate l'ordine, l'ho fatto per sbaglio", "wrong_item"),
        ("отмените заказ, я передумала", "no_longer_needed"),
        ("proszę anulować, zamówiłem dwa razy", "duplicate"),
        ("siparişi iptal edin, vazgeçtim", "no_longer_needed"),
        ("ألغوا الطلب، طلبته بالخطأ", "wrong_item"),
        ("取消订单，别家更便宜", "found_cheaper"),
        ("間違えて注文したのでキャンセルしてください", "wrong_item"),
        ("주문 취소해 주세요, 마음이 바뀌었어요", "no_longer_needed"),
        ("передумал", "no_longer_needed"),
        ("aus Versehen bestellt", "wrong_item"),
    ],
)
def test_why_an_order_is_cancelled(pipeline: Pipeline, text: str, reason: str) -> None:
    assert pipeline.entities(text).get("cancellation_reason") == [reason]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("me llegó la lámpara rota, quiero mi dinero", "damaged"),
        ("o celular não funciona", "defective"),
        ("il manque une pièce dans le carton", "parts_missing"),
        ("der Stuhl ist kaputt", "defective"),
        ("mi è arrivato l'articolo sbagliato", "wrong_item"),
        ("это подделка, а не оригинал", "counterfeit"),
        ("towar jest niezgodny z opisem", "not_as_described"),
        ("yanlış ürün gönderdiniz", "wrong_item"),
        ("المنتج لا يعمل", "defective"),
        ("收到的杯子碎了", "damaged"),
        ("部品が足りません", "parts_missing"),
        ("사진과 달라요", "not_as_described"),
        ("die Hose ist mir zu eng, ich möchte sie zurückgeben", "size_unclear"),
    ],
)
def test_what_is_wrong_with_goods(pipeline: Pipeline, text: str, reason: str) -> None:
    assert pipeline.entities(text).get("dispute_reason") == [reason]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("quiero el reembolso pero no quiero devolverlo", "refund_only"),
        ("quero um reembolso parcial", "refund_only"),
        ("je veux le renvoyer et être remboursé", "return_and_refund"),
        ("ich möchte die Jacke zurückschicken", "return_and_refund"),
        ("die Lampe ist defekt, ich will sie nicht zurückschicken", "refund_only"),
        ("vorrei un rimborso parziale", "refund_only"),
        ("хочу отправить обратно куртку и получить деньги", "return_and_refund"),
        ("我要退货退款", "return_and_refund"),
        ("返品したいです", "return_and_refund"),
        ("반품하고 환불받고 싶어요", "return_and_refund"),
    ],
)
def test_what_is_wanted(pipeline: Pipeline, text: str, wanted: str) -> None:
    assert pipeline.entities(text).get("wanted") == [wanted]


@pytest.mark.parametrize(
    "text",
    [
        "la lámpara no está rota",
        "der Stuhl ist nicht kaputt",
        "если чайник сломан, что делать",
        "o telefone não está com defeito",
    ],
)
def test_what_is_denied_or_supposed_is_no_reason(pipeline: Pipeline, text: str) -> None:
    assert "dispute_reason" not in pipeline.entities(text)


@pytest.mark.parametrize("text", ["mi reembolso no ha llegado", "das Geld ist nicht angekommen", "quiero otra talla"])
def test_what_is_said_of_money_or_wished_for_is_no_fault_of_goods(pipeline: Pipeline, text: str) -> None:
    assert "dispute_reason" not in pipeline.entities(text)


def test_the_seller_and_the_money_decide_nothing() -> None:
    for text in ("quiero que me devuelvan el dinero", "el vendedor quiere devolver la lámpara"):
        assert [phrase.label for phrase in Phrasebook(WISHES).found(text) if "vendedor" not in phrase.before] == []


@pytest.mark.parametrize("table", [CANCELLATION_REASONS, DISPUTE_REASONS, WISHES])
def test_each_phrase_is_found_as_what_it_says(table: dict[str, tuple[str, ...]]) -> None:
    for label, lines in table.items():
        said = [
            phrase.replace("*", "").replace(" _ ", " ").replace("_", "") for line in lines for phrase in line.split("|")
        ]
        alone = Phrasebook({label: lines})
        assert [phrase for phrase in said if not alone.found(phrase.strip())] == []


def test_each_reason_is_told_in_twelve_languages() -> None:
    for table in (CANCELLATION_REASONS, DISPUTE_REASONS, WISHES):
        assert {label: len(lines) for label, lines in table.items() if len(lines) != 12} == {}
