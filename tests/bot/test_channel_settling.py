"""A turn is saved and answered in one transaction: after any failure both are there, or neither is."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Iterator
from datetime import datetime, timezone
from pathlib import Path

import pytest
from rasa.core.channels.channel import UserMessage
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import BotUttered, UserUttered

from bot.channels.conversations import Conversations
from bot.channels.inbound import Inbound, Refused
from bot.channels.settlement import GivenUp, Settlement
from bot.channels.turns import Turns
from bot.locks import limits
from bot.locks.ticket import LockLost
from bot.tracker.alongside import alongside
from bot.tracker.store import TrackerStore

NOW = datetime.fromtimestamp(0, timezone.utc)


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'chat.db'}"


@pytest.fixture
def chats(url: str) -> Iterator[Conversations]:
    conversations = Conversations(url)
    yield conversations
    conversations.close()


class Assistant:
    """Says what it was told and saves that by our tracker store, as Rasa's processor does: once, at the end."""

    def __init__(self, url: str) -> None:
        self.store = TrackerStore(Domain.empty(), url)
        self.before_saving: Callable[[UserMessage], None] = lambda _message: None

    async def __call__(self, message: UserMessage) -> None:
        answer = f"You said {message.text}."
        tracker = await self.store.get_or_create_tracker(message.sender_id, append_action_listen=False)
        await message.output_channel.send_response(message.sender_id, {"text": answer})
        tracker.update(UserUttered(message.text), Domain.empty())
        tracker.update(BotUttered(answer), Domain.empty())
        self.before_saving(message)
        await self.store.save(tracker)

    async def record(self) -> list[str]:
        """What the buyer said, as it is kept."""
        tracker = await self.store.retrieve_full_tracker("c-1")
        return [event.text for event in tracker.events if isinstance(event, UserUttered)] if tracker else []


@pytest.fixture
def assistant(url: str) -> Iterator[Assistant]:
    speaker = Assistant(url)
    yield speaker
    speaker.store.engine.dispose()


def asked(text: str = "hello", message_id: str | None = "m-1") -> Inbound:
    return Inbound("c-1", text, message_id, None)


def answer_kept(chats: Conversations) -> str | None:
    answer = chats.begin(asked(), None, 0.0).answer
    return answer[-1]["text"] if answer is not None else None


async def test_what_fails_after_the_save_changes_nothing_any_more(chats: Conversations, assistant: Assistant) -> None:
    async def fails_late(message: UserMessage) -> None:
        await assistant(message)
        assert answer_kept(chats) == "You said hello."
        raise RuntimeError("the server is on fire")

    turns = Turns(chats, fails_late)
    for _time in range(2):
        assert (await turns.answer(asked(), None, NOW))[0]["text"] == "You said hello."
    assert await assistant.record() == ["hello"]


async def test_news_is_told_with_the_turn_that_takes_it_or_waits_on(chats: Conversations, assistant: Assistant) -> None:
    def breaks(_message: UserMessage) -> None:
        raise OSError("no disk")

    chats.keep_news("c-1", {"recipient_id": "c-1", "text": "Your parcel arrived."})
    turns = Turns(chats, assistant)
    assistant.before_saving = breaks
    assert "went wrong" in (await turns.answer(asked(), None, NOW))[0]["text"]
    assert (answer_kept(chats), await assistant.record()) == (None, [])
    assistant.before_saving = lambda _message: None
    told = [message["text"] for message in await turns.answer(asked(), None, NOW)]
    assert told == ["Your parcel arrived.", "You said hello."]
    assert [message["text"] for message in await turns.answer(asked(), None, NOW)] == told


async def test_who_lost_the_lock_saves_nothing_and_is_not_answered(chats: Conversations, assistant: Assistant) -> None:
    def lost(_connection: object) -> None:
        raise LockLost("c-1")

    async def loses(message: UserMessage) -> None:
        with alongside(lost):
            await assistant(message)

    chats.keep_news("c-1", {"recipient_id": "c-1", "text": "Your parcel arrived."})
    with pytest.raises(Refused) as refused:
        await Turns(chats, loses).answer(asked(), None, NOW)
    assert refused.value.status == 503
    assert (answer_kept(chats), await assistant.record()) == (None, [])
    again = await Turns(chats, assistant).answer(asked(), None, NOW)
    assert [message["text"] for message in again] == ["Your parcel arrived.", "You said hello."]


async def test_of_two_servers_that_share_no_lock_one_is_not_answered(
    chats: Conversations, assistant: Assistant
) -> None:
    """They must not be run like that; but nothing that was accepted may be lost even so."""
    met = [asyncio.Event(), asyncio.Event()]
    store = assistant.store

    async def meets(message: UserMessage) -> None:
        me = int(message.text)
        tracker = await store.get_or_create_tracker(message.sender_id, append_action_listen=False)
        await message.output_channel.send_response(message.sender_id, {"text": "done"})
        tracker.update(UserUttered(message.text), Domain.empty())
        met[me].set()
        await met[1 - me].wait()
        await store.save(tracker)

    outcomes = await asyncio.gather(
        *[Turns(chats, meets).answer(asked(str(n), f"m-{n}"), None, NOW) for n in range(2)], return_exceptions=True
    )
    refused = [outcome for outcome in outcomes if isinstance(outcome, Refused)]
    (kept,) = await assistant.record()
    assert [refusal.status for refusal in refused] == [503]
    assert isinstance(outcomes[int(kept)], list)


async def test_a_turn_that_is_being_saved_when_its_time_is_over_is_saved(
    chats: Conversations, assistant: Assistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    over = threading.Event()
    give_up = Settlement.give_up

    def gives_up(settlement: Settlement) -> bool:
        given_up = give_up(settlement)
        over.set()
        return given_up

    monkeypatch.setattr(Settlement, "give_up", gives_up)
    monkeypatch.setattr(limits, "TURN", 0.5)

    async def saves_slowly(message: UserMessage) -> None:
        with alongside(lambda _connection: over.wait(60)):
            await assistant(message)

    (message,) = await Turns(chats, saves_slowly).answer(asked(), None, NOW)
    assert over.is_set()
    kept = answer_kept(chats)
    assert (kept is not None) == (message["text"] == "You said hello.")
    assert await assistant.record() == (["hello"] if kept else [])


async def test_a_turn_that_was_given_up_is_not_saved_later(
    chats: Conversations, assistant: Assistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "TURN", 0.05)
    late: list[asyncio.Task[None]] = []

    async def goes_on_alone(message: UserMessage) -> None:
        late.append(asyncio.ensure_future(assistant(message)))
        await asyncio.sleep(3600)

    go = threading.Event()
    save = assistant.store.save

    async def waits(tracker: object) -> None:
        await asyncio.to_thread(go.wait)
        await save(tracker)

    monkeypatch.setattr(assistant.store, "save", waits)
    (message,) = await Turns(chats, goes_on_alone).answer(asked(), None, NOW)
    assert "went wrong" in message["text"]
    go.set()
    with pytest.raises(GivenUp):
        await late[0]
    assert (answer_kept(chats), await assistant.record()) == (None, [])
