"""What is not understood: asked again in brief, then simply with buttons, then a person; or "did you mean"."""

from tests.bot.dialogue.talking import unclear

NOISE = unclear("blargh")
CANDIDATES = (("cancel_order", 0.3), ("nobody_knows", 0.25), ("refund_delay", 0.2), ("status", 0.1))


async def test_the_third_miss_offers_a_person(talk):
    talk.shop.asks_reason = True
    await talk.say('/cancel_order{"order":"A1"}')
    await talk.expect(NOISE, "utter_ask_reason_again")
    await talk.expect(NOISE, "utter_ask_reason_again")  # there is no simple wording of this one
    await talk.expect(NOISE, "utter_offer_person")
    await talk.expect("/affirm", "utter_confirm_person")
    await talk.expect("/affirm", "utter_ticket", "utter_resume_cancel", "utter_ask_reason_again")


async def test_the_second_miss_asks_simply_with_buttons(talk):
    await talk.say("/refund_delay")
    await talk.expect(NOISE, "utter_ask_order_again")
    said = await talk.expect(NOISE, "utter_ask_order_simple")
    assert said.buttons == [{"title": "A1", "payload": '/inform{"order":"A1"}'}]
    await talk.expect(said.buttons[0]["payload"], "utter_ask_choice")


async def test_without_a_person_the_question_stays(talk):
    await talk.say("/refund_delay")
    for _ in range(3):
        said = await talk.say(NOISE)
    assert said.last == "utter_offer_person"
    await talk.expect("/deny", "utter_ask_order_again")
    await talk.expect('/inform{"order":"A1"}', "utter_ask_choice")


async def test_an_answer_after_the_offer_of_a_person_is_taken(talk):
    await talk.say("/refund_delay")
    for _ in range(3):
        await talk.say(NOISE)
    await talk.expect('/inform{"order":"A1"}', "utter_ask_choice")


async def test_a_side_question_after_the_offer_of_a_person_leads_back_to_the_question(talk):
    await talk.say("/refund_delay")
    for _ in range(3):
        await talk.say(NOISE)
    await talk.expect("/policy", "utter_policy", "utter_ask_order_again")


async def test_a_bare_yes_to_which_order_is_a_miss(talk):
    await talk.say("/refund_delay")
    await talk.expect("/affirm", "utter_ask_order_again")
    await talk.expect("/affirm", "utter_ask_order_simple")


async def test_values_refused_three_times_offer_a_person(talk):
    await talk.say("/cancel_order")
    await talk.expect('/inform{"order":"Z1"}', "utter_order_unknown")
    await talk.expect('/inform{"order":"Z2"}', "utter_order_unknown")
    await talk.expect('/inform{"order":"Z3"}', "utter_order_unknown", "utter_offer_person")


async def test_misses_without_a_task_end_with_a_person_too(talk):
    await talk.expect(NOISE, "utter_not_understood")
    await talk.expect(NOISE, "utter_not_understood_again")
    await talk.expect(NOISE, "utter_offer_person")
    await talk.expect("/affirm", "utter_confirm_person")


async def test_a_person_offered_without_a_task_may_be_declined(talk):
    for _ in range(3):
        await talk.say(NOISE)
    await talk.expect("/deny", "utter_offer_declined")
    await talk.expect("/deny", "utter_nothing_to_confirm")


async def test_what_no_rule_and_no_flow_knows_is_a_miss(talk):
    await talk.expect("/nobody_knows", "utter_not_understood")
    await talk.say("/refund_delay")
    await talk.expect("/nobody_knows", "utter_ask_order_again")


async def test_an_unclear_message_gets_what_may_be_meant_as_buttons(talk):
    said = await talk.expect(unclear("my a1 thing", *CANDIDATES, order="A1"), "utter_did_you_mean")
    assert said.buttons == [
        {"title": "Cancel an order", "payload": '/cancel_order{"order": "A1"}'},
        {"title": "My refund", "payload": '/refund_delay{"order": "A1"}'},
        {"title": "Where is it", "payload": '/status{"order": "A1"}'},
    ]
    await talk.expect(said.buttons[0]["payload"], "utter_confirm_cancel")


async def test_in_a_task_free_text_wins_over_did_you_mean(talk):
    await talk.say("/cancel_order")
    await talk.expect(unclear("that a1 thing", *CANDIDATES), "utter_confirm_cancel")


async def test_an_unclear_message_at_the_read_back_confirms_nothing(talk):
    await talk.say('/cancel_order{"order":"A1"}')
    await talk.expect(unclear("hm", *CANDIDATES), "utter_did_you_mean")
    await talk.expect("/affirm", "utter_confirm_cancel_again")
    assert talk.shop.written == []


async def test_a_yes_that_is_not_clear_is_no_yes(talk):
    await talk.say('/cancel_order{"order":"A1"}')
    await talk.expect(unclear("ye", ("affirm", 0.3), ("deny", 0.28)), "utter_confirm_cancel_again")
    assert talk.shop.written == []
