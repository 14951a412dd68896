"""Says which dispute a request means, and answers where nothing can be done: none there, ended, another's turn."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime

from actions.policy.answers import explain, stands
from actions.policy.claims import covers
from actions.policy.decision import Decision, Reason
from actions.policy.facts import Dispute, DisputeOutcome, DisputeStatus
from actions.policy.lifecycle import ended
from actions.policy.no_goods import onward
from actions.policy.situation import Situation

Able = Callable[[Dispute], bool]

ENDED_BY: Mapping[DisputeOutcome, str] = {
    DisputeOutcome.REFUND: "F37",
    DisputeOutcome.OFFER: "F39",
    DisputeOutcome.RETURN: "F41",
    DisputeOutcome.PLATFORM_REFUND: "F38",
    DisputeOutcome.PLATFORM_REJECT: "F38",
    DisputeOutcome.RETURN_REFUSED: "F42",
    DisputeOutcome.RETURN_NOT_SENT: "F40",
}
"""The clause by which a dispute ended that way."""


def before_decision(dispute: Dispute) -> bool:
    """Not decided yet: until then evidence is taken and the dispute may be withdrawn (R18, F47)."""
    undecided = (DisputeStatus.OPEN, DisputeStatus.OFFERED, DisputeStatus.REJECTED, DisputeStatus.ESCALATED)
    return not ended(dispute) and dispute.status in undecided


def named(facts: Situation) -> tuple[Dispute, ...]:
    """The disputes that can be meant: the one of this reference, those about the item, else all; oldest first."""
    ask, disputes = facts.ask, facts.order.disputes
    if ask.dispute is not None:
        return tuple(dispute for dispute in disputes if dispute.reference == ask.dispute)
    if ask.item is not None:
        return tuple(dispute for dispute in disputes if covers(dispute, ask.item))
    return disputes


def able_ones(facts: Situation, able: Able) -> tuple[Dispute, ...]:
    """Those of them that go on and for which the request would do something."""
    return tuple(dispute for dispute in named(facts) if not ended(dispute) and able(dispute))


def the_one(facts: Situation, able: Able) -> Dispute | None:
    """The only one for which the request would do something, or None."""
    found = able_ones(facts, able)
    return found[0] if len(found) == 1 else None


def spoken_of(facts: Situation) -> Dispute | None:
    """The dispute to tell about where nothing is done: the first that goes on, else the newest."""
    known = named(facts)
    return next((dispute for dispute in known if not ended(dispute)), known[-1] if known else None)


def nothing_to_do(facts: Situation, now: datetime) -> Decision | None:
    """There is no dispute, it has ended, or somebody else acts."""
    dispute = spoken_of(facts)
    if dispute is None:
        return explain(facts, Reason.NO_DISPUTE, ("F30", "F31"), onward(facts, now))
    return over(facts, dispute, now) if ended(dispute) else stands(facts, dispute, now)


def over(facts: Situation, dispute: Dispute, now: datetime) -> Decision:
    """How a dispute ended; one that was withdrawn may be opened anew while F32's window lasts (F47)."""
    if dispute.outcome is None:
        said = explain(facts, Reason.DISPUTE_CLOSED, ("F32", "F47"), onward(facts, now))
        return replace(said, dispute=dispute.reference)
    reason = Reason.RETURN_REFUSED if dispute.outcome is DisputeOutcome.RETURN_REFUSED else Reason.DISPUTE_CLOSED
    said = explain(facts, reason, (ENDED_BY[dispute.outcome],), onward(facts, now))
    return replace(said, dispute=dispute.reference)
