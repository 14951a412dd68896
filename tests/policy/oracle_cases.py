"""Says what the rulings answer about goods that are wrong, missing or unwanted (R13–R17, R20, R21)."""

from __future__ import annotations

from tests.policy.oracle_life import GOES_ON, Life, Record
from tests.policy.oracle_numbers import EVIDENCE
from tests.policy.oracle_verdict import Verdict, closed, either, says, stands, where_all_stand

_CHANGEABLE = ("open", "offered", "rejected")


def dispute(life: Life, ask: Record, now: int) -> Verdict:
    reason = ask.get("dispute_reason")
    if reason == "not_received":
        return not_received(life, ask, now)
    if reason == "change_of_mind":
        return change_of_mind(life, ask, now)
    first = _first_of_all(life)
    if first:
        return first
    item = _item(life, ask)
    for d in life.going_on(item):
        if d["reason"] == "not_received" and reason is not None:
            return _replaces(life, ask, d, now)
    if there := _already(life, ask, item, now):
        return there
    return _opens(life, ask, item, now, "perform opens_dispute")


def _replaces(life: Life, ask: Record, d: Record, now: int) -> Verdict:
    """Not received is open, and now the parcel is there but not as it should be (R21)."""
    here = life.when("delivered") is not None or ask.get("received")
    if here and d["status"] in GOES_ON:
        return _opens(life, ask, _item(life, ask), now, "perform replaces_dispute")
    return either(stands(life, d, now), says("ask receipt_unknown"), says("explain not_arrived_yet"))


def _first_of_all(life: Life) -> Verdict | None:
    if over := closed(life):
        return over
    return says("explain not_shipped_yet") if life.when("shipped") is None else None


def _item(life: Life, ask: Record) -> str | None:
    lines = life.facts["items"]
    item = ask.get("item")
    return lines[0][0] if len(lines) == 1 else item


def _already(life: Life, ask: Record, item: str | None, now: int) -> Verdict | None:
    """A dispute about it goes on: changed once, or told where it stands (R19, R20)."""
    there = life.going_on(item)
    if not there:
        return None
    if item is None and not _all_taken(life):
        return either(where_all_stand(life, there, now), _opens(life, ask, item, now, "perform opens_dispute"))
    if len(there) > 1:
        asks = item is None and (ask.get("amount") or ask.get("wanted")) and any(map(_changeable, there))
        return either(where_all_stand(life, there, now), *[says("ask item_missing")] * bool(asks))
    d = there[0]
    same_matter = _matter(ask.get("dispute_reason") or d["reason"]) == _matter(d["reason"])
    meant = same_matter and (item != "all" or d["item"] == "all")
    return _changes(life, ask, d, now) if meant and _changeable(d) else stands(life, d, now)


def _changeable(d: Record) -> bool:
    return d["status"] in _CHANGEABLE


def _matter(reason: str) -> str:
    """What kind of trouble it is: a claim for one kind is not changed by a word about another (R19)."""
    return reason if reason in ("not_received", "change_of_mind") else "quality"


def _all_taken(life: Life) -> bool:
    taken = {d["item"] for d in life.going_on()}
    return "all" in taken or taken >= {sku for sku, _, _ in life.facts["items"]}


def _changes(life: Life, ask: Record, d: Record, now: int) -> Verdict:
    amount, wanted = ask.get("amount"), ask.get("wanted")
    wants = wanted or ("refund_only" if amount else d["wanted"])
    claim = d["claim"] if amount is None else amount[0]
    same_money = amount is None or (amount == (d["claim"], life.facts["currency"]))
    if wants == d["wanted"] and same_money:
        return stands(life, d, now)
    objections = set(_change_objections(life, d, wants, amount))
    if d["changed"]:
        return says("explain claim_changed_already", *objections)
    if objections:
        return says(*objections)
    full = life.cap(d["item"], d["reason"])
    if wants == d["wanted"] and (full if wants == "return_and_refund" else claim) == d["claim"]:
        return stands(life, d, now)
    return says("perform changes_claim", by=life.after("answer_dispute", now))


def _change_objections(life: Life, d: Record, wants: str, amount: tuple[int, str] | None) -> list[str]:
    if d["reason"] == "not_received" and wants == "return_and_refund":
        return ["ask nothing_to_return"]
    if d["reason"] == "change_of_mind":
        return ["ask return_only"] if wants == "refund_only" else []
    return _money_objections(life, wants, amount, life.cap(d["item"], d["reason"]))


def _money_objections(life: Life, wanted: str, amount: tuple[int, str] | None, cap: int) -> list[str]:
    """What is wrong with the sum (F35, R17, R25); nothing where it may be claimed."""
    if amount is None:
        return ["ask sum_missing"] if wanted == "refund_only" else []
    minor, currency = amount
    if currency != life.facts["currency"]:
        return ["ask sum_other_currency"]
    found = ["ask sum_zero"] * (minor == 0) + ["ask sum_too_high"] * (minor > cap)
    if wanted == "return_and_refund" and minor < cap:
        return [*found, "ask part_means_refund_only"]
    return found


def _arrival(life: Life, ask: Record) -> Verdict | None:
    """Quality needs the parcel (F31, R13)."""
    if life.when("delivered") is not None or ask.get("received"):
        return None
    return says("ask receipt_unknown" if ask.get("received") is None else "explain not_arrived_yet")


def _closed_door(life: Life, item: str | None, now: int, reason: str | None) -> Verdict | None:
    """Settled for good, too late, or nothing left to claim (R20, F32)."""
    skus = [sku for sku, _, _ in life.facts["items"]]
    late = life.when("delivered") is not None and now >= life.quality_window()[1]
    if item is None:
        over = ["explain item_settled"] * all(life.settled_for_good(sku) for sku in skus)
        over += ["explain dispute_window_closed"] * late
        return says(*over) if over else says("ask item_missing")
    if life.settled_for_good(item):
        return says("explain item_settled")
    if late:
        return says("explain dispute_window_closed")
    return says("explain nothing_left") if life.cap(item, reason or "") == 0 else None


def _opens(life: Life, ask: Record, item: str | None, now: int, performs: str) -> Verdict:
    reason, wanted, amount = ask.get("dispute_reason"), ask.get("wanted"), ask.get("amount")
    objection = _arrival(life, ask) or _closed_door(life, item, now, reason)
    if objection:
        return objection
    assert item is not None
    if reason is None:
        return says("ask dispute_reason_missing")
    wanted = wanted or ("refund_only" if amount else None)
    if wanted is None:
        return says("ask wanted_missing")
    wrong = _money_objections(life, wanted, amount, life.cap(item, reason))
    if wrong:
        return says(*wrong)
    if set(EVIDENCE[reason]) - set(ask.get("evidence", ())):
        return says("ask evidence_missing")
    return says(performs, by=life.after("answer_dispute", now))


def not_received(life: Life, ask: Record, now: int) -> Verdict:
    """R13, R14, R17: the whole parcel, money only, no evidence."""
    there = life.going_on()
    said = {**ask, "dispute_reason": "not_received"}
    if over := _first_of_all(life) or (_already(life, said, "all", now) if there else None):
        return over
    here = life.in_hand is not None or "confirmed" in life.told or ask.get("received")
    doors = ["explain in_hand"] * bool(here)
    doors += ["explain item_settled"] * life.settled_for_good("all", missing=True)
    if doors:
        return says(*doors)
    opens, closes = life.missing_window()
    if now < opens:
        return says("wait not_late_yet", by=opens)
    if now >= closes:
        if "delivered" in life.told:
            return says("explain dispute_window_closed")
        return says("refer never_arrived", by=life.after("staff", now))
    cap = life.cap("all", "not_received")
    if cap == 0:
        return says("explain nothing_left")
    if ask.get("wanted") == "return_and_refund":
        return says("ask nothing_to_return")
    wrong = _money_objections(life, "refund_only", ask.get("amount", (cap, life.facts["currency"])), cap)
    return says(*wrong) if wrong else says("perform reports_not_received", by=life.after("answer_dispute", now))


def change_of_mind(life: Life, ask: Record, now: int) -> Verdict:
    """R16: the goods for the money without outward shipping; the seller may refuse (F14, F42)."""
    item = _item(life, ask)
    if first := _first_of_all(life):
        return first
    if there := _already_returning(life, ask, item, now):
        return there
    refuses = ["explain seller_takes_no_returns"] * (life.facts["terms"].get("change_of_mind") == "refuse")
    if objection := _arrival(life, ask) or _closed_door(life, item, now, "change_of_mind"):
        return says(*objection.says, *refuses, *_refused_before(life, item))
    doors = [*refuses, *_refused_before(life, item)]
    if doors:
        return says(*doors)
    assert item is not None
    amount, cap = ask.get("amount"), life.cap(item, "change_of_mind")
    if ask.get("wanted") == "refund_only" or (amount is not None and amount != (cap, life.facts["currency"])):
        wrong = _money_objections(life, "return_and_refund", amount, cap)
        return says("ask return_only", *wrong)
    if amount is not None and ask.get("wanted") is None:
        return says("ask return_only", *_starts(life, now).says)
    return _starts(life, now)


def _starts(life: Life, now: int) -> Verdict:
    if life.facts["terms"].get("change_of_mind") == "accept":
        return says("perform starts_return", by=life.after("return_ship", now))
    return says("perform asks_for_return", by=life.after("answer_dispute", now))


def _already_returning(life: Life, ask: Record, item: str | None, now: int) -> Verdict | None:
    there = life.going_on(item)
    if not there:
        return None
    if item is None and not _all_taken(life):
        free = {key: value for key, value in ask.items() if key != "item"}
        return says(
            *where_all_stand(life, there, now).says,
            *_objection(life, free, now).says,
            *_refused_before(life, None),
        )
    if len(there) == 1 and there[0]["status"] in _CHANGEABLE:
        return either(_changes(life, ask, there[0], now), stands(life, there[0], now))
    return where_all_stand(life, there, now)


def _objection(life: Life, ask: Record, now: int) -> Verdict:
    refuses = ["explain seller_takes_no_returns"] * (life.facts["terms"].get("change_of_mind") == "refuse")
    found = _arrival(life, ask) or _closed_door(life, None, now, "change_of_mind")
    assert found is not None
    return says(*found.says, *refuses)


def _refused_before(life: Life, item: str | None) -> list[str]:
    about = [d for d in life.disputes if item is None or d["item"] in (item, "all") or item == "all"]
    return ["explain return_refused"] * any(d["outcome"] == "return_refused" for d in about)
