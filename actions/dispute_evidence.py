"""Keeps the evidence that a buyer names while a dispute is being opened: kind by kind, several at once, or none."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.interfaces import Action, Tracker
from rasa_sdk.types import DomainDict

from actions.answering import TOLD, remembered
from actions.case_fields import evidence_lines, words_list
from actions.dispute_facts import disputing
from actions.dispute_slots import Wish, pieces_of, wish_of
from actions.failures import Events, keeps_talking
from actions.offering import FALLBACKS, Button, button
from actions.policy.evidence import missing_kinds
from actions.policy.facts import EvidenceKind, Order
from actions.policy.moments import dispute_window
from actions.policy.terms import terms_for
from actions.saying import a_time, lines, say
from actions.visit import Visit, visit

NONE, KEPT = "none", "kept"
_FILE = re.compile(r"[\w()+-]+\.(?:jpe?g|png|heic|heif|webp|gif|bmp|mp4|mov|avi|mkv|webm|3gp|pdf)\b", re.IGNORECASE)
_LOOKS_LIKE_ONE = re.compile(r"(?=\S*\d)\S*[^\W\d_]\S*")  # "IMG2041"; a bare "20" is more likely a sum
_LONGEST_NAME = 120
# "I have none", "no photo", "can't take one": in an answer that names no file.
_NOTHING = re.compile(r"\b(?:none|no|not|never|nothing|without|cannot|can't|don't|haven't|didn't|dont|cant)\b", re.I)


def names_in(here: Visit, said: str) -> list[str]:
    """The names of files in the answer, each once: those that were understood, else whatever looks like one."""
    found = [str(name) for name in here.said("evidence_name")] or _FILE.findall(said)
    if not found and _LOOKS_LIKE_ONE.fullmatch(said.strip()):
        found = [said.strip()]
    return [name[:_LONGEST_NAME] for name in dict.fromkeys(found) if name != NONE]


class ActionKeepEvidence(Action):
    """Reads: keeps what was named; who has none hears until when to come back with it. Nothing is written."""

    def name(self) -> str:
        return "action_keep_evidence"

    @keeps_talking
    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> Events:
        here = visit(tracker)
        order = here.order()
        wish, said = wish_of(here, order), str(tracker.get_slot("evidence_name") or "")
        names = names_in(here, said)
        if names:
            return _kept(dispatcher, here, wish, names)
        if _names_a_number(here):  # "no wait, the amount is 6" corrects something, and says nothing of evidence
            return [SlotSet("evidence_name", None)]
        if said == NONE or _NOTHING.search(said.replace("\u2019", "'")):
            return _has_none(dispatcher, here, order, wish)
        return [SlotSet("evidence_name", None)]


def _names_a_number(here: Visit) -> bool:
    text = str(here.message.get("text") or "")
    return not text.startswith("/") and re.search(r"\d", text) is not None


def _kept(dispatcher: CollectingDispatcher, here: Visit, wish: Wish, names: Sequence[str]) -> Events:
    there = pieces_of(wish.get("evidence"))
    kinds = _kinds(here, wish)
    new = [piece for piece in shared_out(names, kinds) if piece not in there]
    if len(names) < len(kinds):  # else it is read back at once
        dispatcher.utter_message(response="utter_evidence_noted", fields={"pieces": lines(*evidence_lines(new))})
    kept = [{"kind": str(kind), "name": name} for kind, name in (*there, *new)]
    return [SlotSet("evidence", kept), SlotSet("evidence_name", KEPT)]


def shared_out(names: Sequence[str], kinds: Sequence[EvidenceKind]) -> Iterator[tuple[EvidenceKind, str]]:
    """Each name for the next kind that is missing, in the sequence they are asked for; more of them are of the last."""
    for place, name in enumerate(names):
        yield kinds[min(place, len(kinds) - 1)], name


def _kinds(here: Visit, wish: Wish) -> list[EvidenceKind]:
    """The kind that was asked for, then the others that are missing."""
    asked = [kind for kind in EvidenceKind if str(kind) == wish.get("evidence_kind")]
    missing = missing_kinds(wish.reason, wish.ask(here.conversation)) if wish.reason else ()
    return list(dict.fromkeys((*asked, *missing))) or [EvidenceKind.OTHER]


def _with_it_later(order: Order, wish: Wish) -> Button:
    """The button that begins anew with what was said, for who has it after all."""
    said = {"dispute_reason": wish.reason, "wanted": wish.get("wanted")}
    known = {slot: str(value) for slot, value in said.items() if value}
    return button("have_it_now", "item_not_as_described", order=order.order_id, **known)


def _has_none(dispatcher: CollectingDispatcher, here: Visit, order: Order, wish: Wish) -> Events:
    """Without evidence it is not opened: what is missing, until when there is time, and that nothing was written."""
    matter = disputing(here, order, wish)
    until = dispute_window(order if order.delivered_at else replace(order, delivered_at=here.now), terms_for(order))
    fields: dict[str, Any] = {
        **matter.fields(here),
        "missing": words_list("evidence", matter.decision.missing),
        "until": a_time(until.closes),
        "buttons": [_with_it_later(order, wish), *FALLBACKS],
    }
    say(dispatcher, "utter_dispute_no_evidence", fields, matter.decision)
    return [SlotSet("evidence_name", NONE), SlotSet("dispute_check", TOLD), remembered(matter)]
