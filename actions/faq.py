"""Answers questions about the rules: how things work in general, and why an answer was what it was."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.interfaces import Action, Tracker
from rasa_sdk.types import DomainDict

from actions.failures import Events, keeps_talking
from actions.policy.calendar import Measure
from actions.policy.clauses import CLAUSES
from actions.policy.facts import DisputeReason, EvidenceKind
from actions.policy.profiles import EVIDENCE, TermName
from actions.policy.terms import profile_named, profile_terms, terms_for
from actions.saying import Fields, a_line, a_measure, a_word, lines
from actions.visit import Visit, visit

_ANSWERS = {
    "ask_cancellation_policy": "utter_faq_cancellation",
    "ask_refund_policy": "utter_faq_refund",
    "ask_how_to_dispute": "utter_faq_dispute",
}


def numbers(values: Mapping[TermName, Measure]) -> Fields:
    """Every term as a field of its name: ``{immediate}`` becomes "24 hours", ``{immediate_count}`` 24.

    ``{reported_early}`` and ``{sellers_silence}`` tell what only some profiles have.
    """
    named = {str(name): a_measure(measure) for name, measure in values.items()}
    named |= {f"{name}_count": measure.count for name, measure in values.items()}
    early = [a_line("utter_reported_early", named)] if TermName.NOT_RECEIVED_EARLY in values else []
    grants = TermName.SILENCE_GRANTS_CLAIM in values
    silence = a_line("utter_silence_grants_claim" if grants else "utter_silence_calls_platform", {})
    return {**named, "reported_early": lines(*early), "sellers_silence": lines(silence)}


def evidence_needed() -> Fields:
    """``{evidence}``: what each problem is shown with, a line each; those that need nothing are left out."""
    return {"evidence": lines(*(_shown_with(reason, kinds) for reason, kinds in EVIDENCE.items() if kinds))}


def _shown_with(reason: DisputeReason, kinds: tuple[EvidenceKind, ...]) -> dict[str, Any]:
    words = dict(zip(("first", "second"), (a_word("evidence", kind) for kind in kinds), strict=False))
    response = "utter_evidence_for_two" if "second" in words else "utter_evidence_for"
    return a_line(response, {"about": a_word("dispute_reason", reason), **words})


class ActionAnswerFaq(Action):
    """Tells the rules with the numbers that hold for an order placed now."""

    def name(self) -> str:
        return "action_answer_faq"

    @keeps_talking
    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> Events:
        here = visit(tracker)
        terms = profile_terms(profile_named(here.desk.settings.profile), here.now)
        fields = {**numbers({name: term.value for name, term in terms.items()}), **evidence_needed()}
        dispatcher.utter_message(response=_ANSWERS.get(here.intent, "utter_faq_cancellation"), fields=fields)
        return []


class ActionExplainDecision(Action):
    """Tells the clauses that the last decision rests on, each with its source."""

    def name(self) -> str:
        return "action_explain_decision"

    @keeps_talking
    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> Events:
        here, decision = visit(tracker), tracker.get_slot("last_decision") or {}
        told = _clauses(here, decision)
        if not told:
            dispatcher.utter_message(response="utter_why_nothing", fields={})
            return []
        shown = {name: value for name, value in decision.items() if name != "order_id"}
        custom = {"decision": shown}
        dispatcher.utter_message(response="utter_why", fields={"clauses": lines(*told)}, json_message=custom)
        return []


def _clauses(here: Visit, decision: dict[str, Any]) -> list[dict[str, Any]]:
    """A line for each clause, with the numbers this order is judged by. Nothing where the order is not the buyer's."""
    order = here.find_order(decision.get("order_id"))
    if order is None:
        return []
    fields = numbers(terms_for(order).values)
    cited = [CLAUSES[name] for name in decision.get("clauses") or () if name in CLAUSES]
    return [_line(clause.id, clause.document, clause.section, fields) for clause in cited]


def _line(clause: str, document: str, section: str, fields: Fields) -> dict[str, Any]:
    text = lines(a_line(f"utter_clause_{clause}", fields))
    return a_line("utter_clause_line", {"clause": text, "id": clause, "document": document, "section": section})
