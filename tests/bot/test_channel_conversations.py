"""What is remembered of a conversation: its owner, its answered messages, its waiting news; also among many at once."""

from __future__ import annotations

import multiprocessing
import tempfile
import time
import uuid
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import sqlalchemy as sa

from bot.channels import conversations as module
from bot.channels.conversations import Conversations, NotTheirs
from bot.channels.database import open_chat_database, turns
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
    assert chats.claim(what, "r-1").ours
    chats.finish(what, "r-1", buyer, SAID)


def test_a_guest_may_talk_until_a_buyer_owns_the_conversation(chats: Conversations) -> None:
    chats.admit("c-1", None)
    chats.admit("c-1", ANN)
    with pytest.raises(NotTheirs):
        chats.admit("c-1", None)


def test_the_owner_stays_the_owner_and_nobody_else_gets_in(chats: Conversations, url: str) -> None:
    chats.admit("c-1", ANN)
    with pytest.raises(NotTheirs):
        chats.admit("c-1", BOB)
    after_a_restart = Conversations(url)
    after_a_restart.admit("c-1", ANN)
    with pytest.raises(NotTheirs):
        after_a_restart.admit("c-1", BOB)
    after_a_restart.close()


def test_of_many_buyers_at_once_exactly_one_becomes_the_owner(chats: Conversations) -> None:
    def tries(n: int) -> bool:
        try:
            chats.admit("c-1", Buyer(f"b{n}"))
        except NotTheirs:
            return False
        return True

    with ThreadPoolExecutor(16) as pool:
        assert sum(pool.map(tries, range(48))) == 1


def test_a_message_is_reserved_once_and_answered_again_from_memory(chats: Conversations, url: str) -> None:
    assert chats.claim(asked(), "r-1").ours
    running = chats.claim(asked(), "r-2")
    assert (running.ours, running.answer) == (False, None)
    chats.finish(asked(), "r-1", None, SAID)
    after_a_restart = Conversations(url)
    assert after_a_restart.claim(asked(), "r-3").answer == SAID
    after_a_restart.close()


def test_the_same_message_id_in_another_conversation_is_another_message(chats: Conversations) -> None:
    answered(chats, asked())
    assert chats.claim(asked(sender="c-2"), "r-2").ours


def test_an_id_that_comes_again_with_another_text_gets_the_first_answer(chats: Conversations) -> None:
    answered(chats, asked("yes"))
    claim = chats.claim(asked("no"), "r-2")
    assert (claim.answer, claim.same_text) == (SAID, False)


def test_a_message_whose_turn_failed_may_be_tried_again(chats: Conversations) -> None:
    assert chats.claim(asked(), "r-1").ours
    chats.give_up(asked(), "r-1")
    assert chats.claim(asked(), "r-2").ours


def test_only_its_runner_may_give_a_message_up_and_never_once_it_is_answered(chats: Conversations) -> None:
    assert chats.claim(asked(), "r-1").ours
    chats.give_up(asked(), "r-2")
    assert not chats.claim(asked(), "r-3").ours
    chats.finish(asked(), "r-1", None, SAID)
    chats.give_up(asked(), "r-1")
    assert chats.claim(asked(), "r-3").answer == SAID


def test_a_message_whose_runner_died_is_taken_over_by_exactly_one(
    chats: Conversations, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "LEASE_SECONDS", 0.05)
    assert chats.claim(asked(), "dead").ours
    time.sleep(0.1)
    monkeypatch.setattr(module, "LEASE_SECONDS", 10.0)
    with ThreadPoolExecutor(8) as pool:
        assert sum(claim.ours for claim in pool.map(lambda n: chats.claim(asked(), f"r-{n}"), range(24))) == 1


def test_a_runner_that_shows_life_keeps_its_message(chats: Conversations, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LEASE_SECONDS", 0.05)
    assert chats.claim(asked(), "slow").ours
    monkeypatch.setattr(module, "LEASE_SECONDS", 10.0)
    chats.renew(asked(), "slow")
    time.sleep(0.1)
    assert not chats.claim(asked(), "r-2").ours


def _claims(url: str, name: str, results: multiprocessing.SimpleQueue[int]) -> None:
    chats = Conversations(url)
    results.put(sum(chats.claim(asked(message_id=f"m-{n}"), name).ours for n in range(40)))
    chats.close()


def test_servers_starting_together_on_an_empty_database_share_the_messages_out(url: str) -> None:
    context = multiprocessing.get_context("spawn")
    results = context.SimpleQueue()
    servers = [context.Process(target=_claims, args=(url, f"server-{n}", results)) for n in range(3)]
    for server in servers:
        server.start()
    for server in servers:
        server.join()
    assert sum(results.get() for _ in servers) == 40


def test_after_an_expired_token_the_next_message_is_the_first_of_a_new_sign_in(chats: Conversations) -> None:
    chats.admit("c-1", ANN)
    assert not chats.signed_in_again("c-1", 50.0)
    chats.lapse("c-1", ANN)
    assert chats.signed_in_again("c-1", 50.0)
    answered(chats, asked(), SignedIn(ANN, 100.0))
    assert not chats.signed_in_again("c-1", 50.0)


def test_somebody_elses_expired_token_means_nothing(chats: Conversations) -> None:
    chats.admit("c-1", ANN)
    chats.lapse("c-1", BOB)
    assert not chats.signed_in_again("c-1", 50.0)


@pytest.mark.parametrize(("now", "again"), [(99.9, False), (100.0, True)])
def test_a_sign_in_that_ended_unseen_is_a_new_one_too(chats: Conversations, now: float, again: bool) -> None:
    chats.admit("c-1", ANN)
    answered(chats, asked(), SignedIn(ANN, 100.0))
    assert chats.signed_in_again("c-1", now) is again


def test_news_is_told_once_in_order_before_the_next_answer(chats: Conversations) -> None:
    for text in ("first", "second"):
        chats.keep_news("c-1", {"recipient_id": "c-1", "text": text})
    chats.keep_news("c-2", {"recipient_id": "c-2", "text": "for another"})
    told = chats.finish(asked(message_id=None), "r-1", None, SAID)
    assert [message["text"] for message in told] == ["first", "second", "Hello."]
    assert chats.finish(asked(message_id=None), "r-2", None, SAID) == SAID


def test_what_a_buyer_wrote_is_not_kept_a_second_time(chats: Conversations, url: str) -> None:
    answered(chats, asked("my secret words"))
    engine = open_chat_database(url)
    with engine.connect() as connection:
        rows = connection.execute(sa.select(turns)).all()
    engine.dispose()
    assert "secret words" not in repr(rows)


def test_a_database_that_cannot_be_read_is_said_to_be_so(chats: Conversations) -> None:
    assert chats.answers()
    with chats._engine.begin() as connection:
        connection.execute(sa.text("DROP TABLE chat_conversations"))
    assert not chats.answers()
