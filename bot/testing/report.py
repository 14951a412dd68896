"""Tells people how conversations went: a line for each, and what was said up to the first turn that differs."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from bot.testing.answer import Answer, Message
from bot.testing.run import Played, Result


def told(result: Result) -> str:
    """``passed  <name>``, or the place, the conversation up to the differing turn and the differences."""
    if result.passed:
        return f"passed  {result.conversation.name}"
    return "\n".join(_failure(result))


def _failure(result: Result) -> Iterator[str]:
    conversation, last = result.conversation, result.played[-1]
    line = last.turn.line if last.turn else conversation.line
    yield f"FAILED  {conversation.name}"
    yield f"        {conversation.path}:{line}"
    for played in result.played[:-1]:
        yield from _exchange(played, short=True)
    yield f"  {'-' * 70}"
    yield from _exchange(last, short=False)
    for difference in last.differences:
        yield f"    {difference.what}"
        yield from _marked("-", "expected", difference.expected)
        yield from _marked("+", "got", difference.got)


def _exchange(played: Played, short: bool) -> Iterator[str]:
    if played.turn is None:
        yield "  at the end"
    elif played.turn.spoken:
        yield f"  buyer      {_cut(played.sent if played.sent is not None else f'[{played.turn.value}]')}"
    else:
        yield f"  {played.turn.deed:<10} {_value(played.turn.value)}"
    if played.answer.refused:
        yield f"  channel    refused with {played.answer.refused}"
    yield from _spoken(played.answer, short)


def _spoken(answer: Answer, short: bool) -> Iterator[str]:
    for message in answer.messages:
        if message.text:
            yield f"  assistant  {_cut(message.text) if short else _indented(message.text)}"
        if not short:
            yield from _details(message)
    if not short:
        yield from (f"             error: {error}" for error in answer.errors)


def _details(message: Message) -> Iterator[str]:
    if message.response:
        yield f"             response: {message.response}"
    for button in message.buttons:
        yield f"             ( {button.get('title')} )  {button.get('payload')}"
    if decision := message.custom.get("decision"):
        shown = {key: decision.get(key) for key in ("request", "outcome", "reason", "clauses", "next")}
        yield f"             decision: {_value(shown)}"


def _marked(mark: str, label: str, value: Any) -> Iterator[str]:
    first, *rest = _value(value).splitlines() or [""]
    yield f"      {mark} {label + ':':<9} {first}"
    yield from (f"      {mark} {'':<9} {line}" for line in rest)


def _value(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)


def _indented(text: str) -> str:
    return text.replace("\n", "\n" + " " * 13)


def _cut(text: str, length: int = 100) -> str:
    line = " / ".join(text.splitlines())
    return line if len(line) <= length else line[: length - 1] + "…"
