"""What is refused and what should have been, going by what the product does with a message on its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.evaluate.readings import Judged
from bot.evaluate.shares import in_scope, outside, share

CONSEQUENTIAL = frozenset({"cancel_order", "request_refund", "item_not_as_described", "seller_refused"})
"""What starts something that is read back and may then be written."""


@dataclass(frozen=True)
class Rejection:
    """Shares of what is none of our business, then of what is.

    ``recall``: read as none of our business. ``kept_out``: begins nothing, because it is read so or asked back about.
    ``false_accepts``: begins a consequential request. ``false_on_top``: has one as first reading, be it clear or not.
    ``thrown_away``: refused. ``asked_back``: the buyer is asked what is meant; ``offered``: of these, the share
    in which that is among the first three.
    """

    recall: float | None
    kept_out: float | None
    false_accepts: float | None
    false_on_top: float | None
    thrown_away: float | None
    asked_back: float | None
    offered: float | None


def rejection(judged: Sequence[Judged]) -> Rejection:
    """The figures of these messages."""
    ours, others = in_scope(judged), outside(judged)
    unclear = [each for each in ours if not each.reading.clear]
    return Rejection(
        recall=share(others, lambda each: each.reading.is_refusal),
        kept_out=share(others, lambda each: not each.reading.acted_upon),
        false_accepts=share(others, lambda each: not CONSEQUENTIAL.isdisjoint(each.reading.acted_upon)),
        false_on_top=share(others, lambda each: each.reading.intent in CONSEQUENTIAL),
        thrown_away=share(ours, lambda each: each.reading.is_refusal and each.reading.clear),
        asked_back=share(ours, lambda each: not each.reading.clear),
        offered=share(unclear, lambda each: each.is_right(3)),
    )
