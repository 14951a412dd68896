"""What the ``rest`` channel takes as a message, and what it refuses before anything else looks at it."""

from __future__ import annotations

import json
from typing import Any

import pytest

from bot.channels.inbound import LARGEST_BODY, LONGEST_MESSAGE, Refused, read


def body(**changes: Any) -> bytes:
    return json.dumps({"sender": "c-1", "message": "hello", **changes}).encode()


def test_a_message_is_read_as_it_came() -> None:
    asked = read(body(message_id="m-1", metadata={"token": "t"}))
    assert (asked.sender, asked.text, asked.message_id, asked.token) == ("c-1", "hello", "m-1", "t")


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"", "not_json"),
        (b"hello", "not_json"),
        (b'{"sender": "c-1"', "not_json"),
        (b'\xff\xfe{"sender"', "not_json"),
        (b"[" * 100_000, "not_json"),
        (b"[]", "not_an_object"),
        (b"null", "not_an_object"),
        (b'"hello"', "not_an_object"),
        (body(sender=None), "sender_missing"),
        (body(sender=""), "sender_missing"),
        (b'{"message": "hello"}', "sender_missing"),
        (body(sender=7), "sender_not_text"),
        (body(sender={"id": "c-1"}), "sender_not_text"),
        (body(sender=" c-1"), "sender_not_clean"),
        (body(sender="c\n1"), "sender_not_clean"),
        (body(sender="c\u00001"), "sender_not_clean"),
        (body(sender="c\ud8001"), "sender_not_clean"),
        (body(sender="c" * 256), "sender_too_long"),
        (b'{"sender": "c-1"}', "message_missing"),
        (body(message=None), "message_missing"),
        (body(message=5), "message_not_text"),
        (body(message=["hello"]), "message_not_text"),
        (body(message=""), "message_empty"),
        (body(message=" \n\t "), "message_empty"),
        (body(message="\u0000\u0007"), "message_empty"),
        (body(message="\u200b\u2060"), "message_empty"),
        (body(message="a" * (LONGEST_MESSAGE + 1)), "message_too_long"),
        (body(message="a" * LARGEST_BODY), "body_too_large"),
        (body(message_id=""), "message_id_missing"),
        (body(message_id=[]), "message_id_not_text"),
        (body(message_id=True), "message_id_not_text"),
        (body(message_id="m" * 256), "message_id_too_long"),
        (body(metadata="token"), "metadata_not_an_object"),
        (body(metadata=["token"]), "metadata_not_an_object"),
    ],
)
def test_a_body_that_is_no_message_is_refused_with_its_reason(raw: bytes, reason: str) -> None:
    with pytest.raises(Refused) as refused:
        read(raw)
    assert (refused.value.status, refused.value.reason) == (400, reason)


@pytest.mark.parametrize(
    ("sent", "taken"),
    [
        ("a" * 10_000, "a" * 10_000),
        ("\U0001f4e6\U0001f62d", "\U0001f4e6\U0001f62d"),
        ("\u0623\u064a\u0646 \u0637\u0644\u0628\u064a", "\u0623\u064a\u0646 \u0637\u0644\u0628\u064a"),
        ("\u202etxet", "\u202etxet"),
        ("cancel\u0000 my\u0007 order", "cancel  my  order"),
        ("first line\nsecond", "first line\nsecond"),
        ("half \ud83d a sign", "half \ufffd a sign"),
        ("'; DROP TABLE orders; --", "'; DROP TABLE orders; --"),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
    ],
)
def test_whatever_a_buyer_types_is_taken(sent: str, taken: str) -> None:
    assert read(body(message=sent)).text == taken


def test_a_message_id_may_be_a_number() -> None:
    assert read(body(message_id=17)).message_id == "17"


@pytest.mark.parametrize(
    ("metadata", "header", "token"),
    [
        (None, None, None),
        ({}, None, None),
        ({"token": None}, None, None),
        ({"token": "t"}, None, "t"),
        (None, "Bearer t", "t"),
        (None, "bearer  t", "t"),
        ({"token": "t"}, "Bearer t", "t"),
        (None, "Basic dTpw", None),
        ({"buyer": {"id": "b1"}, "signed_in_again": True}, None, None),
    ],
)
def test_the_token_stands_in_the_metadata_or_in_the_header(
    metadata: dict[str, Any] | None, header: str | None, token: str | None
) -> None:
    assert read(body(metadata=metadata), header).token == token


@pytest.mark.parametrize(
    ("metadata", "header"),
    [
        ({"token": ""}, None),
        ({"token": 5}, None),
        ({"token": {}}, None),
        (None, "Bearer "),
        ({"token": "t"}, "Bearer u"),
    ],
)
def test_a_token_that_is_none_is_a_bad_token(metadata: dict[str, Any] | None, header: str | None) -> None:
    with pytest.raises(Refused) as refused:
        read(body(metadata=metadata), header)
    assert refused.value.status == 401


def test_a_token_is_never_shown_with_the_message() -> None:
    assert "secret-token" not in repr(read(body(metadata={"token": "secret-token"})))
