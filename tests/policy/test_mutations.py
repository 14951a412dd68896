"""Proves that the table holds the policy in place: whatever is dropped or moved by one unit, a named row fails.

Nothing is mocked: the policy's own data and tuples of rules are changed in this process, the rows are replayed, and the
change is taken back. The test's message names the rows that noticed.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields, replace
from itertools import chain

import pytest

from actions.policy import calendar, clause_book, due, profiles, requests, terms
from actions.policy.calendar import Measure
from actions.policy.clauses import CLAUSES, clause_text
from actions.policy.complaint import COMPLAINT_RULES
from actions.policy.decision import Request
from actions.policy.facts import DisputeReason, EvidenceKind, Seller, SellerTerms
from actions.policy.profiles import EVIDENCE, PROFILES, Profile, TermName
from actions.policy.situation import Rule
from actions.policy.terms import Terms
from tests.policy.replay import after, an_order, answer_to, ask_for, replay
from tests.policy.rows import Row, differences
from tests.policy.table import TABLE

pytestmark = pytest.mark.slow


def noticed(rows: Iterable[Row], drop: str = "") -> str | None:
    """The first row that no longer holds, by name."""
    return next((this.name for this in rows if _fails(this, drop)), None)


def _fails(this: Row, drop: str) -> bool:
    try:
        return bool(differences(this, drop))
    except Exception:  # a mutated policy may stop anywhere; that is a failing row too
        return True


def rows_of(profile: str) -> tuple[Row, ...]:
    return tuple(this for this in TABLE if this.order.get("profile", "guides") == profile)


def test_unchanged_no_row_fails() -> None:
    assert noticed(TABLE) is None


def _traces() -> tuple[dict[str, set[str]], dict[str, set[str]]]:
    """By each row's name: the terms that it asks for, and the rules that decided in it. Those rows are tried first."""
    reads: dict[str, set[str]] = {}
    decided: dict[str, set[str]] = {}
    with pytest.MonkeyPatch.context() as patch:
        whole, count, has = Terms.after, Terms.count, Terms.has
        for this in TABLE:
            read = reads[this.name] = {"seller"} if "seller" in this.order else set()
            patch.setattr(Terms, "after", lambda own, name, at, read=read: read.add(name) or whole(own, name, at))
            patch.setattr(Terms, "count", lambda own, name, read=read: read.add(name) or count(own, name))
            patch.setattr(Terms, "has", lambda own, name, read=read: read.add(name) or has(own, name))
            decided[this.name] = _decided_by(this)
    return reads, decided


def _decided_by(this: Row) -> set[str]:
    start = an_order(**this.order)
    order, _ = replay(start, this.history)
    said = answer_to(order, this.ask, ask_for(this.ask), after(this.at, start.placed_at))
    return {check.rule for check in said.checks if check.result in ("decided", "objected")}


READS, DECIDED_BY = _traces()


def _likely_first(rows: tuple[Row, ...], name: TermName) -> tuple[Row, ...]:
    wanted = "seller" if name.startswith("seller") else name
    return tuple(sorted(rows, key=lambda this: wanted not in READS[this.name]))


ONLY_THERE = {TermName.SILENCE_GRANTS_CLAIM}
"""A yes, no number: the profile has it or has it not."""

NUMBERS = [
    (profile.name, name, step)
    for profile in PROFILES.values()
    for name in profile.terms
    for step in (-1, 1)
    if name not in ONLY_THERE
]


@pytest.mark.parametrize(("profile", "name", "step"), NUMBERS, ids=str)
def test_a_number_moved_by_one_unit_fails_a_row(
    profile: str, name: TermName, step: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(profiles.PROFILES, profile, _moved(PROFILES[profile], name, step))
    assert noticed(_likely_first(rows_of(profile), name))


def _moved(profile: Profile, name: TermName, step: int) -> Profile:
    (term,) = profile.terms[name]
    value = Measure(term.value.count + step, term.value.unit)
    return replace(profile, terms={**profile.terms, name: (replace(term, value=value),)})


OPTIONAL = sorted(PROFILES["current"].terms.keys() - PROFILES["guides"].terms.keys())


@pytest.mark.parametrize("name", OPTIONAL, ids=str)
def test_a_number_that_one_profile_alone_has_dropped_fails_a_row(
    name: TermName, monkeypatch: pytest.MonkeyPatch
) -> None:
    profile = PROFILES["current"]
    fewer = {other: dated for other, dated in profile.terms.items() if other is not name}
    monkeypatch.setitem(profiles.PROFILES, "current", replace(profile, terms=fewer))
    assert noticed(_likely_first(rows_of("current"), name))


@pytest.mark.parametrize("name", PROFILES)
@pytest.mark.parametrize("change", [{"zone": "America/New_York"}, {"holidays": frozenset({(3, 4)})}], ids=str)
def test_another_calendar_fails_a_row(name: str, change: dict[str, object], monkeypatch: pytest.MonkeyPatch) -> None:
    profile = PROFILES[name]
    other = replace(profile.calendar, **change)  # type: ignore[arg-type]
    monkeypatch.setitem(profiles.PROFILES, name, replace(profile, calendar=other))
    assert noticed(rows_of(name))


@pytest.mark.parametrize("holiday", sorted(PROFILES["current"].calendar.holidays), ids=str)
def test_a_holiday_dropped_fails_a_row(holiday: tuple[int, int], monkeypatch: pytest.MonkeyPatch) -> None:
    profile = PROFILES["current"]
    fewer = replace(profile.calendar, holidays=profile.calendar.holidays - {holiday})
    monkeypatch.setitem(profiles.PROFILES, "current", replace(profile, calendar=fewer))
    assert noticed(rows_of("current"))


def test_saturdays_that_count_fail_a_row(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(calendar, "_SATURDAY", 6)
    assert noticed(TABLE)


@pytest.mark.parametrize("clause", CLAUSES)
def test_a_clause_that_no_decision_cites_fails_a_row(clause: str) -> None:
    assert noticed((this for this in TABLE if clause in this.expects.get("clauses", "")), drop=clause)


@pytest.mark.parametrize("clause", CLAUSES)
def test_a_clause_dropped_from_the_book_cannot_be_told(clause: str, monkeypatch: pytest.MonkeyPatch) -> None:
    cited = set(chain.from_iterable(this.expects.get("clauses", "").split() for this in TABLE))
    monkeypatch.delitem(clause_book.CLAUSES, clause)
    with pytest.raises(KeyError):
        [clause_text(name, "guides") for name in sorted(cited)]


RULES = [(request, rule) for request, rules in requests.RULES.items() for rule in rules]


@pytest.mark.parametrize(("request_", "rule"), RULES, ids=lambda part: getattr(part, "__name__", str(part)))
def test_a_rule_dropped_fails_a_row(request_: Request, rule: Rule, monkeypatch: pytest.MonkeyPatch) -> None:
    fewer = tuple(other for other in requests.RULES[request_] if other is not rule)
    monkeypatch.setattr(requests, "RULES", {**requests.RULES, request_: fewer})
    likely = sorted(TABLE, key=lambda this: not _likely(this, request_, rule))
    assert noticed(likely)


def _likely(this: Row, request: Request, rule: Rule) -> bool:
    return rule.__name__ in DECIDED_BY[this.name] and this.ask.startswith((request.value, Request.DISPUTE.value))


@pytest.mark.parametrize("rule", COMPLAINT_RULES, ids=lambda rule: rule.__name__)
def test_a_rule_of_complaints_dropped_fails_a_row(rule: Rule, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(requests, "COMPLAINT_RULES", tuple(other for other in COMPLAINT_RULES if other is not rule))
    assert noticed(TABLE)


@pytest.mark.parametrize("effect", due.EFFECTS, ids=lambda effect: effect.__name__)
def test_an_automatic_effect_dropped_fails_a_row(effect: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(due, "EFFECTS", tuple(other for other in due.EFFECTS if other is not effect))
    assert noticed(TABLE)


@pytest.mark.parametrize("at", range(len(terms._WISHES)))
def test_a_kind_of_sellers_terms_dropped_fails_a_row(at: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(terms, "_WISHES", (*terms._WISHES[:at], *terms._WISHES[at + 1 :]))
    assert noticed(this for this in TABLE if "seller" in this.order)


@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize("term", [field.name for field in fields(SellerTerms)])
def test_a_sellers_term_that_is_not_heard_fails_a_row(term: str, profile: str) -> None:
    deaf = [_deaf(this, term) for this in rows_of(profile) if "seller" in this.order]
    assert noticed(this for this in deaf if this is not None)


def _deaf(this: Row, term: str) -> Row | None:
    """The row with the seller's word left out; None where the seller has said nothing of it."""
    seller = this.order["seller"]
    if getattr(seller.terms, term) is None:
        return None
    silent = Seller(seller.seller_id, seller.name, replace(seller.terms, **{term: None}))
    return replace(this, order={**this.order, "seller": silent})


KINDS = [(profile, reason, kind) for profile in PROFILES for reason in EVIDENCE for kind in EVIDENCE[reason]]


@pytest.mark.parametrize(("profile", "reason", "kind"), KINDS, ids=str)
def test_a_kind_of_evidence_dropped_fails_a_row(
    profile: str, reason: DisputeReason, kind: EvidenceKind, monkeypatch: pytest.MonkeyPatch
) -> None:
    rest = tuple(other for other in EVIDENCE[reason] if other is not kind)
    monkeypatch.setitem(profiles.EVIDENCE, reason, rest)  # type: ignore[arg-type]
    assert noticed(this for this in rows_of(profile) if f"reason={reason}" in this.ask)
