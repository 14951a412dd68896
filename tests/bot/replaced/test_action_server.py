"""Calls of the action server over kept connections: in time, never twice, and a closed connection fails no call."""

from __future__ import annotations

import asyncio
import socket
import threading
from collections.abc import Awaitable, Callable, Iterator
from typing import Any, TypeVar

import pytest
from rasa.core.actions.action import RemoteAction
from rasa.core.channels.channel import CollectingOutputChannel
from rasa.core.nlg.response import TemplatedNaturalLanguageGenerator
from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.exceptions import RasaException
from rasa.utils.endpoints import ClientResponseError, EndpointConfig

from bot import replaced
from bot.replaced import action_server
from bot.replaced.action_server import ActionServer

T = TypeVar("T")
ANSWER = b'{"events": [], "responses": []}'
PATIENCE = 30.0


class RawServer:
    """An HTTP server on a bare socket, which does with each request what the test says, one connection at a time."""

    def __init__(self) -> None:
        self._listening = socket.create_server(("127.0.0.1", 0))
        self._listening.settimeout(PATIENCE)
        self.url = f"http://127.0.0.1:{self._listening.getsockname()[1]}/webhook"
        self.requests: list[bytes] = []
        self.connections = 0
        self.close_now, self.closed = threading.Event(), threading.Event()
        self._threads: list[threading.Thread] = []

    def serve(self, *connections: Callable[[socket.socket], None]) -> None:
        """Take as many connections, one after the other, each with its own manners."""

        def run() -> None:
            for manners in connections:
                accepted, _ = self._listening.accept()
                self.connections += 1
                accepted.settimeout(PATIENCE)
                with accepted:
                    manners(accepted)
                self.closed.set()

        self._threads.append(threading.Thread(target=run, daemon=True))
        self._threads[-1].start()

    def request(self, connection: socket.socket) -> None:
        """Read one request."""
        received = b""
        while b"\r\n\r\n" not in received:
            received += connection.recv(65536)
        head, _, body = received.partition(b"\r\n\r\n")
        length = next(int(line.split(b":")[1]) for line in head.lower().split(b"\r\n") if line.startswith(b"content-l"))
        while len(body) < length:
            body += connection.recv(65536)
        self.requests.append(head)

    def answer(self, connection: socket.socket, body: bytes = ANSWER, status: str = "200 OK") -> None:
        """Read one request and answer it."""
        self.request(connection)
        head = f"HTTP/1.1 {status}\r\nContent-Type: application/json\r\nSet-Cookie: a=b\r\nContent-Length: {len(body)}"
        connection.sendall(head.encode() + b"\r\n\r\n" + body)

    def end(self) -> None:
        self.close_now.set()
        self._listening.close()
        for thread in self._threads:
            thread.join(PATIENCE)


@pytest.fixture
def server() -> Iterator[RawServer]:
    server = RawServer()
    yield server
    server.end()


def run(work: Callable[[], Awaitable[T]]) -> T:
    """In an event loop of its own, which keeps nothing open afterwards."""

    async def whole() -> T:
        try:
            return await work()
        finally:
            await action_server.close()

    return asyncio.run(whole())


def of(server: RawServer, **described: Any) -> ActionServer:
    return ActionServer(EndpointConfig(server.url, **described))


def test_calls_share_a_connection(server: RawServer) -> None:
    server.serve(lambda connection: [server.answer(connection) for _ in range(3)])

    async def three() -> list[Any]:
        return [await of(server, headers={"Secret": "s"}).request(json={"call": number}) for number in range(3)]

    assert run(three) == [{"events": [], "responses": []}] * 3
    assert (server.connections, len(server.requests)) == (1, 3)
    assert all(b"Secret: s" in head for head in server.requests)
    assert not any(b"Cookie" in head for head in server.requests)


def test_a_connection_that_was_closed_meanwhile_fails_no_call(server: RawServer) -> None:
    def once_then_close(connection: socket.socket) -> None:
        server.answer(connection)
        assert server.close_now.wait(PATIENCE)

    server.serve(once_then_close, server.answer)

    async def around_a_restart() -> Any:
        await of(server).request(json={})
        server.close_now.set()
        server.closed.wait(PATIENCE)  # blocks the loop: it has heard nothing of the end when the next call begins
        return await of(server).request(json={})

    assert run(around_a_restart) == {"events": [], "responses": []}
    assert (server.connections, len(server.requests)) == (2, 2)


def test_a_call_that_was_cut_off_is_not_sent_again(server: RawServer) -> None:
    server.serve(server.request, server.answer)

    async def cut_off() -> None:
        with pytest.raises(RasaException, match="action_of_a_test"):
            await ran(of(server))
        assert len(server.requests) == 1
        await ran(of(server))

    run(cut_off)
    assert len(server.requests) == 2


def test_a_call_that_takes_too_long_fails_as_one_that_does_not_connect(
    server: RawServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(action_server, "LONGEST_CALL", 0.05)

    def never(connection: socket.socket) -> None:
        server.request(connection)
        assert server.close_now.wait(PATIENCE)

    server.serve(never)

    async def too_long() -> None:
        with pytest.raises(RasaException, match="Couldn't connect"):
            await ran(of(server))

    run(too_long)


def test_what_the_server_refuses_is_told_as_by_rasa(server: RawServer) -> None:
    server.serve(lambda connection: server.answer(connection, b'{"error": "no"}', "404 Not Found"))

    async def refused() -> None:
        with pytest.raises(ClientResponseError) as error:
            await of(server).request(json={})
        assert (error.value.status, error.value.text) == (404, b'{"error": "no"}')

    run(refused)


def test_each_event_loop_has_connections_of_its_own(server: RawServer) -> None:
    server.serve(server.answer, server.answer)
    assert run(lambda: of(server).request(json={})) == run(lambda: of(server).request(json={}))
    assert server.connections == 2


def test_basic_authentication_and_parameters_are_sent(server: RawServer) -> None:
    server.serve(server.answer)
    described = {"basic_auth": {"username": "u", "password": "p"}, "token": "t"}
    run(lambda: of(server, **described).request(json={}))
    assert b"Authorization: Basic dTpw" in server.requests[0]
    assert b"POST /webhook?token=t" in server.requests[0]


def test_an_endpoint_of_a_class_of_its_own_stays() -> None:
    class Own(EndpointConfig):
        pass

    own = Own("http://127.0.0.1/webhook")
    replaced.install()
    assert RemoteAction("action_of_a_test", own).action_endpoint is own
    assert RemoteAction("action_of_a_test", None).action_endpoint is None
    assert type(RemoteAction("action_of_a_test", EndpointConfig("http://127.0.0.1")).action_endpoint) is ActionServer


async def ran(endpoint: ActionServer) -> list[Any]:
    """What Rasa makes of an action run there."""
    tracker = DialogueStateTracker.from_events("c-1", [])
    nlg = TemplatedNaturalLanguageGenerator({})
    action = RemoteAction("action_of_a_test", endpoint)
    return await action.run(CollectingOutputChannel(), nlg, tracker, Domain.empty())
