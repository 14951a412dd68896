"""Lets a test's buyer in through the rest channel itself, without HTTP: same body, same tokens, same refusals."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import jwt

from bot.channels.conversations import Message
from bot.channels.inbound import Refused, read
from bot.channels.rest import RestChannel
from bot.channels.turns import Turns
from bot.settings import Settings
from bot.testing.answer import Answer
from bot.testing.run import Assistant

LIFE = timedelta(days=365)
Clock = Callable[[], datetime]


class Door(RestChannel):
    """The channel with the shop's clock of a test instead of the action server's."""

    def __init__(self, settings: Settings, clock: Clock) -> None:
        super().__init__(settings)
        self._clock = _Clock(clock)

    async def receive(self, assistant: Assistant, body: dict[str, Any]) -> list[Message]:
        """The channel's answer to a body; Refused as over HTTP."""
        asked = read(json.dumps(body).encode())
        return await self._answer(Turns(self._conversations, assistant.handle), asked)

    def close(self) -> None:
        """Give the channel's database back."""
        self._conversations.close()


class _Clock:
    def __init__(self, clock: Clock) -> None:
        self._read = clock

    async def now(self) -> datetime:
        return self._read()


class DoorCaller:
    """A buyer or guest at the door. ``people``: name, locale and zone of each buyer, as the shop knows them."""

    def __init__(self, door: Door, settings: Settings, clock: Clock, people: Callable[[str], dict[str, Any]]) -> None:
        self._door, self._settings, self._clock, self._people = door, settings, clock, people
        self._token: str | None = None
        self._buyer: str | None = None

    def sign_in(self, buyer: str) -> None:
        """From now on messages carry a token of this buyer, good for a year of the shop's time."""
        self._buyer = buyer
        self._token = self._signed(buyer, self._clock() + LIFE)

    def expire(self) -> None:
        """The token that messages carry has ended."""
        if self._buyer is not None:
            self._token = self._signed(self._buyer, self._clock() - timedelta(seconds=1))

    async def send(self, assistant: Assistant, sender: str, text: str) -> Answer:
        """One message, with the token if there is one."""
        body = {"sender": sender, "message": text, **({"metadata": {"token": self._token}} if self._token else {})}
        try:
            return await assistant.watched(sender, self._door.receive(assistant, body))
        except Refused as refusal:
            return Answer(refused=refusal.status)

    def _signed(self, buyer: str, ends: datetime) -> str:
        settings, person = self._settings, self._people(buyer)
        claims = {"sub": buyer, "iss": settings.jwt_issuer, "aud": settings.jwt_audience, "exp": int(ends.timestamp())}
        facts = {"name": person.get("name"), "locale": person.get("locale"), "zoneinfo": person.get("zone")}
        claims.update({key: value for key, value in facts.items() if value})
        return jwt.encode(claims, settings.jwt_key, algorithm=settings.jwt_algorithm)
