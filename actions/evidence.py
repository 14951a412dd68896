"""One more piece of evidence for a case that goes on: a file, or this chat itself (F45). The actions of that flow."""

from __future__ import annotations

from dataclasses import replace

from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.interfaces import Action, Tracker
from rasa_sdk.types import DomainDict

from actions.answering import Matter, answer, decide, kept, tell
from actions.case_choice import case_said
from actions.case_fields import dispute_fields, dispute_meant, evidence_lines
from actions.dispute_evidence import NONE, names_in
from actions.doing import carry_out
from actions.failures import Events, keeps_talking
from actions.offering import Button, button
from actions.policy.decision import Reason, Request, decision_json
from actions.policy.facts import Dispute, EvidenceKind
from actions.policy.profiles import EVIDENCE
from actions.policy.requests import Ask
from actions.saying import a_line, a_word, lines, say
from actions.visit import Visit, visit, without_unknown

_FOR_ANY_REASON = (EvidenceKind.CHAT, EvidenceKind.OTHER)


def adding(here: Visit) -> Matter:
    """The pieces as far as they are named; each is read back with what it shows."""
    order, pieces = here.order(), _pieces(here)
    ask = Ask(Request.ADD_EVIDENCE, dispute=case_said(here, order), evidence=pieces)
    matter = decide(here, "evidence", order, ask)
    fields = dispute_fields(order, dispute_meant(order, ask, matter.decision))
    facts = (a_line("utter_case_facts", fields), *evidence_lines(pieces)) if fields and pieces else ()
    return replace(matter, facts=facts)


def _pieces(here: Visit) -> tuple[tuple[EvidenceKind, str], ...]:
    """Kind and names, where both are known; a chat is this conversation, and needs no name."""
    kind, said = _kind(here), str(here.tracker.get_slot("evidence_name") or "")
    if kind is EvidenceKind.CHAT:
        return ((kind, here.conversation),)
    return tuple((kind, name) for name in names_in(here, said)) if kind and said else ()


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
        matter, kind = adding(here), _kind(here)
        known = without_unknown(here, "evidence_kind", EvidenceKind)
        if matter.decision.reason is not Reason.EVIDENCE_UNNAMED:
            return [*known, *answer(dispatcher, here, matter)]
        if here.tracker.get_slot("evidence_name") == NONE:
            return tell(dispatcher, here, matter, "utter_evidence_not_there")
        if kind is None:
            return [*known, *_named_first(dispatcher, here, matter)]
        dispatcher.utter_message(json_message={"decision": decision_json(matter.decision)})
        asked = SlotSet("evidence_asked", a_word("evidence", kind))
        return [*kept(matter, "ask_evidence_name"), asked, SlotSet("evidence_name", None)]


def _named_first(dispatcher: CollectingDispatcher, here: Visit, matter: Matter) -> Events:
    """Before it is asked what the files show: every name is kept, however many came in one message."""
    names = names_in(here, str(here.tracker.get_slot("evidence_name") or ""))
    if not names:
        return [*answer(dispatcher, here, matter), SlotSet("evidence_check", "ask_evidence_kind")]
    noted = lines(*(a_line("utter_list_entry", {"entry": name}) for name in names))
    say(dispatcher, "utter_evidence_noted", {**matter.fields(here), "pieces": noted}, matter.decision)
    return [*kept(matter, "ask_evidence_kind"), SlotSet("evidence_name", ", ".join(names))]


class ActionAskEvidenceKind(Action):
    """Asks what the piece shows: first what the reason of the case needs, then this chat, then anything else."""

    def name(self) -> str:
        return "action_ask_evidence_kind"

    @keeps_talking
    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> Events:
        here = visit(tracker)
        order = here.order()
        ask = Ask(Request.ADD_EVIDENCE, dispute=case_said(here, order))
        dispute = dispute_meant(order, ask, here.desk.decide(order, ask))
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
