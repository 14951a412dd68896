"""What is remembered of a conversation: its owner, its answered messages, its waiting news; also among many at once."""

from __future__ import annotations

import contextlib
import json
import multiprocessing
import tempfile
import uuid
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import sqlalchemy as sa

from bot.channels.conversations import AnsweredElsewhere, Conversations, NotTheirs
from bot.channels.database import answers, open_chat_database
from bot.channels.identity import Buyer, SignedIn
from bot.channels.inbound import Inbound

ANN, BOB = Buyer("b1"), Buyer("b2")
SAID = [{"recipient_id": "c-1", "text": "Hello."}]


@pytest.fixture(scope="module")
def postgresql() -> Iterator[str]:
    """The address of a PostgreSQL server of our own; stopped and removed at the end."""
    import pgserver

    home = tempfile.mkdtemp(prefix="recourse-pg-", dir="/tmp")  # short: the path of its socket has a limit
    server = pgserver.get_server(home, cleanup_mode="delete")
    yield server.get_uri()
    server.cleanup()


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An empty database, once of each kind."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'chat.db'}"
    server, name = request.getfixturevalue("postgresql"), f"chat_{uuid.uuid4().hex}"
    engine = sa.create_engine(server, future=True, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(sa.text(f"CREATE DATABASE {name}"))
    engine.dispose()
    return server.replace("/postgres?", f"/{name}?")


@pytest.fixture
def chats(url: str) -> Iterator[Conversations]:
    conversations = Conversations(url)
    yield conversations
    conversations.close()


def asked(text: str = "hello", message_id: str | None = "m-1", sender: str = "c-1") -> Inbound:
    return Inbound(sender, text, message_id, None)


def answered(chats: Conversations, what: Inbound, buyer: SignedIn | None = None) -> None:
    assert chats.begin(what, buyer, 0.0).answer is None
    chats.finish(what, buyer, SAID)


def signed_in(buyer: Buyer, ends: float = 100.0) -> SignedIn:
    return SignedIn(buyer, ends)


def lets_in(chats: Conversations, buyer: Buyer | None) -> bool:
    try:
        chats.begin(asked(message_id=None), signed_in(buyer) if buyer else None, 0.0)
    except NotTheirs:
        return False
    return True


def test_a_guest_may_talk_until_a_buyer_owns_the_conversation(chats: Conversations) -> None:
    assert lets_in(chats, None)
    assert lets_in(chats, ANN)
    assert not lets_in(chats, None)


def test_the_owner_stays_the_owner_and_nobody_else_gets_in(chats: Conversations, url: str) -> None:
    assert lets_in(chats, ANN)
    assert not lets_in(chats, BOB)
    after_a_restart = Conversations(url)
    assert lets_in(after_a_restart, ANN)
    assert not lets_in(after_a_restart, BOB)
    after_a_restart.close()


def test_of_many_buyers_at_once_exactly_one_becomes_the_owner(chats: Conversations) -> None:
    with ThreadPoolExecutor(16) as pool:
        assert sum(pool.map(lambda n: lets_in(chats, Buyer(f"b{n}")), range(48))) == 1


def test_a_stranger_does_not_get_the_answer_to_a_message(chats: Conversations) -> None:
    answered(chats, asked(), signed_in(ANN))
    with pytest.raises(NotTheirs):
        chats.begin(asked(), signed_in(BOB), 0.0)


def test_a_message_is_answered_again_from_memory(chats: Conversations, url: str) -> None:
    answered(chats, asked())
    after_a_restart = Conversations(url)
    assert after_a_restart.begin(asked(), None, 0.0).answer == SAID
    after_a_restart.close()


def test_the_same_message_id_in_another_conversation_is_another_message(chats: Conversations) -> None:
    answered(chats, asked())
    assert chats.begin(asked(sender="c-2"), None, 0.0).answer is None


def test_an_id_that_comes_again_with_another_text_gets_the_first_answer(chats: Conversations) -> None:
    answered(chats, asked("yes"))
    standing = chats.begin(asked("no"), None, 0.0)
    assert (standing.answer, standing.same_text) == (SAID, False)


def test_of_two_answers_to_one_message_the_first_counts_and_the_second_changes_nothing(chats: Conversations) -> None:
    answered(chats, asked())
    chats.keep_news("c-1", {"recipient_id": "c-1", "text": "waits"})
    with pytest.raises(AnsweredElsewhere):
        chats.finish(asked(), None, [{"recipient_id": "c-1", "text": "Another."}])
    assert chats.begin(asked(), None, 0.0).answer == SAID
    assert [message["text"] for message in chats.finish(asked(message_id="m-2"), None, SAID)] == ["waits", "Hello."]


def _finishes(url: str, name: str, results: multiprocessing.SimpleQueue[int]) -> None:
    chats, first = Conversations(url), 0
    for n in range(40):
        with contextlib.suppress(AnsweredElsewhere):
            chats.finish(asked(message_id=f"m-{n}"), None, [{"recipient_id": "c-1", "text": name}])
            first += 1
    results.put(first)
    chats.close()


def test_servers_starting_together_on_an_empty_database_answer_each_message_once(url: str) -> None:
    context = multiprocessing.get_context("spawn")
    results = context.SimpleQueue()
    servers = [context.Process(target=_finishes, args=(url, f"server-{n}", results)) for n in range(3)]
    for server in servers:
        server.start()
    for server in servers:
        server.join()
    assert sum(results.get() for _ in servers) == 40


def test_answers_of_an_older_version_are_kept_and_its_reservations_forgotten(url: str) -> None:
    engine = sa.create_engine(url, future=True)
    with engine.begin() as connection:
        connection.exec_driver_sql(
            "CREATE TABLE chat_turns (sender VARCHAR(255), message_id VARCHAR(255), text_hash VARCHAR(64),"
            " runner VARCHAR(32), lease FLOAT, answer TEXT)"
        )
        row = sa.text("INSERT INTO chat_turns VALUES ('c-1', :id, 'h', 'r', 0, :answer)")
        connection.execute(row, [{"id": "m-1", "answer": json.dumps(SAID)}, {"id": "m-2", "answer": None}])
    engine.dispose()
    for _start in range(2):
        chats = Conversations(url)
        assert chats.begin(asked(), None, 0.0).answer == SAID
        assert chats.begin(asked(message_id="m-2"), None, 0.0).answer is None
        chats.close()


def signs_in_again(chats: Conversations, now: float) -> bool:
    return chats.begin(asked(message_id=None), signed_in(ANN), now).signed_in_again


def test_after_an_expired_token_the_next_message_is_the_first_of_a_new_sign_in(chats: Conversations) -> None:
    assert lets_in(chats, ANN)
    assert not signs_in_again(chats, 50.0)
    chats.lapse("c-1", ANN)
    assert signs_in_again(chats, 50.0)
    answered(chats, asked(), signed_in(ANN))
    assert not signs_in_again(chats, 50.0)


def test_somebody_elses_expired_token_means_nothing(chats: Conversations) -> None:
    assert lets_in(chats, ANN)
    chats.lapse("c-1", BOB)
    assert not signs_in_again(chats, 50.0)


@pytest.mark.parametrize(("now", "again"), [(99.9, False), (100.0, True)])
def test_a_sign_in_that_ended_unseen_is_a_new_one_too(chats: Conversations, now: float, again: bool) -> None:
    answered(chats, asked(), signed_in(ANN))
    assert signs_in_again(chats, now) is again


def test_news_is_told_once_in_order_before_the_next_answer(chats: Conversations) -> None:
    for text in ("first", "second"):
        chats.keep_news("c-1", {"recipient_id": "c-1", "text": text})
    chats.keep_news("c-2", {"recipient_id": "c-2", "text": "for another"})
    told = chats.finish(asked(message_id=None), None, SAID)
    assert [message["text"] for message in told] == ["first", "second", "Hello."]
    assert chats.finish(asked(message_id=None), None, SAID) == SAID


def test_what_a_buyer_wrote_is_not_kept_a_second_time(chats: Conversations, url: str) -> None:
    answered(chats, asked("my secret words"))
    engine = open_chat_database(url)
    with engine.connect() as connection:
        rows = connection.execute(sa.select(answers)).all()
    engine.dispose()
    assert "secret words" not in repr(rows)


def test_a_database_that_cannot_be_read_is_said_to_be_so(chats: Conversations) -> None:
    assert chats.answers()
    with chats._engine.begin() as connection:
        connection.execute(sa.text("DROP TABLE chat_conversations"))
    assert not chats.answers()
