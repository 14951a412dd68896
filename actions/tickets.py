"""Hands a matter to our staff: what is read back before, what the ticket says, and the action that opens it."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.interfaces import Action, Tracker
from rasa_sdk.types import DomainDict

from actions.failures import Events, keeps_talking
from actions.offering import confirming
from actions.policy.decision import Decision, decision_json
from actions.policy.facts import Order
from actions.policy.profiles import TermName
from actions.policy.terms import profile_named, profile_terms, terms_for
from actions.saying import Field, Fields, a_measure, a_time
from actions.visit import Visit, visit

_PROPOSAL_DIGITS = 24
_LAST_MESSAGES = 5
_LONGEST_MESSAGE = 300


def staff_time(here: Visit, order: Order | None) -> Field:
    """In which time our staff answer, by the order's terms, else by those of the shop."""
    if order is not None:
        return a_measure(terms_for(order).values[TermName.STAFF_ANSWER])
    terms = profile_terms(profile_named(here.desk.settings.profile), here.now)
    return a_measure(terms[TermName.STAFF_ANSWER].value)


def ticket_proposal(here: Visit, topic: str, about: tuple[Order, Decision] | None, fields: Fields) -> dict[str, Any]:
    """A ticket as it is read back; a yes opens it once. It belongs to this message of this conversation alone."""
    order, decision = about or (None, None)
    order_id = order.order_id if order else None
    named = [here.conversation, here.buyer_id, order_id, topic, here.message.get("message_id"), here.now.isoformat()]
    proposal = "P-" + hashlib.sha256(json.dumps(named).encode()).hexdigest()[:_PROPOSAL_DIGITS]
    shown = {"staff_time": staff_time(here, order), **fields, "buttons": confirming("ticket", proposal)}
    return {
        "id": proposal,
        "fields": shown,
        "decision": decision_json(decision) if decision else None,
        "topic": topic,
        "order": order_id,
    }


def summary(tracker: Tracker, proposal: dict[str, Any]) -> str:
    """What staff read first: what was decided, and the buyer's last words."""
    decision = proposal.get("decision") or {}
    decided = [f"{decision['request']}: {decision['outcome']} {decision['reason']}"] if decision else []
    return "\n".join([*decided, *(f"> {text}" for text in _last_words(tracker))])


def _last_words(tracker: Tracker) -> list[str]:
    said = [str(event.get("text") or "") for event in tracker.events if event.get("event") == "user"]
    typed = [" ".join(text.split())[:_LONGEST_MESSAGE] for text in said if text and not text.startswith("/")]
    return typed[-_LAST_MESSAGES:]


class ActionOpenTicket(Action):
    """Writes: opens the ticket that was read back."""

    def name(self) -> str:
        return "action_open_ticket"

    @keeps_talking
    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> Events:
        here, proposal = visit(tracker), tracker.get_slot("proposal") or {}
        about = (here.buyer_id, proposal["order"], proposal["topic"], summary(tracker, proposal))
        ticket = here.desk.open_ticket(*about, conversation=here.conversation, proposal=proposal["id"])
        fields = {"ticket": ticket.id, "due": a_time(ticket.due), "reader": here.reader()}
        decision = proposal.get("decision")
        custom = {"decision": decision} if decision else {}
        dispatcher.utter_message(response="utter_ticket_open", fields=fields, json_message=custom)
        return [SlotSet("ticket_reference", ticket.id)]
