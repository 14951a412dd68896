"""Does what the buyer said yes to, through the desk, once; says what was done, or that it is decided otherwise now."""

from __future__ import annotations

from dataclasses import replace

from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.answering import Matter, answer, remembered
from actions.desk import Receipt
from actions.failures import Events
from actions.offering import next_buttons
from actions.policy.decision import Decision, Request, Step
from actions.policy.requests import Ask
from actions.saying import SAID_LATER, say
from actions.visit import Visit


def carry_out(dispatcher: CollectingDispatcher, visit: Visit, matter: Matter) -> Events:
    """Performs the proposal that was read back. ``matter`` says what is asked; it is decided again in the write."""
    proposal = (visit.tracker.get_slot("proposal") or {})["id"]
    if visit.buyer_id is None:
        raise PermissionError("nothing is written for a guest")
    order_id, chat = matter.order.order_id, visit.conversation
    receipt = visit.desk.perform(visit.buyer_id, order_id, matter.ask, proposal, chat)
    current = matter.decided(receipt.order, receipt.decision)
    if receipt.performed:
        return _done(dispatcher, visit, current, receipt)
    say(dispatcher, "utter_decision_changed", {})
    return answer(dispatcher, visit, current)


def _done(dispatcher: CollectingDispatcher, visit: Visit, matter: Matter, receipt: Receipt) -> Events:
    standing = visit.desk.decide(receipt.order, Ask(Request.STATUS))
    done = replace(matter, decision=replace(receipt.decision, may_do=standing.may_do))
    buttons = next_buttons(done.order, done.decision, done.ask)
    fields = {**_told(done, standing).fields(visit), "reference": receipt.reference, "buttons": buttons}
    say(dispatcher, f"{done.response}_done", fields, done.decision)
    return [
        # a confirmed receipt has no record of its own: the order's number says that it is done
        SlotSet(f"{matter.flow}_reference", receipt.reference or receipt.order.order_id),
        SlotSet("order_in_focus", None if done.decision.effect in SAID_LATER else done.order.order_id),
        remembered(done),
    ]


def _told(done: Matter, standing: Decision) -> Matter:
    """What is told once it is done: a warning that came before the yes gives way to what the order leaves open."""
    steps = done.decision.next_steps
    left = tuple(step for step in steps if step.what is not Step.CHECK_GOODS)
    if left == steps:
        return done
    return replace(done, decision=replace(done.decision, next_steps=(*left, *standing.next_steps)))
