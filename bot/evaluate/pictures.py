"""Draws what an evaluation found: confusion matrix, calibration curve, histogram of confidences, as PNG files."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import matplotlib
import numpy as np

from bot.evaluate.calibration import BINS, Calibration
from bot.evaluate.confusions import matrix
from bot.evaluate.readings import Judged
from bot.evaluate.scores import Measured

matplotlib.use("Agg")  # to files, also where there is no screen
from matplotlib import pyplot as plt

RIGHT, WRONG, REFUSED, TAKEN = "#2a7f62", "#c8553d", "#8d99ae", "#3d405b"


def draw(folder: Path, model: Measured, ending: str = "") -> list[Path]:
    """The three pictures of a model, whose name stands on them; their paths. ``ending``: of the files' names."""
    folder.mkdir(parents=True, exist_ok=True)
    judged = model.judged
    figures = {
        "confusion": _confusion(judged),
        "calibration": _calibration(model.scores.calibration),
        "confidence": _histogram(judged),
    }
    paths = []
    for kind, figure in figures.items():
        figure.suptitle(f"{model.name} on {len(judged)} messages", fontsize=10)
        paths.append(folder / f"{kind}{ending}.png")
        figure.savefig(paths[-1], dpi=130)
        plt.close(figure)
    return paths


def _confusion(judged: Sequence[Judged]) -> plt.Figure:
    """Each row adds up to all messages that mean the intent; the shade is the share, the figure the count."""
    intents, counts = matrix(judged)
    shares = counts / np.maximum(counts.sum(axis=1, keepdims=True), 1)
    side = 3.5 + 0.34 * len(intents)
    figure, axes = plt.subplots(figsize=(side, side), constrained_layout=True)
    axes.imshow(shares, cmap="Greens", vmin=0, vmax=1)
    axes.set_xticks(range(len(intents)), intents, rotation=90, fontsize=8)
    axes.set_yticks(range(len(intents)), intents, fontsize=8)
    axes.set(xlabel="read as", ylabel="meant")
    for row, column in np.argwhere(counts):
        color = "white" if shares[row, column] > 0.5 else WRONG if row != column else "black"
        axes.text(column, row, counts[row, column], ha="center", va="center", fontsize=7, color=color)
    return figure


def _calibration(found: Calibration) -> plt.Figure:
    bins = [each for each in found.bins if each.answers]
    figure, axes = plt.subplots(figsize=(6, 5.5), constrained_layout=True)
    axes.plot([0, 1], [0, 1], linestyle="--", color=REFUSED, label="as it should be")
    axes.plot([b.confidence for b in bins], [b.right for b in bins], marker="o", color=RIGHT, label="this model")
    for each in bins:
        place = (each.confidence, each.right)
        axes.annotate(str(each.answers), place, textcoords="offset points", xytext=(-5, 6), ha="right", fontsize=8)
    axes.set(xlabel="confidence (beside each point: how many answers)", ylabel="share that is right")
    axes.set(xlim=(-0.02, 1.02), ylim=(-0.02, 1.05), title=f"expected calibration error {found.ece * 100:.1f} %")
    axes.legend(loc="lower right")
    return figure


def _histogram(judged: Sequence[Judged]) -> plt.Figure:
    kinds = [
        ("right", RIGHT, lambda each: each.message.in_scope and each.is_right()),
        ("wrong", WRONG, lambda each: each.message.in_scope and not each.is_right()),
        ("out of scope, read as such", REFUSED, lambda each: not each.message.in_scope and each.reading.is_refusal),
        ("out of scope, taken for ours", TAKEN, lambda each: not each.message.in_scope and not each.reading.is_refusal),
    ]
    found = [[each.reading.confidence for each in judged if fits(each)] for _, _, fits in kinds]
    figure, axes = plt.subplots(figsize=(7, 4.5), constrained_layout=True)
    axes.hist(
        found,
        bins=np.linspace(0, 1, 2 * BINS + 1),
        stacked=True,
        label=[f"{label} ({len(those)})" for (label, _, _), those in zip(kinds, found, strict=True)],
        color=[color for _, color, _ in kinds],
    )
    axes.set(xlabel="confidence of the first reading", ylabel="messages", xlim=(0, 1))
    axes.legend(loc="upper left")
    return figure
