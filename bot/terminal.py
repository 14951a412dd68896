"""Shows a conversation in a terminal: wrapped text, numbered buttons, on request the decision behind an answer."""

from __future__ import annotations

import sys
import textwrap
from typing import Any

WIDTH = 96
SPEAKER = "recourse › "
INDENT = " " * 6


class Screen:
    """What is on show: above all the buttons that a number may choose."""

    def __init__(self, why: bool = False) -> None:
        self._why = why
        self._buttons: list[dict[str, str]] = []

    def show(self, messages: list[dict[str, Any]]) -> None:
        """One answer. Its buttons replace the earlier ones."""
        self._buttons = []
        for message in messages:
            self._show(message)
        print(flush=True)

    def meant(self, text: str) -> str:
        """What is to be sent for what was typed: a button's payload for its number, else the text."""
        number = int(text) if text.isascii() and text.isdigit() and len(text) < 3 else 0
        if not 0 < number <= len(self._buttons):
            return text
        button = self._buttons[number - 1]
        print(dim(f"{INDENT}{button['title']}"))
        return button["payload"]

    def _show(self, message: dict[str, Any]) -> None:
        if message.get("text"):
            print(_wrapped(message["text"]))
        for button in message.get("buttons", ()):
            self._buttons.append(button)
            print(f"{INDENT}{len(self._buttons)}) {button['title']}")
        decision = (message.get("custom") or {}).get("decision")
        if decision and self._why:
            clauses = ", ".join(decision.get("clauses") or ())
            request, outcome, reason = (decision.get(part) for part in ("request", "outcome", "reason"))
            print(dim(f"{INDENT}{request}: {outcome}, {reason} ({clauses})"))


def dim(text: str) -> str:
    """Less loud, where the terminal can."""
    return f"\033[2m{text}\033[0m" if sys.stdout.isatty() else text


def _wrapped(text: str) -> str:
    """The text under the speaker's name. What a terminal would act upon is left out: texts hold words of strangers."""
    plain = "".join(sign for sign in text if sign.isprintable() or sign == "\n")
    lines = [part for line in plain.splitlines() for part in textwrap.wrap(line, WIDTH - len(SPEAKER)) or [""]]
    return "\n".join(((SPEAKER if n == 0 else " " * len(SPEAKER)) + line).rstrip() for n, line in enumerate(lines))
