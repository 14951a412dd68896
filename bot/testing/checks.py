"""Decides whether an answer is as a test expects, and whether it keeps what every answer must keep.

Always: not empty, nothing of the machine in the text, no question twice word for word, buttons that lead somewhere,
no write without a read-back in the turn before, the decision carried along when the answer rests on one, no error.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from bot.testing.answer import Answer
from bot.testing.difference import Difference
from bot.testing.words import names_button

MACHINE = re.compile(r"\bNone\b|\bnull\b|[{}]|\bTraceback\b|\bnan\b")
READS_BACK_A_DECISION = re.compile(r"utter_confirm_(?!handover)")
FAILED = "utter_action_failed"
PAYLOAD = re.compile(r"^/(?P<intent>[a-z_]+)(?P<entities>\{.*\})?$", re.DOTALL)


@dataclass(frozen=True)
class Seen:
    """What a turn is judged by. ``wrote``: what changed in the shop; ``confirmed``: the turn before read back."""

    answer: Answer
    earlier: tuple[Answer, ...] = ()
    wrote: tuple[str, ...] = ()
    intents: frozenset[str] = frozenset()
    reasons: frozenset[str] = frozenset()

    @property
    def before(self) -> Answer:
        return self.earlier[-1] if self.earlier else Answer()


def always(seen: Seen, expected: dict[str, Any]) -> Iterator[Difference]:
    """The checks that no test has to write down."""
    answer = seen.answer
    if answer.refused:
        if seen.wrote:
            yield Difference("write", "none: the channel refused the message", list(seen.wrote))
        return
    if not any(message.text or "handover" in message.custom for message in answer.messages):
        yield Difference("assistant", "an answer in words", "silence")
    for text in [answer.text, *(str(button.get("title", "")) for button in answer.buttons)]:
        if MACHINE.search(text):
            yield Difference("text", "nothing of the machine", text)
    yield from _buttons(seen)
    yield from _repeated(seen)
    yield from _writes(seen)
    yield from _decision_missing(seen)
    if FAILED not in _list(expected.get("response")) and (answer.errors or FAILED in answer.responses):
        yield Difference("error", "none", "; ".join(answer.errors) or FAILED)


def _buttons(seen: Seen) -> Iterator[Difference]:
    for button in seen.answer.buttons:
        payload = PAYLOAD.match(str(button.get("payload", "")))
        if not button.get("title") or payload is None or payload["intent"] not in seen.intents:
            yield Difference("buttons", "a title and a payload of a known intent", button)
        elif payload["entities"] and not _is_json(payload["entities"]):
            yield Difference("buttons", "a payload with JSON", button)


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except ValueError:
        return False
    return True


def _repeated(seen: Seen) -> Iterator[Difference]:
    said = {message.text for message in seen.before.messages}
    for message in seen.answer.messages:
        if message.text in said and (message.response or "").startswith("utter_ask_"):
            yield Difference("text", "the question in other words", message.text)


def reads_back(answer: Answer) -> bool:
    """Whether the answer put a proposal to the buyer, to be confirmed."""
    return any(name.startswith("utter_confirm_") for name in answer.responses)


def _writes(seen: Seen) -> Iterator[Difference]:
    if seen.wrote and not reads_back(seen.before):
        yield Difference("write", "none: nothing was read back in the turn before", list(seen.wrote))


def _decision_missing(seen: Seen) -> Iterator[Difference]:
    if seen.answer.decisions:
        return
    for name in seen.answer.responses:
        word = re.sub(r"^utter_(cancellation|refund|order_status|refusal|case)_|_done$", "", name)
        if (word != name and word in seen.reasons) or READS_BACK_A_DECISION.match(name):
            yield Difference("decision", f"carried with {name}", "no decision in the answer")


def expected_of(seen: Seen, expected: dict[str, Any]) -> Iterator[Difference]:
    """What the ``assistant:`` of a turn says, compared with the answer."""
    if "refused" in expected or seen.answer.refused:
        if expected.get("refused") != seen.answer.refused:
            yield Difference("refused", expected.get("refused"), seen.answer.refused)
        return
    for key, wanted in expected.items():
        yield from _CHECKS[key](seen, wanted)


def _responses(seen: Seen, wanted: Any) -> Iterator[Difference]:
    got = seen.answer.responses
    position = iter(got)
    if not all(name in position for name in _list(wanted)):
        yield Difference("response", wanted, got)


def _in_decision(key: str) -> Callable[[Seen, Any], Iterator[Difference]]:
    def check(seen: Seen, wanted: Any) -> Iterator[Difference]:
        got = [decision.get(key) for decision in seen.answer.decisions]
        if wanted not in got:
            yield Difference(key, wanted, got if len(got) > 1 else (got or ["no decision"])[0])

    return check


def _clauses(seen: Seen, wanted: Any) -> Iterator[Difference]:
    got = {clause for decision in seen.answer.decisions for clause in decision.get("clauses", ())}
    if not set(wanted) <= got:
        yield Difference("clauses", wanted, sorted(got))


def _no_decision(seen: Seen, wanted: Any) -> Iterator[Difference]:
    if seen.answer.decisions:
        yield Difference("no_decision", wanted, seen.answer.decisions)


def _has_buttons(seen: Seen, wanted: Any) -> Iterator[Difference]:
    got = seen.answer.buttons
    missing = [name for name in wanted if not any(names_button(name, button) for button in got)]
    if missing or (got and not wanted):
        yield Difference("buttons", wanted or "none", [f"{b.get('title')} → {b.get('payload')}" for b in got])


def _text_has(seen: Seen, wanted: Any) -> Iterator[Difference]:
    for text in _list(wanted):
        if _plain(text) not in _plain(seen.answer.text):
            yield Difference("text_has", text, seen.answer.text)


def _text_lacks(seen: Seen, wanted: Any) -> Iterator[Difference]:
    for text in _list(wanted):
        if _plain(text) in _plain(seen.answer.text):
            yield Difference("text_lacks", text, seen.answer.text)


def _same_as(seen: Seen, wanted: Any) -> Iterator[Difference]:
    if not 1 <= wanted <= len(seen.earlier):
        yield Difference("same_as_answer", f"an answer {wanted}", f"{len(seen.earlier)} answers so far")
        return
    other = seen.earlier[wanted - 1]
    mine, theirs = (_shape(answer) for answer in (seen.answer, other))
    if mine != theirs:
        yield Difference("same_as_answer", theirs, mine)


def _shape(answer: Answer) -> list[Any]:
    buttons = [str(button.get("payload", "")).split("{")[0] for button in answer.buttons]
    return [answer.responses, buttons, answer.decisions]


def _no_write(seen: Seen, wanted: Any) -> Iterator[Difference]:
    if seen.wrote:
        yield Difference("no_write", wanted, list(seen.wrote))


def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", text).casefold()


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


_CHECKS: dict[str, Callable[[Seen, Any], Iterator[Difference]]] = {
    "response": _responses,
    "reason": _in_decision("reason"),
    "outcome": _in_decision("outcome"),
    "clauses": _clauses,
    "no_decision": _no_decision,
    "buttons": _has_buttons,
    "text_has": _text_has,
    "text_lacks": _text_lacks,
    "same_as_answer": _same_as,
    "no_write": _no_write,
}
