"""Time passes, sessions end, things happen outside, and the buyer goes back or begins again."""

import time

import pytest
from rasa.shared.core.domain import SessionConfig

from tests.bot.dialogue.talking import hours

READ_BACK = '/cancel_order{"order":"A1"}'
THREE_WEEKS = hours(21 * 24)


async def test_three_weeks_later_a_greeting_is_answered_and_the_task_offered(talk):
    await talk.say(READ_BACK)
    await talk.wait(THREE_WEEKS)
    await talk.expect("/greet", "utter_greet", "utter_offer_cancel")
    await talk.expect("/affirm", "utter_confirm_cancel")
    await talk.expect("/affirm", "utter_cancelled", "utter_cancel_tip")


async def test_three_weeks_later_a_yes_writes_nothing(talk):
    await talk.say(READ_BACK)
    await talk.wait(THREE_WEEKS)
    await talk.expect("/affirm", "utter_offer_cancel")
    assert talk.shop.written == []


async def test_the_next_morning_within_the_session_a_yes_gets_a_new_read_back(talk, monkeypatch):
    monkeypatch.setattr(talk.agent.processor.domain, "session_config", SessionConfig(0, True))
    await talk.say(READ_BACK)
    await talk.wait(hours(12))
    await talk.expect("/affirm", "utter_confirm_cancel")
    assert talk.shop.called.count("action_check_cancel") == 2
    assert talk.shop.written == []
    await talk.expect("/affirm", "utter_cancelled", "utter_cancel_tip")


async def test_three_weeks_later_the_answer_still_fits(talk):
    await talk.say("/cancel_order")
    await talk.wait(THREE_WEEKS)
    await talk.expect('/inform{"order":"A1"}', "utter_confirm_cancel")


async def test_three_weeks_later_the_offer_may_be_declined(talk):
    await talk.say(READ_BACK)
    await talk.wait(THREE_WEEKS)
    await talk.say("/greet")
    await talk.expect("/deny", "utter_dropped_cancel")
    await talk.expect("/greet", "utter_greet")


async def test_an_offer_that_is_passed_over_twice_is_let_go(talk):
    await talk.say(READ_BACK)
    await talk.wait(THREE_WEEKS)
    await talk.expect("/greet", "utter_greet", "utter_offer_cancel")
    await talk.expect("/policy", "utter_policy", "utter_offer_cancel")
    await talk.expect("/policy", "utter_policy")


async def test_a_task_without_words_for_an_offer_is_taken_up_with_a_word(talk):
    await talk.say("/damaged")
    await talk.wait(THREE_WEEKS)
    await talk.expect("/greet", "utter_greet", "utter_resume_case", "utter_ask_order")


async def test_slots_do_not_grow_with_each_session(talk):
    await talk.say(READ_BACK)
    sizes = []
    for _ in range(4):
        await talk.wait(hours(2))
        start = time.time()
        await talk.say("/greet")
        sizes.append(len(await talk.events(start)))
    assert sizes[1] == sizes[2] == sizes[3]


async def test_something_that_happens_outside_is_told_and_the_question_put_again(talk):
    await talk.say(READ_BACK)
    said = await talk.trigger("shipped_event", parcel="A2", order="B1")
    assert said.responses == ["utter_parcel_left", "utter_confirm_cancel_again"]
    assert "A1" in said.texts[-1]
    await talk.expect("/affirm", "utter_cancelled", "utter_cancel_tip")


async def test_something_that_happens_outside_and_means_nothing_is_passed_over(talk):
    await talk.say("/cancel_order")
    said = await talk.trigger("nobody_knows")
    assert said.responses == []
    assert not (await talk.slot("flow_state"))["frames"][0].get("misses")


async def test_restart_forgets_everything(talk):
    await talk.say(READ_BACK)
    await talk.say("/restart")
    assert await talk.slot("flow_state") is None
    await talk.expect("/affirm", "utter_nothing_to_confirm")
    assert talk.shop.written == []


async def test_one_step_back_puts_the_earlier_question_again(talk):
    await talk.say("/cancel_order")
    await talk.say('/inform{"order":"A1"}')
    await talk.expect("/back", "utter_back", "utter_ask_order_again")
    await talk.expect('/inform{"order":"A2"}', "utter_confirm_cancel")


async def test_back_after_a_write_does_not_write_again(talk):
    await talk.say(READ_BACK)
    await talk.say("/affirm")
    said = await talk.say("/back")
    assert said.last == "utter_confirm_cancel_again"
    assert talk.shop.written == [("cancel", "A1")]


async def test_back_at_the_very_beginning_is_harmless(talk):
    said = await talk.say("/back")
    assert said.texts


@pytest.mark.parametrize("message", ["/affirm", "/deny", "/stop_flow", "/greet", '/inform{"order":"A1"}'])
async def test_the_first_word_of_a_conversation_may_be_anything(talk, message):
    assert (await talk.say(message)).texts


async def test_who_types_like_an_event_is_answered_like_anyone(talk):
    said = await talk.say({"text": "EXTERNAL: shipped_event", "intent": "nobody_knows", "confidence": 0.2})
    assert said.texts
