"""Says what an event of the marketplace does to the oracle's account: applied, conflict (R04) or malformed."""

from __future__ import annotations

from tests.policy.oracle_dealings import APPLIED, CONFLICT, DEALINGS, Teller, lost_back, not_before
from tests.policy.oracle_life import Life, Record


def tell(life: Life, kind: str, at: int, now: int, data: Record) -> str:
    """What the event of this kind, that happened at ``at`` and came at ``now``, means for the order."""
    life.settle(now)
    at = max(life.facts["placed"], min(at, now))
    heard = kind, at, data.get("amount") if kind == "seller_offered" else data.get("outcome")
    verdict = _KINDS[kind](life, at, now, {**data, "heard": heard})
    if verdict == APPLIED:
        life.settle(now)
    return verdict


def _closed(life: Life) -> bool:
    return life.cancelled is not None or life.lapsed is not None


def _implied(life: Life, name: str) -> bool:
    """Nobody told this time, but what came later implies it (R05)."""
    return name not in life.told and life.when(name) is not None


def _told_twice(life: Life, name: str, at: int) -> str:
    return APPLIED if life.told[name] == at else CONFLICT


# ---- the payment
def _paid(life: Life, at: int, now: int, data: Record) -> str:
    if "paid" in life.told:
        return _told_twice(life, "paid", at)
    news = not _implied(life, "paid")
    life.told["paid"] = at
    if news and _closed(life):
        life.owe(life.total(), now)
    return APPLIED


def _payment_failed(life: Life, at: int, now: int, data: Record) -> str:
    when = not_before(at, life.when("paid"))
    if _closed(life) or life.when("verified") is not None or when is None:
        return CONFLICT
    life.told.pop("paid", None)
    if when >= life.after("unpaid", life.facts["placed"]):
        life.lapse(when)
    return APPLIED


def _verified(life: Life, at: int, now: int, data: Record) -> str:
    if "verified" in life.told:
        return _told_twice(life, "verified", at)
    if _implied(life, "verified"):
        life.told["verified"] = at
        return APPLIED
    when, news = not_before(at, life.when("paid")), life.when("paid") is None
    if when is None:
        return CONFLICT
    life.told["verified"] = when
    if _closed(life):
        if news:
            life.owe(life.total(), now)
    elif waiting := life.waiting_request():
        file_request(life, waiting, max(when, waiting["at"]))
    return APPLIED


def file_request(life: Life, waiting: Record, at: int) -> None:
    """A request reaches the seller, or takes effect inside F05's window (R02, R06)."""
    verified = life.when("verified")
    assert verified is not None
    if at < life.after("immediate", verified):
        waiting["status"] = "approved"
        life.cancel(at)
    else:
        waiting.update(status="requested", by=min(life.after("answer_cancel", at), life.ship_by()))


# ---- the parcel
def _overtake(life: Life) -> None:
    if waiting := life.waiting_request():
        waiting["status"] = "overtaken"


def _shipped(life: Life, at: int, now: int, data: Record) -> str:
    if "shipped" in life.told:
        return _told_twice(life, "shipped", at)
    delivered = life.when("delivered")
    if _closed(life) or (delivered is not None and at > delivered):
        return CONFLICT
    life.told["shipped"] = at
    life.promised = data.get("promised", life.promised)
    _overtake(life)
    return APPLIED


def _tracking(life: Life, at: int, now: int, data: Record) -> str:
    if _closed(life) or life.when("delivered") is not None:
        return CONFLICT
    life.promised = data.get("promised", life.promised)
    return APPLIED


def _delivered(life: Life, at: int, now: int, data: Record) -> str:
    if "delivered" in life.told:
        return _told_twice(life, "delivered", at)
    if _implied(life, "delivered"):
        confirmed = life.told.get("confirmed")
        if confirmed is not None and at > confirmed:
            return CONFLICT
        if life.in_hand is None or at <= life.in_hand:  # a scan after that tells nothing new
            life.told["delivered"] = at
        return APPLIED
    when = not_before(at, life.when("shipped"))
    if _closed(life) or when is None:
        return CONFLICT
    life.told["delivered"] = when
    _overtake(life)
    return APPLIED


def _confirmed(life: Life, at: int, now: int, data: Record) -> str:
    if "confirmed" in life.told:
        return _told_twice(life, "confirmed", at)
    when = not_before(at, life.when("shipped"), life.when("delivered"))
    if _closed(life) or when is None:
        return CONFLICT
    confirm_receipt(life, when)
    return APPLIED


def confirm_receipt(life: Life, at: int) -> None:
    """Receipt confirmed: it ends ``not_received`` only (R15)."""
    life.told["confirmed"] = at
    _overtake(life)
    for dispute in life.going_on():
        if dispute["reason"] == "not_received":
            dispute["status"] = "withdrawn"


def _lost(life: Life, at: int, now: int, data: Record) -> str:
    if data.get("leg", "out") == "back":
        return lost_back(life, at, data)
    when = not_before(at, life.when("shipped"))
    if life.lost == at:
        return APPLIED
    if _closed(life) or life.when("delivered") is not None or life.lost is not None or when is None:
        return CONFLICT
    life.lost = when
    _overtake(life)
    return APPLIED


_KINDS: dict[str, Teller] = {
    "paid": _paid,
    "payment_failed": _payment_failed,
    "payment_verified": _verified,
    "shipped": _shipped,
    "tracking": _tracking,
    "delivered": _delivered,
    "receipt_confirmed": _confirmed,
    "lost": _lost,
    **DEALINGS,
}
