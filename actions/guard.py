"""Decides who may speak to the action server, and what it says when something breaks.

Only the Rasa server, which knows the action secret, reaches an action; the signed routes look after themselves. A
failure is logged under a reference and answered with that alone: a request to an action holds the whole conversation.
"""

from __future__ import annotations

import asyncio
import hmac
import logging
import secrets
from collections.abc import Callable
from typing import Any

from sanic import Request, Sanic
from sanic.exceptions import SanicException
from sanic.handlers import ErrorHandler
from sanic.response import HTTPResponse, json

from actions.settings import Settings

SECRET_HEADER = "Recourse-Action-Secret"
OPEN_PATHS = frozenset({"/health", "/ready"})
SIGNED_PREFIX = "/marketplace/"
LARGEST_REQUEST = 32 * 1024 * 1024
logger = logging.getLogger("recourse.server")


def admits(secret: str, given: str | None) -> bool:
    """Whether the given header is the secret; takes the same time for every wrong one."""
    return bool(secret) and hmac.compare_digest(secret.encode(), (given or "").encode("utf-8", "surrogateescape"))


def guard(app: Sanic, settings: Callable[[], Settings]) -> None:
    """Close every route but the open and the signed ones to callers without the action secret, and turn CORS off."""
    app.config.REQUEST_MAX_SIZE = LARGEST_REQUEST
    app.error_handler = QuietErrors()
    cors = getattr(app.ctx, "sanic_cors", None)
    if cors is not None:
        cors.resources = []  # no browser has business here, whatever --cors says

    secret: str | None = None

    async def admit(request: Request) -> HTTPResponse | None:
        nonlocal secret
        if request.path in OPEN_PATHS or request.path.startswith(SIGNED_PREFIX):
            return None
        if secret is None:  # once: it never changes while the server runs
            secret = (await asyncio.to_thread(settings)).action_secret
        if admits(secret, request.headers.get(SECRET_HEADER)):
            return None
        return json({"error": f"the header {SECRET_HEADER} is missing or wrong"}, status=401)

    app.register_middleware(admit, "request")


class QuietErrors(ErrorHandler):
    """Answers every error itself: rasa_sdk's own handler would send the request, and with it the conversation, back."""

    def lookup(self, exception: BaseException, route_name: str | None = None) -> Any:
        return answer_error


def answer_error(request: Request, exception: BaseException) -> HTTPResponse:
    """What the caller got wrong is named; what broke here is logged with a reference, which is all the caller gets."""
    status = getattr(exception, "status_code", 500)
    if isinstance(exception, SanicException) and status < 500:
        return json({"error": str(exception)}, status=status)
    reference = f"E-{secrets.token_hex(3)}"
    logger.error("%s %s failed (%s)", request.method, request.path, reference, exc_info=exception)
    return json({"error": "something went wrong here", "reference": reference}, status=500)
