"""Holds what a row of the policy's table is, and tells in which points a row differs from what the policy says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from actions.policy.clauses import clause_text_for
from actions.policy.decision import Decision
from actions.policy.due import settle
from actions.policy.effects import perform
from actions.policy.facts import Order
from actions.policy.lifecycle import status
from actions.policy.money import Money
from tests.policy.replay import after, an_order, answer_to, ask_for, replay

_EXPECTED = (
    *("clauses", "deadline", "refund", "steps", "may_do", "missing", "state", "writes", "notes"),
    *("cases", "money", "after", "way_back", "tells"),
)


@dataclass(frozen=True)
class Row:
    """One line of the table: an order with its history, a request at a time, and what the policy must say.

    ``expects``: ``says`` (outcome and reason), and where they matter ``clauses``, ``deadline``, ``refund``, ``steps``,
    ``may_do``, ``missing``, ``state`` (order, newest cancellation, newest refund), ``writes`` (the whole history),
    ``notes``; ``cases`` (each dispute: item, status, outcome, claim), ``money`` (each refund: status, amount),
    ``after`` (the cases when the decision was performed), ``way_back`` (who pays it then), and ``tells`` (words in the
    sentences of the clauses).
    """

    name: str
    history: str
    ask: str
    at: str
    expects: Mapping[str, str]
    order: Mapping[str, Any] = field(default_factory=dict)


def row(name: str, history: str, ask: str, at: str, says: str, **more: Any) -> Row:
    """A row; what is no expectation changes the order (``profile=…``, ``seller=…``)."""
    expects = {"says": says, **{key: more.pop(key) for key in _EXPECTED if key in more}}
    return Row(name, history, ask, at, expects, more)


def differences(this: Row, drop: str = "") -> list[str]:
    """Where the policy says something else than the row, a line each; ``drop``: with this clause left out."""
    start = an_order(**this.order)
    order, entries = replay(start, this.history)
    now = after(this.at, start.placed_at)
    settled = settle(order, now)
    decision = answer_to(order, this.ask, ask_for(this.ask), now)
    told = _told(decision, settled.order, now, start.placed_at, drop)
    told["writes"] = " ".join(str(entry.what) for entry in [*entries, *settled.entries])
    if "tells" in this.expects:
        told["tells"] = " ".join(clause_text_for(clause, order) for clause in decision.clauses if clause != drop)
    if {"after", "way_back"} & this.expects.keys():
        done = perform(order, decision, ask_for(this.ask), now).order
        told |= {"after": _cases(done), "way_back": " ".join(dispute.shipping_by for dispute in done.disputes)}
    wanted = {key: _wanted(key, text, start.placed_at) for key, text in this.expects.items()}
    return [f"{key}: {told[key]!r}, not {text!r}" for key, text in wanted.items() if not _same(key, told[key], text)]


def _same(key: str, told: str, wanted: str) -> bool:
    return wanted in told if key in ("notes", "tells") else told == wanted


def _wanted(key: str, text: str, start: datetime) -> str:
    """Times of the row as instants."""
    if key == "deadline":
        return _iso(after(text, start)) if text != "-" else "-"
    if key == "steps":
        return "; ".join(_wanted_step(step, start) for step in text.split("; ") if step)
    if key == "refund" and text != "-":
        amount, method, first, last = text.split()
        return f"{amount} {method} {_iso(after(first, start))} {_iso(after(last, start))}"
    return text


def _wanted_step(text: str, start: datetime) -> str:
    who, what, *by = text.split()
    return " ".join([who, what, *(_iso(after(when, start)) for when in by)])


def _told(decision: Decision, order: Order, now: datetime, start: datetime, drop: str) -> dict[str, str]:
    plan = decision.refund
    steps = (f"{s.who} {s.what} {_iso(s.by)}" if s.by else f"{s.who} {s.what}" for s in decision.next_steps)
    window = f"{_iso(plan.expected_from)} {_iso(plan.expected_by)}" if plan else ""
    newest = [order.cancellation, order.refunds[-1] if order.refunds else None]
    return {
        "says": f"{decision.outcome} {decision.reason}",
        "clauses": " ".join(clause for clause in decision.clauses if clause != drop),
        "deadline": _iso(decision.deadline) if decision.deadline else "-",
        "refund": f"{plan.amount.decimal()} {plan.method} {window}" if plan else "-",
        "steps": "; ".join(steps),
        "may_do": " ".join(map(str, decision.may_do)),
        "missing": " ".join(decision.missing),
        "cases": _cases(order),
        "money": "; ".join(f"{r.status} {Money(r.amount, order.currency).decimal()} {r.method}" for r in order.refunds),
        "state": " ".join([str(status(order, now)), *(str(record.status) if record else "-" for record in newest)]),
        "notes": "; ".join(f"{check.rule}: {check.result}" for check in decision.checks),
    }


def _cases(order: Order) -> str:
    """Each dispute in words: item, status, how it ended (``-``: it goes on), claim."""
    told = ((d.item, d.status, d.outcome or "-", Money(d.claim, order.currency).decimal()) for d in order.disputes)
    return "; ".join(" ".join(map(str, words)) for words in told)


def _iso(moment: datetime) -> str:
    return moment.isoformat()
