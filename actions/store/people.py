"""Remembers buyers, sellers, and what each seller promised when. Terms never change: new ones stand beside the old."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from actions.policy.facts import Seller, SellerTerms
from actions.store.facts import Buyer
from actions.store.sql import add_new, put
from actions.store.tables import buyers, seller_terms, sellers

TermsKey = tuple[str, int | None]
"""A seller, and which of its terms (None: the first it told)."""
# Made once: to make such a query costs as much as to ask it.
_BUYER = select(buyers).where(buyers.c.buyer_id == bindparam("buyer_id"))
_SELLERS = select(sellers).where(sellers.c.seller_id.in_(bindparam("keys", expanding=True)))
_TERMS = select(seller_terms).where(seller_terms.c.id.in_(bindparam("keys", expanding=True)))


def find_buyer(session: Session, buyer_id: str) -> Buyer | None:
    """The buyer, or None."""
    row = session.execute(_BUYER, {"buyer_id": buyer_id}).mappings().first()
    return Buyer(**row) if row else None


def put_buyer(session: Session, buyer: Buyer) -> None:
    """The buyer is known from now on, as given here."""
    put(session, buyers, {"buyer_id": buyer.buyer_id}, asdict(buyer))


def know_buyer(session: Session, buyer_id: str) -> None:
    """An order may come before its buyer: the id alone is remembered until more is told."""
    add_new(session, buyers, {"buyer_id": buyer_id})


def find_seller(session: Session, seller_id: str) -> Seller | None:
    """The seller with its newest terms, or None."""
    name = session.execute(select(sellers.c.name).where(sellers.c.seller_id == seller_id)).scalar()
    if name is None:
        return None
    row = _newest_terms(session, seller_id)
    return Seller(seller_id, str(name), SellerTerms(**row["terms"]) if row else SellerTerms())


def put_seller(session: Session, seller: Seller, now: datetime) -> None:
    """The seller is known from now on, as given here; orders placed before keep the terms they were placed under."""
    put(session, sellers, {"seller_id": seller.seller_id}, {"seller_id": seller.seller_id, "name": seller.name})
    newest = _newest_terms(session, seller.seller_id)
    terms = _told(seller.terms)
    if newest is None or newest["terms"] != terms:
        row = {"seller_id": seller.seller_id, "told_at": now, "terms": terms}
        session.execute(seller_terms.insert().values(row))


def terms_now(session: Session, seller_id: str, now: datetime) -> int:
    """The key of the seller's newest terms, for a new order.

    An order may come before its seller: until told more, it goes by its id and promises nothing of its own.
    """
    newest = _newest_terms(session, seller_id)
    if newest is None:
        put_seller(session, Seller(seller_id, seller_id), now)
        newest = _newest_terms(session, seller_id)
    return int(newest["id"])


def sellers_under(session: Session, asked: Set[TermsKey]) -> dict[TermsKey, Seller]:
    """Sellers with the terms that orders were placed under."""
    found = session.execute(_SELLERS, {"keys": list({seller_id for seller_id, _ in asked})})
    names: dict[str, str] = {row.seller_id: row.name for row in found}
    told = session.execute(_TERMS, {"keys": list({key for _, key in asked})})
    terms = {row.id: SellerTerms(**row.terms) for row in told}
    return {(seller_id, key): Seller(seller_id, names[seller_id], terms[key]) for seller_id, key in asked}


def _newest_terms(session: Session, seller_id: str) -> Any:
    terms = select(seller_terms).where(seller_terms.c.seller_id == seller_id)
    return session.execute(terms.order_by(seller_terms.c.id.desc()).limit(1)).mappings().first()


def _told(terms: SellerTerms) -> dict[str, Any]:
    return {name: value for name, value in asdict(terms).items() if value is not None}
