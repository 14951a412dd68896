"""What a message asks for besides one request becomes a `task`; a story around one request does not."""

from __future__ import annotations

import pytest
from rasa.shared.nlu.training_data.message import Message

from bot.nlu import several
from bot.nlu.several_pairs import are_two_matters

# Which word tells what a part asks for, instead of a trained model.
TELLING = {
    **dict.fromkeys(
        ["cancel", "annul", "storn", "anul", "отмен", "iptal", "取消", "キャンセル", "취소", "إلغاء"], "cancel_order"
    ),
    **dict.fromkeys(
        ["reembols", "rembours", "erstatt", "rimbors", "zwrot", "деньги", "iade", "退款", "返金"], "refund_delay"
    ),
    **dict.fromkeys(["환불", "المبلغ"], "refund_delay"),
    "cancel": "cancel_order",
    "refund": "refund_delay",
    "human": "talk_to_human",
    "where": "order_status",
    "broken": "item_not_as_described",
    "thanks": "thank",
    "claim": "dispute_status",
}


def _judge(texts):
    return [next(((i, 0.9) for word, i in TELLING.items() if word in text.lower()), ("inform", 0.9)) for text in texts]


def _ranking(text: str) -> list[dict[str, object]]:
    """The message as a whole: none of our business, and something of all that is told."""
    told = dict.fromkeys(intent for word, intent in TELLING.items() if word in text.lower())
    return [{"name": "out_of_scope", "confidence": 0.5}, *({"name": intent, "confidence": 0.2} for intent in told)]


def _read(text: str) -> tuple[str, dict[str, str]]:
    """The main intent, and the further ones with their parts of the text."""
    ranking = _ranking(text)
    message = Message({"text": text, "intent_ranking": ranking, "intent": ranking[0]})
    several.note(message, _judge)
    tasks = {entity["value"]: text[entity["start"] : entity["end"]] for entity in message.get("entities") or []}
    return message.get("intent")["name"], tasks


def test_each_request_has_a_confidence_of_its_own() -> None:
    text = "Cancel the lamp. And when is my refund for the mat?"
    ranking = [{"name": "cancel_order", "confidence": 0.6}, {"name": "refund_delay", "confidence": 0.3}]
    message = Message({"text": text, "intent_ranking": ranking, "intent": ranking[0]})
    several.note(
        message, lambda texts: [("cancel_order", 0.8) if "ancel" in text else ("refund_delay", 0.7) for text in texts]
    )
    assert message.get("intent") == {"name": "cancel_order", "confidence": 0.6}
    assert [(task["value"], task["confidence_entity"]) for task in message.get("entities")] == [("refund_delay", 0.7)]


def _tasks(text: str, **whole: float) -> list[str]:
    ranking = [{"name": intent, "confidence": confidence} for intent, confidence in whole.items()]
    message = Message({"text": text, "intent_ranking": ranking, "intent": ranking[0]})
    several.note(message, _judge)
    return [message.get("intent")["name"], *(entity["value"] for entity in message.get("entities") or [])]


def test_what_the_whole_says_nothing_of_is_part_of_its_story() -> None:
    text = "Cancel the lamp. And when is my refund for the mat?"
    assert _tasks(text, cancel_order=0.97, refund_delay=0.02) == ["cancel_order"]
    assert _tasks(text, cancel_order=0.9, refund_delay=0.05) == ["cancel_order", "refund_delay"]


def test_two_that_the_whole_says_much_of_are_both_meant() -> None:
    told = "I wonder where it is now, my lamp. Please cancel the old thing"
    assert _tasks(told, order_status=0.6, cancel_order=0.3) == ["order_status", "cancel_order"]
    assert _tasks(told, order_status=0.8, cancel_order=0.1, stop_flow=0.1)[0] == "order_status"


def test_what_is_answered_on_the_spot_comes_first() -> None:
    told = "Please cancel the lamp. How does my claim stand"
    assert _tasks(told, cancel_order=0.5, dispute_status=0.4) == ["dispute_status", "cancel_order"]


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("order_status", "cancel_order", True),
        ("ask_refund_policy", "item_not_received", True),
        ("dispute_status", "refund_delay", True),
        ("order_status", "item_not_received", False),
        ("confirm_receipt", "request_refund", False),
        ("item_not_as_described", "request_refund", False),
        ("order_status", "out_of_scope", False),
    ],
)
def test_what_mostly_follows_from_the_other_is_one_story(one: str, other: str, expected: bool) -> None:
    assert are_two_matters(one, other) is are_two_matters(other, one) is expected


@pytest.mark.parametrize(
    ("text", "main", "tasks"),
    [
        (
            "Cancel the lamp. And when is my refund for the mat?",
            "cancel_order",
            {"refund_delay": "And when is my refund for the mat?"},
        ),
        (
            "cancel the lamp and tell me about the refund",
            "cancel_order",
            {"refund_delay": "and tell me about the refund"},
        ),
        ("Where is my lamp? Also cancel the mat", "order_status", {"cancel_order": "Also cancel the mat"}),
        (
            "Cancel the lamp please. Also, where is the mat?",
            "order_status",
            {"cancel_order": "Cancel the lamp please."},
        ),
        (
            "Hi there, cancel it. And the refund of yesterday too! And get me a human?",
            "cancel_order",
            {"refund_delay": "And the refund of yesterday too!", "talk_to_human": "And get me a human?"},
        ),
    ],
)
def test_a_further_request_is_a_task_in_its_place(text, main, tasks):
    assert _read(text) == (main, tasks)


@pytest.mark.parametrize(
    ("text", "further"),
    [
        ("quiero cancelar la lámpara y además quiero mi reembolso", "y además quiero mi reembolso"),
        ("Cancela la lámpara. ¿Y cuándo llega el reembolso?", "¿Y cuándo llega el reembolso?"),
        ("quero cancelar a caneca e também queria o reembolso", "e também queria o reembolso"),
        ("je veux annuler la lampe et savoir quand arrive le remboursement", "et savoir quand arrive le remboursement"),
        ("bitte die Lampe stornieren und wo bleibt die Erstattung", "und wo bleibt die Erstattung"),
        ("voglio annullare l'ordine, inoltre vorrei il rimborso", "inoltre vorrei il rimborso"),
        ("хочу отменить заказ и ещё верните деньги за куртку", "и ещё верните деньги за куртку"),
        ("chcę anulować lampę i jeszcze chcę mój zwrot", "i jeszcze chcę mój zwrot"),
        ("lambayı iptal edin, ayrıca iade ne zaman gelir", "ayrıca iade ne zaman gelir"),
        ("أريد إلغاء الطلب وأيضا أريد المبلغ", "وأيضا أريد المبلغ"),
        ("请取消订单。还有退款什么时候到？", "还有退款什么时候到？"),
        ("请取消订单，另外我的退款到了吗", "另外我的退款到了吗"),
        ("キャンセルしてください。あと返金はいつですか", "あと返金はいつですか"),
        ("주문 취소해 주세요. 그리고 환불은 언제 되나요?", "그리고 환불은 언제 되나요?"),
    ],
)
def test_a_further_request_is_heard_in_every_language(text: str, further: str) -> None:
    assert _read(text) == ("cancel_order", {"refund_delay": further})


@pytest.mark.parametrize(
    "text",
    [
        "La lámpara llegó rota. Quiero mi reembolso.",
        "Cancela la lámpara. Pero si no se puede, quiero mi reembolso",
        "Bitte stornieren. Oder wenn das nicht geht, die Erstattung?",
        "Где заказ? И не отменяйте его.",
        "where is it? and please don't cancel it",
        "I cancelled. I want my refund.",  # the Polish "and" is the English "I"
        "商品が届きません。返金してほしい。",
    ],
)
def test_a_story_a_condition_or_a_denial_is_no_further_request(text: str) -> None:
    assert _read(text)[1] == {}


@pytest.mark.parametrize(
    "text",
    [
        "It came broken. I want my refund.",  # the second sentence does not say that it is another matter
        "Cancel the lamp. And cancel the mat",  # twice the same request
        "Cancel it. But if you can't, get me a human",
        "Cancel the lamp and my mat",
        "Cancel the lamp, thanks",
        "cancel",
        "",
        "😀 😀. 😀 😀?",
        "cancel one. and refund? and human? and where is it? and cancel two?",  # too many to be sure of anything
        '/cancel_order{"order":"1"}. And where is it?',
    ],
)
def test_one_matter_stays_one(text):
    assert _read(text) == ("out_of_scope", {})


@pytest.mark.parametrize(
    ("text", "main", "tasks"),
    [
        ("the lamp came broken, cancel the second one", "item_not_as_described", ["cancel_order"]),
        ("cancel the mug where is my lamp", "order_status", ["cancel_order"]),
        ("1) cancel the mug 2) where is my lamp", "order_status", ["cancel_order"]),
        ("my lamp is broken, put me through to a human", "item_not_as_described", ["talk_to_human"]),
        ("The lamp is broken. The mug can be cancelled.", "item_not_as_described", ["cancel_order"]),
        ("帮我取消台灯的订单，耳机的退款什么时候到", "cancel_order", ["refund_delay"]),
        ("의자 주문 취소해 주시고 신발 환불은 언제 되는지 알려주세요", "cancel_order", ["refund_delay"]),
        ("Bitte die Lampe stornieren, wann kommt die Erstattung", "cancel_order", ["refund_delay"]),
    ],
)
def test_a_further_request_needs_no_joining_word(text: str, main: str, tasks: list[str]) -> None:
    read, found = _read(text)

    assert (read, list(found)) == (main, tasks)


@pytest.mark.parametrize(
    "text",
    [
        "the lamp is broken and cancel it",
        "it is broken, please cancel the order",
        "my lamp is broken, cancel the lamp",
        "if it is broken, where is the human, cancel it?",  # what follows a condition belongs to it
        "cancel it, I don't know where it is",
        "cancel it, it says that it is nowhere",
    ],
)
def test_what_often_belongs_to_one_story_is_one_request(text: str) -> None:
    assert _read(text)[1] == {}
