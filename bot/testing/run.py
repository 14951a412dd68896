"""Plays one conversation turn by turn and stops at the first turn that differs from what the test says."""

from __future__ import annotations

import uuid
from collections.abc import Awaitable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from bot.testing.answer import Answer
from bot.testing.checks import Seen, always, expected_of
from bot.testing.difference import Difference, shop_differences
from bot.testing.script import Conversation, Turn
from bot.testing.words import names_button

CHATS = "chat.db"
"""Where a shop's conversations are kept, as in production: a played conversation can be recorded like any other."""


class Assistant(Protocol):
    """The trained assistant: ``bot.testing.assistant``."""

    @property
    def intents(self) -> frozenset[str]: ...

    def remembering_in(self, database: Path) -> AbstractContextManager[None]: ...

    async def handle(self, message: Any) -> None: ...

    async def watched(self, sender: str, turn: Awaitable[list[dict[str, Any]]]) -> Answer: ...


class Caller(Protocol):
    """Who speaks. What is sent passes the channel's door, which may refuse it."""

    async def send(self, assistant: Assistant, sender: str, text: str) -> Answer: ...

    def sign_in(self, buyer: str) -> None: ...

    def expire(self) -> None: ...


class Shop(Protocol):
    """The side of the actions: orders, clock and events. ``reasons``: every word that a decision can give as reason."""

    home: Path
    reasons: frozenset[str]

    def snapshot(self) -> dict[str, Any]: ...

    def caller(self, buyer: str) -> Caller: ...

    def event(self, event: dict[str, Any]) -> None: ...

    def move_clock(self, to: str) -> None: ...


@dataclass(frozen=True)
class Played:
    """A turn that was played: what was sent and what came back. ``turn`` None: what the test says about the end."""

    turn: Turn | None
    sent: str | None
    answer: Answer
    differences: tuple[Difference, ...] = ()


@dataclass
class Result:
    """How a conversation went: the turns that were played, the differing one last."""

    conversation: Conversation
    played: list[Played] = field(default_factory=list)

    @property
    def passed(self) -> bool:
        return not any(played.differences for played in self.played)


async def play(conversation: Conversation, assistant: Assistant, shop: Shop, sender: str | None = None) -> Result:
    """``shop`` holds what is given already. ``sender``: the conversation's id; None: one that was never used."""
    table = _Table(conversation, assistant, shop, sender or f"test-{uuid.uuid4().hex}")
    with assistant.remembering_in(shop.home / CHATS):
        for turn in conversation.turns:
            table.result.played.append(await table.play(turn))
            if not table.result.passed:
                return table.result
    end = tuple(table.database(conversation.database or "unchanged"))
    table.result.played.append(Played(None, None, Answer(), end))
    return table.result


class _Table:
    """Where assistant, shop and the test's buyer meet."""

    def __init__(self, conversation: Conversation, assistant: Assistant, shop: Shop, sender: str) -> None:
        self.result = Result(conversation)
        self._assistant, self._shop, self._sender = assistant, shop, sender
        self._caller = shop.caller(conversation.given.buyer)
        self._answers: list[Answer] = []
        self._start = shop.snapshot()

    async def play(self, turn: Turn) -> Played:
        if turn.spoken:
            played = await self._say(turn)
        else:
            self._deed(turn)
            played = Played(turn, None, Answer())
        if turn.database is None or played.differences:
            return played
        return Played(turn, played.sent, played.answer, tuple(self.database(turn.database)))

    def database(self, listed: dict[str, Any] | str) -> Iterator[Difference]:
        """What differs from the start of the conversation and is not listed."""
        wanted = {} if listed == "unchanged" else listed
        yield from shop_differences(self._start, self._shop.snapshot(), wanted)

    async def _say(self, turn: Turn) -> Played:
        text = self._text(turn)
        if text is None:
            buttons = self._on_screen(turn).buttons
            offered = [f"{b.get('title')} → {b.get('payload')}" for b in buttons] or "no button offered"
            return Played(turn, None, Answer(), (Difference("button", turn.value, offered),))
        before = self._shop.snapshot()
        answer = await self._caller.send(self._assistant, self._sender, text)
        wrote = tuple(d.what for d in shop_differences(before, self._shop.snapshot(), {}))
        seen = Seen(answer, tuple(self._answers), wrote, self._assistant.intents, self._shop.reasons)
        expected = turn.answer or {}
        found = (*expected_of(seen, expected), *always(seen, expected))
        if not answer.refused:
            self._answers.append(answer)
        return Played(turn, text, answer, found)

    def _on_screen(self, turn: Turn) -> Answer:
        """The answer whose buttons are meant."""
        number = turn.of_answer or len(self._answers)
        return self._answers[number - 1] if 1 <= number <= len(self._answers) else Answer()

    def _text(self, turn: Turn) -> str | None:
        """What is sent: the words, or the payload of a button that the assistant has offered."""
        if turn.deed == "buyer":
            return str(turn.value)
        for button in self._on_screen(turn).buttons:
            if names_button(turn.value, button):
                return str(button["payload"])
        return None

    def _deed(self, turn: Turn) -> None:
        if turn.deed == "event":
            self._shop.event(turn.value)
        elif turn.deed == "clock":
            self._shop.move_clock(turn.value)
        elif turn.deed == "sign_in":
            self._caller.sign_in(turn.value)
        elif turn.deed == "token":
            self._caller.expire()
