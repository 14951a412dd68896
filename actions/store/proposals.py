"""Remembers which proposals were carried out, and what was answered; names a proposal by all that it rests on."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from actions.policy.decision import Decision
from actions.policy.facts import Order
from actions.policy.requests import Ask
from actions.store import ledger
from actions.store.decisions import pack, unpack
from actions.store.sql import add_new


@dataclass(frozen=True)
class Performed:
    """A proposal that was carried out: for whom, on which order, and what was answered."""

    proposal_id: str
    buyer_id: str
    order_id: str
    conversation: str
    performed_at: datetime
    reference: str | None
    decision: Decision


def proposal_id(buyer_id: str, order: Order, ask: Ask, decision: Decision, conversation: str) -> str:
    """One name for one proposal: conversation, buyer, order as it stands, what is asked (every word of it), what would
    be done, to which dispute, and what would be paid.

    Nothing in it moves with the clock alone, so it holds between question and yes; whatever else changes, changes it.
    """
    refund = decision.refund
    shown = {
        "conversation": conversation,
        "buyer": buyer_id,
        "order": pack(order),
        "ask": pack(ask),
        "effect": pack(decision.effect),
        "dispute": decision.dispute,
        "refund": [pack(refund.amount), pack(refund.method)] if refund else None,
    }
    text = json.dumps(shown, sort_keys=True, ensure_ascii=True)
    return "P-" + hashlib.sha256(text.encode()).hexdigest()[:24]


def find(session: Session, proposal: str) -> Performed | None:
    """The proposal as it was carried out, or None."""
    table = ledger.proposals
    row = session.execute(select(table).where(table.c.proposal_id == proposal)).mappings().first()
    if row is None:
        return None
    kept = {name: value for name, value in row.items() if name not in {"request", "decision"}}
    return Performed(**kept, decision=unpack(Decision, row["decision"]))


def keep(session: Session, performed: Performed) -> bool:
    """Remembers that it was carried out; False when it was remembered already."""
    row = {**vars(performed), "request": str(performed.decision.request), "decision": pack(performed.decision)}
    return add_new(session, ledger.proposals, row)
