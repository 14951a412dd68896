"""Says what the rulings answer about an order itself: cancelling, money, the seller's no, receipt, where it stands."""

from __future__ import annotations

from tests.policy.oracle_life import Life, Record
from tests.policy.oracle_verdict import Verdict, closed, says, where_all_stand

_UNSHIPPED = ("awaiting_payment", "payment_verifying", "pending_shipment")


def _verifying_since_too_long(life: Life, now: int) -> bool:
    paid = life.when("paid")
    slow = paid is not None and now >= life.after("verification_limit", paid)
    return slow and life.status(now) == "payment_verifying"


def _verified_by(life: Life, now: int) -> int:
    paid = life.when("paid")
    assert paid is not None
    usual, limit = life.after("verification_usual", life.facts["placed"]), life.after("verification_limit", paid)
    return usual if now < usual < limit else limit


def _staff(life: Life, now: int) -> int:
    return life.after("staff", now)


def cancel(life: Life, ask: Record, now: int) -> Verdict:
    """R01–R11: status decides; time only how."""
    where, waiting = life.status(now), life.waiting_request()
    if where in ("lapsed", "completed", "delivered"):
        return says(f"explain {where}")
    if where == "cancelled":
        return says("explain already_cancelled")
    if where == "shipped":
        overtaken = bool(life.requests) and life.requests[-1]["status"] == "overtaken"
        return says("explain overtaken" if overtaken else "explain shipped")
    if _verifying_since_too_long(life, now):
        return says("refer verification_overdue", by=_staff(life, now))
    if waiting and where == "payment_verifying":
        return says("wait queued_already", by=_verified_by(life, now))
    if waiting and waiting["by"] is not None:
        return says("wait requested_already", by=waiting["by"])
    if life.rejections() > 1:
        return says("explain rejected_twice", by=life.ship_by())
    pieces = sum(count for _, count, _ in life.facts["items"])
    if ask.get("item") not in (None, "all") and pieces > 1:
        return says("explain whole_order_only")
    if ask.get("reason") is None and not waiting:
        return says("ask reason_missing")
    return _cancels(life, where, now)


def _cancels(life: Life, where: str, now: int) -> Verdict:
    if where == "awaiting_payment":
        return says("perform cancels_unpaid")
    if where == "payment_verifying":
        return says("perform queues", by=_verified_by(life, now), amount=life.total())
    verified = life.when("verified")
    assert verified is not None
    if now < life.after("immediate", verified):
        return says("perform cancels_now", amount=life.total())
    until = min(life.after("answer_cancel", now), life.ship_by())
    return says(f"perform {'renews_request' if life.rejections() else 'requests'}", by=until, amount=life.total())


def withdraw_cancellation(life: Life, ask: Record, now: int) -> Verdict:
    if life.waiting_request() and life.status(now) in _UNSHIPPED:
        return says("perform withdraws")
    if life.cancelled is not None:
        return says("explain cancellation_final")
    if life.requests and life.requests[-1]["status"] == "overtaken" and life.lapsed is None:
        return says("explain overtaken")
    return says("explain nothing_to_withdraw")


def refund_in_question(life: Life) -> Record | None:
    """A failed one that nothing replaces, else the earliest that is not there yet, else the newest (R23)."""
    failed = [r for r in life.refunds if r["status"] == "failed" and not life.replaced(r)]
    waiting = [r for r in life.refunds if r["status"] in ("due", "sent")]
    newest = life.refunds[-1:]
    return next(iter([*failed, *waiting, *newest]), None)


def refund_late(life: Life, ask: Record, now: int) -> Verdict:
    """Conflict settlement 6 and R23."""
    refund = refund_in_question(life)
    if refund is None:
        return _nothing_due(life, now)
    if refund["status"] == "failed":
        choice = ask.get("choice")
        if choice == "balance":
            _, by = life.refund_window("balance", now)
            return says("perform pays_to_balance", by=by, amount=refund["amount"])
        if choice == "staff":
            return says("refer failed_to_staff", by=_staff(life, now))
        return says("ask failed_choose")
    if refund["status"] == "paid":
        return says("explain arrived")
    for trace in life.traces:
        if trace["open"] and trace["refund"] == refund["id"]:
            until = life.after("trace_answer", trace["at"])
            if now < until:
                return says("wait trace_open", by=until)
            return says("refer trace_overdue", by=_staff(life, now))
    late, sent = life.refund_late_at(refund), refund["status"] == "sent"
    if now < late:
        return says("wait on_its_way" if sent else "wait not_sent_yet", by=late, amount=refund["amount"])
    if sent:
        return says("perform opens_trace", by=life.after("trace_answer", now))
    return says("refer overdue_unsent", by=_staff(life, now))


def _nothing_due(life: Life, now: int) -> Verdict:
    where, waiting, cases = life.status(now), life.waiting_request(), life.going_on()
    if life.when("paid") is None or life.total() == 0:
        return says("explain never_paid")
    if _verifying_since_too_long(life, now):
        return says("refer verification_overdue", by=_staff(life, now))
    if waiting:
        return says("wait cancellation_pending", by=waiting["by"] or _verified_by(life, now))
    if cases:
        overdue = [answer for answer in where_all_stand(life, cases, now).says if answer.startswith("refer")]
        return says("wait dispute_pending", "explain dispute_pending", *overdue)
    if where == "pending_shipment" and life.rejections() > 1:
        return says("explain nothing_due_rejected", by=life.ship_by())
    if where in _UNSHIPPED:
        return says("explain nothing_due_cancellable")
    if where == "shipped":
        return says("explain nothing_due_shipped")
    _, closes = life.quality_window()
    return says("explain nothing_due_delivered" if now < closes else "explain nothing_due_completed")


def seller_refused(life: Life, ask: Record, now: int) -> Verdict:
    """F44 before shipment; after it, what the dispute that goes on says (R16, R18)."""
    if over := closed(life):
        return over
    waiting = life.waiting_request()
    if life.status(now) in _UNSHIPPED:
        if waiting:
            return says("wait cancellation_waits", "refer verification_overdue")
        if life.rejections() == 1:
            return says("explain renewal_open", by=life.ship_by())
        if life.rejections() > 1:
            return says("explain rejected_twice", by=life.ship_by())
        return says("explain never_asked", "refer verification_overdue")
    cases = life.going_on()
    if cases:
        return where_all_stand(life, cases, now)
    ends = {d["outcome"] for d in life.disputes}
    refused = ["explain return_refused"] * ("return_refused" in ends)
    return says("explain nothing_refused", *refused, *(["explain dispute_closed"] * bool(ends)))


def confirm_receipt(life: Life, ask: Record, now: int) -> Verdict:
    """F46, R15."""
    if over := closed(life):
        return over
    if life.status(now) in _UNSHIPPED:
        return says("explain not_shipped_yet")
    return says("explain confirmed_already" if "confirmed" in life.told else "perform confirms_receipt")


def status(life: Life, ask: Record, now: int) -> Verdict:
    where = life.status(now)
    return says(f"wait {where}", f"explain {where}")


def complain(life: Life, ask: Record, now: int) -> Verdict:
    """R11: only where the seller is at fault, once, and no money moves."""
    reason, verified = ask.get("reason"), life.when("verified")
    if life.complaints:
        return says("explain complaint_filed_already")
    if reason is None:
        return says("ask reason_missing")
    done = next((t for t in (life.when("shipped"), life.cancelled, now) if t is not None), now)
    slow = reason == "takes_too_long" and verified is not None and done >= life.ship_by()
    if reason in ("out_of_stock", "seller_asked") or slow:
        return says("perform files_complaint")
    return says("explain no_complaint")
