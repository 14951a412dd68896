"""Keeps the oracle's own account of one order: what was told, what follows by itself, who owes what to whom.

Written from the rulings R01–R26 without a look at the policy's rules: a plain account that is changed in place, told in
words and seconds. What happens to it is in ``oracle_events``, what is answered in ``oracle``.
"""

from __future__ import annotations

from typing import Any

from tests.policy.oracle_numbers import (
    FOREVER,
    SILENCE_EXECUTES,
    begin_of_business_day,
    end_of_business_day,
    numbers_of,
    refund_days,
    shares,
)

TIMES = ("paid", "verified", "shipped", "delivered", "confirmed")
GOES_ON = ("open", "offered", "rejected", "escalated")
"""Of a dispute that has not ended: neither withdrawn nor with an outcome, and nothing is being sent back."""

Record = dict[str, Any]


class Life:
    """One order. ``facts``: profile, method, placed, items (sku, pieces, price), fee, discount, currency, terms."""

    def __init__(self, facts: Record) -> None:
        self.facts = facts
        self.numbers = numbers_of(facts)
        self.told: dict[str, int] = {}
        self.in_hand: int | None = None
        self.lost: int | None = None
        self.promised: int | None = None
        self.cancelled: int | None = None
        self.lapsed: int | None = None
        self.requests: list[Record] = []
        self.refunds: list[Record] = []
        self.traces: list[Record] = []
        self.complaints = 0
        self.disputes: list[Record] = []

    # ---- time
    def after(self, name: str, start: int) -> int:
        kind, count = self.numbers[name]
        return start + count if kind == "s" else end_of_business_day(self.facts["profile"], start, count)

    def when(self, name: str) -> int | None:
        """When it happened, told or implied by what came later (R05).

        What is in hand was delivered, at the latest then (R13); what was lost was shipped.
        """
        known: int | None = None
        for other in reversed(TIMES):
            known = self.told.get(other, known)
            sure = {"delivered": self.in_hand, "shipped": None if "shipped" in self.told else self.lost}.get(other)
            if sure is not None:
                known = sure if known is None else min(known, sure)
            if other == name:
                break
        return known

    def status(self, now: int) -> str:
        if self.cancelled is not None:
            return "cancelled"
        if self.lapsed is not None:
            return "lapsed"
        if "confirmed" in self.told:
            return "completed"
        delivered = self.when("delivered")
        if delivered is not None:
            return "completed" if now >= self.after("window", delivered) else "delivered"
        if self.when("shipped") is not None:
            return "shipped"
        if self.when("verified") is not None:
            return "pending_shipment"
        return "awaiting_payment" if self.when("paid") is None else "payment_verifying"

    def quality_window(self) -> tuple[int, int]:
        delivered = self.when("delivered")
        return (FOREVER, FOREVER) if delivered is None else (delivered, self.after("window", delivered))

    def missing_window(self) -> tuple[int, int]:
        """When a parcel that did not come is reported (R13, R14)."""
        delivered, shipped = self.when("delivered"), self.when("shipped")
        if delivered is not None:
            return delivered, self.after("window", delivered)
        assert shipped is not None
        ended = opens = max(shipped, self.promised or self.after("unpromised", shipped))
        if "early" in self.numbers:
            quick = self.promised is not None and self.promised < self.after("quick", shipped)
            opens = min(ended, shipped if quick else self.after("early", shipped))
        if self.lost is not None:
            opens, ended = min(opens, self.lost), max(ended, self.lost)
        return opens, self.after("window", ended)

    # ---- money
    def total(self) -> int:
        return sum(n * price for _, n, price in self.facts["items"]) + int(self.facts["fee"] - self.facts["discount"])

    def paid_for(self, item: str, with_shipping: bool) -> int:
        values = [pieces * price for _, pieces, price in self.facts["items"]]
        each = [value - off for value, off in zip(values, shares(values, self.facts["discount"]), strict=True)]
        if with_shipping:
            each = [part + fee for part, fee in zip(each, shares(values, self.facts["fee"]), strict=True)]
        named = zip(self.facts["items"], each, strict=True)
        return max(0, sum(part for (sku, _, _), part in named if item in (sku, "all")))

    def cap(self, item: str, reason: str) -> int:
        """The most that may be claimed (F35, R17, R20)."""
        about = {d["id"]: d["item"] for d in self.disputes}
        counted = [refund for refund in self.refunds if refund["status"] != "failed"]
        back = sum(r["amount"] for r in counted)
        mine = sum(r["amount"] for r in counted if item == "all" or about.get(r["dispute"], "all") in (item, "all"))
        return max(0, min(self.paid_for(item, reason != "change_of_mind") - mine, self.total() - back))

    def refund_window(self, method: str, since: int) -> tuple[int, int]:
        first, last = refund_days(self.facts, method)
        profile = self.facts["profile"]
        return begin_of_business_day(profile, since, first), end_of_business_day(profile, since, last)

    def owe(self, amount: int, since: int, dispute: str | None = None, replaces: Record | None = None) -> None:
        """A refund is due since then (F20, F22, R23); none where there is nothing to give back."""
        if amount == 0:
            return
        method = "balance" if replaces else self.facts["method"]
        first, last = self.refund_window(method, since)
        record = {
            "id": f"R{self.facts['order_id']}-{len(self.refunds) + 1}",
            "status": "due",
            "amount": amount,
            "method": method,
        }
        times = {"since": since, "from": first, "by": last, "sent": None, "failed": None}
        origin = {"dispute": dispute, "replaces": replaces["id"] if replaces else None}
        self.refunds.append({**record, **times, **origin})

    def replaced(self, refund: Record) -> bool:
        return any(other["replaces"] == refund["id"] for other in self.refunds)

    def refund_late_at(self, refund: Record) -> int:
        if refund["status"] == "due" or refund["sent"] is None:
            return int(refund["by"])
        return max(refund["by"], self.after("trace_after", refund["sent"]))

    # ---- records
    def waiting_request(self) -> Record | None:
        last = self.requests[-1] if self.requests else None
        return last if last and last["status"] in ("queued", "requested") else None

    def rejections(self) -> int:
        return sum(request["status"] == "rejected" for request in self.requests)

    def ship_by(self) -> int:
        verified = self.when("verified")
        return FOREVER if verified is None else self.after("ship", verified)

    def going_on(self, item: str | None = None) -> list[Record]:
        """The disputes that have not ended, about this item (None, or all: any)."""
        return [d for d in self.disputes if not ended(d) and (item in (None, "all") or d["item"] in (item, "all"))]

    def settled_for_good(self, item: str, missing: bool = False) -> bool:
        """Ended otherwise than by withdrawal or a refused return (F39, R20).

        A refused report that nothing came closes that door (``missing``), not the one for goods that came later (R14).
        """
        about = [d for d in self.disputes if ended(d) and (item == "all" or d["item"] in (item, "all"))]
        over = [d for d in about if d["status"] != "withdrawn" and d["outcome"] != "return_refused"]
        silent = [d for d in over if d["reason"] == "not_received" and d["outcome"] == "platform_reject"]
        return len(over) > (0 if missing else len(silent))

    def cancel(self, at: int) -> None:
        self.cancelled = at
        if self.when("paid") is not None:
            self.owe(self.total(), at)

    # ---- what happens by itself
    def settle(self, now: int) -> None:
        """Everything that was due until now, each at its instant, the earliest first (R01, R03)."""
        while True:
            found = [due for due in self._due() if due[0] <= now]
            if not found:
                return
            at, what, record = min(found, key=lambda due: due[0])
            self._happen(at, what, record)

    def next_due(self) -> int | None:
        return min((at for at, _, _ in self._due()), default=None)

    def _due(self) -> list[tuple[int, str, Record]]:
        due: list[tuple[int, str, Record]] = []
        where, waiting = self.status(self.facts["placed"]), self.waiting_request()
        if where == "awaiting_payment":
            due.append((self.after("unpaid", self.facts["placed"]), "lapse", {}))
        if waiting and waiting["by"] is not None:
            due.append((waiting["by"], "grant request", waiting))
        if where == "pending_shipment":
            due.append((self.ship_by(), "cancel unshipped", {}))
        for dispute in self.disputes:
            if not ended(dispute):
                due += self._due_of(dispute)
        return due

    def _due_of(self, d: Record) -> list[tuple[int, str, Record]]:
        if d["status"] == "open" and d["declined"] is not None:
            return [(max(d["answer_by"], d["declined"]), "no agreement", d)]
        if d["status"] == "open":
            return [(d["answer_by"], "silence", d)]
        if d["status"] == "offered":
            return [(self.after("reaction", d["offered"]), "no agreement", d)]
        if d["status"] == "rejected":
            return [(self.after("reaction", d["rejected"]), "no agreement", d)]
        if d["status"] == "return_due":
            return [(d["back"]["ship_by"], "return not sent", d)]
        if d["status"] == "return_sent" and d["back"]["delivered"] is not None:
            return [(self.after("return_confirm", d["back"]["delivered"]), "return received", d)]
        return []

    def _happen(self, at: int, what: str, record: Record) -> None:
        if what == "lapse":
            self.lapse(at)
        elif what == "grant request":
            record["status"] = "lapsed_to_approved"
            self.cancel(at)
        elif what == "cancel unshipped":
            self.cancel(at)
        elif what == "return not sent":
            record.update(status="rejected", outcome="return_not_sent", closed=at)
            record["heard"].add(("seller_rejected", at, None))
        elif what == "return received":
            self.close(record, at, "return", record["claim"])
        elif what == "silence" and SILENCE_EXECUTES[self.facts["profile"]]:
            self.grant(record, at, "refund")
        elif record["reason"] == "change_of_mind":
            record.update(status="rejected", rejected=at, outcome="return_refused", closed=at)
            record["heard"].add(("seller_rejected", at, None))
        else:
            record.update(status="escalated", escalated=at)

    def lapse(self, at: int) -> None:
        self.lapsed = at
        if waiting := self.waiting_request():
            waiting["status"] = "overtaken"

    def grant(self, d: Record, at: int, outcome: str, amount: int | None = None) -> None:
        """What the buyer wanted is done: money at once, or goods first (F36)."""
        if d["wanted"] == "refund_only":
            self.close(d, at, outcome, d["claim"] if amount is None else amount)
        else:
            self.send_back(d, at)

    def send_back(self, d: Record, at: int) -> None:
        """The goods go back, for their full value (R17), also where a part of it was claimed for keeping them."""
        d.update(status="return_due", wanted="return_and_refund")
        d["claim"] = max(d["claim"], self.cap(d["item"], d["reason"]))
        d["heard"] |= {("seller_approved", at, None), ("platform_decided", at, "return")}
        until = self.after("return_ship", at)
        d["back"] = {"ship_by": until, "sent": None, "delivered": None, "lost": None}

    def close(self, d: Record, at: int, outcome: str, amount: int) -> None:
        d.update(status="resolved", outcome=outcome, closed=at)
        if outcome == "refund":
            d["heard"].add(("seller_approved", at, None))
        self.owe(amount, at, dispute=d["id"])


def ended(dispute: Record) -> bool:
    return dispute["status"] == "withdrawn" or dispute["outcome"] is not None
