"""Nothing is written without a yes to exactly what was read back in the turn before."""

import pytest

READ_BACK = '/cancel_order{"order":"A1"}'
WRITTEN = ("utter_cancelled", "utter_cancel_tip")


@pytest.mark.parametrize("message", ["/affirm", "/deny", '/affirm{"proposal":"P-A1-None"}'])
async def test_a_cold_yes_or_no_does_nothing(talk, message):
    await talk.expect(message, "utter_nothing_to_confirm")
    assert talk.shop.called == []


async def test_the_button_of_the_read_back_confirms_it(talk):
    said = await talk.say(READ_BACK)
    await talk.expect(said.buttons[0]["payload"], *WRITTEN)
    assert talk.shop.written == [("cancel", "A1")]


async def test_a_repeated_yes_writes_once(talk):
    said = await talk.say(READ_BACK)
    yes = said.buttons[0]["payload"]
    await talk.expect(yes, *WRITTEN)
    await talk.expect(yes, "utter_nothing_to_confirm")
    assert talk.shop.written == [("cancel", "A1")]


async def test_a_button_of_an_earlier_proposal_gets_the_read_back_again(talk):
    stale = (await talk.say(READ_BACK)).buttons[0]["payload"]
    await talk.say('/inform{"order":"A2"}')
    said = await talk.expect(stale, "utter_confirm_cancel_again")
    assert "A2" in said.texts[0]
    assert talk.shop.written == []
    await talk.expect("/affirm", *WRITTEN)
    assert talk.shop.written == [("cancel", "A2")]


async def test_a_stale_button_while_something_else_is_asked_is_no_answer(talk):
    stale = (await talk.say(READ_BACK)).buttons[0]["payload"]
    await talk.say("/damaged")
    await talk.expect(stale, "utter_ask_order_again")
    assert talk.shop.written == []


async def test_a_yes_after_a_side_question_counts_for_the_read_back_put_again(talk):
    await talk.say(READ_BACK)
    await talk.expect("/policy", "utter_policy", "utter_confirm_cancel_again")
    await talk.expect("/affirm", *WRITTEN)


async def test_no_at_the_read_back_leaves_everything_as_it_is(talk):
    await talk.say(READ_BACK)
    await talk.expect("/deny", "utter_dropped_cancel")
    await talk.expect("/affirm", "utter_nothing_to_confirm")
    assert talk.shop.written == []


async def test_after_signing_in_again_a_yes_gets_the_read_back_first(talk):
    await talk.say(READ_BACK)
    await talk.expect("/affirm", "utter_confirm_cancel_again", signed_in_again=True)
    assert talk.shop.written == []
    await talk.expect("/affirm", *WRITTEN)


async def test_an_order_that_changes_between_question_and_yes_is_read_back_anew(talk):
    await talk.say(READ_BACK)
    talk.shop.moved_on = True
    await talk.expect("/affirm", "utter_changed", "utter_confirm_cancel")
    assert talk.shop.written == []
    await talk.expect("/affirm", *WRITTEN)
    assert talk.shop.written == [("cancel", "A1")]


async def test_a_read_back_without_a_proposal_is_bound_to_its_values(talk):
    await talk.say('/refund_delay{"order":"A1"}')
    await talk.expect("/affirm", "utter_confirm_refund")
    await talk.expect('/inform{"order":"A2"}', "utter_confirm_refund")
    await talk.expect("/affirm", "utter_refunded")
    assert talk.shop.written == [("refund", "A2")]


async def test_the_read_back_carries_the_decision(talk):
    await talk.say(READ_BACK)
    event = [event for event in await talk.events() if event.type_name == "bot"][-1]
    assert event.data["custom"] == {"decision": {"outcome": "perform", "of": "P-A1-None"}}
