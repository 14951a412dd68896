"""How a message becomes an answer: in sequence, once, and never with nothing. Rasa's side is played by a function."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterator
from datetime import datetime, timezone
from pathlib import Path

import pytest
from rasa.core.channels.channel import UserMessage

from bot.channels.conversations import Conversations
from bot.channels.identity import Buyer, SignedIn
from bot.channels.inbound import Inbound
from bot.channels.output import NewsOutput, RestOutput
from bot.channels.rest import RestChannel
from bot.channels.turns import Turns
from bot.locks import limits
from bot.settings import Settings

ANN = SignedIn(Buyer("b1", "Ann", "en-GB", "Europe/London"), 1_000.0)
NOW = datetime.fromtimestamp(0, timezone.utc)


@pytest.fixture
def chats(tmp_path: Path) -> Iterator[Conversations]:
    conversations = Conversations(f"sqlite:///{tmp_path / 'chat.db'}")
    yield conversations
    conversations.close()


def at(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, timezone.utc)


def asked(text: str = "hello", message_id: str | None = None, sender: str = "c-1") -> Inbound:
    return Inbound(sender, text, message_id, "the-token")


class Echo:
    """Says what it was told, and remembers what it was told, in order; takes a moment over it."""

    def __init__(self, moment: float = 0.0) -> None:
        self.heard: list[UserMessage] = []
        self.moment = moment

    async def __call__(self, message: UserMessage) -> None:
        await asyncio.sleep(self.moment)
        self.heard.append(message)
        await message.output_channel.send_response(message.sender_id, {"text": f"You said {message.text}."})


async def test_only_facts_about_the_buyer_go_on_with_the_message(chats: Conversations) -> None:
    echo = Echo()
    await Turns(chats, echo).answer(asked(), ANN, NOW)
    await Turns(chats, echo).answer(asked(sender="c-2"), None, NOW)
    facts = {"id": "b1", "name": "Ann", "locale": "en-GB", "zone": "Europe/London"}
    assert echo.heard[0].metadata == {"buyer": facts, "signed_in_again": False, "now": "1970-01-01T00:00:00Z"}
    assert echo.heard[1].metadata == {"buyer": None, "signed_in_again": False, "now": "1970-01-01T00:00:00Z"}
    assert echo.heard[0].input_channel == "rest"


async def test_the_first_message_after_a_new_sign_in_says_so_and_the_next_does_not(chats: Conversations) -> None:
    echo = Echo()
    turns = Turns(chats, echo)
    await turns.answer(asked(), ANN, at(500))
    later = SignedIn(ANN.buyer, 5_000.0)
    await turns.answer(asked(), later, at(1_000))
    await turns.answer(asked(), later, at(1_001))
    assert [message.metadata["signed_in_again"] for message in echo.heard] == [False, True, False]


async def test_a_turn_that_failed_leaves_the_next_one_the_first_after_the_sign_in(chats: Conversations) -> None:
    await Turns(chats, Echo()).answer(asked(), ANN, at(400))
    chats.lapse("c-1", ANN.buyer)

    async def fails(_message: UserMessage) -> None:
        raise RuntimeError("the tracker cannot be saved")

    await Turns(chats, fails).answer(asked(), ANN, at(500))
    echo = Echo()
    await Turns(chats, echo).answer(asked(), ANN, at(500))
    assert echo.heard[0].metadata["signed_in_again"] is True


async def test_a_repeated_message_is_answered_from_memory(chats: Conversations) -> None:
    echo = Echo()
    turns = Turns(chats, echo)
    first = await turns.answer(asked(message_id="m-1"), None, NOW)
    assert await turns.answer(asked(message_id="m-1"), None, NOW) == first
    assert await Turns(chats, echo).answer(asked(message_id="m-1"), None, NOW) == first
    assert len(echo.heard) == 1


async def test_repeats_sent_at_once_wait_for_the_first_and_get_its_answer(chats: Conversations) -> None:
    echo = Echo(moment=0.2)
    turns = Turns(chats, echo)
    answers = await asyncio.gather(*[turns.answer(asked(message_id="m-1"), None, NOW) for n in range(20)])
    assert len(echo.heard) == 1
    assert all(answer == answers[0] for answer in answers)


async def test_messages_of_one_conversation_are_answered_one_at_a_time_in_their_order(chats: Conversations) -> None:
    under_way: list[str] = []
    order: list[str] = []

    async def alone(message: UserMessage) -> None:
        assert not under_way
        under_way.append(message.text)
        await asyncio.sleep(0.005)
        order.append(under_way.pop())
        await message.output_channel.send_response(message.sender_id, {"text": "done"})

    turns = Turns(chats, alone)
    await asyncio.gather(*[turns.answer(asked(str(n)), None, NOW) for n in range(30)])
    assert order == [str(n) for n in range(30)]
    assert len(turns.locks()._locks._lines) == 0


async def test_another_conversation_does_not_wait(chats: Conversations) -> None:
    go = asyncio.Event()

    async def waits(message: UserMessage) -> None:
        if message.sender_id == "c-1":
            await go.wait()
        await message.output_channel.send_response(message.sender_id, {"text": "done"})

    turns = Turns(chats, waits)
    first = asyncio.ensure_future(turns.answer(asked(), None, NOW))
    await asyncio.wait_for(turns.answer(asked(sender="c-2"), None, NOW), 5)
    assert not first.done()
    go.set()
    assert (await first)[0]["text"] == "done"


async def test_an_error_is_answered_with_an_apology_whose_reference_is_logged(
    chats: Conversations, caplog: pytest.LogCaptureFixture
) -> None:
    async def fails(_message: UserMessage) -> None:
        raise RuntimeError("out of luck")

    (message,) = await Turns(chats, fails).answer(asked(), None, NOW)
    (record,) = [record for record in caplog.records if record.levelno == logging.ERROR]
    reference = record.getMessage().split("(")[1].strip(")")
    assert reference in message["text"]
    assert "out of luck" in caplog.text
    assert "the-token" not in caplog.text


async def test_a_first_try_that_failed_may_be_tried_again_under_its_id(chats: Conversations) -> None:
    tries: list[int] = []

    async def fails_once(message: UserMessage) -> None:
        tries.append(1)
        if len(tries) == 1:
            raise RuntimeError("for the moment")
        await message.output_channel.send_response(message.sender_id, {"text": "done"})

    turns = Turns(chats, fails_once)
    assert "went wrong" in (await turns.answer(asked(message_id="m-1"), None, NOW))[0]["text"]
    assert (await turns.answer(asked(message_id="m-1"), None, NOW))[0]["text"] == "done"


async def test_a_turn_that_takes_too_long_is_given_up_with_an_apology(
    chats: Conversations, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "TURN", 0.05)
    (message,) = await Turns(chats, Echo(moment=5)).answer(asked(message_id="m-1"), None, NOW)
    assert "went wrong" in message["text"]


async def test_a_turn_that_said_nothing_still_gets_a_helpful_answer(chats: Conversations) -> None:
    async def says_nothing(_message: UserMessage) -> None: ...

    (message,) = await Turns(chats, says_nothing).answer(asked(), None, NOW)
    assert "cancel an order" in message["text"]
    assert {"title": "Talk to a person", "payload": "/talk_to_human"} in message["buttons"]


async def test_a_turn_that_said_nothing_because_something_is_down_is_an_error(chats: Conversations) -> None:
    async def says_nothing(_message: UserMessage) -> None: ...

    async def unwell() -> bool:
        return False

    turns = Turns(chats, says_nothing)
    turns.well = unwell
    (message,) = await turns.answer(asked(message_id="m-1"), None, NOW)
    assert "went wrong" in message["text"]
    assert chats.begin(asked(message_id="m-1"), None, 0.0).answer is None


async def test_a_client_that_hangs_up_finds_its_answer_when_it_asks_again(chats: Conversations) -> None:
    echo = Echo(moment=0.1)
    turns = Turns(chats, echo)
    first = asyncio.ensure_future(turns.answer(asked(message_id="m-1"), None, NOW))
    await asyncio.sleep(0.03)
    first.cancel()
    assert (await turns.answer(asked(message_id="m-1"), None, NOW))[0]["text"] == "You said hello."
    assert len(echo.heard) == 1


async def test_a_database_that_broke_is_an_apology_too(chats: Conversations) -> None:
    with chats._engine.begin() as connection:
        for table in ("chat_answers", "chat_news"):
            connection.exec_driver_sql(f"DROP TABLE {table}")
    (message,) = await Turns(chats, Echo()).answer(asked(message_id="m-1"), None, NOW)
    assert "went wrong" in message["text"]


async def test_a_text_stays_one_message_and_custom_is_a_message_of_its_own() -> None:
    output = RestOutput()
    button = {"title": "Yes", "payload": "/affirm", "type": "postback"}
    await output.send_response("c-1", {"text": "One.\n\nTwo.", "buttons": [button], "custom": {"decision": {}, "x": 1}})
    await output.send_response("c-1", {"text": "Three.\n\nFour."})
    await output.send_response("c-1", {"text": "  "})
    assert output.messages == [
        {"recipient_id": "c-1", "text": "One.\n\nTwo.", "buttons": [{"title": "Yes", "payload": "/affirm"}]},
        {"recipient_id": "c-1", "custom": {"decision": {}, "x": 1}},
        {"recipient_id": "c-1", "text": "Three.\n\nFour."},
    ]


async def test_what_is_said_between_turns_comes_with_the_next_answer_and_its_repeats(chats: Conversations) -> None:
    await NewsOutput(chats).send_response("c-1", {"text": "Your parcel arrived."})
    turns = Turns(chats, Echo())
    first = await turns.answer(asked(message_id="m-1"), None, NOW)
    assert [message["text"] for message in first] == ["Your parcel arrived.", "You said hello."]
    assert await turns.answer(asked(message_id="m-1"), None, NOW) == first
    assert [message["text"] for message in await turns.answer(asked(), None, NOW)] == ["You said hello."]


async def test_a_database_that_broke_before_the_sender_is_known_is_an_apology_too(tmp_path: Path) -> None:
    channel = RestChannel(Settings.from_env({"RECOURSE_HOME": str(tmp_path), "RECOURSE_NOW": "2026-12-24T10:00Z"}))
    with channel._conversations._engine.begin() as connection:
        connection.exec_driver_sql("DROP TABLE chat_conversations")
    (message,) = await channel._answer(Turns(channel._conversations, Echo()), Inbound("c-1", "hello", None, None))
    channel._conversations.close()
    assert "went wrong" in message["text"]
