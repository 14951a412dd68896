"""Holds the oracle's verdict on a request: what may be said, until when, and about how much money."""

from __future__ import annotations

from typing import NamedTuple

from tests.policy.oracle_life import Life, Record

UNJUDGED = -1
"""A deadline or an amount that the rulings leave open."""


class Verdict(NamedTuple):
    """``says``: the answers that the rulings allow, each as ``outcome reason``; mostly one.

    ``by``: the deadline, where the rulings fix it. ``amount``: the money that is decided, where it is.
    """

    says: frozenset[str]
    by: int | None = UNJUDGED
    amount: int = UNJUDGED


def says(*answers: str, by: int | None = UNJUDGED, amount: int = UNJUDGED) -> Verdict:
    return Verdict(frozenset(answers), by, amount)


def either(*verdicts: Verdict) -> Verdict:
    """Any of these: the rulings leave open which comes first."""
    allowed = frozenset(answer for verdict in verdicts for answer in verdict.says)
    return verdicts[0] if len(set(verdicts)) == 1 else Verdict(allowed)


def closed(life: Life) -> Verdict | None:
    """Cancelled or lapsed: nothing about goods or sellers is open any more (R09)."""
    if life.cancelled is not None:
        return says("explain cancelled", "wait cancelled")
    return says("explain lapsed", "wait lapsed") if life.lapsed is not None else None


def stands(life: Life, d: Record, now: int) -> Verdict:
    """Where a dispute that goes on stands: who acts, until when (R18, R19, R22)."""
    status = d["status"]
    if status == "open":
        return says("wait answer_pending", by=d["answer_by"])
    if status == "offered":
        return says("wait offer_waits", by=life.after("reaction", d["offered"]))
    if status == "rejected":
        return says("explain escalation_open", by=life.after("reaction", d["rejected"]))
    if status == "escalated":
        until = life.after("platform", d["escalated"])
        if now < until:
            return says("wait platform_decides", by=until)
        return says("refer platform_overdue", by=life.after("staff", now))
    back = d["back"]
    if status == "return_due":
        return says("explain return_due", by=back["ship_by"])
    if back["lost"] is not None:
        return says("refer return_lost", by=life.after("staff", now))
    if back["delivered"] is not None:
        return says("wait return_under_way", by=life.after("return_confirm", back["delivered"]))
    overdue = life.after("return_transit", back["sent"])
    if now >= overdue:
        return says("refer return_overdue", by=life.after("staff", now))
    return says("wait return_under_way", by=overdue)


def where_all_stand(life: Life, disputes: list[Record], now: int) -> Verdict:
    """With several going on, the answer may begin with any of them."""
    return either(*(stands(life, d, now) for d in disputes))
