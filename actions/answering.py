"""Turns a decision into what happens in the conversation: told, asked, read back for a yes, or offered to our staff.

Reads only. What a yes does is in ``doing``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.case_fields import dispute_fields, dispute_meant, sellers_words
from actions.failures import Events
from actions.offering import Button, confirming, next_buttons
from actions.policy.conversations import speaks
from actions.policy.decision import Decision, Outcome, Reason, decision_json
from actions.policy.facts import Order
from actions.policy.requests import Ask
from actions.saying import SAID_LATER, Field, Fields, a_line, a_word, decision_fields, lines, say
from actions.tickets import ticket_proposal
from actions.visit import Visit

ASK, PERFORM, REFER, TOLD = "ask", "perform", "refer", "told"

ASKS: Mapping[Reason, str] = {
    Reason.RECEIPT_UNKNOWN: "ask_received",
    Reason.ITEM_MISSING: "ask_item",
    Reason.DISPUTE_REASON_MISSING: "ask_dispute_reason",
    Reason.WANTED_MISSING: "ask_wanted",
    Reason.NOTHING_TO_RETURN: "ask_wanted",
    Reason.PART_MEANS_REFUND_ONLY: "ask_wanted",
    Reason.RETURN_ONLY: "ask_wanted",
    Reason.SUM_MISSING: "ask_claim",
    Reason.SUM_ZERO: "ask_claim",
    Reason.SUM_TOO_HIGH: "ask_claim",
    Reason.SUM_OTHER_CURRENCY: "ask_claim",
    Reason.EVIDENCE_MISSING: "ask_evidence",
    Reason.EVIDENCE_UNNAMED: "ask_evidence",
    Reason.DISPUTE_UNNAMED: "ask_dispute",
    Reason.OFFER_UNANSWERED: "ask_offer_choice",
    Reason.OFFER_REPLACED: "ask_offer_choice",
    Reason.TRACKING_MISSING: "ask_tracking_number",
}
"""What the flow goes by when something is missing: ``ask_<what>``; of other questions, just ``ask``."""


@dataclass(frozen=True)
class Matter:
    """A question and its answer. ``word``: the conversation whose responses speak (``utter_<word>_<reason>``).

    ``facts``: the lines that a read-back begins with, where the order's own are not enough. ``more``: fields of its
    own. ``extra``: further buttons of the read-back, beside yes and no.
    """

    word: str
    flow: str
    order: Order
    ask: Ask
    decision: Decision
    facts: tuple[dict[str, Any], ...] = ()
    more: Mapping[str, Any] = field(default_factory=dict)
    extra: tuple[Button, ...] = ()

    @property
    def response(self) -> str:
        return f"utter_{self.word}_{self.decision.reason}"

    def decided(self, order: Order, decision: Decision) -> Matter:
        """The same question, answered anew for the order as it is now."""
        return replace(self, word=speaks(decision), order=order, decision=decision)

    def fields(self, visit: Visit) -> Fields:
        """What can be said of the order, the dispute that is meant and the decision; the seller's words come first."""
        dispute = dispute_meant(self.order, self.ask, self.decision)
        told = decision_fields(self.order, self.decision, visit.now)
        told["next"] = lines(*sellers_words(self.order, dispute), *told["next"]["lines"])
        fields = {**dispute_fields(self.order, dispute), **told, "reader": visit.reader(self.order), **self.more}
        if self.ask.reason:
            fields["reason"] = a_word("reason", self.ask.reason)
        return fields


def decide(visit: Visit, flow: str, order: Order, ask: Ask) -> Matter:
    """The question with what the policy says to it, and the conversation that speaks."""
    decision = visit.desk.decide(order, ask)
    return Matter(speaks(decision), flow, order, ask, decision)


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
        return kept(matter, ASKS.get(matter.decision.reason, ASK))
    return tell(dispatcher, visit, matter, matter.response)


def tell(dispatcher: CollectingDispatcher, visit: Visit, matter: Matter, response: str) -> Events:
    """Says the response with what the decision says, and what can be done now as buttons."""
    fields = {**matter.fields(visit), "buttons": next_buttons(matter.order, matter.decision, matter.ask)}
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
    buttons = [*confirming(matter.flow, proposal), *matter.extra]
    return {
        "id": proposal,
        "fields": {**fields, "read_back": _shown(matter, fields), "buttons": buttons},
        "decision": decision_json(matter.decision),
    }


def _shown(matter: Matter, fields: Fields) -> Field:
    """What a yes is about: the facts, what would be done, and what follows from it."""
    order_facts = "utter_order_and_reason" if matter.ask.reason else "utter_order_facts"
    facts = matter.facts or (a_line(order_facts, fields),)
    follows: list[dict[str, Any]] = fields["next"]["lines"]
    if matter.decision.effect in SAID_LATER:
        follows = [line for line in follows if line["response"].startswith("utter_refund_")]
    return lines(*facts, a_line(matter.response, fields), *follows)
