"""Draws what a bench found: on the left how many times better than vanilla, on the right a turn's cost as it grows."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from statistics import median
from typing import Any

from bot.bench.figures import Spread, spread, turned
from bot.bench.results import FASTER, OF_VANILLA, OURS, VANILLA, Curve, Results, Row

GREEN, SAND, RED = "#1b6e53", "#a39a86", "#b3402a"
COLOURS = {OURS: GREEN, VANILLA: SAND}
_WINDOW = 8


def draw(results: Results, path: Path) -> None:
    """Write it as one PNG."""
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot

    rows = [row for row in results.rows if row.ratio and row.means in (FASTER, OF_VANILLA) and _is_told(row)]
    figure, (left, right) = pyplot.subplots(1, 2, figsize=(14, 1.6 + 0.42 * max(len(rows), 8)))
    _bars(left, rows)
    _curves(right, results.curves)
    figure.suptitle("Recourse against a vanilla Rasa 3.6 twin", fontsize=14, fontweight="bold", x=0.01, ha="left")
    figure.text(0.01, 0.01, "   ".join(f"{name}: {value}" for name, value in results.facts.items()), fontsize=8)
    figure.tight_layout(rect=(0, 0.03, 1, 0.97))
    figure.savefig(path, dpi=110)
    pyplot.close(figure)


def _is_told(row: Row) -> bool:
    """High percentiles stand in the table."""
    return not row.name.endswith((", p95", ", p99"))


def _bars(axes: Any, rows: Sequence[Row]) -> None:
    """One bar a row with its spread, on a logarithmic scale; a mark where the aim is."""
    spreads = [_better(row, row.ratio) for row in rows if row.ratio]
    times = [better.middle for better in spreads]
    places = range(len(rows))
    axes.barh(places, times, color=GREEN, height=0.62)
    axes.hlines(places, [one.low for one in spreads], [one.high for one in spreads], color="black", linewidth=1)
    axes.set_ylim(len(rows) - 0.4, -0.6)
    for place, (row, value) in enumerate(zip(rows, times, strict=True)):
        aim = _better(row, spread([row.aim.value])).middle if row.aim else None
        if aim:
            axes.plot([aim, aim], [place - 0.4, place + 0.4], color=RED, linewidth=2)
        end = spreads[place].high
        beside = aim if aim and end < aim < 1.5 * end else end  # the words stand beside a mark, not on it
        axes.annotate(f" {value:.1f}×", (beside, place), va="center", fontsize=9)
    axes.set_xscale("log")
    axes.set_xlim(0.5, max([2.0, *(one.high for one in spreads)]) * 2)
    axes.xaxis.set_major_formatter(lambda value, _place: f"{value:g}×")
    axes.axvline(1, color="black", linewidth=0.8)
    axes.set_yticks(places, [row.name for row in rows], fontsize=9)
    axes.set_xlabel("times better than vanilla (red: the aim; thin line: half of the blocks)")
    _plain(axes)


def _better(row: Row, ratio: Spread) -> Spread:
    return turned(ratio) if row.means == OF_VANILLA else ratio


def _curves(axes: Any, curves: dict[str, Curve]) -> None:
    """Each turn as a dot, and the median of the turns around it as a line."""
    for name, curve in curves.items():
        turns, times = [turn for turn, _ in curve], [milliseconds for _, milliseconds in curve]
        axes.scatter(turns, times, s=5, alpha=0.25, color=COLOURS[name], linewidths=0)
        axes.plot(turns, _smooth(times), color=COLOURS[name], linewidth=2.2, label=name)
    axes.set_yscale("log")
    axes.set_xlabel("turn of one conversation")
    axes.set_ylabel("milliseconds of a short turn")
    axes.yaxis.set_major_formatter(lambda value, _place: f"{value:g}")
    axes.yaxis.set_minor_formatter(lambda value, _place: f"{value:g}" if f"{value:g}"[0] in "25" else "")
    axes.grid(axis="y", which="both", alpha=0.25)
    if curves:
        axes.legend(frameon=False, loc="upper left")  # where no turn is: young ones are fast
    _plain(axes)


def _smooth(times: Sequence[float]) -> list[float]:
    return [median(times[max(0, n - _WINDOW) : n + _WINDOW + 1]) for n in range(len(times))]


def _plain(axes: Any) -> None:
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)
