"""Goods that are wrong, never came or are not wanted any more: the actions that open a dispute or ask for a return.

The policy says what is missing; the questions themselves are in ``dispute_questions``.
"""

from __future__ import annotations

from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.interfaces import Action, Tracker
from rasa_sdk.types import DomainDict

from actions.answering import ASKS, Matter, answer, kept, tell
from actions.dispute_facts import disputing
from actions.dispute_slots import OTHER_SIZE, Wish, wish_of
from actions.doing import carry_out
from actions.failures import Events, keeps_talking
from actions.policy.decision import Outcome, Reason, Request, decision_json
from actions.policy.facts import DisputeReason, Order
from actions.policy.lifecycle import CLOSED_ORDER, UNSHIPPED, status
from actions.policy.requests import Ask
from actions.saying import an_amount, say
from actions.visit import Visit, visit

# A sum or a wish that cannot be: it is said, emptied, and asked for again.
_AMISS = {
    Reason.SUM_ZERO: "claim",
    Reason.SUM_TOO_HIGH: "claim",
    Reason.SUM_OTHER_CURRENCY: "claim",
    Reason.PART_MEANS_REFUND_ONLY: "wanted",
}
# Nothing to send back means money alone; a change of mind means sending it back for all of it. It is said, and goes on.
_GOES_WITHOUT_ASKING = {Reason.NOTHING_TO_RETURN: ("wanted",), Reason.RETURN_ONLY: ("wanted", "claim")}
_ALL_BUT_SAID = frozenset({Reason.EVIDENCE_MISSING, Reason.OPENS_DISPUTE, Reason.REPLACES_DISPUTE})
_ABOUT_THE_CLAIM = _ALL_BUT_SAID | {Reason.WANTED_MISSING, Reason.SUM_MISSING, *_AMISS}
_PATIENCE = frozenset({Outcome.WAIT, Outcome.EXPLAIN})
_REQUESTS = {str(one) for one in (Request.DISPUTE, Request.NOT_RECEIVED, Request.CHANGE_OF_MIND_RETURN)}


class ActionCheckDispute(Action):
    """Reads: what the policy says to the dispute as far as it is known, and what is still to be asked of it."""

    def name(self) -> str:
        return "action_check_dispute"

    @keeps_talking
    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> Events:
        here = visit(tracker)
        order = here.order()
        wish = wish_of(here, order)
        money = _money_in_question(here, order, wish)
        if money is not None:
            return tell(dispatcher, here, money, money.response)
        matter = disputing(here, order, wish)
        if matter.decision.reason in _GOES_WITHOUT_ASKING:
            say(dispatcher, matter.response, matter.fields(here), matter.decision)
            wish.empty(*_GOES_WITHOUT_ASKING[matter.decision.reason])
            matter = disputing(here, order, wish)
        events = _answered(dispatcher, here, wish, matter)
        return [*events, *(SlotSet(slot, value) for slot, value in wish.changes.items())]


class ActionOpenDispute(Action):
    """Writes: opens the dispute, asks for the return, or changes the claim, as it was read back."""

    def name(self) -> str:
        return "action_open_dispute"

    @keeps_talking
    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> Events:
        here = visit(tracker)
        order = here.order()
        return carry_out(dispatcher, here, disputing(here, order, wish_of(here, order)))


def _money_in_question(here: Visit, order: Order, wish: Wish) -> Matter | None:
    """ "I want my money back" with no word of why: where a refund exists or nothing was sent, that is the answer."""
    if here.begun_by != "request_refund" or wish.reason or wish.get("wanted") or wish.get("claim"):
        return None
    if not order.refunds and status(order, here.now) not in UNSHIPPED | CLOSED_ORDER:
        return None
    ask = Ask(Request.REFUND_LATE)
    matter = Matter("refund", "dispute", order, ask, here.desk.decide(order, ask))
    return matter if matter.decision.outcome in _PATIENCE else None


def _answered(dispatcher: CollectingDispatcher, here: Visit, wish: Wish, matter: Matter) -> Events:
    own = _own_question(wish, matter)
    if own:
        if not _is_under_way(here, matter):
            say(dispatcher, "utter_dispute_about", matter.fields(here))
        # A question of ours tells no decision; the policy's next question is remembered, to go on from there.
        known = kept(matter, own) if matter.decision.outcome is Outcome.ASK else []
        return [*known, SlotSet("dispute_check", own), SlotSet("order_in_focus", matter.order.order_id)]
    if matter.decision.outcome is not Outcome.ASK:
        return answer(dispatcher, here, matter)
    return _asked(dispatcher, here, wish, matter)


def _own_question(wish: Wish, matter: Matter) -> str | None:
    """What the policy does not need and the buyer is asked all the same: which size came (R16), and their own words."""
    reason, said = matter.decision.reason, matter.ask.dispute_reason
    if said is DisputeReason.WRONG_SIZE and reason in _ABOUT_THE_CLAIM and wish.get("size") != OTHER_SIZE:
        return "ask_size"
    if reason in _ALL_BUT_SAID and wish.get("description") is None:
        return "ask_description"
    return None


def _asked(dispatcher: CollectingDispatcher, here: Visit, wish: Wish, matter: Matter) -> Events:
    """The flow puts the question; here it is said what it is about, once, and what was amiss with the last answer."""
    reason, question = matter.decision.reason, ASKS[matter.decision.reason]
    if reason in _AMISS or not _is_under_way(here, matter):
        say(dispatcher, matter.response, matter.fields(here), matter.decision)
    else:
        dispatcher.utter_message(json_message={"decision": decision_json(matter.decision)})
    if reason in _AMISS:
        wish.empty(_AMISS[reason])
    if question == "ask_claim":
        wish.set("claim_limit", an_amount(wish.most))
    if question == "ask_evidence":
        kind = matter.decision.missing[0]
        wish.set("evidence_kind", kind)
        wish.set("evidence_asked", {"word": f"evidence_{kind}"})
        wish.empty("evidence_name")
    return kept(matter, question)


def _is_under_way(here: Visit, matter: Matter) -> bool:
    """Whether the last thing told was another question of this very dispute: then it is known what this is about."""
    last = here.tracker.get_slot("last_decision") or {}
    asked = last.get("outcome") == str(Outcome.ASK) and last.get("request") in _REQUESTS
    return bool(asked) and last.get("order_id") == matter.order.order_id
