"""The driver talks to real servers as buyers do: the tiny assistant behind our channel, and the bare echo."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.bench import growth, plan, servers
from bot.bench.crowd import throughput
from bot.bench.plan import QUICK
from bot.bench.servers import BenchFailed, Place
from bot.bench.shops import fill, invented_shop, kept_shop, order_to_cancel
from bot.bench.sizes import echoes
from bot.bench.talk import Side, a_conversation, by_facts, by_token, in_turns
from bot.bench.turns import cancellers, single_turns
from bot.children import Children
from bot.settings import Settings
from tests.bot.tiny.running import Installation

FEW = replace(QUICK, blocks=2, conversations=1, seconds=0.2, calls=5, longest=20)
PAIR = ("5031442187350914", "b1")

pytestmark = [pytest.mark.server, pytest.mark.slow]


@pytest.fixture
async def tiny(tiny_servers: Installation) -> AsyncIterator[Side]:
    """The tiny assistant, as the bench would measure it."""
    settings = Settings.from_env(tiny_servers.environment)
    async with Side("tiny", tiny_servers.url, by_token(settings), settings.api_token) as side:
        yield side


@pytest.fixture
def place(tmp_path: Path) -> Place:
    """An installation of the bench."""
    return Place.at(tmp_path)


@pytest.fixture
def echo(place: Place) -> Iterator[servers.Server]:
    """The bare echo."""
    with Children() as children:
        server = servers.echo(children, place)
        server.first_answer()
        yield server


async def test_an_answer_is_timed_and_says_whether_it_rests_on_a_decision(tiny: Side):
    plain, decided = [await tiny.say(a_conversation(), text, "b1") for text in ("hello", "choose")]
    assert plain.messages[0]["text"] == "Hello."
    assert plain.milliseconds > 0
    assert (plain.decided, decided.decided) == (False, True)


async def test_a_conversation_is_the_buyers_own(tiny: Side):
    sender = a_conversation()
    await tiny.say(sender, "hello", "b1")
    with pytest.raises(BenchFailed, match="403"):
        await tiny.say(sender, "hello", "b2")


async def test_what_a_conversation_remembers_can_be_looked_at(tiny: Side):
    sender = a_conversation()
    await tiny.say(sender, "hello", "b1")
    assert await tiny.values(sender, "no_such_slot") == []


async def test_an_action_turn_that_looked_nothing_up_is_no_measurement(tiny: Side):
    with pytest.raises(BenchFailed, match="looked no order up"):
        await single_turns([tiny], FEW, [PAIR])


async def test_conversations_at_the_same_time_are_counted_by_the_second(tiny: Side):
    rates = await throughput([tiny], FEW, [PAIR])
    assert set(rates) == set(plan.AT_ONCE)
    assert all(rate > 0 for blocks in rates.values() for block in blocks["tiny"] for rate in block)


async def test_a_long_conversation_reaches_its_last_mark(tiny: Side, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(growth, "MARKS", (1, 10, 30))
    lives = await growth.long_conversations([tiny, Side("other", tiny.url, by_facts)][:1], FEW, PAIR)
    life = lives["tiny"]
    assert [turn for turn, _ in life.turns] == [turn for turn in range(1, 31) if turn % 5]
    assert (len(life.at(1)), len(life.at(10)), len(life.against_first(30))) == (6, 8, 8)


async def test_the_floor_answers_what_it_was_sent(echo: servers.Server):
    async with Side(echo.name, echo.url, by_facts) as side:
        assert (await side.say("a", "hello", "b1")).messages == [{"recipient_id": "a", "text": "hello"}]
        assert [len(block) for block in await echoes(side, FEW)] == [5, 5]


async def test_a_server_that_says_nothing_is_no_measurement(echo: servers.Server):
    async with Side(echo.name, f"{echo.url}/nothing", by_facts) as side:
        with pytest.raises(BenchFailed, match="404"):
            await side.say("a", "hello", "b1")


def test_memory_is_that_of_who_listens(echo: servers.Server):
    assert 5 < servers.megabytes(echo.port) < 500
    assert servers.megabytes(servers.free_ports(1)[0]) == 0


def test_a_server_that_ends_says_why(place: Place):
    with Children() as children:
        server = servers.ours(children, place, Path("no-such-model"))
        with pytest.raises(BenchFailed, match="no-such-model"):
            server.first_answer()


def test_the_shop_has_orders_to_ask_about_and_to_cancel(place: Place):
    buyers = cancellers(FEW, sides=2)
    some = fill(place, 20, buyers)
    assert len(some) == 20
    listed = servers.recourse(place, "orders", "list", "--json")
    assert all(order_to_cancel(buyer) in listed for buyer in buyers)
    assert len({order_to_cancel(buyer) for buyer in buyers}) == len(buyers)


def test_a_large_shop_is_made_once(tmp_path: Path):
    assert kept_shop(tmp_path, 12) is None
    made = invented_shop(tmp_path, 12)
    assert kept_shop(tmp_path, 12) == invented_shop(tmp_path, 12) == made
    assert (made.database.exists(), made.orders, len(made.some)) == (True, 12, 12)


def test_sides_take_turns_in_going_first():
    assert [in_turns("AB", block) for block in range(3)] == ["AB", "BA", "AB"]
