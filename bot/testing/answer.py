"""Holds what the assistant answered in one turn; knows neither Rasa nor the database."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Message:
    """One message of the assistant. ``response``: the name of the response it was made from, if it was."""

    text: str | None
    response: str | None = None
    buttons: tuple[dict[str, Any], ...] = ()
    custom: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Answer:
    """What came back. ``refused``: the channel's status instead of an answer; ``errors``: what was logged as one."""

    messages: tuple[Message, ...] = ()
    errors: tuple[str, ...] = ()
    refused: int | None = None

    @property
    def text(self) -> str:
        return "\n".join(message.text for message in self.messages if message.text)

    @property
    def responses(self) -> list[str]:
        return [message.response for message in self.messages if message.response]

    @property
    def buttons(self) -> list[dict[str, Any]]:
        return [button for message in self.messages for button in message.buttons]

    @property
    def decisions(self) -> list[dict[str, Any]]:
        return [message.custom["decision"] for message in self.messages if "decision" in message.custom]
