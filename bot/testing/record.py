"""Drafts a conversation test from a stored chat: what was said and answered becomes what is said and expected.

A draft, not a test: it expects what the assistant did, right or wrong. Somebody has to read it. Wording is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from typing import Any

import yaml

from bot.settings import Settings
from bot.testing.recorded_shop import RecordedShop
from bot.testing.script import GUEST
from bot.transcript import CannotRead, NoConversation, events_of

__all__ = ["CannotRead", "NoConversation", "record"]
LONG_PAUSE = timedelta(hours=1)
HEAD = """\
# Drafted from conversation {conversation}. It expects what the assistant did: read it before you keep it.
# Orders are given as they were before the first word; say what is missing, drop what does not matter.
"""


@dataclass
class _Said:
    """One message of the buyer and everything the assistant answered to it."""

    at: datetime
    text: str
    buyer: str | None
    answers: list[dict[str, Any]] = field(default_factory=list)

    @property
    def buttons(self) -> list[dict[str, Any]]:
        return [button for answer in self.answers for button in (answer.get("data") or {}).get("buttons") or ()]


def record(conversation: str, settings: Settings | None = None) -> str:
    """The draft as the text of a ``test_….yml``. Raises NoConversation, CannotRead."""
    settings = settings or Settings.from_env()
    said = _exchanges(events_of(settings.chat_database_url, conversation))
    if not said:
        raise NoConversation(conversation)
    shop = RecordedShop(began=said[0].at, ended=said[-1].at, mentioned=_numbers(said), buyer=_buyer(said))
    draft: dict[str, Any] = {"name": _name(said[0].text), "clock": shop.clock, "buyer": _buyer(said) or GUEST}
    draft |= {key: value for key, value in shop.given().items() if value}
    draft["turns"] = list(_turns(said, shop))
    draft |= {"database": shop.changes()} if shop.changes() else {}
    text = yaml.safe_dump({"conversations": [draft]}, sort_keys=False, allow_unicode=True, width=110)
    return HEAD.format(conversation=_one_line(conversation)) + text


def _exchanges(events: list[dict[str, Any]]) -> list[_Said]:
    said: list[_Said] = []
    for event in events:
        if event["event"] == "user" and event.get("text"):
            at = datetime.fromtimestamp(event["timestamp"], timezone.utc)
            buyer = ((event.get("metadata") or {}).get("buyer") or {}).get("id")
            said.append(_Said(at, event["text"], buyer))
        elif event["event"] == "bot" and said:
            said[-1].answers.append(event)
    return said


def _turns(said: list[_Said], shop: RecordedShop) -> Iterator[dict[str, Any]]:
    """What happened between two messages comes first: events, a long pause, another sign-in."""
    for number, one in enumerate(said):
        before = said[number - 1] if number else None
        if before is not None:
            yield from shop.happened(before.at, one.at)
            if one.at - before.at >= LONG_PAUSE:
                yield {"clock": f"+{_duration(one.at - before.at)}"}
            if one.buyer and one.buyer != before.buyer:
                yield {"sign_in": one.buyer}
        yield {**_deed(one, said[:number]), "assistant": _expected(one)}


def _deed(one: _Said, earlier: list[_Said]) -> dict[str, Any]:
    """A payload that an earlier answer offered was a button, named by title: a proposal's id is new each time."""
    for number in range(len(earlier), 0, -1):
        for button in earlier[number - 1].buttons:
            if button.get("payload") == one.text:
                last = {} if number == len(earlier) else {"of_answer": number}
                return {"button": str(button["title"]), **last}
    return {"buyer": one.text}


def _expected(one: _Said) -> dict[str, Any]:
    responses = [(answer.get("metadata") or {}).get("utter_action") for answer in one.answers]
    decisions = [((a.get("data") or {}).get("custom") or {}).get("decision") for a in one.answers]
    named, decided = [name for name in responses if name], [decision for decision in decisions if decision]
    expected: dict[str, Any] = {"response": named[0] if len(named) == 1 else named} if named else {}
    expected |= (
        {"reason": decided[-1]["reason"], "outcome": decided[-1]["outcome"]} if decided else {"no_decision": True}
    )
    intents = [str(button.get("payload", "")).split("{")[0].lstrip("/") for button in one.buttons]
    expected |= {"buttons": list(dict.fromkeys(intents))} if intents else {}
    return expected


def _buyer(said: list[_Said]) -> str | None:
    return said[0].buyer


def _numbers(said: list[_Said]) -> set[str]:
    """Everything in the chat that could be an order's number."""
    return {number for one in said for number in re.findall(r"[A-Za-z0-9._-]{4,64}", _all_text(one))}


def _all_text(one: _Said) -> str:
    texts = [str(answer.get("text") or "") for answer in one.answers]
    return " ".join([one.text, *texts, *(str(button.get("payload", "")) for button in one.buttons)])


def _duration(length: timedelta) -> str:
    minutes = int(length.total_seconds()) // 60
    parts = ((minutes // 1440, "d"), (minutes // 60 % 24, "h"), (minutes % 60, "m"))
    return "".join(f"{count}{unit}" for count, unit in parts if count) or "1m"


def _name(text: str) -> str:
    return f"TODO: what this shows, in one sentence (it began with: {_one_line(text)[:80]})"


def _one_line(text: str) -> str:
    return " ".join(text.split())
