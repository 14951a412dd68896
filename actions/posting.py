"""Posts a document to one address and tells what became of it. Standard library alone; knows no outbox, no database.

A post ends within its time whatever the other side does: one that answers byte by byte is cut off. Redirects are not
followed, and of an answer only the beginning is read.
"""

from __future__ import annotations

import contextlib
import http.client
import socket
import ssl
from collections.abc import Mapping
from threading import Lock, Timer
from urllib.parse import urlsplit

LARGEST_ANSWER = 2048
_LONGEST_ERROR = 200
_REDIRECTS = range(300, 400)
_FAILURES = (OSError, http.client.HTTPException, ValueError)  # ValueError: the socket was closed meanwhile


class Aborted(Exception):
    """The post was cut off because this process stops; whether it arrived is not known."""


class _Wire:
    """The socket of one post, which other threads may cut."""

    def __init__(self) -> None:
        self.is_cut = False
        self._socket: socket.socket | None = None

    def carries(self, opened: socket.socket) -> socket.socket:
        self._socket = opened
        if self.is_cut:
            self.cut()
        return opened

    def cut(self) -> None:
        self.is_cut = True
        if self._socket is not None:
            with contextlib.suppress(OSError):
                socket.socket.shutdown(self._socket, socket.SHUT_RDWR)


class Poster:
    """Posts to one address. Safe to share between threads; ``abort`` ends what is under way."""

    def __init__(self, url: str, seconds: float) -> None:
        self.seconds = seconds
        parts = urlsplit(url)
        self._host, self._port = parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80)
        self._trust = ssl.create_default_context() if parts.scheme == "https" else None
        self._target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        self._wires: set[_Wire] = set()
        self._lock = Lock()
        self._aborted = False

    def post(self, body: bytes, headers: Mapping[str, str]) -> str | None:
        """None when the other side took it (any 2xx), else what went wrong in a few words. Raises Aborted."""
        wire = _Wire()
        cut_off = Timer(self.seconds, wire.cut)
        cut_off.daemon = True
        with self._lock:
            if self._aborted:
                raise Aborted
            self._wires.add(wire)
        cut_off.start()
        try:
            return self._exchange(wire, body, headers)
        except _FAILURES as error:
            return self._failure(wire, error)
        finally:
            cut_off.cancel()
            with self._lock:
                self._wires.discard(wire)

    def abort(self) -> None:
        """Ends every post that is under way, and takes no more."""
        with self._lock:
            self._aborted = True
            for wire in self._wires:
                wire.cut()

    def _exchange(self, wire: _Wire, body: bytes, headers: Mapping[str, str]) -> str | None:
        with contextlib.closing(self._connected(wire)) as connection:
            connection.request("POST", self._target, body, {**headers, "Connection": "close"})
            answer = connection.getresponse()
            if 200 <= answer.status < 300:
                return None
            why = "redirects are not followed" if answer.status in _REDIRECTS else ""
            return _shown(f"answered {answer.status} {why or _text(answer.read(LARGEST_ANSWER))}")

    def _connected(self, wire: _Wire) -> http.client.HTTPConnection:
        opened = wire.carries(socket.create_connection((self._host, self._port), self.seconds))
        if self._trust is None:
            connection = http.client.HTTPConnection(self._host, self._port)
        else:
            connection = http.client.HTTPSConnection(self._host, self._port, context=self._trust)
            secured = self._trust.wrap_socket(opened, server_hostname=self._host, do_handshake_on_connect=False)
            opened = wire.carries(secured)
            secured.do_handshake()
        connection.sock = opened
        return connection

    def _failure(self, wire: _Wire, error: Exception) -> str:
        if self._aborted:
            raise Aborted from None
        if wire.is_cut or isinstance(error, TimeoutError):
            return f"no answer within {self.seconds:g} s"
        return _shown(str(error) or type(error).__name__)


def _text(body: bytes) -> str:
    return body.decode("utf-8", "replace")


def _shown(text: str) -> str:
    """One short line, without anything that a terminal or a log would act upon."""
    line = " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())
    return line if len(line) <= _LONGEST_ERROR else line[: _LONGEST_ERROR - 1] + "…"
