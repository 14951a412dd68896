"""What a model makes of messages. The model runs in a process of its own; this one loads neither Rasa nor the model."""

from __future__ import annotations

import json
import os
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.children import Child, Children, Program
from bot.evaluate.messages import OUT_OF_SCOPE, Labelled
from bot.settings import ROOT
from bot.train import QUIET

FALLBACK = "nlu_fallback"


class CannotRead(RuntimeError):
    """The model cannot be loaded or fails; the message holds the last lines it said."""


@dataclass(frozen=True)
class Reading:
    """One message as a model reads it.

    ``clear``: the dialogue would go by the first intent instead of asking back. ``further``: what else it would begin.
    ``took``: milliseconds.
    """

    ranking: tuple[tuple[str, float], ...]
    took: float
    clear: bool = True
    further: tuple[str, ...] = ()

    @property
    def intent(self) -> str:
        """The first intent; ``nlu_fallback`` where there is none."""
        return self.ranking[0][0] if self.ranking else FALLBACK

    @property
    def confidence(self) -> float:
        """Of the first intent."""
        return self.ranking[0][1] if self.ranking else 0.0

    @property
    def is_refusal(self) -> bool:
        """Read as none of our business, or as nothing at all."""
        return self.intent in (OUT_OF_SCOPE, FALLBACK)

    @property
    def acted_upon(self) -> tuple[str, ...]:
        """The intents that the product goes by; none when it asks back or says that this is not its business."""
        if not self.clear or self.is_refusal:
            return self.further
        return (self.intent, *self.further)


@dataclass(frozen=True)
class Judged:
    """A message whose meaning is known, beside what a model made of it."""

    message: Labelled
    reading: Reading

    def is_right(self, among: int = 1) -> bool:
        """Whether one of the first readings is an accepted one. A fallback is no reading."""
        names = [name for name, _ in self.reading.ranking if name != FALLBACK or among == 1]
        return any(name in self.message.intents for name in names[:among])

    @property
    def meant(self) -> str:
        """The one intent this message counts for: the accepted one that was read, else the first accepted."""
        read = self.reading.intent
        return read if read in self.message.intents else self.message.intents[0]


def read_with(model: Path, messages: Sequence[Labelled]) -> list[Judged]:
    """Each message beside the model's reading of it. Raises CannotRead."""
    with tempfile.TemporaryDirectory() as folder:
        texts, readings = Path(folder) / "texts.json", Path(folder) / "readings.json"
        texts.write_text(json.dumps([message.text for message in messages]), "utf-8")
        _run(["-m", "bot.evaluate.reading_process", str(model.absolute()), str(texts), str(readings)], model)
        found = json.loads(readings.read_text("utf-8"))
    return [Judged(message, _reading(entry)) for message, entry in zip(messages, found, strict=True)]


def _run(arguments: list[str], model: Path) -> None:
    command = [sys.executable, *arguments]
    with Children() as children:
        child = Child(Program("model", command, ROOT, {**os.environ, **QUIET}), lambda _line: None)
        children.start(child)
        if child.wait():
            raise CannotRead(f"{model} cannot be used; its last lines:\n" + "\n".join(child.last_lines))


def _reading(entry: dict) -> Reading:
    ranking = tuple((str(name), float(confidence)) for name, confidence in entry["ranking"])
    return Reading(ranking, entry["took"], entry["clear"], tuple(entry["further"]))
