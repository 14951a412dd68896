"""What fails is owned up to, nothing is lost, and nothing is tried again without being asked."""

import pytest

READ_BACK = '/cancel_order{"order":"A1"}'


@pytest.mark.parametrize("kind", ["broken", "apologising"])
@pytest.mark.parametrize("action", ["action_find_order", "action_check_cancel"])
async def test_a_look_up_that_fails_is_tried_again_on_request(talk, kind, action):
    getattr(talk.shop, kind).add(action)
    sorry = "utter_flow_failed" if kind == "broken" else "utter_action_failed"
    await talk.expect(READ_BACK, sorry, "utter_ask_retry")
    getattr(talk.shop, kind).clear()
    await talk.expect("/affirm", "utter_confirm_cancel")


@pytest.mark.parametrize("kind", ["broken", "apologising"])
async def test_a_write_that_fails_is_read_back_before_it_is_tried_again(talk, kind):
    await talk.say(READ_BACK)
    getattr(talk.shop, kind).add("action_cancel")
    sorry = "utter_flow_failed" if kind == "broken" else "utter_action_failed"
    await talk.expect("/affirm", sorry, "utter_ask_retry")
    assert talk.shop.called.count("action_cancel") == 1
    getattr(talk.shop, kind).clear()
    await talk.expect("/affirm", "utter_confirm_cancel_again")
    await talk.expect("/affirm", "utter_cancelled", "utter_cancel_tip")
    assert talk.shop.written == [("cancel", "A1")]


async def test_a_second_failure_offers_a_person(talk):
    talk.shop.apologising.add("action_check_cancel")
    await talk.expect(READ_BACK, "utter_action_failed", "utter_ask_retry")
    await talk.expect("/affirm", "utter_action_failed", "utter_offer_person")
    await talk.expect("/affirm", "utter_confirm_person")


async def test_after_a_failure_one_may_leave_it(talk):
    talk.shop.apologising.add("action_check_cancel")
    await talk.say(READ_BACK)
    await talk.expect("/deny", "utter_dropped_cancel")
    await talk.expect("/policy", "utter_policy")


async def test_a_side_question_after_a_failure_is_answered_and_the_offer_repeated(talk):
    talk.shop.apologising.add("action_check_cancel")
    await talk.say(READ_BACK)
    await talk.expect("/policy", "utter_policy", "utter_ask_retry")
    await talk.expect("/policy", "utter_policy")  # an offer that is not answered is let go
    await talk.expect("/policy", "utter_policy")


async def test_another_order_after_a_failure_is_looked_up(talk):
    talk.shop.apologising.add("action_check_cancel")
    await talk.say(READ_BACK)
    talk.shop.apologising.clear()
    said = await talk.expect('/inform{"order":"A2"}', "utter_confirm_cancel")
    assert "A2" in said.texts[0]


async def test_a_person_is_still_reached_when_everything_else_fails(talk):
    talk.shop.broken |= {"action_check_cancel", "action_find_order"}
    await talk.say(READ_BACK)
    await talk.expect("/talk_to_human", "utter_confirm_person")


async def test_a_side_answer_that_fails_is_owned_up_to(talk):
    talk.shop.broken.add("action_status")
    await talk.expect("/status", "utter_flow_failed")
    await talk.say("/cancel_order")
    said = await talk.say("/status")
    assert said.responses == ["utter_no_answer_now", "utter_ask_order_again"]


async def test_an_asking_action_that_fails_is_owned_up_to(talk):
    talk.shop.broken.add("action_ask_note")
    await talk.expect('/damaged{"order":"A1"}', "utter_flow_failed", "utter_ask_retry")
    talk.shop.broken.clear()
    await talk.expect("/affirm", "utter_ask_note")


async def test_the_handover_itself_may_fail(talk):
    talk.shop.broken.add("action_check_person")
    await talk.expect("/talk_to_human", "utter_flow_failed", "utter_ask_retry")
    await talk.expect("/affirm", "utter_flow_failed", "utter_ask_retry")  # a person cannot be offered instead of one
    talk.shop.broken.clear()
    await talk.expect("/affirm", "utter_confirm_person")
