"""The ``rest`` channel in a real Rasa server beside the real action server: what a shop sees over HTTP."""

from __future__ import annotations

import json
import sqlite3
import uuid
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from tests.bot.tiny.running import Installation, ask

pytestmark = pytest.mark.server


@pytest.fixture
def place(tiny_servers: Installation) -> Installation:
    """Both servers, running."""
    return tiny_servers


@pytest.fixture
def chat() -> str:
    """A conversation of its own for each test."""
    return f"c-{uuid.uuid4().hex}"


def say(place: Installation, sender: str, message: str, token: str | None = None, **more: Any) -> tuple[int, Any]:
    metadata = {"metadata": {"token": token}} if token else {}
    return ask(f"{place.url}/webhooks/rest/webhook", {"sender": sender, "message": message, **metadata, **more})


def stored(place: Installation) -> str:
    """Everything in the Rasa side's database and its logs, as text."""
    with sqlite3.connect(place.home / "chat.db") as database:
        dump = "\n".join(database.iterdump())
    return dump + "".join(path.read_text(errors="replace") for path in place.home.rglob("*.txt"))


def test_a_guest_is_answered_in_the_shape_of_the_contract(place: Installation, chat: str) -> None:
    assert say(place, chat, "hello") == (200, [{"recipient_id": chat, "text": "Hello."}])
    assert say(place, chat, "/choose") == (
        200,
        [
            {
                "recipient_id": chat,
                "text": "Which one?\n\nChoose.",
                "buttons": [{"title": "The first", "payload": "/greet"}],
            },
            {"recipient_id": chat, "custom": {"decision": {"request": "cancel", "outcome": "ask"}}},
        ],
    )


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"hello",
        b"[]",
        {"message": "hello"},
        {"sender": "", "message": "hello"},
        {"sender": "c"},
        {"sender": "c", "message": " "},
    ],
)
def test_what_is_no_message_is_refused(place: Installation, body: Any) -> None:
    status, answer = ask(f"{place.url}/webhooks/rest/webhook", body if body != b"" else b" ")
    assert status == 400
    assert answer["error"]


@pytest.mark.parametrize(
    "message",
    ["hello " * 2_000, "\U0001f4e6", "\u0645\u0631\u062d\u0628\u0627", "a\u0000b", "\ud83d", "/", "/nothing{", "'; --"],
)
def test_any_text_is_answered(place: Installation, chat: str, message: str) -> None:
    status, answer = say(place, chat, message)
    assert status == 200
    assert answer[0]["text"]


def test_a_conversation_belongs_to_its_first_buyer(place: Installation, chat: str) -> None:
    assert say(place, chat, "hello")[0] == 200
    assert say(place, chat, "hello", place.token("b1"))[0] == 200
    assert say(place, chat, "hello")[0] == 403
    assert say(place, chat, "hello", place.token("b2"))[0] == 403
    assert say(place, chat, "hello", place.token("b1", lives=60))[0] == 200


def test_a_token_in_the_header_counts_as_one_in_the_body(place: Installation, chat: str) -> None:
    url, bearer = f"{place.url}/webhooks/rest/webhook", {"Authorization": f"Bearer {place.token('b1')}"}
    assert ask(url, {"sender": chat, "message": "hello"}, bearer)[0] == 200
    assert ask(url, {"sender": chat, "message": "hello"})[0] == 403


@pytest.mark.parametrize("changes", [{"aud": "another"}, {"iss": "another"}, {"exp": None}, {"sub": None}, {"exp": 1}])
def test_a_bad_token_is_refused_and_binds_nothing(place: Installation, chat: str, changes: dict[str, Any]) -> None:
    status, answer = say(place, chat, "hello", place.token(**changes))
    assert status == 401
    assert answer["reason"].startswith("token_")
    assert say(place, chat, "hello")[0] == 200


def test_of_many_buyers_at_once_one_gets_the_conversation(place: Installation, chat: str) -> None:
    with ThreadPoolExecutor(8) as pool:
        tokens = [place.token(f"b{n}") for n in range(16)]
        answers = list(pool.map(lambda token: say(place, chat, "hello", token)[0], tokens))
    assert sorted(answers) == [200] + [403] * 15


def test_a_message_sent_many_times_at_once_is_one_turn(place: Installation, chat: str) -> None:
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: say(place, chat, "hello", message_id="m-1"), range(16)))
    assert answers == [(200, [{"recipient_id": chat, "text": "Hello."}])] * 16
    lines = json.loads(place.recourse("transcript", chat, "--json").stdout)
    assert [line["text"] for line in lines] == ["hello", "Hello."]


def test_many_messages_at_once_are_all_answered(place: Installation, chat: str) -> None:
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda n: say(place, chat, f"hello {n}")[0], range(24)))
    assert answers == [200] * 24
    lines = json.loads(place.recourse("transcript", chat, "--json").stdout)
    assert sorted(line["text"] for line in lines if line["who"] == "buyer") == sorted(f"hello {n}" for n in range(24))


def test_the_facts_a_client_claims_are_dropped(place: Installation, chat: str) -> None:
    claimed = {"metadata": {"buyer": {"id": "b1"}, "signed_in_again": True, "token": None}, "input_channel": "other"}
    assert say(place, chat, "hello", **claimed)[0] == 200
    with sqlite3.connect(place.home / "chat.db") as database:
        rows = database.execute(
            "SELECT data FROM events WHERE sender_id = ? AND type_name = 'user'", (chat,)
        ).fetchall()
    (event,) = [json.loads(data) for (data,) in rows]
    assert event["metadata"]["buyer"] is None
    assert event["metadata"]["signed_in_again"] is False
    assert event["input_channel"] == "rest"


def test_a_token_is_in_no_table_and_in_no_log(place: Installation, chat: str) -> None:
    good, bad = place.token("b1"), place.token("b1", aud="another")
    say(place, chat, "hello", good)
    say(place, chat, "break", good)
    say(place, chat, "hello", bad)
    for token in (good, bad):
        assert token.split(".")[1] not in stored(place)
        assert token.split(".")[2] not in stored(place)


def test_a_turn_without_words_is_answered_all_the_same(place: Installation, chat: str) -> None:
    for message in ("silence", "break", "gibberish that nobody knows"):
        status, (answer,) = say(place, chat, message)
        assert (status, bool(answer["text"])) == (200, True)
        assert {button["payload"] for button in answer["buttons"]} >= {"/order_status", "/talk_to_human"}


def test_what_a_trigger_says_comes_with_the_next_answer(place: Installation, chat: str) -> None:
    say(place, chat, "hello")
    api = json.loads((place.home / "secrets.json").read_text())["api_token"]
    where = f"{place.url}/conversations/{chat}/trigger_intent?output_channel=latest&token={api}"
    assert ask(where, {"name": "choose"})[0] == 200
    texts = [message.get("text") for message in say(place, chat, "hello")[1]]
    assert texts == ["Which one?\n\nChoose.", None, "Hello."]


def test_the_http_api_is_closed_without_its_token(place: Installation, chat: str) -> None:
    for path in (f"conversations/{chat}/tracker", "status", "domain"):
        assert ask(f"{place.url}/{path}")[0] == 401


def test_health_and_readiness_need_no_token(place: Installation) -> None:
    assert ask(f"{place.url}/health") == (200, {"status": "ok"})
    ready = {"status": "ready", "model": True, "database": True, "action_server": True}
    assert ask(f"{place.url}/ready") == (200, ready)


def test_a_token_expires_by_the_shops_clock_and_the_next_one_is_a_new_sign_in(place: Installation, chat: str) -> None:
    token = place.token("b1")
    assert say(place, chat, "hello", token)[0] == 200
    assert place.recourse("clock", "+2h").returncode == 0
    try:
        status, answer = say(place, chat, "hello", token)
        assert (status, answer["reason"]) == (401, "token_expired")
        assert say(place, chat, "hello")[0] == 403
        assert say(place, chat, "hello", place.token("b1", lives=3 * 3600))[0] == 200
    finally:
        assert place.recourse("clock", "reset").returncode == 0
    with sqlite3.connect(place.home / "chat.db") as database:
        rows = database.execute(
            "SELECT data FROM events WHERE sender_id = ? AND type_name = 'user'", (chat,)
        ).fetchall()
    assert [json.loads(data)["metadata"]["signed_in_again"] for (data,) in rows] == [False, True]
