"""Holds the same random conversation with Rasa's own SQL store and with ours, and says where the two differ.

The assistant has Rasa's forms and two-stage fallback as well as our flows, and actions that undo, rewind and forget.
"""

from __future__ import annotations

import json
import logging
import random
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from rasa.core.agent import Agent
from rasa.core.channels import CollectingOutputChannel, UserMessage
from rasa.core.lock_store import InMemoryLockStore
from rasa.core.tracker_store import SQLTrackerStore
from rasa.model_training import train_core
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ConversationPaused, ConversationResumed, Restarted, SlotSet
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.log_utils import configure_structlog

from bot.tracker.recent import RecentTracker
from bot.tracker.store import TrackerStore
from tests.bot.dialogue.shop import Call, Shop
from tests.bot.dialogue.talking import agent_of

HERE = Path(__file__).parent
FLOWS = HERE.parent / "dialogue" / "project"
MOST_CALLS = 30
EVENTS = SQLTrackerStore.SQLEvent.__table__
NOW, NEVER = 1e-9, 0.0
"""Minutes after which a session has expired; zero: it does not."""

# What is said: mostly what leads on, so that forms and tasks are met in all their steps.
INTENTS = (
    *("book", "rate", "fill", "fill", "fill", "affirm", "affirm", "deny", "inform", "inform", "agree", "agree"),
    *("cancel_order", "refund_delay", "talk_to_human", "damaged", "broken", "stop_flow"),
    *("chat", "chat", "greet", "policy", "status", "grow", "choose_colour", "follow"),
    *("undo", "rewind_one", "rewind_many", "hold", "wipe", "restart", "back", "nlu_fallback", "nlu_fallback"),
)
RANKED = ("book", "chat", "cancel_order", "affirm", "greet")
VALUES = {
    "count": ("3", "7"),
    "colour": ("red", "blue"),
    "order": ("A1", "A2", "B1", "Z9"),
    "reason": ("late", "dear"),
    "fault": ("bent", "broken"),
    "sum": ("all",),
}
TEXTS = ("a big one", "the a1 lamp", "hm", "it broke", "a.jpg")


class Endless(BaseException):
    """Rasa would go on for ever: what was undone is predicted again, and undone again. No answer will come."""


class Actions(Shop):
    """The test shop's actions, and those that work on the conversation itself."""

    def __init__(self) -> None:
        super().__init__()
        self.calls_of_step = 0

    async def request(self, method: str = "post", **kwargs: Any) -> Any:
        self.calls_of_step += 1
        if self.calls_of_step > MOST_CALLS:
            raise Endless
        return await super().request(method, **kwargs)

    def validate_booking_form(self, call: Call) -> None:
        size = call.slots.get("size")
        if size == "hm":
            call.set("size", None)
        call.set("seen", sorted(name for name, value in call.slots.items() if value is not None))

    def action_undo(self, call: Call) -> None:
        call.events.append({"event": "undo", "timestamp": None})

    def action_rewind_one(self, call: Call) -> None:
        call.events.append({"event": "rewind", "timestamp": None})

    def action_rewind_many(self, call: Call) -> None:
        call.events += [{"event": "rewind", "timestamp": None}] * 5

    def action_follow(self, call: Call) -> None:
        call.events.append({"event": "followup", "timestamp": None, "name": "utter_after"})

    def action_hold(self, call: Call) -> None:
        call.events.append({"event": "pause", "timestamp": None})

    def action_wipe(self, call: Call) -> None:
        call.events.append({"event": "reset_slots", "timestamp": None})

    def action_look(self, call: Call) -> None:
        call.set("seen", sorted(name for name, value in call.slots.items() if value is not None))


def be_quiet() -> None:
    """Rasa would print every prediction's states, which takes longer than the prediction."""
    configure_structlog(logging.ERROR)
    for name in ("rasa", "matplotlib", "asyncio"):
        logging.getLogger(name).setLevel(logging.ERROR)


def trained(folder: Path) -> Agent:
    """The assistant for both, trained in seconds."""
    parts = [Domain.load([str(FLOWS / "domain.yml")]), Domain.load([str(HERE / "project" / "domain.yml")])]
    domain = parts[0].merge(parts[1])
    domain.persist(folder / "domain.yml")
    rules = folder / "rules"
    rules.mkdir()
    for part in (FLOWS, HERE / "project"):
        (rules / f"{part.parent.name}.yml").write_text((part / "rules.yml").read_text())
    model = train_core(str(folder / "domain.yml"), str(FLOWS / "config.yml"), str(rules), str(folder))
    assert model
    return agent_of(model)


class Side:
    """One of the two: an assistant's memory, and the shop it works with."""

    def __init__(self, agent: Agent, url: str, ours: bool) -> None:
        self.agent, self.url, self.ours = agent, url, ours
        self.shop = Actions()
        self.store = self._open()
        with self.store.engine.connect() as connection:
            self._stored = connection.scalar(sa.select(sa.func.max(EVENTS.c.id))) or 0

    def _open(self) -> SQLTrackerStore:
        kind = TrackerStore if self.ours else SQLTrackerStore
        return kind(self.agent.domain, host=self.url)

    def close(self) -> None:
        """The process ends."""
        self.store.engine.dispose()

    def restart(self) -> None:
        """The process ends, and another one goes on."""
        self.close()
        self.store = self._open()

    def newly_stored(self) -> list[Any]:
        """What the table of events has gained since the last time, without times and numbers."""
        new = sa.select(EVENTS).where(EVENTS.c.id > self._stored).order_by(EVENTS.c.id)
        with self.store.engine.connect() as connection:
            rows = connection.execute(new).all()
        self._stored = rows[-1].id if rows else self._stored
        events = [{name: value for name, value in json.loads(row.data).items() if name != "timestamp"} for row in rows]
        columns = [(row.sender_id, row.type_name, row.intent_name, row.action_name) for row in rows]
        return list(zip(columns, events, strict=True))

    def use(self) -> Any:
        """The assistant works with this side's memory from now on."""
        agent, processor = self.agent, self.agent.processor
        agent.tracker_store = processor.tracker_store = self.store
        agent.lock_store = processor.lock_store = InMemoryLockStore()
        agent.action_endpoint = processor.action_endpoint = self.shop
        return processor

    async def do(self, step: dict[str, Any], sender: str) -> list[dict[str, Any]] | None:
        """Does the step; gives what was answered, None when it would never end."""
        self.shop.calls_of_step = 0
        try:
            return await self._do(step, sender)
        except Endless:
            return None

    async def _do(self, step: dict[str, Any], sender: str) -> list[dict[str, Any]]:
        processor, channel = self.use(), CollectingOutputChannel()
        with expiring(self.agent.domain, NOW if step.get("expired") else NEVER):
            if step["kind"] == "say":
                message = UserMessage(
                    step["text"], channel, sender, message_id=step["id"], metadata={"step": step["id"]}
                )
                message.parse_data = json.loads(json.dumps(step["parsed"])) if step["parsed"] else None
                await self.agent.handle_message(message)
            elif step["kind"] == "trigger":
                tracker = await processor.fetch_tracker_and_update_session(sender, channel)
                await processor.trigger_external_user_uttered(step["intent"], step["entities"], tracker, channel)
            else:  # as the HTTP API appends events
                tracker = await processor.fetch_tracker_with_initial_session(sender, channel)
                for event in step["events"]:
                    tracker.update(event(), self.agent.domain)
                await self.store.save(tracker)
        return list(channel.messages)


@contextmanager
def expiring(domain: Domain, minutes: float) -> Iterator[None]:
    """Sessions expire after so long meanwhile."""
    before, domain.session_config = domain.session_config, type(domain.session_config)(minutes, True)
    try:
        yield
    finally:
        domain.session_config = before


def steps(rng: random.Random, count: int) -> Iterator[dict[str, Any]]:
    """A random conversation. Never twice the same kind of trouble for sure, but each often."""
    for number in range(count):
        chance = rng.random()
        if chance < 0.03:
            yield {"kind": "restart"}
        if chance > 0.96:
            events = [
                rng.choice([lambda: SlotSet("colour", "red"), ConversationPaused, Restarted, ConversationResumed])
            ]
            yield {"kind": "append", "events": events}
        if chance > 0.94:
            entities = [{"entity": "colour", "value": rng.choice(("red", "blue"))}]
            yield {
                "kind": "trigger",
                "intent": rng.choice(("shipped_event", "chat", "choose_colour")),
                "entities": entities,
            }
        if rng.random() < 0.1:
            yield {"kind": "append", "events": [ConversationResumed]}
        yield {"kind": "say", "id": f"m{number}", "expired": rng.random() < 0.025, **_words(rng)}


def _red() -> SlotSet:
    return SlotSet("colour", "red")


def _words(rng: random.Random) -> dict[str, Any]:
    intent = rng.choice(INTENTS)
    entities = {name: rng.choice(values) for name, values in VALUES.items() if rng.random() < 0.2}
    if rng.random() < 0.4:
        return {"text": f"/{intent}{json.dumps(entities) if entities else ''}", "parsed": None}
    text = rng.choice(TEXTS)
    ranking = [{"name": name, "confidence": 0.9 / place} for place, name in enumerate([intent, *RANKED], 1)]
    found = [{"entity": name, "value": value, "start": 0, "end": 1} for name, value in entities.items()]
    parsed = {"text": text, "intent": ranking[0], "intent_ranking": ranking, "entities": found}
    return {"text": text, "parsed": parsed}


def shown(tracker: DialogueStateTracker | None) -> dict[str, Any]:
    """Where a conversation stands, without times."""
    if tracker is None:
        return {}
    message, loop = tracker.latest_message, tracker.active_loop
    return {
        "slots": tracker.current_slot_values(),
        "loop": vars(loop) if loop else None,
        "paused": tracker.is_paused(),
        "followup": tracker.followup_action,
        "action": tracker.latest_action,
        "message": timeless(message) if message else None,
        "for learning": message.as_sub_state() if message else None,
        "channel": tracker.get_latest_input_channel(),
    }


def timeless(event: Any) -> dict[str, Any]:
    """An event without its time."""
    return json.loads(json.dumps({name: value for name, value in event.as_dict().items() if name != "timestamp"}))


async def difference(stock: Side, ours: Side, sender: str) -> str | None:
    """Where the two sides' memories of the conversation differ; None: nowhere."""
    theirs, mine = await stock.store.retrieve(sender), await ours.store.retrieve(sender)
    if theirs is None or mine is None:
        return None if theirs is mine else f"one knows nothing: {theirs}, {mine}"
    assert isinstance(mine, RecentTracker)
    if shown(theirs) != shown(mine):
        return f"state: {_first(shown(theirs), shown(mine))}"
    copied = mine.copy()
    if shown(theirs.copy()) != shown(copied):
        return f"copied state: {_first(shown(theirs.copy()), shown(copied))}"
    for what, expected, told in _records(theirs, mine, stock.agent.domain):
        if expected != told:
            return f"{what}: {_first_of(expected, told)}"
    new = [side.newly_stored() for side in (stock, ours)]
    return None if new[0] == new[1] else f"the record: {_first_of(*new)}"


def _records(theirs: DialogueStateTracker, mine: RecentTracker, domain: Domain) -> Iterator[tuple[str, Any, Any]]:
    """What the latest turns must tell like the end of the whole, and what must be told whole."""
    yield "the latest events", _all(theirs.events)[-len(mine.events) :], _all(mine.events)
    yield "the session's events", _all(theirs.events), _all(mine.whole_session)
    applied = _all(mine.applied_events())
    yield "applied events", _all(theirs.applied_events())[-len(applied) or None :] if applied else [], applied
    states = mine.past_states(domain)
    yield "states", theirs.past_states(domain)[-len(states) :], states
    if mine.before is None:
        yield "all states", theirs.past_states(domain), states


def _all(events: Any) -> list[dict[str, Any]]:
    return [timeless(event) for event in events]


def _first_of(one: list[Any], other: list[Any]) -> str:
    at = next(
        (n for n, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]), min(len(one), len(other))
    )
    return f"{len(one)} and {len(other)}, from {at}: {one[at : at + 2]} and {other[at : at + 2]}"


def _first(one: dict[str, Any], other: dict[str, Any]) -> str:
    return "; ".join(f"{name}: {one[name]!r} and {other[name]!r}" for name in one if one[name] != other.get(name))


async def conversation(stock: Side, ours: Side, seed: int, turns: int) -> None:
    """Holds one; AssertionError with seed and step where the two differ."""
    sender, rng = f"buyer-{seed}", random.Random(seed)
    for number, step in enumerate(steps(rng, turns)):
        where = f"seed {seed}, step {number}: {step}"
        if step["kind"] == "restart":
            stock.restart()
            ours.restart()
            continue
        said, answered = await stock.do(step, sender), await ours.do(step, sender)
        assert said == answered, f"{where}\n{said}\n{answered}"
        if said is None:
            return
        found = await difference(stock, ours, sender)
        assert found is None, f"{where}\n{found}"
        assert stock.shop.called == ours.shop.called, where
    everything = [await side.store.retrieve_full_tracker(sender) for side in (stock, ours)]
    records = [_all(tracker.events) if tracker else [] for tracker in everything]
    assert records[0] == records[1], f"seed {seed}, all in all: {_first_of(*records)}"
