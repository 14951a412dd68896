"""The ``rest`` channel: buyers and shops talk to the assistant by ``POST /webhooks/rest/webhook``, as contract.md says.

It replaces Rasa's own, which believes any sender, keeps the token with the conversation and is silent on errors.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from datetime import datetime
from functools import partial
from typing import Any

from rasa.core.channels.channel import InputChannel, OutputChannel, UserMessage
from sanic import Blueprint, response
from sanic.request import Request
from sanic.response import HTTPResponse

from bot import replaced
from bot.channels import inbound
from bot.channels.clock import ShopClock
from bot.channels.conversations import Conversations, Message, NotTheirs
from bot.channels.identity import BadToken, Expired, SignedIn, Tokens
from bot.channels.inbound import Inbound, Refused
from bot.channels.output import NewsOutput
from bot.channels.readiness import checks
from bot.channels.turns import Turns
from bot.locks.lines import Lines
from bot.replaced import action_server
from bot.settings import Settings

replaced.install()


class RestChannel(InputChannel):
    """Messages over HTTP, with signed buyer tokens. Guests are welcome where no buyer owns the conversation."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._tokens, self._clock = Tokens(settings), ShopClock(settings)
        self._conversations = Conversations(settings.chat_database_url)
        self._arrivals = Lines()

    @classmethod
    def name(cls) -> str:
        """The channel's name, and the word in its URL."""
        return "rest"

    @classmethod
    def from_credentials(cls, credentials: dict[str, Any] | None) -> RestChannel:
        """All it needs stands in the settings; ``credentials.yml`` only names the class."""
        return cls(Settings.from_env())

    def get_output_channel(self) -> OutputChannel:
        """Where a trigger's words go: they wait for the conversation's next message."""
        return NewsOutput(self._conversations)

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        """The channel's two routes."""
        routes = Blueprint("recourse_rest", __name__)
        turns = Turns(self._conversations, on_new_message)

        @routes.get("/")
        async def alive(_request: Request) -> HTTPResponse:
            return response.json({"status": "ok"})

        @routes.post("/webhook")
        async def receive(request: Request) -> HTTPResponse:
            return await self._received(turns, request)

        @routes.listener("before_server_start")
        async def open_(app: Any, _loop: Any) -> None:
            turns.well = partial(self._is_well, app)
            turns.locks = lambda: app.ctx.agent.lock_store
            await asyncio.to_thread(self._conversations.answers)  # opens the database: here, in the worker itself

        @routes.listener("after_server_stop")
        async def close(app: Any, _loop: Any) -> None:
            await self._clock.close()
            if getattr(app.ctx, "agent", None) is not None:
                await turns.close()
            await action_server.close()
            self._conversations.close()

        return routes

    async def _received(self, turns: Turns, request: Request) -> HTTPResponse:
        try:
            asked = inbound.read(request.body, request.headers.get("Authorization"))
            return response.json(await self._answer(turns, asked), dumps=_plain)
        except Refused as refusal:
            return _refused(refusal)

    async def _answer(self, turns: Turns, asked: Inbound) -> list[Message]:
        try:
            async with self._arrivals.turn(asked.sender):  # looking at the clock must not change who is first
                now = await self._clock.now()
                answering = turns.start(asked, await self._let_in(asked, now), now)
        except Refused:
            raise
        except Exception:
            return turns.apology(asked.sender)
        try:
            return await asyncio.shield(answering)
        except NotTheirs:
            raise Refused(403, "not_yours", "this conversation belongs to somebody who is signed in") from None

    async def _let_in(self, asked: Inbound, now: datetime) -> SignedIn | None:
        """Who is signed in, or None for a guest. Raises Refused (401)."""
        try:
            return self._tokens.read(asked.token, now) if asked.token is not None else None
        except Expired as expired:
            await asyncio.to_thread(self._conversations.lapse, asked.sender, expired.buyer)
            raise Refused(401, expired.reason, "the token has expired; sign in again") from None
        except BadToken as bad:
            raise Refused(401, bad.reason, "the token is not accepted") from None

    async def _is_well(self, app: Any) -> bool:
        return all((await checks(app, self._settings, self._conversations)).values())


_plain = partial(json.dumps, ensure_ascii=False)  # Sanic's own writes / as \/


def _refused(refusal: Refused) -> HTTPResponse:
    headers = {"WWW-Authenticate": 'Bearer error="invalid_token"'} if refusal.status == 401 else None
    return response.json({"error": refusal.message, "reason": refusal.reason}, status=refusal.status, headers=headers)
