"""Goods on their way back: the tracking number is asked for, read back and passed on. The actions of that flow."""

from __future__ import annotations

import re
from dataclasses import replace

from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.interfaces import Action, Tracker
from rasa_sdk.types import DomainDict

from actions.answering import Matter, answer, decide
from actions.case_choice import case_said
from actions.doing import carry_out
from actions.failures import Events, keeps_talking
from actions.policy.decision import Request
from actions.policy.requests import Ask
from actions.visit import Visit, visit

# The form of the postal union first (two letters, nine digits, two letters), then runs that each have a digit.
_POSTAL = re.compile(r"\b[A-Z]{2}[ -]?(?:\d[ -]?){9}[A-Z]{2}\b")
_RUNS = re.compile(r"\b[A-Z]*\d[A-Z0-9]*(?:[ -][A-Z]*\d[A-Z0-9]*)*\b")
_SHORTEST, _LONGEST = 6, 40


def tracking_number(said: object) -> str | None:
    """The one tracking number in what the buyer said, in capitals and without gaps; None where there is no such thing.

    Carriers agree on no form: letters and digits, six to forty signs.
    """
    text = str(said or "").upper()
    found = {re.sub(r"[ -]", "", run) for run in _POSTAL.findall(text) or _RUNS.findall(text)}
    fits = [number for number in found if _SHORTEST <= len(number) <= _LONGEST]
    return fits[0] if len(fits) == 1 else None


def sending(here: Visit) -> Matter:
    order, number = here.order(), tracking_number(here.tracker.get_slot("tracking_number"))
    ask = Ask(Request.GIVE_TRACKING, dispute=case_said(here, order), tracking=number)
    matter = decide(here, "returns", order, ask)
    return replace(matter, more={"tracking": number}) if number else matter


class ActionCheckTracking(Action):
    """Reads: whether goods are to be sent back, and whether what was said is a tracking number."""

    def name(self) -> str:
        return "action_check_tracking"

    @keeps_talking
    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> Events:
        here, said = visit(tracker), tracker.get_slot("tracking_number")
        number = tracking_number(said)
        if said and number is None:
            dispatcher.utter_message(response="utter_no_tracking_number", fields={})
        return [SlotSet("tracking_number", number), *answer(dispatcher, here, sending(here))]


class ActionGiveTracking(Action):
    """Writes: passes the number on; the goods count as sent."""

    def name(self) -> str:
        return "action_give_tracking"

    @keeps_talking
    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> Events:
        here = visit(tracker)
        return carry_out(dispatcher, here, sending(here))
