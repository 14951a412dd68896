"""A denied wish is found, and cut out, in every language; what others do not want, or what did not happen, is not."""

from __future__ import annotations

import pytest

from bot.nlu.denials import denied, without_denials

# The intent that is denied, the text, what is left of it.
DENIED = [
    ("cancel_order", "no quiero cancelar, solo saber dónde está", "solo saber dónde está"),
    ("cancel_order", "No quiero que cancelen mi pedido, quiero saber cuándo llega", "quiero saber cuándo llega"),
    ("request_refund", "no quiero un reembolso, quiero el mismo en talla M", "quiero el mismo en talla M"),
    ("cancel_order", "por favor no cancelen nada todavía, díganme dónde está", "díganme dónde está"),
    (
        "item_not_as_described",
        "no abran una disputa todavía, solo quiero saber el estado",
        "solo quiero saber el estado",
    ),
    ("cancel_order", "não quero cancelar, só quero saber onde está o pedido", "só quero saber onde está o pedido"),
    ("request_refund", "nao quero reembolso, quero a troca", "quero a troca"),
    ("cancel_order", "não cancelem o pedido, só me digam quando chega", "só me digam quando chega"),
    (
        "cancel_order",
        "je ne veux pas annuler, je veux juste savoir où est mon colis",
        "je veux juste savoir où est mon colis",
    ),
    (
        "cancel_order",
        "n'annulez pas ma commande, dites-moi juste quand elle arrive",
        "dites-moi juste quand elle arrive",
    ),
    ("request_refund", "pas un remboursement, un échange", "un échange"),
    (
        "request_refund",
        "je ne demande pas de remboursement, je veux savoir où est le colis",
        "je veux savoir où est le colis",
    ),
    ("item_not_as_described", "je ne veux pas encore ouvrir de litige, comment ça marche ?", "comment ça marche ?"),
    ("cancel_order", "ich will nicht stornieren, nur wissen wo mein Paket ist", "nur wissen wo mein Paket ist"),
    (
        "cancel_order",
        "Bitte nicht stornieren, ich möchte nur wissen wann es kommt",
        "ich möchte nur wissen wann es kommt",
    ),
    ("request_refund", "ich möchte keine Erstattung, sondern einen Umtausch", "sondern einen Umtausch"),
    (
        "cancel_order",
        "ich möchte die Bestellung nicht stornieren sondern wissen wo sie bleibt",
        "sondern wissen wo sie bleibt",
    ),
    ("cancel_order", "stornieren Sie die Bestellung bitte nicht, wo ist sie?", "wo ist sie?"),
    ("cancel_order", "non voglio annullare, voglio solo sapere dov'è il pacco", "voglio solo sapere dov'è il pacco"),
    ("request_refund", "non voglio un rimborso, voglio la sostituzione", "voglio la sostituzione"),
    ("cancel_order", "non annullate l'ordine per favore, ditemi dov'è", "ditemi dov'è"),
    ("cancel_order", "я не хочу отменять заказ, просто скажите где он", "просто скажите где он"),
    (
        "cancel_order",
        "не отменяйте, пожалуйста, только скажите когда придёт",
        "пожалуйста, только скажите когда придёт",
    ),
    ("request_refund", "мне не нужен возврат, нужна замена", "нужна замена"),
    ("request_refund", "не возврат денег, а обмен", "а обмен"),
    ("item_not_as_described", "спор открывать пока не надо, просто вопрос", "просто вопрос"),
    ("cancel_order", "nie chcę anulować zamówienia, chcę tylko wiedzieć gdzie jest", "chcę tylko wiedzieć gdzie jest"),
    ("request_refund", "nie chcę zwrotu pieniędzy, tylko wymianę", "tylko wymianę"),
    ("cancel_order", "proszę nie anulować, tylko powiedzcie kiedy przyjdzie", "tylko powiedzcie kiedy przyjdzie"),
    (
        "cancel_order",
        "iptal etmek istemiyorum, sadece nerede olduğunu öğrenmek istiyorum",
        "sadece nerede olduğunu öğrenmek istiyorum",
    ),
    ("request_refund", "para iadesi istemiyorum değişim istiyorum", "değişim istiyorum"),
    ("cancel_order", "siparişimi iptal etmeyin lütfen, kargom nerede", "lütfen, kargom nerede"),
    ("request_refund", "iade değil, değişim istiyorum", "değişim istiyorum"),
    ("cancel_order", "لا أريد إلغاء الطلب، فقط أريد أن أعرف أين هو", "فقط أريد أن أعرف أين هو"),
    ("cancel_order", "لا تلغوا الطلب، أين وصل؟", "أين وصل؟"),
    ("request_refund", "لا أريد استرداد المال بل استبدال المنتج", "بل استبدال المنتج"),
    ("cancel_order", "ما أبغى ألغي الطلب بس وين وصل", "بس وين وصل"),
    ("cancel_order", "我不是要取消，只是想知道到哪里了", "只是想知道到哪里了"),
    ("cancel_order", "别取消我的订单，告诉我什么时候到", "告诉我什么时候到"),
    ("request_refund", "我不要退款，我要换货", "我要换货"),
    ("request_refund", "不想退货只想问什么时候到", "只想问什么时候到"),
    ("item_not_as_described", "先不要开纠纷，我想问一下流程", "我想问一下流程"),
    ("cancel_order", "キャンセルしたいわけじゃない、荷物がどこか知りたいだけ", "荷物がどこか知りたいだけ"),
    ("cancel_order", "注文をキャンセルしないでください。いつ届きますか", "ください。いつ届きますか"),
    ("request_refund", "返金ではなく交換を希望します", "交換を希望します"),
    ("request_refund", "返品じゃなくて届く日を知りたい", "届く日を知りたい"),
    ("cancel_order", "취소하고 싶은 게 아니라 배송이 어디쯤인지 궁금해요", "배송이 어디쯤인지 궁금해요"),
    ("cancel_order", "주문 취소하지 마세요, 언제 오는지만 알려주세요", "언제 오는지만 알려주세요"),
    ("request_refund", "환불 말고 교환해주세요", "교환해주세요"),
    ("request_refund", "환불이 아니라 교환 원해요", "교환 원해요"),
    ("cancel_order", "I don't want to cancel just tell me where it is", "just tell me where it is"),
    ("cancel_order", "i dont want to cancel i want to know where it is", "i want to know where it is"),
    ("request_refund", "not a refund, a replacement", "a replacement"),
    ("item_not_as_described", "do NOT open a dispute yet, tell me how it works", "tell me how it works"),
    ("cancel_order", "where is my order and please don't cancel it", "where is my order"),
    (
        "cancel_order",
        "I'm not trying to cancel, I only want to know when it arrives",
        "I only want to know when it arrives",
    ),
    ("request_refund", "I did not ask for a refund, where is my package", "where is my package"),
]
NOT_DENIED = [
    "no me quieren devolver el dinero",
    "el vendedor no quiere cancelar",
    "por qué no puedo cancelar",
    "no han cancelado mi pedido",
    "todavía no he recibido el reembolso",
    "no quiero esperar más el reembolso",
    "não consigo cancelar o pedido",
    "o vendedor não quer devolver o dinheiro",
    "ainda não recebi o reembolso",
    "le vendeur ne veut pas rembourser",
    "pourquoi je ne peux pas annuler",
    "toujours pas de remboursement",
    "je n'ai pas reçu mon remboursement",
    "vous n'avez pas annulé ma commande",
    "der Verkäufer will nicht stornieren",
    "warum kann ich nicht stornieren",
    "immer noch keine Erstattung",
    "ich habe meine Erstattung nicht bekommen",
    "der Händler will das Geld nicht erstatten",
    "il venditore non vuole rimborsare",
    "perché non posso annullare",
    "non ho ricevuto il rimborso",
    "продавец не хочет возвращать деньги",
    "почему я не могу отменить заказ",
    "деньги до сих пор не вернули",
    "возврат не пришёл",
    "sprzedawca nie chce zwrócić pieniędzy",
    "dlaczego nie mogę anulować",
    "nie dostałem zwrotu",
    "satıcı iade etmek istemiyor",
    "neden iptal edemiyorum",
    "iade etmiyorlar",
    "param iade edilmedi",
    "البائع لا يريد إرجاع المال",
    "لماذا لا أستطيع إلغاء الطلب",
    "لم أستلم المبلغ المسترد",
    "卖家不想退款",
    "为什么不能取消",
    "你们还没取消",
    "退款还没到",
    "不想要了，取消",
    "不想要了帮我取消",
    "返金されていません",
    "キャンセルできないのはなぜ",
    "出品者が返金したくないと言っている",
    "판매자가 환불해주지 않아요",
    "취소가 안 돼요",
    "아직 환불 안 됐어요",
    "no quiero esto, cancela el pedido",
    "das will ich nicht mehr, stornieren bitte",
    "je n'en veux plus, annulez",
    "не нужен, отмените",
    "не хочу ждать, верните деньги",
    "nie chcę czekać, anulujcie",
    "istemiyorum, iptal edin",
    "why can't I cancel",
    "they don't want to refund me",
    "you haven't cancelled",
    "не хочу больше ждать отмените заказ",
    "no quiero más problemas devuélvanme el dinero",
]
TAKEN_BACK = [
    "I don't want to cancel any more",
    "ya no quiero cancelar mi pedido",
    "já não quero cancelar",
    "je ne veux plus annuler, finalement je ne veux pas annuler",
    "ich will doch nicht stornieren",
    "non voglio più annullare",
    "уже не хочу отменять заказ",
    "już nie chcę anulować",
    "artık iptal istemiyorum",
    "不想取消了",
    "もうキャンセルしたくない",
    "이제 취소하고 싶지 않아요",
]


@pytest.mark.parametrize(("intent", "text", "left"), DENIED)
def test_a_denied_wish_is_cut_out_of_what_is_read(intent: str, text: str, left: str) -> None:
    assert [denial.intent for denial in denied(text)] == [intent]
    assert without_denials(text) == left


@pytest.mark.parametrize("text", NOT_DENIED)
def test_what_others_do_not_want_or_what_did_not_happen_denies_nothing(text: str) -> None:
    assert denied(text) == ()
    assert without_denials(text) == text


@pytest.mark.parametrize("text", TAKEN_BACK)
def test_a_wish_that_is_taken_back_stays_whole(text: str) -> None:
    found = denied(text)

    assert {denial.intent for denial in found} <= {"cancel_order"}
    assert all(denial.takes_back for denial in found)
    assert without_denials(text) == text


@pytest.mark.parametrize(
    "text", ["don't cancel", "no quiero cancelar", "ich will nicht stornieren", "別取消", "취소하지 마세요"]
)
def test_a_text_that_only_denies_is_left_whole(text: str) -> None:
    assert [denial.intent for denial in denied(text)] == ["cancel_order"]
    assert without_denials(text) == text


def test_the_places_of_denials_are_those_of_the_text_as_sent() -> None:
    text = "İADE ETMEK İSTEMİYORUM, kargom nerede"
    (denial,) = denied(text)

    assert text[denial.start : denial.end] == "İADE ETMEK İSTEMİYORUM"


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("it's not about a coupon, I want to know where my order is", "I want to know where my order is"),
        ("this has nothing to do with a return, I need a bill", "I need a bill"),
        ("I'm not asking you to change my address, I'm asking when it comes", "I'm asking when it comes"),
        ("no I don't want to change the address, I want to cancel the order", "I want to cancel the order"),
        ("nothing's broken but how do I clean it", "but how do I clean it"),
        ("not my delivery, the return: here is the number", "the return: here is the number"),
        ("it isn't lost and it isn't late, it came today and it's cracked", "it came today and it's cracked"),
    ],
)
def test_what_a_text_is_not_about_is_left_out(text: str, left: str) -> None:
    assert without_denials(text) == left


@pytest.mark.parametrize(
    "text",
    [
        "I don't want your receipt, it's far too long",
        "no need to cancel any more, my husband wants it",
        "it's not a good product, I'm sad",
        "not the colour I ordered, it's red",
        "I'm not happy, please help",
        "I don't want another refund, I ask where the first one is",
        "this is not about money",
        "I don't want to send it back any more, I keep it",
    ],
)
def test_reasons_withdrawals_and_texts_that_say_no_more_stay(text: str) -> None:
    assert without_denials(text) == text
