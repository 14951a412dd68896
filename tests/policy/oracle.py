"""The oracle: what R01–R26 answer to any request, from a plain history of what was told and asked.

It was written from the rulings alone and shares nothing with the policy but their words: its own account
(``oracle_life``), its own numbers (``oracle_numbers``), its own reading of events (``oracle_events``) and of requests.
Where the rulings leave open which of several true things is said first, it allows each.
"""

from __future__ import annotations

from collections.abc import Callable

from tests.policy import oracle_cases, oracle_orders, oracle_turns
from tests.policy.oracle_deeds import do
from tests.policy.oracle_events import tell
from tests.policy.oracle_life import Life, Record
from tests.policy.oracle_verdict import UNJUDGED, Verdict

__all__ = ["UNJUDGED", "Life", "Verdict", "answer", "do", "tell"]

_ANSWERS: dict[str, Callable[[Life, Record, int], Verdict]] = {
    "cancel": oracle_orders.cancel,
    "withdraw_cancellation": oracle_orders.withdraw_cancellation,
    "refund_late": oracle_orders.refund_late,
    "seller_refused": oracle_orders.seller_refused,
    "dispute": oracle_cases.dispute,
    "not_received": oracle_cases.not_received,
    "change_of_mind_return": oracle_cases.change_of_mind,
    "answer_offer": oracle_turns.answer_offer,
    "add_evidence": oracle_turns.add_evidence,
    "give_tracking": oracle_turns.give_tracking,
    "escalate": oracle_turns.escalate,
    "withdraw_dispute": oracle_turns.withdraw_dispute,
    "confirm_receipt": oracle_orders.confirm_receipt,
    "status": oracle_orders.status,
    "complain": oracle_orders.complain,
}


def answer(life: Life, ask: Record, now: int) -> Verdict:
    """What may be said to the request; the account is brought to ``now`` first."""
    life.settle(now)
    return _ANSWERS[ask["request"]](life, ask, now)
