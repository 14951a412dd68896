"""What the tracker store promises beyond Rasa's: one writer at a time, others' writes with it, a past looked up."""

from __future__ import annotations

import asyncio
import contextlib

import pytest
import sqlalchemy as sa
from rasa.shared.core.events import (
    ActionExecuted,
    ActionReverted,
    BotUttered,
    SessionStarted,
    SlotSet,
    UserUtteranceReverted,
    UserUttered,
)
from rasa.shared.core.trackers import EventVerbosity

from bot.forgetting import forget_conversations
from bot.tracker.alongside import alongside
from bot.tracker.beginning import LONGEST_RULE, MOST_TURNS
from bot.tracker.record import ConversationChanged
from bot.tracker.tables import windows

LONG = 3 * MOST_TURNS


def turn(number: int) -> list:
    """Somebody says something, and is answered in two parts."""
    said = [UserUttered(f"message {number}", {"name": "chat"}, input_channel="rest"), ActionExecuted("utter_chat")]
    said += [BotUttered(f"answer {number}"), ActionExecuted("action_look"), SlotSet("seen", [number])]
    return [*said, ActionExecuted("action_listen")]


async def talk(store, turns: range, sender: str = "b1"):
    """Holds these turns; gives the last one's tracker."""
    for number in turns:
        tracker = await store.get_or_create_tracker(sender, append_action_listen=False)
        begun = [] if tracker.events else [ActionExecuted("action_session_start"), SessionStarted()]
        for event in [*begun, *([ActionExecuted("action_listen")] if begun else []), *turn(number)]:
            tracker.update(event)
        await store.save(tracker)
    return tracker


async def texts(store, sender: str = "b1") -> list[str]:
    tracker = await store.retrieve_full_tracker(sender)
    return [event.text for event in tracker.events if isinstance(event, UserUttered)] if tracker else []


async def test_a_long_conversation_is_read_by_its_latest_turns_and_kept_whole(side):
    store = side().store
    await talk(store, range(LONG))
    tracker = await store.retrieve("b1")
    assert sum(isinstance(event, UserUttered) for event in tracker.events) <= MOST_TURNS
    assert tracker.get_slot("seen") == [LONG - 1]
    assert await texts(store) == [f"message {n}" for n in range(LONG)]
    assert len(tracker.current_state(EventVerbosity.ALL)["events"]) == len(tracker.whole_session) > len(tracker.events)


@pytest.mark.parametrize("actions", [0, 1, 2])
async def test_a_long_conversation_of_short_turns_is_read_by_its_latest_turns(side, actions):
    store = side().store
    for number in range(LONG):
        tracker = await store.get_or_create_tracker("b1", append_action_listen=False)
        done = [ActionExecuted(f"utter_{place}") for place in range(actions)]
        for event in (UserUttered(f"message {number}"), *done, ActionExecuted("action_listen")):
            tracker.update(event)
        await store.save(tracker)
    tracker = await store.retrieve("b1")
    assert sum(isinstance(event, UserUttered) for event in tracker.events) <= max(MOST_TURNS, LONGEST_RULE)
    assert sum(isinstance(event, ActionExecuted) for event in tracker.events) >= LONGEST_RULE


async def test_of_two_turns_read_at_once_the_second_to_be_saved_is_refused_and_leaves_nothing(side):
    store = side().store
    await talk(store, range(2))
    first, second = await store.retrieve("b1"), await store.retrieve("b1")
    for tracker, text in ((first, "the first"), (second, "the second")):
        tracker.update(UserUttered(text))
    await store.save(first)
    with pytest.raises(ConversationChanged, match="b1"):
        await store.save(second)
    assert (await texts(store))[-1] == "the first"


async def test_of_two_first_turns_the_second_to_be_saved_is_refused(side):
    store = side().store
    first, second = store.init_tracker("b1"), store.init_tracker("b1")
    for tracker in (first, second):
        tracker.update(UserUttered("hello"))
    await store.save(first)
    with pytest.raises(ConversationChanged):
        await store.save(second)
    assert await texts(store) == ["hello"]


async def test_a_tracker_may_be_saved_again_and_again(side):
    store = side().store
    tracker = store.init_tracker("b1")
    for text in ("one", "two"):
        tracker.update(UserUttered(text))
        await store.save(tracker)
        await store.save(tracker)
    assert await texts(store) == ["one", "two"]


async def test_what_is_written_alongside_is_kept_with_the_turn(side):
    store = side().store
    row = {"sender": "another", "version": 7}
    with alongside(lambda connection: connection.execute(sa.insert(windows).values(row))):
        await talk(store, range(1))
    with store.engine.begin() as connection:
        assert connection.scalar(sa.select(windows.c.version).where(windows.c.sender == "another")) == 7


async def test_what_fails_alongside_keeps_nothing_of_the_turn(side):
    def fail(connection):
        raise PermissionError("the lock is lost")

    store = side().store
    await talk(store, range(1))
    tracker = await store.retrieve("b1")
    tracker.update(UserUttered("not to be kept"))
    with pytest.raises(PermissionError), alongside(fail):
        await store.save(tracker)
    assert await texts(store) == ["message 0"]
    await store.save(tracker)  # nothing was taken for saved
    assert await texts(store) == ["message 0", "not to be kept"]


async def test_a_conversation_of_rasas_own_store_goes_on(side, agent):
    rasas = side(ours=False)
    await talk(rasas.store, range(LONG))
    ours = side(url=rasas.url).store
    await talk(ours, range(LONG, LONG + 2))
    assert (await ours.retrieve("b1")).get_slot("seen") == [LONG + 1]
    assert await texts(ours) == [f"message {n}" for n in range(LONG + 2)]


async def test_events_that_somebody_else_appends_are_read(side):
    ours = side()
    rasas = side(ours=False, url=ours.url)
    await talk(ours.store, range(LONG))
    await talk(rasas.store, range(LONG, LONG + 1))
    assert (await ours.store.retrieve("b1")).get_slot("seen") == [LONG]
    await talk(ours.store, range(LONG + 1, LONG + 2))
    assert await texts(ours.store) == await texts(rasas.store) == [f"message {n}" for n in range(LONG + 2)]


async def test_a_record_that_lost_the_turn_with_which_reading_begins_is_read_from_its_start(side):
    store = side().store
    await talk(store, range(LONG))
    with store.engine.begin() as connection:
        first = connection.scalar(sa.select(windows.c.first_event))
        connection.execute(sa.text("DELETE FROM events WHERE id >= :first"), {"first": first})
    left = await texts(store)
    assert 0 < len(left) < LONG
    tracker = await store.retrieve("b1")
    assert tracker.before is None or len(tracker.whole_session) > len(tracker.events)
    await talk(store, range(LONG, LONG + 1))
    assert await texts(store) == [*left, f"message {LONG}"]


async def test_a_forgotten_conversation_begins_anew(side):
    one = side()
    await talk(one.store, range(LONG))
    forget_conversations(one.url)
    assert await one.store.retrieve("b1") is None
    await talk(one.store, range(2))
    assert await texts(one.store) == ["message 0", "message 1"]


async def test_a_conversation_whose_events_alone_were_taken_away_begins_anew(side):
    store = side().store
    await talk(store, range(LONG))
    with store.engine.begin() as connection:
        connection.execute(sa.text("DELETE FROM events"))
    await talk(store, range(2))
    assert await texts(store) == ["message 0", "message 1"]


@pytest.mark.parametrize("times", [1, MOST_TURNS, LONG - 1])
async def test_going_back_further_than_the_latest_turns_is_looked_up(side, times):
    found = []
    for store in (side(ours=False).store, side().store):
        await talk(store, range(LONG))
        tracker = await store.retrieve("b1")
        for _ in range(times):
            tracker.update(UserUtteranceReverted())
        tracker.update(ActionReverted())  # takes the last answer's second part back as well
        await store.save(tracker)
        found += [tracker.get_slot("seen"), (await store.retrieve("b1")).get_slot("seen")]
    before = LONG - 2 - times
    assert found == [[before] if before >= 0 else None] * 4


async def test_a_story_tells_the_whole_session(side):
    store = side().store
    await talk(store, range(LONG))
    tracker = await store.retrieve("b1")
    assert sum(isinstance(event, UserUttered) for event in tracker.as_dialogue().events) == LONG
    half = tracker.whole_session[len(tracker.whole_session) // 2]
    assert tracker.travel_back_in_time(half.timestamp).events[-1] == half


async def test_what_was_asked_at_first_is_not_lost_on_a_new_tracker_of_the_latest_turns(side):
    """Rasa makes such trackers for the validation of forms."""
    store = side().store
    tracker = store.init_tracker("b1")
    tracker.update(SlotSet("colour", "red"))
    await store.save(tracker)
    await talk(store, range(LONG))
    found = await store.retrieve("b1")
    again = type(store.init_tracker("b1")).from_events("b1", found.events_after_latest_restart(), store.domain.slots)
    assert again.current_slot_values() == found.current_slot_values()


async def test_conversations_are_listed(side):
    store = side().store
    await talk(store, range(1), "b1")
    await talk(store, range(1), "b2")
    assert sorted(await store.keys()) == ["b1", "b2"]
    assert await store.exists("b1")
    assert not await store.exists("b3")


async def test_the_loop_goes_on_while_the_database_makes_a_turn_wait(side):
    """Somebody else holds the write lock; the save waits for it in a thread, and the loop runs."""
    store = side().store
    tracker = await talk(store, range(1))
    tracker.update(UserUttered("waits"))
    other = store.engine.connect()
    begun = other.begin()
    other.execute(sa.update(windows).values(version=windows.c.version))
    saving = asyncio.ensure_future(store.save(tracker))
    for _ in range(50):
        await asyncio.sleep(0)
    assert not saving.done()
    with contextlib.closing(other):
        begun.rollback()
    await saving
    assert (await texts(store))[-1] == "waits"
