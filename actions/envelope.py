"""Reads and signs what goes between the marketplace and us: one envelope, one signature, both ways. Knows no server."""

from __future__ import annotations

import hashlib
import hmac
import time
from datetime import datetime
from typing import Any, cast

from actions.policy.decision import utc
from actions.policy.events import DATA_KEYS, Event, EventKind
from actions.store import schema, times
from actions.store.errors import BadInput
from actions.store.facts import News

TIMESTAMP_HEADER, SIGNATURE_HEADER = "Recourse-Timestamp", "Recourse-Signature"
WINDOW_SECONDS = 300


class SignatureError(Exception):
    """The request is not the marketplace's, or is too old; the message says which header is to blame, no more."""


def sign(secret: str, timestamp: str, body: bytes) -> str:
    """``v1=`` and the hex HMAC-SHA256 of ``timestamp.body``: the value of the signature header."""
    return "v1=" + hmac.new(secret.encode(), timestamp.encode() + b"." + body, hashlib.sha256).hexdigest()


def verify(secret: str, timestamp: str | None, signature: str | None, body: bytes) -> None:
    """Raises SignatureError unless the body was signed with the secret within 300 s of now, by real time."""
    if not timestamp or not signature:
        raise SignatureError(f"the headers {TIMESTAMP_HEADER} and {SIGNATURE_HEADER} are needed")
    if not (timestamp.isascii() and timestamp.isdigit() and len(timestamp) <= 12):
        raise SignatureError(f"{TIMESTAMP_HEADER} is no number of seconds")
    expected = sign(secret, timestamp, body)
    if not hmac.compare_digest(expected.encode(), signature.encode("utf-8", "surrogateescape")):
        raise SignatureError(f"{SIGNATURE_HEADER} does not belong to this body and time")
    if abs(time.time() - int(timestamp)) > WINDOW_SECONDS:
        raise SignatureError(f"{TIMESTAMP_HEADER} is more than {WINDOW_SECONDS} s away from now")


def event_of(document: object) -> Event:
    """The event in the envelope; BadInput names the field that is malformed. What its data means the policy judges."""
    if found := schema.problems("event", document, whole="event"):
        raise found[0]
    envelope = cast(dict[str, Any], document)
    kind = EventKind(envelope["kind"])
    data = {key: value for key, value in envelope.get("data", {}).items() if value is not None}
    if "promised_by" in data and "promised_by" in DATA_KEYS[kind]:
        data["promised_by"] = utc(_instant("promised_by", data["promised_by"]))
    return Event(
        event_id=envelope["event_id"],
        kind=kind,
        order_id=envelope["order_id"],
        at=_instant("at", envelope["at"]),
        data=data,
    )


def envelope_of(news: News) -> dict[str, object]:
    """The news as the marketplace gets it: the same envelope as an event that it sends us."""
    return {
        "event_id": news.event_id,
        "kind": news.kind,
        "order_id": news.order_id,
        "at": utc(news.at),
        "data": news.data,
    }


def _instant(name: str, text: str) -> datetime:
    try:
        return times.parse_instant(text)
    except times.TimeError as error:
        raise BadInput("event", name, str(error)) from None
