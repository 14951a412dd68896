"""The rules predict from the latest states what they predict from all, with the same mark on the turn."""

from __future__ import annotations

import random
from typing import Any

import pytest
from rasa.core.agent import Agent
from rasa.shared.core.events import ActionExecuted, Event, SessionStarted, UserUttered

from bot.dialogue import rules
from bot.dialogue.flow_policy import FlowPolicy
from bot.tracker.recent import RecentTracker


@pytest.fixture
def policy(agent: Agent) -> FlowPolicy:
    components = [node._component for node in agent.processor.graph_runner._instantiated_nodes.values()]
    return next(component for component in components if isinstance(component, FlowPolicy))


def turns(chance: random.Random, agent: Agent) -> list[Event]:
    """Messages, most of them answered as a rule would."""
    events: list[Event] = [ActionExecuted("action_session_start"), SessionStarted(), ActionExecuted("action_listen")]
    for _ in range(chance.randrange(1, 4)):
        events.append(UserUttered("something", {"name": chance.choice(agent.domain.intents)}))
        answers = [name for name in agent.domain.action_names_or_texts if name.startswith("utter_")]
        events += [ActionExecuted(chance.choice(answers)) for _ in range(chance.randrange(3))]
        events.append(ActionExecuted("action_listen"))
    return [*events, UserUttered("hello", {"name": chance.choice(["greet", "policy", "status", "nobody_knows"])})]


def predicted(policy: FlowPolicy, tracker: RecentTracker, agent: Agent) -> dict[str, Any]:
    prediction = policy._predict(tracker, agent.domain)[0]
    return {name: value for name, value in vars(prediction).items() if name != "diagnostic_data"}


@pytest.mark.parametrize("seed", range(20))
def test_they_predict_the_same(policy: FlowPolicy, agent: Agent, monkeypatch: pytest.MonkeyPatch, seed: int) -> None:
    tracker = RecentTracker("b1", agent.domain.slots)
    for event in turns(random.Random(seed), agent):
        tracker.update(event)
    for _ in range(3):
        ours = predicted(policy, tracker, agent)
        with monkeypatch.context() as patch:
            patch.setattr(rules, "latest_states", lambda *_: None)
            assert ours == predicted(policy, tracker, agent)
        tracker.update(
            ActionExecuted(agent.domain.action_names_or_texts[ours["probabilities"].index(max(ours["probabilities"]))])
        )


def test_only_the_latest_states_are_made(policy: FlowPolicy, agent: Agent) -> None:
    tracker = RecentTracker("b1", agent.domain.slots)
    for event in turns(random.Random(1), agent) * 5:
        tracker.update(event)
    assert len(policy._prediction_states(tracker, agent.domain)) == policy._states_to_tell < 5
