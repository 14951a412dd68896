"""A loaded model's components run in an order worked out once, and give what Rasa's own way of running gives."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from rasa.core.agent import Agent
from rasa.core.channels.channel import UserMessage
from rasa.core.processor import MessageProcessor
from rasa.engine.exceptions import GraphRunError
from rasa.engine.runner.dask import DaskGraphRunner
from rasa.shared.core.events import ActionExecuted, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot.replaced import graph_run

pytestmark = [pytest.mark.server, pytest.mark.filterwarnings("ignore::UserWarning")]
WAYS = [graph_run.run, graph_run.REPLACEMENT.stock]


@pytest.fixture(scope="module")
def processor(tiny_model: Path) -> MessageProcessor:
    processor = Agent.load(tiny_model).processor
    assert processor is not None
    return processor


@pytest.fixture
def runner(processor: MessageProcessor) -> DaskGraphRunner:
    assert isinstance(processor.graph_runner, DaskGraphRunner)
    return processor.graph_runner


def heard(processor: MessageProcessor, text: str) -> DialogueStateTracker:
    events = [ActionExecuted("action_listen"), UserUttered(text, {"name": "greet", "confidence": 1.0})]
    return DialogueStateTracker.from_events("c-1", events, processor.domain.slots)


def inputs(processor: MessageProcessor, text: str) -> dict[str, Any]:
    return {"__message__": [UserMessage(text, message_id="m-1")], "__tracker__": heard(processor, text)}


@pytest.mark.parametrize("text", ["hello", "what is the weather", "/greet", "", "  "])
@pytest.mark.parametrize("side", ["nlu_target", "core_target"])
def test_it_gives_what_rasas_own_gives(processor: MessageProcessor, runner: Any, text: str, side: str) -> None:
    target = getattr(processor.model_metadata, side)
    ours, stock = (way(runner, inputs(processor, text), [target])[target] for way in WAYS)
    if side == "nlu_target":
        assert ours[0].as_dict() == stock[0].as_dict()
    else:
        assert ours == stock
        assert max(ours.probabilities) > 0


def test_each_component_runs_after_those_it_needs_and_no_other_does(runner: DaskGraphRunner) -> None:
    targets = runner._graph_schema.target_names
    plan = graph_run._plan(runner, tuple(targets))
    wanted = runner._graph_schema.minimal_graph_schema(targets).nodes
    order = [name for name, _ in plan]
    assert sorted(order) == sorted(wanted)
    for place, (_, needs) in enumerate(plan):
        assert {need for need in needs if need in wanted} <= set(order[:place])


@pytest.mark.parametrize("way", WAYS)
def test_what_is_not_given_is_told_as_by_rasa(processor: MessageProcessor, runner: DaskGraphRunner, way: Any) -> None:
    with pytest.raises(GraphRunError):
        way(runner, {}, [processor.model_metadata.nlu_target])


@pytest.mark.parametrize("way", WAYS)
def test_an_input_named_as_a_component_is_refused(
    processor: MessageProcessor, runner: DaskGraphRunner, way: Any
) -> None:
    target = processor.model_metadata.nlu_target
    with pytest.raises(GraphRunError):
        way(runner, {"__message__": str(target)}, [target])
