"""Decides about evidence: which kinds a reason needs and still lacks (F34, R22), and whether more is taken (R18)."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from actions.policy.answers import Deed, perform, question, stands
from actions.policy.decision import Decision, Effect, Reason
from actions.policy.facts import Dispute, DisputeReason, EvidenceKind
from actions.policy.no_goods import order_closed
from actions.policy.profiles import EVIDENCE
from actions.policy.situation import Ask, Rule, Situation
from actions.policy.standing import standing
from actions.policy.which_dispute import able_ones, before_decision, nothing_to_do, the_one


def missing_kinds(
    reason: DisputeReason, ask: Ask | None = None, dispute: Dispute | None = None
) -> tuple[EvidenceKind, ...]:
    """The kinds that the reason needs and that were given neither now nor before, in the sequence of asking."""
    given = {kind for kind, _ in ask.evidence} if ask else set()
    kept = {piece.kind for piece in dispute.evidence} if dispute else set()
    return tuple(kind for kind in EVIDENCE[reason] if kind not in given | kept)


def evidence_missing(facts: Situation, reason: DisputeReason, before: Dispute | None) -> Decision | None:
    """Each required kind at least once; ``missing`` names them all. ``before``: a dispute that is replaced (R21)."""
    missing = missing_kinds(reason, facts.ask, before)
    if not missing:
        return None
    return replace(question(facts, Reason.EVIDENCE_MISSING, "F34"), missing=tuple(str(kind) for kind in missing))


def new_pieces(ask: Ask, dispute: Dispute) -> tuple[tuple[EvidenceKind, str], ...]:
    """What was given and is not there yet, each piece once."""
    there = {(piece.kind, piece.name) for piece in dispute.evidence}
    return tuple(piece for piece in dict.fromkeys(ask.evidence) if piece not in there)


def dispute_unnamed(facts: Situation, now: datetime) -> Decision | None:
    if len(able_ones(facts, before_decision)) < 2:
        return None
    return question(facts, Reason.DISPUTE_UNNAMED, "F34")


def evidence_unnamed(facts: Situation, now: datetime) -> Decision | None:
    dispute = the_one(facts, before_decision)
    if dispute is None or facts.ask.evidence:
        return None
    return replace(question(facts, Reason.EVIDENCE_UNNAMED, "F34"), dispute=dispute.reference)


def given_already(facts: Situation, now: datetime) -> Decision | None:
    """All of it is there: the dispute goes on as it stands."""
    dispute = the_one(facts, before_decision)
    return stands(facts, dispute, now) if dispute and not new_pieces(facts.ask, dispute) else None


def adds(facts: Situation, now: datetime) -> Decision | None:
    """Until the dispute is decided, more may be added (R18, R22)."""
    dispute = the_one(facts, before_decision)
    if dispute is None:
        return None
    steps = standing(dispute, facts.terms, now).steps
    deed = Deed(Reason.ADDS_EVIDENCE, Effect.ADD_EVIDENCE, ("F34", "F45"), steps, None, dispute.reference)
    return perform(facts, deed)


RULES: tuple[Rule, ...] = (order_closed, dispute_unnamed, evidence_unnamed, given_already, adds, nothing_to_do)
