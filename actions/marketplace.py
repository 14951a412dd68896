"""The marketplace's door: takes its signed events, orders, sellers and buyers, and says what became of each.

Events: 202 applied · 200 repeated, with the first answer · 409 contradicts what was committed, stored, with a ticket ·
404 no such order. Orders, sellers and buyers: 201 made · 200 changed or unchanged · 409 contradicts, with a ticket.
Both: 422 malformed · 413 too large · 401 unsigned or stale. Nothing is looked at before its signature holds.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Coroutine
from typing import Any

from sanic import Request
from sanic.response import HTTPResponse, json

from actions.desk import Desk, open_desk
from actions.envelope import SIGNATURE_HEADER, TIMESTAMP_HEADER, SignatureError, event_of, verify
from actions.policy.events import EventError
from actions.restating import KEYS, Became, Put
from actions.store.documents import parse_json
from actions.store.errors import BadInput, NotFound
from actions.store.facts import EventStatus

LARGEST_EVENT = 64 * 1024
LARGEST_ENTRY = 1024 * 1024
HTTP_STATUS = {EventStatus.APPLIED: 202, EventStatus.REPEATED: 200, EventStatus.CONFLICT: 409}
PUT_STATUS = {Became.MADE: 201, Became.CHANGED: 200, Became.UNCHANGED: 200, Became.CONFLICT: 409}
logger = logging.getLogger("recourse.marketplace")


async def receive_event(request: Request) -> HTTPResponse:
    """``POST /marketplace/events``: check the signature, read the event, give it to the desk, answer."""
    desk = await asyncio.to_thread(open_desk)
    if turned_away := _turned_away(desk, request, LARGEST_EVENT):
        return turned_away
    return await asyncio.to_thread(_answer, desk, request.body)


def putter(section: str) -> Callable[[Request, str], Coroutine[Any, Any, HTTPResponse]]:
    """``PUT /marketplace/orders/{id}`` (``sellers``, ``buyers``): the import's shape for one, signed as events are."""

    async def put_entry(request: Request, key: str) -> HTTPResponse:
        desk = await asyncio.to_thread(open_desk)
        if turned_away := _turned_away(desk, request, LARGEST_ENTRY):
            return turned_away
        return await asyncio.to_thread(_put, desk, (section, key), request.body)

    return put_entry


def _turned_away(desk: Desk, request: Request, largest: int) -> HTTPResponse | None:
    """The answer to what is too large or not signed by the marketplace just now; else None."""
    if len(request.body) > largest:
        return json({"error": f"a body here has at most {largest} bytes"}, status=413)
    header = request.headers.get
    try:
        verify(desk.settings.events_secret, header(TIMESTAMP_HEADER), header(SIGNATURE_HEADER), request.body)
    except SignatureError as error:
        logger.warning("%s %s was turned away: %s", request.method, request.path, error)
        return json({"error": str(error)}, status=401)
    return None


def _put(desk: Desk, where: tuple[str, str], body: bytes) -> HTTPResponse:
    section, key = where
    try:
        became = desk.put(section, key, parse_json(body, section))
    except BadInput as error:
        return json({"error": error.message, "field": error.field}, status=422)
    return json(_told(KEYS[section], key, became), status=PUT_STATUS[became.became])


def _told(name: str, key: str, put: Put) -> dict[str, str]:
    told = {name: key, "status": str(put.became)}
    if put.became is not Became.CONFLICT:
        return told
    field = put.field or ""
    return {**told, "field": field, "error": "contradicts what was committed before", "ticket": put.ticket or ""}


def _answer(desk: Desk, body: bytes) -> HTTPResponse:
    try:
        answer = desk.receive(event_of(parse_json(body, "event")))
    except NotFound as error:
        return json({"error": str(error), "field": "order_id"}, status=404)
    except (BadInput, EventError) as error:
        return json({"error": error.message, "field": error.field}, status=422)
    return json(answer.body, status=HTTP_STATUS[answer.status])
