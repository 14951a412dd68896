"""Keeps messages waiting in line within one event loop, a line for each conversation: first come, first served."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager


class Place:
    """One place in a line. Whoever takes it must leave it."""

    def __init__(self, lines: Lines, name: str) -> None:
        self._lines, self._name = lines, name
        self._woken = asyncio.Event()

    async def reached(self) -> None:
        """Wait to stand at the front."""
        while not self._lines.is_front(self._name, self):
            await self._woken.wait()

    def leave(self) -> None:
        """Go, from wherever in the line; who is at the front then goes on at once."""
        self._lines.leave(self._name, self)

    def wake(self) -> None:
        """There may be something new to see."""
        self._woken.set()

    async def woken(self, patience: float) -> None:
        """Wait to be woken, or for the time to pass."""
        try:
            await asyncio.wait_for(self._woken.wait(), patience)
        except asyncio.TimeoutError:
            return
        self._woken.clear()


class Lines:
    """All lines that somebody stands in; an empty line leaves no trace."""

    def __init__(self) -> None:
        self._lines: dict[str, deque[Place]] = {}

    def __len__(self) -> int:
        return len(self._lines)

    def join(self, name: str) -> Place:
        """Take the last place of this line."""
        place = Place(self, name)
        self._lines.setdefault(name, deque()).append(place)
        return place

    @asynccontextmanager
    async def turn(self, name: str) -> AsyncIterator[None]:
        """Join, wait for the front, and leave at the end of the block."""
        place = self.join(name)
        try:
            await place.reached()
            yield
        finally:
            place.leave()

    def is_front(self, name: str, place: Place) -> bool:
        return self._lines[name][0] is place

    def leave(self, name: str, place: Place) -> None:
        line = self._lines[name]
        line.remove(place)
        if line:
            line[0].wake()
        else:
            del self._lines[name]

    def wake(self, name: str) -> None:
        """Let the front of this line look again, if anybody is there."""
        if name in self._lines:
            self._lines[name][0].wake()

    def wake_all(self) -> None:
        """Let the front of every line look again."""
        for line in self._lines.values():
            line[0].wake()
