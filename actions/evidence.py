"""One more piece of evidence for a case that goes on: a file, or this chat itself (F45). The actions of that flow."""

from __future__ import annotations

from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.interfaces import Action, Tracker
from rasa_sdk.types import DomainDict

from actions.answering import Matter, answer, decide, kept
from actions.case_choice import case_said
from actions.case_fields import dispute_fields, dispute_meant, evidence_lines
from actions.doing import carry_out
from actions.failures import Events, keeps_talking
from actions.offering import Button, button
from actions.policy.decision import Reason, Request
from actions.policy.facts import Dispute, EvidenceKind
from actions.policy.profiles import EVIDENCE
from actions.policy.requests import Ask
from actions.saying import a_line, a_word
from actions.visit import Visit, visit, without_unknown

_FOR_ANY_REASON = (EvidenceKind.CHAT, EvidenceKind.OTHER)


def adding(here: Visit) -> Matter:
    """The piece as far as it is named; its name and kind are read back."""
    order, piece = here.order(), _piece(here)
    ask = Ask(Request.ADD_EVIDENCE, dispute=case_said(here, order), evidence=(piece,) if piece else ())
    matter = decide(here, "evidence", order, ask)
    if piece is None:
        return matter
    fields = dispute_fields(order, dispute_meant(order, ask))
    facts = (a_line("utter_case_facts", fields), *evidence_lines((piece,))) if fields else ()
    return Matter(matter.word, matter.flow, order, ask, matter.decision, facts)


def _piece(here: Visit) -> tuple[EvidenceKind, str] | None:
    """Kind and name, where both are known; a chat is this conversation, and needs no name."""
    kind = _kind(here)
    name = here.conversation if kind is EvidenceKind.CHAT else here.tracker.get_slot("evidence_name")
    return (kind, str(name)) if kind and name else None


def _kind(here: Visit) -> EvidenceKind | None:
    word = here.tracker.get_slot("evidence_kind")
    return next((kind for kind in EvidenceKind if str(kind) == word), None)


class ActionCheckEvidence(Action):
    """Reads: whether evidence can be added; what it shows is asked first, then the name of the file."""

    def name(self) -> str:
        return "action_check_evidence"

    @keeps_talking
    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> Events:
        here = visit(tracker)
        matter = adding(here)
        known = without_unknown(here, "evidence_kind", EvidenceKind)
        if matter.decision.reason is not Reason.EVIDENCE_UNNAMED:
            return [*known, *answer(dispatcher, here, matter)]
        kind = _kind(here)
        if kind is not None:
            return [*known, *kept(matter, "ask_evidence_name"), SlotSet("evidence_asked", a_word("evidence", kind))]
        answer(dispatcher, here, matter)
        return [*known, *kept(matter, "ask_evidence_kind")]


class ActionAskEvidenceKind(Action):
    """Asks what the piece shows: first what the reason of the case needs, then this chat, then anything else."""

    def name(self) -> str:
        return "action_ask_evidence_kind"

    @keeps_talking
    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> Events:
        here = visit(tracker)
        order = here.order()
        dispute = dispute_meant(order, Ask(Request.ADD_EVIDENCE, dispute=case_said(here, order)))
        fields = {"buttons": _kind_buttons(dispute)}
        dispatcher.utter_message(response=f"utter_ask_evidence_kind{here.put_simply}", fields=fields)
        return []


def _kind_buttons(dispute: Dispute | None) -> list[Button]:
    needed = EVIDENCE[dispute.reason] if dispute else ()
    return [button(f"evidence_{kind}", "inform", evidence_kind=str(kind)) for kind in (*needed, *_FOR_ANY_REASON)]


class ActionAddEvidence(Action):
    """Writes: the piece is part of the case."""

    def name(self) -> str:
        return "action_add_evidence"

    @keeps_talking
    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> Events:
        here = visit(tracker)
        return carry_out(dispatcher, here, adding(here))
