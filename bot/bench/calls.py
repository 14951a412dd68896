"""Measures the call of an action alone, with Rasa's own code and with ours, against the same action server."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

from bot.bench.plan import Plan
from bot.bench.servers import BenchFailed, Place
from bot.children import end_with_parent
from bot.settings import ROOT

WARMING = 5
Probes = Mapping[str, "subprocess.Popen[str]"]


@contextmanager
def call_probes(place: Place, files: Mapping[str, Sequence[Path]]) -> Iterator[Probes]:
    """A process for each side, ready to call. ``files``: its endpoints and what its domain is made of."""
    with ExitStack() as stack:
        probes = {side: stack.enter_context(_probe(place, side, its)) for side, its in files.items()}
        for probe in probes.values():
            _times(probe, WARMING)
        yield probes


def action_calls(probes: Probes, plan: Plan) -> dict[str, list[list[float]]]:
    """Milliseconds by side, block by block."""
    taken: dict[str, list[list[float]]] = {side: [] for side in probes}
    for block in range(plan.blocks):
        for side in list(probes)[:: 1 if block % 2 == 0 else -1]:
            taken[side].append(_times(probes[side], plan.calls))
    return taken


@contextmanager
def _probe(place: Place, side: str, files: Sequence[Path]) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-m", "bot.bench.call_probe", side, *map(str, files)]
    log = place.settings.home / "logs" / f"bench-calls-{side}.log"
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("w") as errors:
        process = subprocess.Popen(
            command,
            cwd=ROOT,
            env=dict(place.environment),
            text=True,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=errors,
            preexec_fn=end_with_parent,
        )
        try:
            yield process
        finally:
            process.kill()
            process.communicate()


def _times(probe: subprocess.Popen[str], count: int) -> list[float]:
    assert probe.stdin is not None
    assert probe.stdout is not None
    probe.stdin.write(f"{count}\n")
    probe.stdin.flush()
    line = probe.stdout.readline()
    if not line:
        raise BenchFailed(
            "the calls of an action could not be measured; see logs/bench-calls-*.log of the bench's home"
        )
    times: list[float] = json.loads(line)
    return times
