"""What is named only to be denied: told by the words right before it, in the languages of our buyers."""

import pytest

from bot.dialogue.denying import is_denied


@pytest.mark.parametrize(
    "text",
    [
        "no wait not |duplicate, wrong item",
        "it isn't a |duplicate",
        "I did not |order it twice",
        "nicht |doppelt",
        "不是|重复",
    ],
)
def test_denied(text):
    before, after = text.split("|")
    assert is_denied(before + after, len(before))


@pytest.mark.parametrize(
    "text", ["no, |duplicate", "I do not want it, |duplicate", "|not in stock", "don't send it, I |ordered twice"]
)
def test_not_denied(text):
    before, after = text.split("|")
    assert not is_denied(before + after, len(before))


async def test_a_denied_value_is_forgotten_and_asked_for_again(talk):
    talk.shop.asks_reason = True
    await talk.say('/cancel_order{"order":"A1","reason":"twice"}')
    found = [{"entity": "reason", "value": "twice", "start": 4, "end": 9}]
    await talk.expect({"text": "not twice", "intent": "inform", "found": found}, "utter_ask_reason")


async def test_of_a_denied_value_and_another_the_other_one_counts(talk):
    talk.shop.asks_reason = True
    await talk.say('/cancel_order{"order":"A1","reason":"twice"}')
    found = [
        {"entity": "reason", "value": "twice", "start": 4, "end": 9},
        {"entity": "reason", "value": "cheaper", "start": 11, "end": 18},
    ]
    said = await talk.expect({"text": "not twice, cheaper", "intent": "inform", "found": found}, "utter_confirm_cancel")
    assert "cheaper" in said.texts[0]
