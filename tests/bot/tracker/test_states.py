"""The latest states, told from the latest events, are those that Rasa finds by replaying all."""

from __future__ import annotations

import random
from collections.abc import Iterator

import pytest
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import (
    ActionExecuted,
    ActionReverted,
    ActiveLoop,
    BotUttered,
    DefinePrevUserUtteredFeaturization,
    Event,
    Restarted,
    SessionStarted,
    SlotSet,
    UserUtteranceReverted,
    UserUttered,
)
from rasa.shared.core.trackers import DialogueStateTracker

from bot.tracker.recent import RecentTracker
from bot.tracker.states import latest_states
from tests.bot.tracker.test_store import LONG, talk

DOMAIN = """
version: "3.1"
intents: [chat, greet]
entities: [{order: {roles: [first, last]}}, place]
actions: [action_look]
responses: {utter_chat: [{text: hi}]}
slots:
  seen: {type: any, mappings: [{type: custom}]}
  counts: {type: text, influence_conversation: %s, mappings: [{type: custom}]}
"""
NUMBER = 3
BEGUN = [ActionExecuted("action_session_start"), SessionStarted(), ActionExecuted("action_listen")]


def domain(counts: bool = False) -> Domain:
    return Domain.from_yaml(DOMAIN % str(counts).lower())


def heard(chance: random.Random) -> Iterator[Event]:
    entities = [{"entity": "order", "value": "1", "role": "last"}, {"entity": "place", "value": "2"}, {"value": "?"}]
    said = {"name": chance.choice(["chat", "greet", None])}
    yield UserUttered(chance.choice(["hello", "", None]), said, chance.sample(entities[:2], chance.randrange(3)))
    if chance.random() < 0.8:
        yield DefinePrevUserUtteredFeaturization(False)


def happening(chance: random.Random) -> list[Event]:
    kinds = [
        lambda: list(heard(chance)),
        lambda: [ActionExecuted(chance.choice(["utter_chat", "action_look", "action_listen"])), BotUttered("hi")],
        lambda: [ActionExecuted("action_listen"), *heard(chance)],
        lambda: [SlotSet("seen", chance.random()), SlotSet("counts", "x")],
        lambda: [chance.choice([UserUtteranceReverted, ActionReverted])()],
        lambda: [chance.choice([Restarted, SessionStarted, lambda: ActiveLoop(None)])()],
    ]
    return chance.choices(kinds, weights=[3, 5, 5, 2, 1, 0.3])[0]()


def expected(tracker: DialogueStateTracker, of: Domain) -> list:
    return of.states_for_tracker_history(tracker)[-NUMBER:]


@pytest.mark.parametrize("seed", range(30))
def test_whatever_happens_they_are_those_that_rasa_finds(seed: int) -> None:
    chance, of = random.Random(seed), domain()
    tracker = RecentTracker("b1", of.slots)
    for event in BEGUN:
        tracker.update(event)
    for _ in range(60):
        for event in happening(chance):
            tracker.update(event)
        assert latest_states(tracker, of, NUMBER) == expected(tracker, of)


async def test_a_long_conversation_has_them_too(side) -> None:
    of = domain()
    store = side().store
    await talk(store, range(LONG))
    tracker = await store.retrieve("b1")
    assert tracker.before is not None
    plain = RecentTracker("b1", of.slots, tracker.before)
    for event in tracker.events:
        plain.update(event)
    assert latest_states(plain, of, NUMBER) == expected(plain, of)
    assert len(expected(plain, of)) == NUMBER
    assert latest_states(plain, of, 100) is None, "what lies before the latest turns would be missing"


@pytest.mark.parametrize("event", [ActiveLoop("form"), DefinePrevUserUtteredFeaturization(True)])
def test_what_makes_a_state_in_other_ways_is_left_to_rasa(event: Event) -> None:
    of = domain()
    tracker = RecentTracker("b1", of.slots)
    for known in [*BEGUN, UserUttered("hello", {"name": "greet"})]:
        tracker.update(known)
    assert latest_states(tracker, of, NUMBER) is not None
    tracker.update(event)
    assert latest_states(tracker, of, NUMBER) is None


def test_a_domain_whose_slots_count_is_left_to_rasa() -> None:
    assert latest_states(RecentTracker("b1", domain(counts=True).slots), domain(counts=True), NUMBER) is None
    assert latest_states(DialogueStateTracker("b1", domain().slots), domain(), NUMBER) is None
