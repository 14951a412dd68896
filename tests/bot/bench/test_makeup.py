"""Each missed aim is told with what its time is made of, as a server with a stop-watch says."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.bench import servers
from bot.bench.figures import Spread
from bot.bench.growth import Life
from bot.bench.makeup import ELSEWHERE, missed, note, of_turns, sentence, topics
from bot.bench.report import call_rows, growth_rows, rate_rows, shared_rows, size_rows, turn_rows
from bot.bench.results import OURS, VANILLA, Aim, Row
from bot.bench.servers import Place
from bot.bench.stop_watch import of_the_start
from bot.bench.talk import Side, a_conversation, by_token
from bot.bench.timed_server import PARTS, StopWatch, timed
from bot.children import Children
from tests.bot.tiny.running import Installation


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


async def test_each_moment_counts_for_the_innermost_part() -> None:
    clock = Clock()
    watch = StopWatch(clock)

    def asks() -> None:
        clock.now += 0.003

    async def turn() -> None:
        clock.now += 0.001
        timed(watch, "inner", asks)()
        clock.now += 0.002

    await timed(watch, "outer", turn)()
    assert watch.taken() == {"outer": pytest.approx(3), "inner": pytest.approx(3)}
    assert watch.taken() == {}


def test_a_part_that_fails_ends() -> None:
    watch = StopWatch(Clock())

    def fails() -> None:
        raise RuntimeError

    with pytest.raises(RuntimeError):
        timed(watch, "part", fails)()
    assert watch._under_way == []


def test_what_the_server_does_not_know_of_is_the_clients() -> None:
    turns = [(10.0, {"understanding": 4.0, "saving": 3.0}), (12.0, {"understanding": 4.0}), (11.0, {"saving": 3.0})]
    assert of_turns(turns) == {"understanding": 4.0, "saving": 3.0, ELSEWHERE: 8.0}


def test_parts_are_named_largest_first_and_trifles_not_at_all() -> None:
    assert sentence("a turn", {"a": 1.0, "b": 8.99, "c": 0.01}, "ms") == "a turn, 10 ms = b 8.99 + a 1"


def test_each_missed_aim_has_a_topic_and_its_note_says_by_how_much() -> None:
    slow = {OURS: [[9.0] * 2] * 2, VANILLA: [[1.0] * 2] * 2}
    life = Life(turns=[(n, 90.0) for n in range(1, 501)], firsts=[(n, 1.0) for n in range(5, 501, 5)])
    rows = [
        *shared_rows("training (vanilla's: estimate)", "s", slow, Aim(0.2, least=False)),
        *shared_rows("start to first answer", "s", slow, Aim(0.3, least=False)),
        *shared_rows("memory of the Rasa server", "MB", slow, Aim(0.5, least=False)),
        *turn_rows({"short": slow}),
        *rate_rows({50: {OURS: slow[VANILLA], VANILLA: slow[OURS]}}),
        *growth_rows({OURS: life, VANILLA: life}),
        *call_rows(slow),
        *size_rows(("1,000", slow[VANILLA]), ("1,000,000", slow[OURS])),
    ]
    found = missed(rows)
    told = [topics(row) for row in found]
    assert told == [
        ("training",), ("start",), ("memory",), ("short",), ("short", "action"),
        ("short", "old"), ("short", "old"), ("action",), ("size",),
    ]  # fmt: skip
    assert note(found[3], {"short": "a short turn, 9 ms = understanding 9"}) == (
        "short turn, p50 (missed 36.0 times): a short turn, 9 ms = understanding 9"
    )


def test_what_met_its_aim_needs_no_note() -> None:
    assert missed([Row("a", "ms", ratio=Spread(5, 5, 5), aim=Aim(4)), Row("b", "ms")]) == []


@pytest.mark.server
@pytest.mark.slow
async def test_a_server_with_a_stop_watch_says_what_its_time_and_memory_are_made_of(
    tiny_servers: Installation, tiny_model: Path, tmp_path: Path
) -> None:
    place = Place.at(tmp_path)
    address = {"RECOURSE_ACTION_URL": f"http://127.0.0.1:{tiny_servers.action_port}"}
    place = Place(place.settings, {**place.environment, **address, **secret(tiny_servers)})
    with Children() as children:
        server = servers.with_a_stop_watch(children, place, tiny_model)
        server.first_answer()
        async with Side(server.name, server.url, by_token(place.settings)) as side:
            sender = a_conversation()
            turns = [await side.say(sender, text, "b1") for text in ("hello", "look", "hello", "look")]
    for said, acts in zip(turns, (False, True, False, True), strict=True):
        assert 0 < sum(said.parts.values()) < said.milliseconds
        assert set(said.parts) <= set(PARTS.values())
        assert {"understanding", "predicting", "saving the turn", "wording", "channel"} <= set(said.parts)
        assert ("action server and the way there" in said.parts) is acts
    assert set(of_the_start(place, 60.0, 500.0)) == {"start", "memory"}


def secret(place: Installation) -> dict[str, str]:
    from bot.settings import Settings

    return {"RECOURSE_ACTION_SECRET": Settings.from_env(place.environment).action_secret}
