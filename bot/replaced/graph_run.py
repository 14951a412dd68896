"""Runs a loaded model's components one after the other, in an order that is worked out once.

Replaces ``DaskGraphRunner.run``: Rasa cuts its graph and has dask plan it anew for each of the three runs of a turn,
and dask then runs it in this same thread. What trains (components that are made while it runs) is left to Rasa.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from rasa.engine.exceptions import GraphRunError
from rasa.engine.graph import GraphSchema
from rasa.engine.runner.dask import DaskGraphRunner

from bot.replaced.replacement import Replacement

Plan = Sequence[tuple[str, Sequence[str]]]
"""Components in the order in which they run, each with what it needs."""


def run(
    self: DaskGraphRunner, inputs: dict[str, Any] | None = None, targets: list[str] | None = None
) -> dict[str, Any]:
    """What the targets give, by their names."""
    given = inputs or {}
    if not _is_loaded(self) or any(isinstance(value, str) for value in given.values()):
        return dict(REPLACEMENT.stock(self, inputs, targets))
    wanted = tuple(targets or self._graph_schema.target_names)
    found: dict[str, Any] = {name: (name, value) for name, value in given.items()}
    try:
        for name, needs in _plan(self, wanted):
            if name not in found:
                found[name] = self._instantiated_nodes[name](*(found.get(need, need) for need in needs))
    except RuntimeError as error:
        raise GraphRunError("Error running runner.") from error
    return dict(found[name] for name in wanted)


def _is_loaded(runner: DaskGraphRunner) -> bool:
    """Whether all components are there already, as in a model that answers."""
    return all(node._eager for node in runner._instantiated_nodes.values())


def _plan(runner: DaskGraphRunner, wanted: tuple[str, ...]) -> Plan:
    plans: dict[tuple[str, ...], Plan] = runner.__dict__.setdefault("plans_by_targets", {})
    if wanted not in plans:
        schema = runner._graph_schema.minimal_graph_schema(list(wanted))
        plans[wanted] = [(name, tuple(schema.nodes[name].needs.values())) for name in _in_order(schema)]
    return plans[wanted]


def _in_order(schema: GraphSchema) -> Iterator[str]:
    """Each component after those it needs."""
    done: set[str] = set()

    def with_needs(name: str) -> Iterator[str]:
        if name in done or name not in schema.nodes:
            return
        done.add(name)
        for need in schema.nodes[name].needs.values():
            yield from with_needs(need)
        yield name

    for name in schema.nodes:
        yield from with_needs(name)


REPLACEMENT = Replacement(method="rasa.engine.runner.dask:DaskGraphRunner.run", source="39c53d008746a393", ours=run)
