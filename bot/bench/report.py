"""Turns what was measured into rows with their aims. Pure: it measures nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.bench.crowd import Rates
from bot.bench.figures import Block, Spread, at, ratio, spread, turned
from bot.bench.growth import Life
from bot.bench.plan import MARKS
from bot.bench.results import FASTER, OF_ITSELF, OF_VANILLA, OURS, VANILLA, Aim, Row
from bot.bench.turns import ACTION, BUTTON, DIALOGUE, SHORT, Taken

_NAMES = {SHORT: "short turn", ACTION: "turn with an action", BUTTON: "the same by a button", DIALOGUE: "cancellation"}
_AIMS = {SHORT: Aim(4)}
_AGAINST_VANILLA, _FLAT, _ANY_SIZE = Aim(20), Aim(1.25, least=False), Aim(1.2, least=False)
Blocks = Mapping[str, Sequence[Block]]


def shared_rows(name: str, unit: str, blocks: Blocks, aim: Aim | None) -> list[Row]:
    """What we need of what vanilla needs, so that less is better: seconds to start or to train, memory."""
    share = turned(ratio(blocks[VANILLA], blocks[OURS]))
    ours, vanilla = at(blocks[OURS], 50), at(blocks[VANILLA], 50)
    return [Row(name, unit, ours, vanilla, share, OF_VANILLA, aim)]


def turn_rows(taken: Taken) -> list[Row]:
    """Three percentiles of each kind; the ratio's aim belongs to the median."""
    rows = []
    for kind, blocks in taken.items():
        for share in (50, 95, 99):
            ours, vanilla = _pooled(blocks[OURS], share), _pooled(blocks[VANILLA], share)
            gain = ratio(blocks[VANILLA], blocks[OURS]) if share == 50 else _one(vanilla.middle / ours.middle)
            aim = _AIMS.get(kind) if share == 50 else None
            rows.append(Row(f"{_NAMES[kind]}, p{share}", "ms", ours, vanilla, gain, FASTER, aim))
    return rows


def call_rows(blocks: Blocks) -> list[Row]:
    """The call of an action alone."""
    gain = ratio(blocks[VANILLA], blocks[OURS])
    return [Row("action call alone, p50", "ms", at(blocks[OURS], 50), at(blocks[VANILLA], 50), gain, FASTER, Aim(10))]


def rate_rows(rates: Rates) -> list[Row]:
    """Answers a second, for each number of conversations."""
    rows = []
    for many, blocks in rates.items():
        name = f"throughput, {many} conversation{'s' if many > 1 else ''}"
        aim = Aim(4) if many == max(rates) else None
        ours, vanilla = at(blocks[OURS], 50), at(blocks[VANILLA], 50)
        rows.append(Row(name, "a second", ours, vanilla, ratio(blocks[OURS], blocks[VANILLA]), FASTER, aim))
    return rows


def growth_rows(lives: Mapping[str, Life]) -> list[Row]:
    """The marks of a long conversation; then how they compare with a first turn."""
    rows = []
    for mark in MARKS:
        ours, vanilla = lives[OURS].at(mark), lives[VANILLA].at(mark)
        gain = _one(spread(vanilla).middle / spread(ours).middle) if vanilla else None
        aim = _AGAINST_VANILLA if mark == 200 else None
        theirs = spread(vanilla) if vanilla else None
        rows.append(Row(f"turn {mark} of a conversation", "ms", spread(ours), theirs, gain, FASTER, aim))
    compared = spread(lives[OURS].against_first(MARKS[-1]))
    rows.append(Row(f"turn {MARKS[-1]} against turn 1", "", ratio=compared, means=OF_ITSELF, aim=_FLAT))
    return rows


def size_rows(few: tuple[str, Sequence[Block]], many: tuple[str, Sequence[Block]]) -> list[Row]:
    """A status question in a small and in a large shop, both ours; each a name and its blocks."""
    rows = [Row(f"status question, {name} orders", "ms", at(blocks, 50)) for name, blocks in (few, many)]
    compared = ratio(many[1], few[1])
    return [*rows, Row(f"{many[0]} against {few[0]}", "", ratio=compared, means=OF_ITSELF, aim=_ANY_SIZE)]


def floor_row(blocks: Sequence[Block]) -> Row:
    """The same request to a server that does nothing."""
    return Row("bare Sanic echo, p50 (floor)", "ms", at(blocks, 50))


def _pooled(blocks: Sequence[Block], share: float) -> Spread:
    """The median with the spread of its blocks; a high percentile of all turns together, for a block has too few."""
    return (
        at(blocks, share) if share == 50 else _one(at([[value for block in blocks for value in block]], share).middle)
    )


def _one(value: float) -> Spread:
    return Spread(value, value, value)
