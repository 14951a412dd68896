"""A marketplace that takes our news: a real HTTP server on a free loopback port, which answers as a test wants it."""

from __future__ import annotations

import json
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Lock, Thread
from typing import Any

from actions.envelope import SIGNATURE_HEADER, TIMESTAMP_HEADER, verify


@dataclass(frozen=True)
class Got:
    """One request as it came."""

    path: str
    headers: dict[str, str]
    body: bytes

    @property
    def news(self) -> dict[str, Any]:
        return dict(json.loads(self.body))

    def check(self, secret: str) -> None:
        """Raises unless the body was signed with the secret just now."""
        verify(
            secret, self.headers.get(TIMESTAMP_HEADER.lower()), self.headers.get(SIGNATURE_HEADER.lower()), self.body
        )


Answer = Callable[[Got], int]
"""The status that is answered; 0: the connection is closed without an answer."""


def takes(_got: Got) -> int:
    return 202


@dataclass
class Marketplace:
    """What came, in the order it came. ``answer`` may be changed at any time; ``release`` lets hanging requests go."""

    port: int
    answer: Answer = takes
    got: list[Got] = field(default_factory=list)
    most_at_once: dict[str, int] = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=dict)
    release: Event = field(default_factory=Event)
    came: Event = field(default_factory=Event)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/feed?shop=1"

    @property
    def taken(self) -> list[str]:
        """The ids of the events, as they came."""
        return [one.news["event_id"] for one in self.got]

    def kinds(self, order_id: str) -> list[str]:
        return [one.news["kind"] for one in self.got if one.news["order_id"] == order_id]


@contextmanager
def a_marketplace() -> Iterator[Marketplace]:
    """Serves until the block ends."""
    lock, under_way = Lock(), dict[str, int]()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            got = Got(self.path, {name.lower(): value for name, value in self.headers.items()}, body)
            key = got.news["event_id"]
            with lock:
                market.got.append(got)
                under_way[key] = under_way.get(key, 0) + 1
                market.most_at_once[key] = max(market.most_at_once.get(key, 0), under_way[key])
            market.came.set()
            try:
                self._answer(market.answer(got))
            finally:
                with lock:
                    under_way[key] -= 1

        def _answer(self, status: int) -> None:
            self.close_connection = True
            if not status:
                self.connection.shutdown(socket.SHUT_RDWR)
                return
            text = b"no, thanks\x07" if status >= 300 else b""
            self.send_response(status)
            for name, value in {**market.headers, "Content-Length": str(len(text))}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(text)

        def log_message(self, *_: object) -> None:
            pass

    class Quiet(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, *_: object) -> None:
            """Whoever hangs up on us is what some tests are about."""

    server = Quiet(("127.0.0.1", 0), Handler)
    market = Marketplace(server.server_port)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield market
    finally:
        market.release.set()
        server.shutdown()
        server.server_close()
        thread.join()
