"""Says what the rulings answer about a dispute that exists: offers, evidence, escalating, the way back (R18–R22)."""

from __future__ import annotations

from tests.policy.oracle_life import GOES_ON, Life, Record, ended
from tests.policy.oracle_verdict import Verdict, closed, either, says, stands, where_all_stand


def _meant(life: Life, ask: Record) -> list[Record]:
    """The disputes that the words can mean: by reference, or by item."""
    name, item = ask.get("dispute"), ask.get("item")
    chosen = [d for d in life.disputes if name in (None, d["id"])]
    return [d for d in chosen if item in (None, "all") or d["item"] in (item, "all")]


def _none_goes_on(life: Life, meant: list[Record]) -> Verdict:
    over = closed(life)
    more = over.says if over else ()
    if life.when("shipped") is None:
        more = (*more, "explain not_shipped_yet")
    if not meant:
        return says("explain no_dispute", *more)
    refused = any(d["outcome"] == "return_refused" for d in meant)
    return says("explain dispute_closed", *(["explain return_refused"] * refused), *more)


def _one(life: Life, ask: Record, now: int, able: tuple[str, ...]) -> Record | Verdict:
    """The dispute that is meant, or what to say instead."""
    meant = _meant(life, ask)
    going = [d for d in meant if not ended(d)]
    if not going:
        return _none_goes_on(life, meant)
    fit = [d for d in going if d["status"] in able]
    if len(fit) == 1:
        return fit[0]
    if len(fit) > 1:
        return says("ask dispute_unnamed")
    return either(where_all_stand(life, going, now), says(*(["ask dispute_unnamed"] * (len(going) > 1))))


def escalate(life: Life, ask: Record, now: int) -> Verdict:
    """R18: not before the answer is due; after a rejection or a declined offer at once. R16: never a change of mind."""
    meant = _meant(life, ask)
    going = [d for d in meant if not ended(d)]
    if not going:
        return _none_goes_on(life, meant)
    ripe = [d for d in going if d["status"] == "rejected" or (d["status"] == "open" and d["declined"] is not None)]
    ripe = [d for d in ripe if d["reason"] != "change_of_mind"]
    if len(going) > 1:
        performs = ["perform escalates"] * (len(ripe) == 1)
        stand = where_all_stand(life, going, now).says if not ripe else ()
        return says("ask dispute_unnamed", *performs, *stand)
    if ripe:
        return says("perform escalates", by=life.after("platform", now))
    d = going[0]
    if d["reason"] == "change_of_mind":
        return says(*stands(life, d, now).says, "explain return_refused")
    return stands(life, d, now)


def answer_offer(life: Life, ask: Record, now: int) -> Verdict:
    """R19: the newest offer, by its id."""
    waiting = [d for d in _meant(life, ask) if d["status"] == "offered"]
    offer, choice = ask.get("offer"), ask.get("choice")
    if not waiting:
        over = closed(life)
        return says("explain no_offer", *(["ask offer_replaced"] if offer else []), *(over.says if over else ()))
    named = [d for d in waiting if offer in {name for name, _ in d["offers"]}]
    if len(waiting) > 1 and len(named) != 1:
        return says("ask dispute_unnamed", "ask offer_unanswered", *(["ask offer_replaced"] if offer else []))
    d = (named or waiting)[0]
    name, amount = d["offers"][-1]
    stale = ["ask offer_replaced"] * (offer not in (None, name))
    if offer is None or choice not in ("accept", "decline"):
        return says("ask offer_unanswered", *stale)
    if stale:
        return says(*stale)
    return says("perform accepts_offer", amount=amount) if choice == "accept" else says("perform declines_offer")


def add_evidence(life: Life, ask: Record, now: int) -> Verdict:
    """R18, R22: as long as the platform has not decided."""
    d = _one(life, ask, now, GOES_ON)
    if isinstance(d, Verdict):
        unnamed = ["ask evidence_unnamed"] * ("ask dispute_unnamed" in d.says and not ask.get("evidence"))
        return says(*d.says, *unnamed)
    if not ask.get("evidence"):
        return says("ask evidence_unnamed")
    return says("perform adds_evidence") if set(ask["pieces"]) - d["pieces"] else stands(life, d, now)


def withdraw_dispute(life: Life, ask: Record, now: int) -> Verdict:
    """F47, R18."""
    d = _one(life, ask, now, GOES_ON)
    if not isinstance(d, Verdict):
        return says("perform withdraws_dispute")
    back = ("explain return_due", "explain return_under_way", "explain return_lost", "explain return_overdue")
    return says(*d.says, *back) if any(word.split()[1].startswith("return_") for word in d.says) else d


def give_tracking(life: Life, ask: Record, now: int) -> Verdict:
    """R22: a number in the ten days is in time; one after them goes to staff."""
    meant = _meant(life, ask)
    due = [d for d in meant if d["status"] == "return_due"]
    sent = [d for d in meant if d["status"] == "return_sent"]
    late = [d for d in meant if d["outcome"] == "return_not_sent"]
    if len(due) > 1:
        return says("ask dispute_unnamed", *([] if ask.get("tracking") else ["ask tracking_missing"]))
    if due:
        return says("perform sends_return" if ask.get("tracking") else "ask tracking_missing")
    if sent:
        return where_all_stand(life, sent, now)
    if late:
        bare = [] if ask.get("tracking") else ["explain return_not_sent"]
        return says("refer return_late", *bare)
    over = closed(life)
    return says("explain no_return_due", *(over.says if over else ()))
