"""Turns the rows of disputes, evidence, offers and returns into facts, and facts into rows. No queries here."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from actions.policy.facts import (
    Dispute,
    DisputeOutcome,
    DisputeReason,
    DisputeStatus,
    Evidence,
    EvidenceKind,
    Offer,
    Return,
    Wanted,
)

Row = Mapping[str, Any]

_BACK = ("ship_by", "tracking", "sent_at", "delivered_at", "received_at", "lost_at")
_AS_THEY_ARE = (
    *("reference", "item", "claim", "opened_at", "answer_by", "description", "shipping_by", "seller_words"),
    *("claim_changed_at", "rejected_at", "escalated_at", "closed_at"),
)


def dispute_row(record: Dispute) -> dict[str, Any]:
    """The dispute's own columns; what is sent back stands in the same row."""
    back = record.parcel_back
    return {
        **{name: getattr(record, name) for name in _AS_THEY_ARE},
        "reason": str(record.reason),
        "wanted": str(record.wanted),
        "status": str(record.status),
        "outcome": str(record.outcome) if record.outcome else None,
        **{f"return_{name}": getattr(back, name) if back else None for name in _BACK},
    }


def evidence_row(piece: Evidence) -> dict[str, Any]:
    return {"kind": str(piece.kind), "name": piece.name, "added_at": piece.added_at}


def offer_row(offer: Offer) -> dict[str, Any]:
    return dict(vars(offer))


def dispute_facts(records: Mapping[str, Sequence[Row]]) -> tuple[Dispute, ...]:
    """The order's disputes (rows of each by table name, in the order they were made)."""
    rows = records["disputes"]
    if not rows:
        return ()
    shown, offered = _by_dispute(records["evidence"]), _by_dispute(records["offers"])
    return tuple(_dispute(row, shown[row["reference"]], offered[row["reference"]]) for row in rows)


def _by_dispute(rows: Sequence[Row]) -> Mapping[str, list[Row]]:
    found: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows:
        found[row["dispute"]].append(row)
    return found


def _dispute(row: Row, shown: Sequence[Row], offered: Sequence[Row]) -> Dispute:
    outcome = row["outcome"]
    return Dispute(
        **{name: row[name] for name in _AS_THEY_ARE},
        reason=DisputeReason(row["reason"]),
        wanted=Wanted(row["wanted"]),
        status=DisputeStatus(row["status"]),
        outcome=DisputeOutcome(outcome) if outcome else None,
        evidence=tuple(Evidence(EvidenceKind(r["kind"]), r["name"], r["added_at"]) for r in shown),
        offers=tuple(Offer(r["id"], r["amount"], r["offered_at"], r["declined_at"]) for r in offered),
        parcel_back=_return(row),
    )


def _return(row: Row) -> Return | None:
    if row["return_ship_by"] is None:
        return None
    return Return(*(row[f"return_{name}"] for name in _BACK))
