"""Collects what the assistant says in one turn, in the shape of contract.md, and keeps what it says between turns."""

from __future__ import annotations

import asyncio
from typing import Any

from rasa.core.channels.channel import CollectingOutputChannel

from bot.channels.conversations import Conversations


class RestOutput(CollectingOutputChannel):
    """The messages of one turn: a text stays one message with its buttons, ``custom`` is a message of its own."""

    @classmethod
    def name(cls) -> str:
        """The channel's name, by which responses may have variants."""
        return "rest"

    async def send_text_message(self, recipient_id: str, text: str, **_kwargs: Any) -> None:
        """Keep the text whole: Rasa would cut it at blank lines. An empty one is none."""
        if text.strip():
            await self._persist_message(self._message(recipient_id, text=text.strip()))

    async def send_text_with_buttons(
        self, recipient_id: str, text: str, buttons: list[dict[str, Any]], **_kwargs: Any
    ) -> None:
        """A button is its title and its payload; nothing else leaves the house."""
        plain = [{"title": button["title"], "payload": button["payload"]} for button in buttons]
        await self._persist_message(self._message(recipient_id, text=text.strip(), buttons=plain))


class NewsOutput(RestOutput):
    """What is said while no request waits (a trigger, a reminder) is kept for the conversation's next answer."""

    def __init__(self, conversations: Conversations) -> None:
        super().__init__()
        self._conversations = conversations

    async def _persist_message(self, message: dict[str, Any]) -> None:
        await asyncio.to_thread(self._conversations.keep_news, message["recipient_id"], message)
        await super()._persist_message(message)
