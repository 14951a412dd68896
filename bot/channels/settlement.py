"""Settles a turn in the very transaction that saves it: afterwards it is both done and answered, or neither."""

from __future__ import annotations

import threading

from sqlalchemy.engine import Connection

from bot.channels.conversations import Message, settle
from bot.channels.identity import SignedIn
from bot.channels.inbound import Inbound


class GivenUp(Exception):
    """The turn took too long and its buyer has been told so; it must not be saved any more."""


class Settlement:
    """What one turn writes alongside its save; ``said`` is filled by the turn until then.

    Rasa saves once when all is said, and before that where a conversation begins, with nothing said; that settles
    nothing. ``told`` is the answer once it is written, else None: whether silence is an answer is found out later.
    """

    def __init__(self, asked: Inbound, signed_in: SignedIn | None, said: list[Message]) -> None:
        self._asked, self._signed_in, self._said = asked, signed_in, said
        self._state, self._open, self._begun = threading.Lock(), True, False
        self.told: list[Message] | None = None

    def __call__(self, connection: Connection) -> None:
        """Write. Raises GivenUp, AnsweredElsewhere."""
        with self._state:
            if not self._open:
                raise GivenUp
            self._begun = bool(self._said)
        if self._begun and self.told is None:
            self.told = settle(connection, self._asked, self._signed_in, list(self._said))

    def give_up(self) -> bool:
        """Let nothing of the turn be saved any more; False when it is being saved already, which cannot be stopped."""
        with self._state:
            self._open = self._open and self._begun
            return not self._open
