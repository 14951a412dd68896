"""Says what the time (or memory) behind a missed aim is made of. Pure: others measure it, after the timed runs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from statistics import median

from bot.bench.results import Row

Parts = Mapping[str, float]
TRAINING, START, MEMORY, SHORT, ACTION, OLD, SIZE = "training", "start", "memory", "short", "action", "old", "size"
_OF_ROWS = {
    "training": (TRAINING,),
    "start to first answer": (START,),
    "memory": (MEMORY,),
    "short turn": (SHORT,),
    "action call": (ACTION,),
    "throughput": (SHORT, ACTION),
    "turn ": (SHORT, OLD),
}
BY_SERVER = frozenset({START, MEMORY, SHORT, ACTION, OLD, SIZE})
"""What only a server with a stop-watch can tell."""
TELLING = 0.02
"""What is a smaller share is not named."""
ELSEWHERE = "HTTP and the client"


def missed(rows: Sequence[Row]) -> list[Row]:
    """The rows whose aim was missed."""
    return [row for row in rows if row.verdict not in ("", "met")]


def topics(row: Row) -> tuple[str, ...]:
    """What explains the row."""
    return next((what for words, what in _OF_ROWS.items() if row.name.startswith(words)), (SIZE,))


def note(row: Row, told: Mapping[str, str]) -> str:
    """By how much the aim was missed and, as far as it is known, what there is to it."""
    known = [told[topic] for topic in topics(row) if topic in told]
    return f"{row.name} ({row.verdict}): " + ("; ".join(known) or "what it is made of could not be measured")


def of_turns(turns: Sequence[tuple[float, Parts]]) -> dict[str, float]:
    """Of several turns, each its milliseconds and what the server says of them: the median of each part."""
    names = {name: None for _, parts in turns for name in parts}
    made = {name: median(parts.get(name, 0.0) for _, parts in turns) for name in names}
    return {**made, ELSEWHERE: median(whole - sum(parts.values()) for whole, parts in turns)}


def sentence(what: str, parts: Parts, unit: str) -> str:
    """The parts, largest first."""
    whole = sum(parts.values())
    ordered = sorted(parts.items(), key=lambda part: part[1], reverse=True)
    named = [f"{name} {value:.3g}" for name, value in ordered if value >= TELLING * whole]
    return f"{what}, {whole:.3g} {unit} = {' + '.join(named)}"
