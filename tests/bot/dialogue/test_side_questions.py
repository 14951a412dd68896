"""A side question is answered at every step, any number of times in a row, and the open question is put again."""

from itertools import pairwise

import pytest

STEPS = {
    "the order": ([], "utter_ask_order"),
    "the reason": (['/inform{"order":"A1"}'], "utter_ask_reason"),
    "the read-back": (['/inform{"order":"A1"}', '/inform{"reason":"other"}'], "utter_confirm_cancel"),
}


@pytest.mark.parametrize(("answers", "asked"), STEPS.values(), ids=STEPS)
async def test_five_side_questions_in_a_row_change_nothing(talk, answers, asked):
    talk.shop.asks_reason = True
    for message in ("/cancel_order", *answers):
        said = await talk.say(message)
    assert said.last == asked
    state = await talk.slot("flow_state")
    for message in ("/policy", "/greet", "/policy", "/policy", "/out_of_scope"):
        said = await talk.say(message)
        assert said.responses[1:] == [f"{asked}_again"]
    frame = (await talk.slot("flow_state"))["frames"][0]
    assert frame["values"] == state["frames"][0].get("values", {}) if answers else not frame.get("values")


async def test_the_question_put_again_is_never_worded_as_before(talk):
    await talk.say("/cancel_order")
    said = [(await talk.say("/policy")).texts[-1] for _ in range(6)]
    assert all(first != second for first, second in pairwise(said))


async def test_a_side_question_about_another_order_overwrites_nothing(talk):
    await talk.say('/cancel_order{"order":"A1"}')
    await talk.expect('/status{"order":"B1"}', "utter_policy", "utter_confirm_cancel_again")
    assert await talk.slot("order") == "A1"
    await talk.expect("/affirm", "utter_cancelled", "utter_cancel_tip")
    assert talk.shop.written == [("cancel", "A1")]


async def test_a_side_question_before_any_task_is_just_answered(talk):
    await talk.expect("/policy", "utter_policy")
    await talk.expect("/cancel_order", "utter_ask_order")


async def test_what_is_not_ours_to_do_is_said_while_a_list_is_chosen_from(talk):
    talk.shop.asks_reason = True
    await talk.say('/cancel_order{"order":"A1"}')
    await talk.expect("/out_of_scope", "utter_out_of_scope", "utter_ask_reason_again")


@pytest.mark.parametrize(("answers", "asked"), STEPS.values(), ids=STEPS)
async def test_a_side_question_whose_action_fails_is_owned_up_to_at_every_step(talk, answers, asked):
    talk.shop.asks_reason = True
    for message in ("/cancel_order", *answers):
        await talk.say(message)
    talk.shop.broken.add("action_status")
    await talk.expect("/status", "utter_no_answer_now", f"{asked}_again")
    talk.shop.broken.clear()
    await talk.expect("/status", "utter_policy", f"{asked}_again")
