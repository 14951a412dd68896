"""Writes what a bench found as a table that fits a terminal. Pure."""

from __future__ import annotations

from bot.bench.figures import Spread
from bot.bench.results import FASTER, OF_ITSELF, Results, Row

_HEADINGS = ("", "Recourse", "vanilla", "", "ratio", "aim", "")


def table(results: Results) -> str:
    """The rows under their headings, the facts before them, the notes after them."""
    lines = [_HEADINGS, *map(_cells, results.rows)]
    widths = [max(len(cells[column]) for cells in lines) for column in range(len(_HEADINGS))]
    drawn = ["  ".join(_placed(cells, widths)).rstrip() for cells in lines]
    drawn.insert(1, "-" * max(map(len, drawn)))
    facts = "  ".join(f"{name}: {value}" for name, value in results.facts.items())
    notes = [f"* {note}" for note in results.notes]
    return "\n".join([facts, "", *drawn, "", *notes])


def _placed(cells: tuple[str, ...], widths: list[int]) -> list[str]:
    """The name and the words on the left of their columns, the figures on the right."""
    left = {0, 3, 6}
    return [
        cell.ljust(width) if place in left else cell.rjust(width)
        for place, (cell, width) in enumerate(zip(cells, widths, strict=True))
    ]


def _cells(row: Row) -> tuple[str, ...]:
    aim = str(row.aim) if row.aim else ""
    return (row.name, _figure(row.ours), _figure(row.vanilla), row.unit, _ratio(row), aim, row.verdict)


def _figure(value: Spread | None) -> str:
    """With the quartiles of its blocks, where there were several."""
    if value is None:
        return ""
    middle = _short(value.middle)
    return middle if value.low == value.high else f"{middle} ({_short(value.low)}–{_short(value.high)})"


def _ratio(row: Row) -> str:
    if row.ratio is None:
        return ""
    sign = {FASTER: "× ", OF_ITSELF: ""}.get(row.means, "")
    return sign + _figure(row.ratio)


def _short(value: float) -> str:
    """Three figures that say something."""
    if value >= 100:
        return f"{value:,.0f}"
    if value >= 10:
        return f"{value:.1f}"
    return f"{value:.2f}" if value >= 0.1 else f"{value:.2g}"
