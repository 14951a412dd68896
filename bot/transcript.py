"""Reads what was said in a conversation from Rasa's own table of events; needs no model and no server."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from datetime import datetime, timezone
from typing import Any

import sqlalchemy as sa

BUYER, ASSISTANT = "buyer", "assistant"


class NoConversation(LookupError):
    """Nothing was ever said under this id."""


class CannotRead(RuntimeError):
    """The database of conversations does not answer."""


def lines_of(url: str, conversation: str) -> list[dict[str, Any]]:
    """What buyer and assistant said, in order: ``{at, who, text?, buttons?, custom?}``.

    Raises NoConversation, CannotRead.
    """
    found = [line for event in events_of(url, conversation) for line in _said(event)]
    if not found:
        raise NoConversation(conversation)
    return found


def events_of(url: str, conversation: str) -> list[dict[str, Any]]:
    """What was said as Rasa keeps it: events of buyer and assistant, in order. Raises NoConversation, CannotRead."""
    address = sa.engine.make_url(url)
    if address.get_backend_name() == "sqlite" and not os.path.exists(address.database or ""):
        raise NoConversation(conversation)
    engine = sa.create_engine(url, future=True)
    try:
        found = list(_events(engine, conversation))
    except sa.exc.DBAPIError as error:
        raise CannotRead(f"the conversations cannot be read: {error.orig}") from error
    finally:
        engine.dispose()
    if not found:
        raise NoConversation(conversation)
    return found


def readable(lines: list[dict[str, Any]]) -> str:
    """For people: one line for each thing said, buttons below it."""
    return "\n".join(part for line in lines for part in _readable(line))


def _events(engine: sa.engine.Engine, conversation: str) -> Iterator[dict[str, Any]]:
    if not sa.inspect(engine).has_table("events"):
        return
    events = sa.table("events", sa.column("id"), sa.column("sender_id"), sa.column("type_name"), sa.column("data"))
    said = sa.and_(events.c.sender_id == conversation, events.c.type_name.in_(("user", "bot")))
    with engine.connect() as connection:
        for (data,) in connection.execute(sa.select(events.c.data).where(said).order_by(events.c.id)):
            yield json.loads(data)


def _said(event: dict[str, Any]) -> Iterator[dict[str, Any]]:
    at = datetime.fromtimestamp(event["timestamp"], timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
    if event["event"] == "user":
        if event.get("text"):
            yield {"at": at, "who": BUYER, "text": event["text"]}
        return
    data = event.get("data") or {}
    parts = {"text": event.get("text"), "buttons": data.get("buttons"), "custom": data.get("custom")}
    if any(parts.values()):
        yield {"at": at, "who": ASSISTANT, **{name: part for name, part in parts.items() if part}}


def _readable(line: dict[str, Any]) -> Iterator[str]:
    speaker = f"{line['at']}  {line['who']}"
    if "text" in line:
        yield f"{speaker:<32}{line['text']}"
    for button in line.get("buttons", ()):
        yield f"{'':<32}[{button.get('title')}]"
    decision = line.get("custom", {}).get("decision")
    if decision:
        clauses = ", ".join(decision.get("clauses", ()))
        yield f"{'':<32}({decision.get('request')}: {decision.get('outcome')} {decision.get('reason')}; {clauses})"
