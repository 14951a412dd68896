"""Words that come while an order is known: another order, or still that one."""

from __future__ import annotations

import pytest

from tests.actions.talking import ORDER, Chat, a_shop, an_item, an_order

pytestmark = pytest.mark.usefixtures("home")

LAMP, BULBS = "1000200030004002", "1000200030004003"


def corrected(text: str, intent: str = "inform", **found: str) -> Chat:
    """The lamp was to be cancelled, and then the buyer said this."""
    lamp, bulbs = an_item("Desk lamp"), an_item("Lamp bulbs")
    a_shop(an_order(), an_order(LAMP, items=[lamp], placed_at="-2d"), an_order(BULBS, items=[bulbs], placed_at="-3d"))
    state = {"v": 1, "frames": [{"flow": "cancellation", "intent": "cancel_order", "replaced": {"order": LAMP}}]}
    chat = Chat(slots={"order": text, "flow_state": state})
    chat.run("action_find_order", text, intent, **found)
    return chat


@pytest.mark.parametrize(
    ("text", "item"),
    [("no, I meant the bulbs", "bulbs"), ("nein, ich meinte die bulbs", "bulbs"), ("the bulbs please", "bulbs")],
)
def test_another_order_is_meant(text, item):
    assert corrected(text, item=item).slots["order"] == BULBS


@pytest.mark.parametrize(
    ("text", "item"),
    [("the lamp", "lamp"), ("new bulbs would be cheaper for me in the end", "bulbs"), ("my fridge is full", "fridge")],
)
def test_still_the_order_at_hand_is_meant(text, item):
    chat = corrected(text, item=item)
    assert (chat.slots["order"], chat.said) == (LAMP, [])


def test_not_the_lamp_where_several_fit_is_asked_about():
    chat = corrected("no, the lamp", item="lamp")
    assert (chat.slots["order"], chat.said[-1].response) == (None, "utter_which_order")


def test_who_begins_anew_with_what_is_not_there_is_told_so():
    chat = corrected("please cancel my order for the fridge", "cancel_order", item="fridge")
    assert (chat.slots["order"], chat.said[-1].response) == (None, "utter_order_not_found")
    assert ORDER in str(chat.said[-1].buttons)
