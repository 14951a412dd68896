"""Reads what a client sends to the ``rest`` channel: the body's shape and where the token stands, never the meaning."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

LARGEST_BODY = 512 * 1024
LONGEST_MESSAGE = 50_000
LONGEST_NAME = 255
"""Characters of a conversation or message id: what the tracker's own table holds."""


class Refused(Exception):
    """The request is not answered: the HTTP status and a word and a sentence for whoever wrote the client."""

    def __init__(self, status: int, reason: str, message: str) -> None:
        super().__init__(message)
        self.status, self.reason, self.message = status, reason, message


@dataclass(frozen=True)
class Inbound:
    """One message as it came: nothing in it is proved yet."""

    sender: str
    text: str
    message_id: str | None
    token: str | None = field(repr=False)


def read(body: bytes, authorization: str | None = None) -> Inbound:
    """The message in a body; its token stands in ``metadata.token`` or in the header. Raises Refused (400, 401)."""
    document = _document(body)
    return Inbound(
        sender=_name(document, "sender"),
        text=_message(document),
        message_id=_message_id(document),
        token=_token(document, authorization),
    )


def _document(body: bytes) -> Mapping[str, Any]:
    if len(body) > LARGEST_BODY:
        raise Refused(400, "body_too_large", f"the body has more than {LARGEST_BODY} bytes")
    try:
        document = json.loads(body)
    except (ValueError, RecursionError):
        raise Refused(400, "not_json", "the body is not JSON") from None
    if not isinstance(document, dict):
        raise Refused(400, "not_an_object", "the body is not a JSON object")
    return document


def _name(document: Mapping[str, Any], field_name: str) -> str:
    value = document.get(field_name)
    if value is None or value == "":
        raise Refused(400, f"{field_name}_missing", f"{field_name} is missing")
    if not isinstance(value, str):
        raise Refused(400, f"{field_name}_not_text", f"{field_name} is no text")
    if len(value) > LONGEST_NAME:
        raise Refused(400, f"{field_name}_too_long", f"{field_name} has more than {LONGEST_NAME} characters")
    if value != value.strip() or any(unicodedata.category(c) in ("Cc", "Cs") for c in value):
        raise Refused(400, f"{field_name}_not_clean", f"{field_name} has blanks around it or characters that no id has")
    return value


def _message_id(document: Mapping[str, Any]) -> str | None:
    value = document.get("message_id")
    if value is None:
        return None
    if isinstance(value, int) and not isinstance(value, bool):
        return _name({"message_id": str(value)}, "message_id")
    return _name(document, "message_id")


def _message(document: Mapping[str, Any]) -> str:
    value = document.get("message")
    if value is None:
        raise Refused(400, "message_missing", "message is missing")
    if not isinstance(value, str):
        raise Refused(400, "message_not_text", "message is no text")
    text = "".join(_readable(c) for c in value).strip()
    if all(unicodedata.category(c)[0] in "CZ" for c in text):
        raise Refused(400, "message_empty", "message is empty")
    if len(text) > LONGEST_MESSAGE:
        raise Refused(400, "message_too_long", f"message has more than {LONGEST_MESSAGE} characters")
    return text


def _readable(character: str) -> str:
    """Half characters cannot be stored anywhere; control characters cannot be stored everywhere and mean nothing."""
    category = unicodedata.category(character)
    if category == "Cs":
        return "\N{REPLACEMENT CHARACTER}"
    return " " if category == "Cc" and character != "\n" else character


def _token(document: Mapping[str, Any], authorization: str | None) -> str | None:
    metadata = document.get("metadata")
    if metadata is not None and not isinstance(metadata, dict):
        raise Refused(400, "metadata_not_an_object", "metadata is no JSON object")
    given = [token for token in ((metadata or {}).get("token"), _bearer(authorization)) if token is not None]
    if any(token != given[0] for token in given):
        raise Refused(401, "token_ambiguous", "the header and metadata.token are two different tokens")
    if given and not (isinstance(given[0], str) and given[0]):
        raise Refused(401, "token_malformed", "the token is no text")
    return given[0] if given else None


def _bearer(authorization: str | None) -> str | None:
    scheme, _, token = (authorization or "").strip().partition(" ")
    return token.strip() if scheme.lower() == "bearer" else None
