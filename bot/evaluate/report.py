"""Tells people the figures of one model, or of two side by side."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from bot.evaluate.calibration import Bin
from bot.evaluate.confusions import Confusion
from bot.evaluate.scores import IntentFigures, Measured, Scores
from bot.evaluate.shares import Shares

NOTHING = "–"
LONGEST_TEXT = 110

Cells = Callable[[Any], list[str]]


def report(models: Sequence[Measured], confused: Sequence[Confusion]) -> str:
    """The tables; ``confused``: of the first model."""
    return "\n".join(_lines(models, confused))


def _lines(models: Sequence[Measured], confused: Sequence[Confusion]) -> Iterator[str]:
    for letter, model in zip("AB", models, strict=False):
        yield f"{letter}: {model.name} on {model.scores.overall.messages} messages"
    found = [model.scores for model in models]
    yield from _table(["over all", ""], [dict(_overall(each)) for each in found], lambda cell: [cell])
    group = ["in scope", "top-1", "top-3", "outside", "recall"]
    yield from _table(["language", *group], [each.languages for each in found], _of_group)
    yield from _table(["tag", *group], [each.tags for each in found], _of_group)
    intent = ["intent", "messages", "precision", "recall", "F1", "top-3"]
    yield from _table(intent, [each.intents for each in found], _of_intent)
    yield from _table(["confidence", "answers", "mean", "right"], [_bins(each) for each in found], _of_bin)
    yield from _confused(confused)


def _overall(scores: Scores) -> Iterator[tuple[str, str]]:
    whole, refused, two = scores.overall, scores.rejection, scores.two
    yield f"in scope ({whole.in_scope}): right at once", _percent(whole.top1)
    yield "in scope: right among the first three", _percent(whole.top3)
    yield "in scope: thrown away", _percent(refused.thrown_away)
    yield "in scope: asked back", _percent(refused.asked_back)
    yield "  of these, what is meant is offered", _percent(refused.offered)
    yield f"out of scope ({whole.out_of_scope}): read as such", _percent(refused.recall)
    yield "out of scope: read as such or asked back", _percent(refused.kept_out)
    yield "out of scope: begins a consequential request", _percent(refused.false_accepts)
    yield "out of scope: has one on top, clear or not", _percent(refused.false_on_top)
    yield f"two requests ({two.messages}): both found", _percent(two.both)
    yield "two requests: one found", _percent(two.one)
    yield "macro F1 of all intents", _percent(scores.macro_f1)
    yield "calibration error (ECE)", _percent(scores.calibration.ece)
    yield "time to parse, p50", f"{scores.p50:.1f} ms"
    yield "time to parse, p95", f"{scores.p95:.1f} ms"


def _of_group(group: Shares) -> list[str]:
    ours = [str(group.in_scope), _percent(group.top1), _percent(group.top3)]
    return [*ours, str(group.out_of_scope), _percent(group.recall)]


def _of_intent(intent: IntentFigures) -> list[str]:
    shares = (intent.precision, intent.recall, intent.f1, intent.top3)
    return [str(intent.messages), *map(_percent, shares)]


def _bins(scores: Scores) -> dict[str, Bin]:
    return {f"{each.low:.1f} – {each.high:.1f}": each for each in scores.calibration.bins}


def _of_bin(found: Bin) -> list[str]:
    return [str(found.answers), _percent(found.confidence), _percent(found.right)]


def _table(titles: Sequence[str], models: Sequence[Mapping[str, Any]], cells: Cells) -> Iterator[str]:
    """A line for each group of either model; each model's cells beside the other's."""
    names = list(dict.fromkeys(name for groups in models for name in groups))
    if not names:
        return
    missing = [NOTHING] * (len(titles) - 1)
    rows = [[title for _ in models for title in titles[1:]]]
    rows += [[cell for groups in models for cell in (cells(groups[n]) if n in groups else missing)] for n in names]
    if len(models) > 1:
        rows.insert(0, [cell for letter in "AB" for cell in (letter, *[""] * (len(titles) - 2))])
        names.insert(0, "")
    names.insert(len(models) - 1, titles[0])
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    widest = max(map(len, names))
    yield ""
    for name, row in zip(names, rows, strict=True):
        line = "  ".join(f"{cell:>{width}}" for cell, width in zip(row, widths, strict=True))
        yield f"{name:<{widest}}  {line}".rstrip()


def _confused(confused: Sequence[Confusion]) -> Iterator[str]:
    if confused:
        yield "\nmost often taken for another"
    for each in confused:
        yield f"{each.meant} read as {each.read}: {each.messages}"
        for text, confidence in each.examples:
            yield f"  {confidence:.2f}  {text if len(text) <= LONGEST_TEXT else text[: LONGEST_TEXT - 1] + '…'}"


def _percent(value: float | None) -> str:
    return NOTHING if value is None else f"{value * 100:.1f} %"
