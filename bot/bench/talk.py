"""Says things to a server as a buyer's client does, and times the answers."""

from __future__ import annotations

import json
import time
import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from types import TracebackType
from typing import Any

import aiohttp
import jwt

from bot.bench.servers import PATH, BenchFailed
from bot.bench.timed_server import HEADER
from bot.settings import Settings

PATIENCE = aiohttp.ClientTimeout(total=120)
_LIFE = timedelta(days=300)
Proof = Callable[[str], Mapping[str, Any]]
"""The metadata by which a server knows the buyer."""


@dataclass(frozen=True)
class Said:
    """One answer: how long it took, its messages, and what a server with a stop-watch says of its parts."""

    milliseconds: float
    messages: list[dict[str, Any]]
    parts: Mapping[str, float]

    @property
    def decided(self) -> bool:
        """Whether it rests on a decision of the action server."""
        return any("decision" in (message.get("custom") or {}) for message in self.messages)


class Side:
    """One of the servers that are compared. To be used as ``async with``: it keeps its connections."""

    def __init__(self, name: str, url: str, proof: Proof, api_token: str | None = None) -> None:
        self.name, self.url, self._proof, self._api_token = name, url, proof, api_token
        self._session: aiohttp.ClientSession | None = None

    async def __aenter__(self) -> Side:
        self._session = aiohttp.ClientSession(timeout=PATIENCE, connector=aiohttp.TCPConnector(limit=0))
        return self

    async def __aexit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        await self._open.close()

    @property
    def _open(self) -> aiohttp.ClientSession:
        assert self._session is not None, "used outside of async with"
        return self._session

    async def say(self, sender: str, text: str, buyer: str) -> Said:
        """The answer to one message. Raises BenchFailed where there is none."""
        body = json.dumps({"sender": sender, "message": text, "metadata": self._proof(buyer)}).encode()
        began = time.perf_counter()
        async with self._open.post(self.url + PATH, data=body, headers=_JSON) as answer:
            raw = await answer.read()
        took = (time.perf_counter() - began) * 1000
        messages = json.loads(raw) if answer.status == 200 else None
        if not messages:
            raise BenchFailed(f"{self.name} answered {text!r} with {answer.status} {raw[:200]!r}")
        return Said(took, messages, json.loads(answer.headers.get(HEADER, "{}")))

    async def values(self, sender: str, slot: str) -> list[Any]:
        """All that a slot ever held in a conversation, by Rasa's own HTTP API."""
        query = {"include_events": "ALL", **({"token": self._api_token} if self._api_token else {})}
        async with self._open.get(f"{self.url}/conversations/{sender}/tracker", params=query) as answer:
            answer.raise_for_status()
            events = (await answer.json())["events"]
        return [event["value"] for event in events if event["event"] == "slot" and event["name"] == slot]


_JSON = {"Content-Type": "application/json"}


def by_token(settings: Settings) -> Proof:
    """As our channel wants it: a token that the shop signed, made once for each buyer."""
    made: dict[str, dict[str, Any]] = {}
    ends = int((datetime.now(timezone.utc) + _LIFE).timestamp())

    def proof(buyer: str) -> Mapping[str, Any]:
        if buyer not in made:
            claims = {"sub": buyer, "iss": settings.jwt_issuer, "aud": settings.jwt_audience, "exp": ends}
            made[buyer] = {"token": jwt.encode(claims, settings.jwt_key, algorithm=settings.jwt_algorithm)}
        return made[buyer]

    return proof


def by_facts(buyer: str) -> Mapping[str, Any]:
    """What our channel makes of a token. The stock channel believes it as it comes."""
    return {"buyer": {"id": buyer, "name": None, "locale": None, "zone": None}, "signed_in_again": False}


def a_conversation() -> str:
    """A name that no conversation has had."""
    return f"bench-{uuid.uuid4().hex}"


def in_turns(sides: Sequence[Side], block: int) -> Sequence[Side]:
    """Who goes first changes with each block."""
    return sides if block % 2 == 0 else sides[::-1]
