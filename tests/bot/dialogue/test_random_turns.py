"""Conversations of random turns: whatever is said in whatever order, some things never happen.

``RECOURSE_SEED=… pytest …`` repeats a run, ``RECOURSE_CONVERSATIONS=…`` makes it longer.
"""

from __future__ import annotations

import json
import logging
import os
import random
from collections.abc import Callable
from pathlib import Path

import pytest
from rasa.core.agent import Agent

from tests.bot.dialogue.talking import Said, Talk, hours, unclear

SEED = int(os.environ.get("RECOURSE_SEED") or random.SystemRandom().randrange(10**6))
CONVERSATIONS = int(os.environ.get("RECOURSE_CONVERSATIONS") or 10)
TURNS = 25
MOST_ACTIONS = 9
INTENTS = (
    "cancel_order",
    "refund_delay",
    "talk_to_human",
    "damaged",
    "missing",
    "broken",
    "never_came",
    "show",
    "inform",
    "inform",
    "affirm",
    "affirm",
    "affirm",
)
SIDE = ("deny", "stop_flow", "greet", "policy", "status", "out_of_scope", "nobody_knows")
ORDERS = ("A1", "A2", "B1", "C1", "Z9", "quietly wrong")
# What the long task asks for; in its place and out of it.
VALUES = {
    "here": ("yes", "no"),
    "item": ("lamp",),
    "fault": ("bent", "broken"),
    "sum": ({"amount": "20", "currency": "EUR"}, "all"),
    "words": ("skip",),
    "kind": ("photo", "video"),
    "file": ("a.jpg", "b.mp4", "no file at all"),
}
BREAKABLE = (
    "action_find_order",
    "action_check_cancel",
    "action_cancel",
    "action_refund",
    "action_open_ticket",
    "action_check_claim",
    "action_keep_file",
    "action_claim",
)
RANKED = ("cancel_order", "affirm", "status", "refund_delay", "deny", "inform")
WORDS = (
    "the a1 lamp",
    "hm",
    "None",
    "{order}",
    "it broke / it fell",
    "\u202eabc",
    "😀😀",
    "'; DROP TABLE orders; --",
    "x" * 2000,
)


class Chat:
    """A conversation that says random things and remembers the buttons it was shown."""

    def __init__(self, talk: Talk, rng: random.Random) -> None:
        self.talk, self.rng = talk, rng
        self.buttons: list[str] = []

    async def turn(self) -> tuple[str, Said]:
        """What was said, and the answer."""
        kind = self.rng.choices(
            (self.payload, self.button, self.unclear_words, self.event, self.odd), weights=(60, 20, 12, 4, 4)
        )[0]
        self.upset()
        told, said = await kind()
        self.buttons += [button["payload"] for button in said.buttons]
        return told, said

    async def payload(self) -> tuple[str, Said]:
        intent = self.rng.choice(INTENTS + SIDE)
        entities = {}
        if self.rng.random() < 0.4:
            entities["order"] = self.rng.choice(ORDERS)
        if self.rng.random() < 0.1:
            entities["reason"] = self.rng.choice(("other", "cheaper"))
        for name, values in VALUES.items():
            if self.rng.random() < 0.15:
                entities[name] = self.rng.choice(values)
        if self.rng.random() < 0.05:
            entities["task"] = self.rng.choice(("refund_delay", "cancel_order", "talk_to_human"))
        if self.rng.random() < 0.05:
            entities["negated"] = self.rng.choice(("cancel_order", "refund_delay"))
        message = f"/{intent}{json.dumps(entities) if entities else ''}"
        return message, await self.talk.say(message, signed_in_again=self.rng.random() < 0.05)

    async def button(self) -> tuple[str, Said]:
        """A button of any earlier turn, the latest most likely."""
        message = self.rng.choice(self.buttons[-8:] or ["/affirm"])
        return message, await self.talk.say(message)

    async def unclear_words(self) -> tuple[str, Said]:
        message = unclear(self.rng.choice(WORDS), *((name, 0.25) for name in self.rng.sample(RANKED, 4)))
        return str(message), await self.talk.say(message)

    async def event(self) -> tuple[str, Said]:
        return "EVENT", await self.talk.trigger("shipped_event", parcel="A2")

    async def odd(self) -> tuple[str, Said]:
        message = self.rng.choice(("/restart", "/back", "WAIT"))
        if message == "WAIT":
            await self.talk.wait(hours(self.rng.choice((2, 12, 24 * 21))))
            message = "/greet"
        return f"ODD {message}", await self.talk.say(message)

    def upset(self) -> None:
        """Now and then the shop breaks, mends, or changes an order meanwhile."""
        shop, rng = self.talk.shop, self.rng
        shop.broken = {rng.choice(BREAKABLE)} if rng.random() < 0.06 else set()
        shop.apologising = {rng.choice(BREAKABLE)} if rng.random() < 0.06 else set()
        shop.moved_on, shop.asks_reason = rng.random() < 0.1, rng.random() < 0.3


@pytest.mark.parametrize("store", ["memory", "sql"])
async def test_random_turns_break_no_promise(
    agent: Agent, store: str, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    print(f"RECOURSE_SEED={SEED}")
    for number in range(CONVERSATIONS):
        rng = random.Random(f"{SEED} {number}")
        talk = Talk(agent, store, tmp_path, sender=f"buyer {number}")
        await _converse(Chat(talk, rng), f"RECOURSE_SEED={SEED}, conversation {number}", caplog)


async def _converse(chat: Chat, name: str, caplog: pytest.LogCaptureFixture) -> None:
    before, told = Said([], [], [], []), ""
    for turn in range(TURNS):
        written = len(chat.talk.shop.written)
        told, said = await chat.turn()
        where = f"{name}, turn {turn}: {told[:200]} -> {said.responses} {said.texts}"
        for promise in PROMISES:
            assert promise(told, before, said), f"{promise.__name__} is broken: {where}; before: {before.texts}"
        new = chat.talk.shop.written[written:]
        assert all(_was_read_back(what, order, before) for what, order in new), f"{new} was not read back: {where}"
        assert len(new) <= 1, where
        assert not _policy_errors(caplog), f"{where}\n{_policy_errors(caplog)}"
        assert len(str(await chat.talk.slot("flow_state"))) < 4000, where
        before = said


def no_silence(told: str, before: Said, said: Said) -> bool:
    return bool(said.texts) and all(text.strip() for text in said.texts)


def no_gap_in_a_text(told: str, before: Said, said: Said) -> bool:
    """Save where the buyer's own words are repeated, whatever they were."""
    own = [text for response, text in zip(said.responses, said.texts, strict=True) if response != "utter_case_told"]
    return not any(gap in text for text in own for gap in ("None", "{", "…"))


def no_question_twice_word_for_word(told: str, before: Said, said: Said) -> bool:
    if told.startswith("ODD") or not (_asks(before) and _asks(said)):
        return True
    return before.texts[-1] != said.texts[-1]


def far_from_rasas_limit(told: str, before: Said, said: Said) -> bool:
    return len(said.actions) <= MOST_ACTIONS


PROMISES: tuple[Callable[[str, Said, Said], bool], ...] = (
    no_silence,
    no_gap_in_a_text,
    no_question_twice_word_for_word,
    far_from_rasas_limit,
)


def _asks(said: Said) -> bool:
    mark = said.marks[-1] if said.marks else None
    return bool(mark) and mark["did"] in ("ask", "confirm", "retry", "person", "offer", "check")


def _was_read_back(what: str, order: str, before: Said) -> bool:
    response = {"ticket": "utter_confirm_person"}.get(what, f"utter_confirm_{what}")
    if not before.responses or not str(before.last).startswith(response):
        return False
    return order in before.texts[-1]


def _policy_errors(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [
        record.getMessage()
        for record in caplog.records
        if record.levelno >= logging.ERROR and record.name.startswith("bot.dialogue")
    ]
