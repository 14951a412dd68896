"""Follows a training by what Rasa prints: what each component takes, how long an epoch is, what more epochs would cost.

It reads lines and a clock and knows no processes.
"""

from __future__ import annotations

import re
import time
from collections import defaultdict
from collections.abc import Callable, Mapping

Tell = Callable[[str], None]
REST = "everything else"
_BEGINS = re.compile(r"Starting to train component '?(\w+)")
_ENDS = re.compile(r"Finished training component '?(\w+)")
_EPOCH = re.compile(r"Epochs:.*?(\d+)/(\d+) \[")


class Course:
    """One training. ``hear`` takes each line as it comes; what is worth knowing is told at once."""

    def __init__(self, tell: Tell, seconds: Callable[[], float] = time.perf_counter) -> None:
        self._tell, self._seconds = tell, seconds
        self._component, self._begun = "", 0.0
        self._parts: dict[str, float] = defaultdict(float)
        self._epochs: dict[str, dict[int, float]] = defaultdict(dict)

    def hear(self, line: str) -> None:
        """One line of the training's output; a progress bar that is drawn anew is a line each time."""
        if begins := _BEGINS.search(line):
            self._component, self._begun = begins[1], self._seconds()
            self._tell(f"  {self._component}")
        elif ends := _ENDS.search(line):
            self._parts[ends[1]] += self._seconds() - self._begun
        elif epoch := _EPOCH.search(line):
            self._count(int(epoch[1]), int(epoch[2]))

    def parts(self, whole: float) -> Mapping[str, float]:
        """Seconds by component, and what is left of the ``whole`` seconds."""
        parts = {name: round(seconds, 2) for name, seconds in self._parts.items()}
        return {**parts, REST: round(whole - sum(parts.values()), 2)}

    def with_epochs(self, whole: float, wanted: int) -> float:
        """What a training of ``whole`` seconds would have taken with the wanted number of epochs in each component.

        More of them are reckoned at the mean of those after the first. That one is the slowest: TensorFlow plans in
        it, and Rasa's batches are smallest. So the estimate is rather too low.
        """
        return whole + sum(_an_epoch(ends) * (wanted - max(ends)) for ends in self._epochs.values() if max(ends))

    def _count(self, done: int, wanted: int) -> None:
        """A bar is heard when the next one is drawn: that of no epoch at the end of the first, and so too late."""
        ends = self._epochs[self._component]
        ends.setdefault(0, self._begun)
        if done in ends:
            return
        ends[done] = self._seconds()
        if done == 1 and wanted > 1:
            took = ends[1] - ends[0]
            self._tell(f"  its first epoch took {duration(took)}: at most {duration(took * wanted)} for {wanted}")


def duration(seconds: float) -> str:
    """In the unit that a person would use."""
    for size, unit in ((5400, "hours"), (90, "minutes")):
        if seconds >= size:
            return f"{seconds / (3600 if unit == 'hours' else 60):.2g} {unit}"
    return f"{seconds:.2g} s"


def _an_epoch(ends: Mapping[int, float]) -> float:
    first, last = (1 if len(ends) > 2 else 0), max(ends)
    return (ends[last] - ends[first]) / max(1, last - first)
