"""Tells load balancers and the supervisor how the Rasa server is: ``GET /health`` and ``GET /ready`` at its root.

It is a channel only because that is how routes come into Rasa's server; nobody talks through it.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from rasa.core.channels.channel import InputChannel, UserMessage
from sanic import Blueprint, response
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.channels.conversations import Conversations
from bot.channels.readiness import checks
from bot.settings import Settings


class HealthChannel(InputChannel):
    """Two routes that need no token and tell nothing of any conversation."""

    def __init__(self, settings: Settings) -> None:
        self._settings, self._conversations = settings, Conversations(settings.chat_database_url)

    @classmethod
    def name(cls) -> str:
        """Its name among the channels."""
        return "health"

    @classmethod
    def from_credentials(cls, credentials: dict[str, Any] | None) -> HealthChannel:
        """All it needs stands in the settings."""
        return cls(Settings.from_env())

    def url_prefix(self) -> str:
        """The root of the server, beside ``/webhooks``."""
        return "/"

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        """``/health``: the process lives. ``/ready``: it can answer, or 503 with what is missing."""
        routes = Blueprint("recourse_health", __name__)

        @routes.get("/health")
        async def health(_request: Request) -> HTTPResponse:
            return response.json({"status": "ok"})

        @routes.get("/ready")
        async def ready(request: Request) -> HTTPResponse:
            found = await checks(request.app, self._settings, self._conversations)
            well = all(found.values())
            return response.json({"status": "ready" if well else "not ready", **found}, status=200 if well else 503)

        @routes.listener("after_server_stop")
        async def close(_app: Any, _loop: Any) -> None:
            self._conversations.close()

        return routes
