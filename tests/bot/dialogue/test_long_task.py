"""A task with a question of each kind: yes or no, a choice, a sum, own words, files. Values come first at each step."""

from itertools import pairwise

import pytest

from tests.bot.dialogue.talking import unclear

SUM = {"amount": "20", "currency": "EUR"}
START = '/broken{"order":"A1"}'
ANSWERS = {
    "here": '/inform{"here":"yes"}',
    "fault": '/inform{"fault":"scratched"}',
    "claim": '/inform{"sum":{"amount":"20","currency":"EUR"}}',
    "words": '/inform{"words":"skip"}',
    "file": {"text": "it is a.jpg", "intent": "inform", "entities": {"file": "a.jpg"}},
    "the read-back": None,
}


async def _until(talk, step):
    """Answers everything before this step, and says what is asked then."""
    said = await talk.say(START)
    for asked, answer in ANSWERS.items():
        if asked == step:
            return said
        said = await talk.say(answer)
    return said


def _asking(step):
    return "utter_confirm_claim" if step == "the read-back" else f"utter_ask_{step}"


async def test_each_question_is_put_in_turn_and_what_was_read_back_is_written(talk):
    said = await talk.say(START)
    for step, answer in ANSWERS.items():
        assert said.last == _asking(step)
        said = await talk.say(answer or "/affirm")
    assert said.responses == ["utter_claimed"]
    assert talk.shop.written == [("claim", "A1")]


@pytest.mark.parametrize("step", ANSWERS)
async def test_side_questions_at_every_step_change_nothing_and_are_followed_by_the_question(talk, step):
    await _until(talk, step)
    before = (await talk.slot("flow_state"))["frames"][0].get("values")
    texts = []
    for message in ("/policy", "/status", "/greet", "/policy"):
        said = await talk.say(message)
        assert said.responses[1:] == [f"{_asking(step)}_again"]
        texts.append(said.texts[-1])
    assert all(first != second for first, second in pairwise(texts))
    assert (await talk.slot("flow_state"))["frames"][0].get("values") == before
    assert talk.shop.written == []


@pytest.mark.parametrize("step", ANSWERS)
async def test_never_mind_leaves_it_at_every_step(talk, step):
    await _until(talk, step)
    await talk.expect("/stop_flow", "utter_dropped_claim")
    await talk.expect("/affirm", "utter_nothing_to_confirm")
    assert talk.shop.written == []


@pytest.mark.parametrize("step", ANSWERS)
async def test_another_task_is_done_first_at_every_step_and_this_one_taken_up_again(talk, step):
    await _until(talk, step)
    await talk.expect('/cancel_order{"order":"A2"}', "utter_confirm_cancel")
    said = await talk.expect(
        "/affirm", "utter_cancelled", "utter_cancel_tip", "utter_resume_claim", f"{_asking(step)}_again"
    )
    assert talk.shop.written == [("cancel", "A2")]
    assert said.texts[-1]


@pytest.mark.parametrize("step", [step for step in ANSWERS if step not in ("words", "file")])
async def test_three_misses_at_every_step_offer_a_person_and_nothing_is_lost(talk, step):
    await _until(talk, step)
    noise = unclear("blargh")
    said = await talk.say(noise)
    if step == "the read-back":
        assert said.responses == ["utter_confirm_claim_again"]
        return
    assert said.responses == [f"{_asking(step)}_again"]
    await talk.say(noise)
    await talk.expect(noise, "utter_offer_person")
    await talk.expect("/deny", f"{_asking(step)}_again")
    said = await talk.say(ANSWERS[step])
    assert said.last != f"{_asking(step)}_again"
    assert talk.shop.written == []


@pytest.mark.parametrize(
    ("step", "correction", "changed"),
    [
        ("claim", '/deny{"fault":"bent"}', ("fault", "bent")),
        ("words", '/inform{"sum":{"amount":"5","currency":"EUR"}}', ("claim", {"amount": "5", "currency": "EUR"})),
        ("file", '/deny{"fault":"bent"}', ("fault", "bent")),
        ("the read-back", '/deny{"fault":"bent"}', ("fault", "bent")),
        ("the read-back", '/inform{"sum":"all"}', ("claim", "all")),
    ],
)
async def test_what_was_answered_before_can_be_corrected_and_is_read_back_anew(talk, step, correction, changed):
    await _until(talk, step)
    said = await talk.say(correction)
    assert (await talk.slot("flow_state"))["frames"][0]["values"][changed[0]] == changed[1]
    assert said.last in (_asking(step), f"{_asking(step)}_again")
    assert talk.shop.written == []


async def test_another_order_at_the_read_back_is_read_back_anew(talk):
    await _until(talk, "the read-back")
    said = await talk.expect('/deny{"order":"A2"}', "utter_confirm_claim")
    assert "A2" in said.texts[-1]
    await talk.say("/affirm")
    assert talk.shop.written == [("claim", "A2")]


async def test_a_yes_to_a_question_is_no_yes_to_what_is_read_back_later(talk):
    await talk.say('/broken{"order":"A1","fault":"bent","sum":"all","words":"skip"}')
    await talk.expect("/affirm", "utter_ask_file")
    assert (await talk.slot("flow_state"))["frames"][0]["values"]["here"] == "yes"
    await talk.expect(ANSWERS["file"], "utter_confirm_claim")
    assert talk.shop.written == []
    await talk.expect("/affirm", "utter_claimed")


async def test_the_button_of_an_old_read_back_answers_no_question(talk):
    await talk.say(START)
    await talk.expect('/affirm{"proposal":"P-old"}', "utter_ask_here_again")
    assert "here" not in (await talk.slot("flow_state"))["frames"][0]["values"]


async def test_an_answer_that_sounds_like_the_beginning_of_the_same_task_is_an_answer(talk):
    await _until(talk, "fault")
    message = {"text": "it never came whole", "intent": "never_came", "entities": {"fault": "bent"}}
    await talk.expect(message, "utter_ask_claim")
    assert (await talk.slot("flow_state"))["frames"][0]["intent"] == "broken"


async def test_an_answer_that_sounds_like_another_task_is_an_answer(talk):
    await _until(talk, "fault")
    message = {"text": "I changed my mind", "intent": "cancel_order", "entities": {"fault": "unwanted"}}
    await talk.expect(message, "utter_ask_claim")
    assert [frame["flow"] for frame in (await talk.slot("flow_state"))["frames"]] == ["claim"]


async def test_the_item_in_an_answer_does_not_mean_another_order(talk):
    await _until(talk, "fault")
    message = {"text": "the lamp of a2 is bent", "intent": "broken", "entities": {"fault": "bent", "item": "lamp"}}
    await talk.expect(message, "utter_ask_claim")
    values = (await talk.slot("flow_state"))["frames"][0]["values"]
    assert (values["order"], values["item"]) == ("A1", "lamp")


async def test_denying_one_beginning_answers_and_does_not_drop(talk):
    await _until(talk, "fault")
    entities = {"fault": "bent", "negated": "never_came"}
    await talk.expect({"text": "it did come, it is bent", "intent": "inform", "entities": entities}, "utter_ask_claim")
    await talk.expect('/inform{"negated":"broken"}', "utter_dropped_claim")


@pytest.mark.parametrize(
    "message",
    [
        "/deny",
        '/inform{"words":"skip"}',
        {"text": "skip this", "intent": "stop_flow", "entities": {"words": "skip"}},
        {"text": "nothing to add", "intent": "deny", "entities": {"words": "skip"}},
    ],
)
async def test_own_words_can_be_skipped(talk, message):
    await _until(talk, "words")
    await talk.expect(message, "utter_ask_file")
    assert (await talk.slot("flow_state"))["frames"][0]["values"]["words"] == "skip"


async def test_own_words_are_kept_as_they_are_whatever_they_mention(talk):
    await _until(talk, "words")
    text = "I paid 50 for it, the lamp of a2 is fine but this one is bent"
    entities = {"sum": {"amount": "50"}, "item": "lamp", "fault": "bent"}
    await talk.expect({"text": text, "intent": "broken", "entities": entities}, "utter_ask_file")
    values = (await talk.slot("flow_state"))["frames"][0]["values"]
    assert (values["words"], values["claim"], values["fault"]) == (text, SUM, "scratched")


async def test_files_are_asked_for_one_after_the_other_and_several_may_come_at_once(talk):
    await talk.say('/broken{"order":"A1","here":"yes","fault":"broken","sum":"all","words":"skip"}')
    said = await talk.expect({"text": "a.jpg", "intent": "show", "entities": {"file": "a.jpg"}}, "utter_ask_file")
    assert "video" in said.texts[-1]
    assert "misses" not in (await talk.slot("flow_state"))["frames"][0]
    assert [frame["flow"] for frame in (await talk.slot("flow_state"))["frames"]] == ["claim"]
    await talk.expect({"text": "b.mp4", "intent": "inform", "entities": {"file": "b.mp4"}}, "utter_confirm_claim")


async def test_several_files_in_one_message_are_all_kept(talk):
    await talk.say('/broken{"order":"A1","here":"yes","fault":"broken","sum":"all","words":"skip"}')
    await talk.expect({"text": "here: a.jpg b.mp4", "intent": "show"}, "utter_confirm_claim")
    values = (await talk.slot("flow_state"))["frames"][0]["values"]
    assert [file["name"] for file in values["files"]] == ["a.jpg", "b.mp4"]


async def test_words_without_a_file_are_asked_again_and_start_no_other_task(talk):
    await _until(talk, "file")
    await talk.expect({"text": "here is the photo", "intent": "show"}, "utter_no_file")
    assert [frame["flow"] for frame in (await talk.slot("flow_state"))["frames"]] == ["claim"]
    await talk.expect(ANSWERS["file"], "utter_confirm_claim")


async def test_out_of_the_blue_the_same_words_start_the_other_task(talk):
    await talk.expect({"text": "here is the photo", "intent": "show"}, "utter_ask_order")
    assert [frame["flow"] for frame in (await talk.slot("flow_state"))["frames"]] == ["files"]
