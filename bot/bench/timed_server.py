"""Our Rasa server with a stop-watch on the parts of a turn: ``python -m bot.bench.timed_server MODEL TOLD``.

The header ``Recourse-Timing`` of each answer says how many milliseconds each part took, without the parts in it. That
holds for one message at a time. The file TOLD gets what the start was made of. It is never what is compared.
"""

from __future__ import annotations

import functools
import inspect
import json
import pkgutil
import sys
import time
from collections import defaultdict
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path
from typing import Any

import psutil

HEADER = "Recourse-Timing"
ANSWER = "bot.channels.rest:RestChannel._received"
PARTS: Mapping[str, str] = {
    ANSWER: "channel",
    "bot.channels.clock:ShopClock.now": "shop's clock",
    "bot.channels.turns:Turns._begun": "looking for an earlier answer",
    "bot.tracker.store:TrackerStore.retrieve": "reading the conversation",
    "bot.tracker.store:TrackerStore.save": "saving the turn",
    "bot.dialogue.responses:ResponseGenerator.generate": "wording",
    "bot.replaced.action_server:ActionServer.request": "action server and the way there",
    "rasa.core.actions.action:RemoteAction.run": "action call on this side",
    "rasa.core.processor:MessageProcessor.parse_message": "understanding",
    "rasa.core.processor:MessageProcessor._predict_next_with_tracker": "predicting",
    "rasa.core.processor:MessageProcessor.handle_message": "rest of the dialogue engine",
}
LOADING = "rasa.core.agent:load_agent"


class StopWatch:
    """Counts each moment to the innermost part that is under way."""

    def __init__(self, seconds: Callable[[], float] = time.perf_counter) -> None:
        self._seconds, self._since = seconds, 0.0
        self._under_way: list[str] = []
        self._taken: dict[str, float] = defaultdict(float)

    def begin(self, part: str) -> None:
        self._count()
        self._under_way.append(part)

    def end(self) -> None:
        self._count()
        self._under_way.pop()

    def taken(self) -> dict[str, float]:
        """Milliseconds by part since the last time."""
        taken, self._taken = self._taken, defaultdict(float)
        return dict(taken)

    def _count(self) -> None:
        now = self._seconds()
        if self._under_way:
            self._taken[self._under_way[-1]] += (now - self._since) * 1000
        self._since = now


def timed(watch: StopWatch, part: str, what: Callable[..., Any]) -> Callable[..., Any]:
    """The same function, on the watch while it runs."""

    @functools.wraps(what)
    async def later(*args: Any, **kwargs: Any) -> Any:
        watch.begin(part)
        try:
            return await what(*args, **kwargs)
        finally:
            watch.end()

    @functools.wraps(what)
    def at_once(*args: Any, **kwargs: Any) -> Any:
        watch.begin(part)
        try:
            return what(*args, **kwargs)
        finally:
            watch.end()

    return later if inspect.iscoroutinefunction(what) else at_once


def install(watch: StopWatch) -> None:
    """Have every part timed, and told in each answer's header."""
    for place, part in PARTS.items():
        _replace(place, functools.partial(timed, watch, part))

    def telling(answering: Callable[..., Awaitable[Any]]) -> Callable[..., Awaitable[Any]]:
        async def answer(*args: Any, **kwargs: Any) -> Any:
            response = await answering(*args, **kwargs)
            response.headers[HEADER] = json.dumps(watch.taken())
            return response

        return answer

    _replace(ANSWER, telling)


def note_the_start(told: Path) -> None:
    """Have written down how long imports and the model took, and how much memory."""
    process = psutil.Process()

    def noting(loading: Callable[..., Awaitable[Any]]) -> Callable[..., Awaitable[Any]]:
        async def load(*args: Any, **kwargs: Any) -> Any:
            before, small = time.time(), process.memory_info().rss
            agent = await loading(*args, **kwargs)
            seconds = {"imports": before - process.create_time(), "the model": time.time() - before}
            megabytes = {"imports": small / 1e6, "the model": (process.memory_info().rss - small) / 1e6}
            told.write_text(json.dumps({"seconds": seconds, "megabytes": megabytes}), encoding="utf-8")
            return agent

        return load

    _replace(LOADING, noting)


def _replace(place: str, change: Callable[[Callable[..., Any]], Callable[..., Any]]) -> None:
    owner, _, name = place.replace(":", ".").rpartition(".")
    whose = pkgutil.resolve_name(owner)
    setattr(whose, name, change(getattr(whose, name)))


def main(told: str) -> None:
    """Serve until asked to stop."""
    from bot import lean_start, replaced, server

    lean_start.install()
    replaced.install()
    note_the_start(Path(told))
    install(StopWatch())
    server.main()


if __name__ == "__main__":
    main(sys.argv.pop())
