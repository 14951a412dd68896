"""The marketplace's door: takes its signed events, and says what became of each.

202 applied · 200 repeated, with the first answer · 409 contradicts what was committed, stored, with a ticket ·
422 malformed · 404 no such order · 413 too large · 401 unsigned or stale. Nothing of an event is looked at before its
signature holds.
"""

from __future__ import annotations

import asyncio
import logging

from sanic import Request
from sanic.response import HTTPResponse, json

from actions.desk import Desk, open_desk
from actions.envelope import SIGNATURE_HEADER, TIMESTAMP_HEADER, SignatureError, event_of, verify
from actions.policy.events import EventError
from actions.store.documents import parse_json
from actions.store.errors import BadInput, NotFound
from actions.store.facts import EventStatus

LARGEST_EVENT = 64 * 1024
HTTP_STATUS = {EventStatus.APPLIED: 202, EventStatus.REPEATED: 200, EventStatus.CONFLICT: 409}
logger = logging.getLogger("recourse.marketplace")


async def receive_event(request: Request) -> HTTPResponse:
    """``POST /marketplace/events``: check the signature, read the event, give it to the desk, answer."""
    desk = await asyncio.to_thread(open_desk)
    header = request.headers.get
    if len(request.body) > LARGEST_EVENT:
        return json({"error": f"an event has at most {LARGEST_EVENT} bytes"}, status=413)
    try:
        verify(desk.settings.events_secret, header(TIMESTAMP_HEADER), header(SIGNATURE_HEADER), request.body)
    except SignatureError as error:
        logger.warning("an event was turned away: %s", error)
        return json({"error": str(error)}, status=401)
    return await asyncio.to_thread(_answer, desk, request.body)


def _answer(desk: Desk, body: bytes) -> HTTPResponse:
    try:
        answer = desk.receive(event_of(parse_json(body, "event")))
    except NotFound as error:
        return json({"error": str(error), "field": "order_id"}, status=404)
    except (BadInput, EventError) as error:
        return json({"error": error.message, "field": error.field}, status=422)
    return json(answer.body, status=HTTP_STATUS[answer.status])
