"""Several tasks: one on top of another, one after another, and taking up what was left."""


async def test_another_task_is_done_first_and_the_earlier_one_taken_up_again(talk):
    await talk.say('/cancel_order{"order":"A1"}')
    await talk.expect("/damaged", "utter_ask_order")
    await talk.expect('/inform{"order":"A2"}', "utter_ask_note")
    said = await talk.expect(
        {"text": "it broke", "intent": "inform"}, "utter_case_told", "utter_resume_cancel", "utter_confirm_cancel_again"
    )
    assert "A1" in said.texts[-1]
    await talk.expect("/affirm", "utter_cancelled", "utter_cancel_tip")
    assert talk.shop.written == [("cancel", "A1")]


async def test_two_open_tasks_use_the_same_slot_for_different_orders(talk):
    await talk.say('/cancel_order{"order":"A1"}')
    await talk.say('/refund_delay{"order":"A2"}')
    assert await talk.slot("order") == "A2"
    await talk.expect("/stop_flow", "utter_dropped_refund", "utter_resume_cancel", "utter_confirm_cancel_again")
    assert await talk.slot("order") == "A1"


async def test_a_yes_after_taking_up_again_is_for_the_read_back_just_shown(talk):
    await talk.say('/cancel_order{"order":"A1"}')
    await talk.say('/refund_delay{"order":"A2"}')
    await talk.expect("/affirm", "utter_confirm_refund")
    said = await talk.expect("/affirm", "utter_refunded", "utter_resume_cancel", "utter_confirm_cancel_again")
    assert talk.shop.written == [("refund", "A2")]
    assert "A1" in said.texts[-1]
    await talk.say("/affirm")
    assert talk.shop.written == [("refund", "A2"), ("cancel", "A1")]


async def test_going_back_and_forth_between_tasks_opens_none_twice(talk):
    for message in ("/cancel_order", "/refund_delay", "/cancel_order", "/refund_delay"):
        await talk.say(message)
    assert [frame["flow"] for frame in (await talk.slot("flow_state"))["frames"]] == ["cancel", "refund"]


async def test_three_tasks_deep_each_is_taken_up_again(talk):
    await talk.say('/cancel_order{"order":"A1"}')
    await talk.say('/refund_delay{"order":"A2"}')
    await talk.expect("/talk_to_human", "utter_confirm_person")
    await talk.expect("/affirm", "utter_ticket", "utter_resume_refund", "utter_ask_choice_again")
    await talk.expect("/stop_flow", "utter_dropped_refund", "utter_resume_cancel", "utter_confirm_cancel_again")


async def test_two_tasks_in_one_message_are_done_one_after_the_other(talk):
    await talk.expect('/cancel_order{"order":"A1","task":"refund_delay"}', "utter_confirm_cancel")
    await talk.expect("/affirm", "utter_cancelled", "utter_cancel_tip", "utter_ask_choice")
    said = await talk.expect("/affirm", "utter_confirm_refund")
    assert said.texts == ["Pay A1 out to balance?"]


async def test_a_task_beside_a_side_question_follows_its_answer(talk):
    await talk.expect('/policy{"task":"cancel_order","order":"A2"}', "utter_policy", "utter_confirm_cancel")


async def test_three_tasks_in_one_message(talk):
    message = '/cancel_order{"order":"A1","task":["refund_delay","talk_to_human"]}'
    await talk.expect(message, "utter_confirm_cancel")
    await talk.expect("/deny", "utter_dropped_cancel", "utter_ask_choice")
    await talk.say("/affirm")
    await talk.expect("/affirm", "utter_refunded", "utter_confirm_person")


async def test_never_mind_leaves_the_open_task_and_nothing_is_written(talk):
    await talk.say('/cancel_order{"order":"A1"}')
    await talk.expect("/stop_flow", "utter_dropped_cancel")
    await talk.expect("/affirm", "utter_nothing_to_confirm")
    assert talk.shop.written == []


async def test_dont_cancel_drops_the_cancellation_and_answers_the_question(talk):
    await talk.say('/cancel_order{"order":"A1"}')
    await talk.expect('/status{"negated":"cancel_order"}', "utter_policy", "utter_dropped_cancel")


async def test_dont_cancel_out_of_the_blue_starts_nothing(talk):
    await talk.expect('/cancel_order{"negated":"cancel_order"}', "utter_nothing_to_stop")
    assert not (await talk.slot("flow_state") or {}).get("frames")


async def test_dont_cancel_as_an_answer_to_the_read_back(talk):
    await talk.say('/cancel_order{"order":"A1"}')
    await talk.expect('/cancel_order{"negated":"cancel_order"}', "utter_dropped_cancel")
    assert talk.shop.written == []


async def test_what_a_finished_task_found_is_not_left_lying_about(talk):
    await talk.say('/cancel_order{"order":"A1"}')
    await talk.say("/affirm")
    assert [await talk.slot(slot) for slot in ("cancel_check", "cancel_reference", "proposal")] == [None, None, None]
    await talk.expect('/cancel_order{"order":"A2"}', "utter_confirm_cancel")
    assert talk.shop.written == [("cancel", "A1")]


async def test_each_of_two_wishes_takes_the_values_of_its_own_words(talk):
    text = "cancel the lamp of a1. and what of the refund for the mat of a2?"
    place = text.index("and")
    entities = [
        {"entity": "item", "value": "lamp", "start": 11, "end": 15},
        {"entity": "item", "value": "mat", "start": text.index("mat"), "end": text.index("mat") + 3},
        {"entity": "task", "value": "refund_delay", "start": place, "end": len(text)},
    ]
    said = await talk.expect({"text": text, "intent": "cancel_order", "found": entities}, "utter_confirm_cancel")
    assert said.texts == ["Cancel order A1 because of nothing?"]
    await talk.expect("/affirm", "utter_cancelled", "utter_cancel_tip", "utter_ask_choice")
    said = await talk.expect("/affirm", "utter_confirm_refund")
    assert said.texts == ["Pay A2 out to balance?"]
