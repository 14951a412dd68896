"""Real server processes that share conversations: nothing accepted is lost or done twice, also when one is killed.

Accepted means answered with 200. What is done is read from the record of the conversation.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import subprocess
import tempfile
import uuid
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from bot.transcript import ASSISTANT, BUYER, lines_of
from tests.bot.locks.conftest import a_redis, away
from tests.bot.tiny.running import Installation, free_ports, wait_for

pytestmark = [pytest.mark.server, pytest.mark.slow, pytest.mark.timeout(900)]
CHATS, CLIENTS, EACH = 8, 10, 25
ANSWER = "Hello."
FIXED = {"RECOURSE_NOW": "2026-12-24T10:00Z"}  # there is no action server to ask for the time


@dataclass(frozen=True)
class Servers:
    """Servers of one installation, and where their conversations are kept."""

    places: tuple[Installation, ...]
    chats: str

    def another(self) -> Installation:
        """One more of them, on a port of its own; not started."""
        return replace(self.places[0], port=free_ports(1)[0])


@pytest.fixture(
    scope="module", params=[pytest.param("postgresql", marks=pytest.mark.postgres), "redis"], name="servers"
)
def two_servers(request: pytest.FixtureRequest, tiny_model: Path) -> Iterator[Servers]:
    home = Path(tempfile.mkdtemp(prefix="recourse-two-"))
    if request.param == "postgresql":
        chats = new_database(request.getfixturevalue("postgresql"))
        place = Installation.at(home, **FIXED, RECOURSE_CHAT_DATABASE_URL=chats)
    else:
        chats = f"sqlite:///{home / 'chat.db'}"
        place = Installation.at(home, **FIXED, RECOURSE_REDIS_URL=request.getfixturevalue("redis_url"))
    places = (place, replace(place, port=free_ports(1)[0]))
    with contextlib.ExitStack() as running:
        started = [running.enter_context(one.running("-m", "bot.server", str(tiny_model))) for one in places]
        for one, process in zip(places, started, strict=True):
            wait_for(f"{one.url}/health", process)
        yield Servers(places, chats)


def new_database(server: str) -> str:
    import sqlalchemy as sa

    name = f"chat_{uuid.uuid4().hex}"
    engine = sa.create_engine(server, future=True, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(sa.text(f"CREATE DATABASE {name}"))
    engine.dispose()
    return server.replace("/postgres?", f"/{name}?")


async def send(http: aiohttp.ClientSession, place: Installation, chat: str, text: str) -> list[dict[str, Any]]:
    """The answer to a message whose id is its text. Anything but 200 raises."""
    body = {"sender": chat, "message": text, "message_id": text}
    async with http.post(f"{place.url}/webhooks/rest/webhook", json=body) as answer:
        answer.raise_for_status()
        said: list[dict[str, Any]] = await answer.json()
        return said


def client() -> aiohttp.ClientSession:
    return aiohttp.ClientSession(
        connector=aiohttp.TCPConnector(limit=0), timeout=aiohttp.ClientTimeout(total=600), raise_for_status=True
    )


def exchanged(chats: str, chat: str) -> list[str]:
    """What was asked in a conversation, in order; each was answered before the next one was heard."""
    lines = lines_of(chats, chat)
    assert [line["who"] for line in lines] == [BUYER, ASSISTANT] * (len(lines) // 2)
    assert {line["text"] for line in lines[1::2]} == {ANSWER}
    return [line["text"] for line in lines[::2]]


async def test_of_two_thousand_messages_in_bursts_none_is_lost_or_done_twice_and_order_is_kept(
    servers: Servers,
) -> None:
    names = [f"c-{uuid.uuid4().hex}" for _ in range(CHATS)]

    async def one_client(http: aiohttp.ClientSession, chat: str, who: int) -> None:
        for number in range(EACH):
            answer = await send(http, servers.places[(who + number) % 2], chat, f"hello {who} {number}")
            assert answer == [{"recipient_id": chat, "text": ANSWER}]

    async with client() as http:
        await asyncio.gather(*[one_client(http, chat, who) for chat in names for who in range(CLIENTS)])
    for chat in names:
        asked = exchanged(servers.chats, chat)
        for who in range(CLIENTS):
            mine = [text for text in asked if text.startswith(f"hello {who} ")]
            assert mine == [f"hello {who} {number}" for number in range(EACH)]
        assert len(asked) == CLIENTS * EACH


async def test_a_message_sent_to_both_servers_at_once_is_done_once(servers: Servers) -> None:
    chat = f"c-{uuid.uuid4().hex}"
    async with client() as http:
        answers = await asyncio.gather(*[send(http, servers.places[n % 2], chat, "hello once") for n in range(40)])
    assert all(answer == answers[0] for answer in answers)
    assert exchanged(servers.chats, chat) == ["hello once"]


async def test_what_a_killed_server_had_not_answered_is_sent_again_and_done_once(
    servers: Servers, tiny_model: Path
) -> None:
    victim = servers.another()
    names = [f"c-{uuid.uuid4().hex}" for _ in range(4)]
    messages = [(chat, f"hello {number}") for number in range(40) for chat in names]
    answered: list[tuple[str, str]] = []

    with victim.running("-m", "bot.server", str(tiny_model)) as process:
        wait_for(f"{victim.url}/health", process)

        async def until_it_dies(http: aiohttp.ClientSession, chat: str, text: str) -> None:
            with contextlib.suppress(aiohttp.ClientConnectionError, aiohttp.ClientPayloadError):
                await send(http, victim, chat, text)
                answered.append((chat, text))
                if len(answered) == len(messages) // 8:
                    os.kill(process.pid, signal.SIGKILL)

        async with client() as http:
            await asyncio.gather(*[until_it_dies(http, chat, text) for chat, text in messages])
            left = [message for message in messages if message not in answered]
            assert left
            again = [send(http, servers.places[n % 2], chat, text) for n, (chat, text) in enumerate(left)]
            await asyncio.gather(*again)
    for chat in names:
        asked = exchanged(servers.chats, chat)
        assert Counter(asked) == Counter(text for name, text in messages if name == chat)


@pytest.mark.postgres
async def test_a_postgresql_that_drops_all_connections_in_the_middle_costs_no_message(
    postgresql: str, tiny_model: Path, tmp_path: Path
) -> None:
    chats = new_database(postgresql)
    place = Installation.at(tmp_path, **FIXED, RECOURSE_CHAT_DATABASE_URL=chats)
    names = [f"c-{uuid.uuid4().hex}" for _ in range(4)]
    answers, refusals = list[str](), set[int]()

    async def patiently(http: aiohttp.ClientSession, chat: str, text: str) -> None:
        for _try in range(100):
            try:
                (said,) = await send(http, place, chat, text)
            except aiohttp.ClientResponseError as refused:
                refusals.add(refused.status)
                continue
            answers.append(said["text"])
            if len(answers) in (20, 60, 100):
                with away(postgresql, chats):
                    pass
            return

    with place.running("-m", "bot.server", str(tiny_model)) as process:
        wait_for(f"{place.url}/health", process)
        async with client() as http:
            await asyncio.gather(*[patiently(http, chat, f"hello {n}") for n in range(40) for chat in names])
    assert Counter(answers) == {ANSWER: 160}
    assert refusals <= {503}
    for chat in names:
        assert Counter(exchanged(chats, chat)) == Counter(f"hello {n}" for n in range(40))


async def test_a_message_that_has_no_turn_is_not_accepted_and_may_be_sent_again(
    tiny_model: Path, tmp_path: Path
) -> None:
    chat = f"c-{uuid.uuid4().hex}"
    with a_redis() as redis_url, contextlib.ExitStack() as later:
        place = Installation.at(tmp_path, **FIXED, RECOURSE_REDIS_URL=redis_url)
        server = later.enter_context(place.running("-m", "bot.server", str(tiny_model)))
        wait_for(f"{place.url}/health", server)
        async with client() as http:
            await send(http, place, chat, "hello 1")
            going = later.pop_all()
    with going:
        async with client() as http:
            with pytest.raises(aiohttp.ClientResponseError) as refused:
                await send(http, place, chat, "hello 2")
    assert refused.value.status == 503
    assert exchanged(f"sqlite:///{tmp_path / 'chat.db'}", chat) == ["hello 1"]


def children_of(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


@pytest.mark.postgres
async def test_several_workers_serve_one_port_and_one_that_dies_is_replaced(
    postgresql: str, tiny_model: Path, tmp_path: Path
) -> None:
    chats = new_database(postgresql)
    place = Installation.at(tmp_path, RECOURSE_CHAT_DATABASE_URL=chats, RECOURSE_WORKERS="2")
    with place.running("-m", "bot", "serve", "--model", str(tiny_model)) as process:
        assert process.stdout is not None
        ready = await asyncio.to_thread(process.stdout.readline)
        assert ready == f"recourse ready {place.url}\n", (tmp_path / "stderr-bot.txt").read_text()
        server = next(child for child in children_of(process.pid) if "bot.server" in command_of(child))
        workers = children_of(server)
        assert len(workers) == 2
        chat = f"c-{uuid.uuid4().hex}"
        async with client() as http:
            await asyncio.gather(*[until_answered(http, place, chat, f"hello {n}") for n in range(60)])
            os.kill(workers[0], signal.SIGKILL)
            os.kill(await another_child(server, workers), signal.SIGKILL)  # before it is ready: the next one may be
            await asyncio.gather(*[until_answered(http, place, chat, f"hello {n}") for n in range(40, 100)])
        assert Counter(exchanged(chats, chat)) == Counter(f"hello {n}" for n in range(100))
        await another_child(server, workers)
        replaced = children_of(server)
        assert len(replaced) == 2
        assert workers[0] not in replaced
        process.send_signal(signal.SIGTERM)
        assert await asyncio.to_thread(process.wait, 10) == 0
        assert not any(Path(f"/proc/{worker}").exists() for worker in replaced)


async def another_child(pid: int, known: list[int]) -> int:
    """A child that is not one of these, once there is one."""
    for _try in range(600):
        for child in children_of(pid):
            if child not in known:
                known.append(child)
                return child
        await asyncio.sleep(0.05)
    raise AssertionError("nobody was hired")


def command_of(pid: int) -> str:
    return Path(f"/proc/{pid}/cmdline").read_text().replace("\0", " ")


async def until_answered(http: aiohttp.ClientSession, place: Installation, chat: str, text: str) -> None:
    """As a client of good manners: what was not answered is sent again under the same id."""
    for _try in range(600):
        with contextlib.suppress(aiohttp.ClientConnectionError, aiohttp.ClientPayloadError):
            await send(http, place, chat, text)
            return
        await asyncio.sleep(0.1)
    raise AssertionError(f"never answered: {text}")


@pytest.mark.parametrize(
    ("extra", "named"),
    [
        ({}, ["RECOURSE_CHAT_DATABASE_URL", "RECOURSE_REDIS_URL"]),
        ({"RECOURSE_REDIS_URL": "redis://127.0.0.1:1"}, ["RECOURSE_REDIS_URL"]),
        ({"RECOURSE_CHAT_DATABASE_URL": "postgresql://127.0.0.1:1/none"}, ["RECOURSE_CHAT_DATABASE_URL"]),
    ],
)
def test_several_workers_without_locks_to_share_do_not_start_and_say_what_they_need(
    tmp_path: Path, tiny_model: Path, extra: dict[str, str], named: list[str]
) -> None:
    place = Installation.at(tmp_path, RECOURSE_WORKERS="2", **extra)
    done: subprocess.CompletedProcess[str] = place.recourse("serve", "--model", str(tiny_model))
    assert done.returncode == 1
    assert [name for name in named if name in done.stderr] == named
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("workers", ["0", "two", "-1", "1000"])
def test_a_number_of_workers_that_is_none_is_named(tmp_path: Path, workers: str) -> None:
    done = Installation.at(tmp_path, RECOURSE_WORKERS=workers).recourse("serve")
    assert (done.returncode, "RECOURSE_WORKERS" in done.stderr) == (2, True)
