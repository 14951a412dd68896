"""Turns a decision into what happens in the conversation: told, asked, read back for a yes, or offered to our staff.

Reads only. What a yes does is in ``doing``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.failures import Events
from actions.offering import confirming, next_buttons
from actions.policy.decision import Decision, Outcome, decision_json
from actions.policy.facts import Order
from actions.policy.requests import Ask
from actions.saying import Fields, a_line, a_word, decision_fields, lines, say
from actions.tickets import ticket_proposal
from actions.visit import Visit

ASK, PERFORM, REFER, TOLD = "ask", "perform", "refer", "told"


@dataclass(frozen=True)
class Matter:
    """A question and its answer. ``word``: the conversation whose responses speak (``utter_<word>_<reason>``)."""

    word: str
    flow: str
    order: Order
    ask: Ask
    decision: Decision

    @property
    def response(self) -> str:
        return f"utter_{self.word}_{self.decision.reason}"

    def fields(self, visit: Visit) -> Fields:
        fields = {**decision_fields(self.order, self.decision, visit.now), "reader": visit.reader(self.order)}
        if self.ask.reason:
            fields["reason"] = a_word("reason", self.ask.reason)
        return fields


def answer(dispatcher: CollectingDispatcher, visit: Visit, matter: Matter) -> Events:
    """Says what the decision says, or leaves the read-back to the flow; remembers which it was.

    Before a question of the flow it says what the question is about: nobody answers for another order than meant.
    """
    outcome = matter.decision.outcome
    if outcome is Outcome.PERFORM:
        return [*kept(matter, PERFORM), SlotSet("proposal", _read_back(visit, matter))]
    if outcome is Outcome.REFER:
        return [*kept(matter, REFER), SlotSet("proposal", _refer(visit, matter))]
    if outcome is Outcome.ASK:
        say(dispatcher, matter.response, matter.fields(visit), matter.decision)
        return kept(matter, ASK)
    return tell(dispatcher, visit, matter, matter.response)


def tell(dispatcher: CollectingDispatcher, visit: Visit, matter: Matter, response: str) -> Events:
    """Says the response with what the decision says, and what can be done now as buttons."""
    fields = {**matter.fields(visit), "buttons": next_buttons(matter.order, matter.decision)}
    say(dispatcher, response, fields, matter.decision)
    return kept(matter, TOLD)


def remembered(matter: Matter) -> Any:
    """The event that keeps the decision, for "why?" and for staff."""
    return SlotSet("last_decision", {**decision_json(matter.decision), "order_id": matter.order.order_id})


def kept(matter: Matter, outcome: str) -> Events:
    """What the flow goes by, and what was spoken of."""
    focus = SlotSet("order_in_focus", matter.order.order_id)
    return [SlotSet(f"{matter.flow}_check", outcome), remembered(matter), focus]


def _refer(visit: Visit, matter: Matter) -> dict[str, Any]:
    """The proposal to hand this matter to our staff, with what the decision says as its read-back."""
    fields = matter.fields(visit)
    told = lines(a_line(matter.response, fields), *fields["next"]["lines"])
    topic = str(matter.decision.reason)
    return ticket_proposal(visit, topic, (matter.order, matter.decision), {**fields, "read_back": told})


def _read_back(visit: Visit, matter: Matter) -> dict[str, Any]:
    buyer_id = str(visit.buyer_id)
    proposal = visit.desk.propose(buyer_id, matter.order, matter.ask, matter.decision, visit.conversation)
    fields = matter.fields(visit)
    facts = "utter_order_and_reason" if matter.ask.reason else "utter_order_facts"
    money = [line for line in fields["next"]["lines"] if line["response"].startswith("utter_refund_")]
    shown = lines(a_line(facts, fields), a_line(matter.response, fields), *money)
    return {
        "id": proposal,
        "fields": {**fields, "read_back": shown, "buttons": confirming(matter.flow, proposal)},
        "decision": decision_json(matter.decision),
    }
