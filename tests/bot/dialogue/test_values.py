"""Early answers, corrections and what they make void: the step is computed from the values at hand."""

from tests.bot.dialogue.talking import unclear


async def test_everything_said_at_once_goes_straight_to_the_read_back(talk):
    talk.shop.asks_reason = True
    said = await talk.expect('/cancel_order{"order":"A1","reason":"other"}', "utter_confirm_cancel")
    assert said.texts == ["Cancel order A1 because of other?"]


async def test_an_answer_to_a_question_not_asked_yet_is_kept(talk):
    talk.shop.asks_reason = True
    await talk.say("/cancel_order")
    await talk.expect('/inform{"reason":"other"}', "utter_ask_order_again")
    await talk.expect('/inform{"order":"A1"}', "utter_confirm_cancel")


async def test_another_order_at_the_read_back_is_read_back_anew(talk):
    await talk.say('/cancel_order{"order":"A1"}')
    said = await talk.expect('/inform{"order":"A2"}', "utter_confirm_cancel")
    assert "A2" in said.texts[-1]
    await talk.expect("/affirm", "utter_cancelled", "utter_cancel_tip")
    assert talk.shop.written == [("cancel", "A2")]


async def test_no_the_other_one_corrects_and_does_not_drop(talk):
    await talk.say('/cancel_order{"order":"A1"}')
    said = await talk.expect('/deny{"order":"A2"}', "utter_confirm_cancel")
    assert "A2" in said.texts[-1]


async def test_yes_but_another_order_is_no_yes(talk):
    await talk.say('/cancel_order{"order":"A1"}')
    await talk.expect('/affirm{"order":"A2"}', "utter_confirm_cancel")
    assert talk.shop.written == []


async def test_yes_with_the_order_that_was_read_back_is_a_yes(talk):
    await talk.say('/cancel_order{"order":"A1"}')
    await talk.expect('/affirm{"order":"A1"}', "utter_cancelled", "utter_cancel_tip")


async def test_a_corrected_order_makes_the_decision_about_the_first_void(talk):
    await talk.say('/cancel_order{"order":"A1"}')
    await talk.expect('/inform{"order":"B1"}', "utter_check_told")
    await talk.expect("/affirm", "utter_nothing_to_confirm")
    assert talk.shop.written == []


async def test_a_corrected_reason_is_read_back_anew_and_the_order_stays(talk):
    talk.shop.asks_reason = True
    await talk.say('/cancel_order{"order":"A1","reason":"other"}')
    said = await talk.expect('/inform{"reason":"found_cheaper"}', "utter_confirm_cancel")
    assert said.texts == ["Cancel order A1 because of found_cheaper?"]


async def test_the_same_request_with_another_order_is_a_correction(talk):
    await talk.say('/cancel_order{"order":"A1"}')
    said = await talk.expect('/cancel_order{"order":"A2"}', "utter_confirm_cancel")
    assert "A2" in said.texts[0]


async def test_a_value_that_its_check_refuses_is_asked_again_by_the_check(talk):
    await talk.say("/cancel_order")
    await talk.expect('/inform{"order":"Z9"}', "utter_order_unknown")
    await talk.expect('/inform{"order":"A1"}', "utter_confirm_cancel")


async def test_a_value_refused_without_a_word_is_asked_again_by_the_policy(talk):
    await talk.say("/cancel_order")
    await talk.expect('/inform{"order":"quietly wrong"}', "utter_ask_order_again")


async def test_a_refused_correction_empties_what_was_known(talk):
    await talk.say('/cancel_order{"order":"A1"}')
    await talk.expect('/inform{"order":"Z9"}', "utter_order_unknown")
    await talk.expect("/affirm", "utter_ask_order_simple")  # the second time without an answer
    assert talk.shop.written == []


async def test_any_words_answer_a_question_for_free_text(talk):
    await talk.say("/cancel_order")
    await talk.expect(unclear("the a1 thing, you know"), "utter_confirm_cancel")
    assert await talk.slot("order") == "A1"


async def test_words_that_sound_like_nothing_of_ours_are_free_text_too(talk):
    await talk.say("/cancel_order")
    message = {"text": "the a1 for my dog", "intent": "out_of_scope", "confidence": 0.9}
    await talk.expect(message, "utter_confirm_cancel")


async def test_a_clear_request_is_no_free_text(talk):
    await talk.say("/cancel_order")
    message = {"text": "where is my refund", "intent": "refund_delay", "confidence": 0.9}
    await talk.expect(message, "utter_ask_order")
    assert [frame["flow"] for frame in (await talk.slot("flow_state"))["frames"]] == ["cancel", "refund"]


async def test_an_item_points_at_the_order_by_the_words_of_the_message(talk):
    await talk.say("/cancel_order")
    message = {"text": "the lamp of a2", "intent": "inform", "entities": {"item": "lamp"}}
    said = await talk.expect(message, "utter_confirm_cancel")
    assert "A2" in said.texts[0]


async def test_an_item_in_another_answer_does_not_change_the_order(talk):
    talk.shop.asks_reason = True
    await talk.say('/cancel_order{"order":"A1"}')
    message = {"text": "the lamp is cheaper", "intent": "inform", "entities": {"item": "lamp", "reason": "cheaper"}}
    said = await talk.expect(message, "utter_confirm_cancel")
    assert said.texts == ["Cancel order A1 because of cheaper?"]


async def test_an_answer_that_sounds_like_another_task_is_an_answer(talk):
    talk.shop.asks_reason = True
    await talk.say('/cancel_order{"order":"A1"}')
    message = {"text": "it is damaged", "intent": "damaged", "confidence": 0.8, "entities": {"reason": "broken"}}
    said = await talk.expect(message, "utter_confirm_cancel")
    assert "broken" in said.texts[0]


async def test_a_yes_may_stand_for_a_value(talk):
    await talk.expect('/refund_delay{"order":"A1"}', "utter_ask_choice")
    said = await talk.expect("/deny", "utter_confirm_refund")
    assert said.texts == ["Pay A1 out to card?"]


async def test_text_without_end_is_cut(talk):
    await talk.say("/damaged")
    await talk.say('/inform{"order":"A1"}')
    await talk.say(unclear("x" * 10_000))
    assert all(len(text) < 1000 for text in [str(call) for call in talk.shop.called])
    assert len(str(await talk.slot("flow_state"))) < 2000


async def test_a_second_beginning_of_the_same_flow_looks_at_all_anew(talk):
    await talk.expect("/damaged", "utter_ask_order")
    await talk.expect("/missing", "utter_ask_order_again")
    assert await talk.slot("topic") == "missing"
