"""Questions about the rules: numbers of the terms that hold, clauses of the last decision, with their source."""

from __future__ import annotations

import pytest

from actions.policy.clauses import CLAUSES
from tests.actions.talking import ORDER, Chat, a_shop, an_order, past_the_window

pytestmark = pytest.mark.usefixtures("home")

QUESTIONS = {
    "ask_cancellation_policy": "utter_faq_cancellation",
    "ask_refund_policy": "utter_faq_refund",
    "ask_how_to_dispute": "utter_faq_dispute",
}


def days(field: dict) -> tuple[str, int]:
    (line,) = field["lines"]
    return line["response"], line["fields"]["count"]


@pytest.mark.parametrize(("intent", "response"), QUESTIONS.items())
def test_each_question_is_answered_for_a_guest_too(intent, response):
    said = Chat(None).run("action_answer_faq", "how does it work?", intent=intent)
    assert (said.response, said.decision) == (response, {})


@pytest.mark.parametrize(
    ("profile", "answer", "ship"),
    [
        ("guides", ("utter_measure_days", 14), ("utter_measure_days", 30)),
        ("current", ("utter_measure_hours", 72), ("utter_measure_business_days", 7)),
    ],
)
def test_the_numbers_are_those_of_the_active_profile(monkeypatch, profile, answer, ship):
    monkeypatch.setenv("RECOURSE_PROFILE", profile)
    said = Chat().run("action_answer_faq", intent="ask_cancellation_policy")
    assert (days(said.fields["answer_cancel"]), days(said.fields["ship"])) == (answer, ship)


def test_why_tells_each_clause_of_the_last_decision_with_its_source():
    a_shop(past_the_window())
    chat = Chat(slots={"order": ORDER, "cancellation_reason": "other"})
    chat.run("action_check_cancellation")
    said = chat.run("action_explain_decision", "why?", intent="ask_why")
    assert said.response == "utter_why"
    told = [(line["fields"]["id"], line["fields"]["document"]) for line in said.fields["clauses"]["lines"]]
    cited = chat.slots["last_decision"]["clauses"]
    assert told == [(name, CLAUSES[name].document) for name in cited]
    assert said.decision["clauses"] == cited


def test_why_uses_the_numbers_that_this_order_is_judged_by():
    a_shop(past_the_window(profile="current"))
    chat = Chat(slots={"order": ORDER, "cancellation_reason": "other"})
    chat.run("action_check_cancellation")
    said = chat.run("action_explain_decision", "why?", intent="ask_why")
    (line,) = (line for line in said.fields["clauses"]["lines"] if line["fields"]["id"] == "F06")
    (clause,) = line["fields"]["clause"]["lines"]
    assert days(clause["fields"]["answer_cancel"]) == ("utter_measure_hours", 72)


def test_why_without_a_decision_says_that_there_is_none():
    assert Chat().run("action_explain_decision", "why?", intent="ask_why").response == "utter_why_nothing"


def test_why_tells_nothing_about_another_buyers_order():
    a_shop(an_order(buyer_id="b2"))
    chat = Chat(slots={"last_decision": {"order_id": ORDER, "clauses": ["F01"]}})
    assert chat.run("action_explain_decision", "why?", intent="ask_why").response == "utter_why_nothing"
