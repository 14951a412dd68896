"""Selects the terms an order is judged by: its profile at ``placed_at``, and its seller's own within R12's limits."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timezone
from functools import lru_cache
from typing import NamedTuple

from actions.policy.calendar import Calendar, Measure, Unit
from actions.policy.decision import Check
from actions.policy.facts import Order, PaymentMethod, SellerTerms
from actions.policy.profiles import PROFILES, REFUND_BY, REFUND_FROM, Profile, Term, TermName

_HOURS_OF = {Unit.HOURS: 1, Unit.DAYS: 24, Unit.BUSINESS_DAYS: 24, Unit.TIMES: 1}

_Base = Mapping[TermName, Measure]
_Wish = tuple[TermName, Measure, Measure]
"""A term, the value the seller wants, the value R12 allows."""

_Wishes = Callable[[SellerTerms, PaymentMethod, _Base], list[_Wish]]


class UnknownProfile(LookupError):
    """No policy profile has this name."""


@dataclass(frozen=True)
class Terms:
    """The numbers that hold for one order.

    ``of_seller``: the terms that are the seller's own (F14); ``clauses_of_seller``: the clauses with their numbers.
    """

    profile: str
    calendar: Calendar
    values: Mapping[TermName, Measure]
    of_seller: frozenset[TermName] = frozenset()
    clauses_of_seller: frozenset[str] = frozenset()
    notes: tuple[Check, ...] = ()

    def after(self, name: TermName, start: datetime) -> datetime:
        """When the time ``name`` that began at ``start`` is over (exclusive, R01)."""
        return self.calendar.after(start, self.values[name])

    def count(self, name: TermName) -> int:
        return self.values[name].count

    def has(self, name: TermName) -> bool:
        return name in self.values


def profile_named(name: str) -> Profile:
    """The profile of this name; UnknownProfile when there is none."""
    try:
        return PROFILES[name]
    except KeyError:
        raise UnknownProfile(f"no policy profile is named {name!r}; there are {', '.join(sorted(PROFILES))}") from None


def profile_terms(profile: Profile, placed_at: datetime | None = None) -> dict[TermName, Term]:
    """The term of each name that holds for an order placed then (None: the newest of each)."""
    return {name: _in_force(dated, placed_at) for name, dated in profile.terms.items()}


def _in_force(dated: tuple[Term, ...], placed_at: datetime | None) -> Term:
    """The last of them that had begun; before the first began, the first. They stand in the order of their dates."""
    if placed_at is None:
        return dated[-1]
    return next((term for term in reversed(dated) if term.since <= placed_at), dated[0])


def terms_for(order: Order) -> Terms:
    """The terms of the order's profile at ``placed_at``, with its seller's own terms where R12 lets them hold.

    Orders of the same profile, age, seller's terms and payment method share one: it is found again, not made again.
    """
    profile = profile_named(order.profile)
    basis = _Basis(profile, bisect_right(_beginnings(profile), order.placed_at))
    return _made(basis, order.seller.terms, order.payment_method, _WISHES)


@lru_cache(maxsize=64)
def _beginnings(profile: Profile) -> tuple[datetime, ...]:
    """The instants from which on some term of the profile is another one, in sequence."""
    return tuple(sorted({term.since for dated in profile.terms.values() for term in dated}))


class _Basis(NamedTuple):
    """What holds for every seller: a profile, and how many of its beginnings an order's date has behind it."""

    profile: Profile
    age: int


@lru_cache(maxsize=4096)
def _made(basis: _Basis, own: SellerTerms, paid_by: PaymentMethod, wishes: tuple[_Wishes, ...]) -> Terms:
    """The terms by all that they depend on; what a seller wishes is noted: applied, or clamped to what R12 allows."""
    profile, age = basis
    placed_at = _beginnings(profile)[age - 1] if age else _BEFORE_ALL
    dated = profile_terms(profile, placed_at)
    base = {name: term.value for name, term in dated.items()}
    values, notes = dict(base), []
    for wish in wishes:
        for name, wanted, allowed in wish(own, paid_by, base):
            values[name] = allowed
            if _hours(wanted) != _hours(allowed):
                notes.append(Check(f"seller_terms.{name}", f"clamped: {wanted} to {allowed} (R12)"))
            elif allowed != base[name]:
                notes.append(Check(f"seller_terms.{name}", f"applied: {allowed}"))
    names = frozenset(name for name, value in values.items() if value != base[name])
    clauses = frozenset(dated[name].clause for name in names)
    said = tuple(notes) + _return_notes(own)
    return Terms(profile.name, profile.calendar, values, names, clauses | _return_clauses(own), said)


_BEFORE_ALL = datetime.min.replace(tzinfo=timezone.utc)


def _return_notes(own: SellerTerms) -> tuple[Check, ...]:
    """What the seller says of changed minds, for staff; a seller at fault pays the way back all the same (F43)."""
    notes = []
    if own.change_of_mind is not None:
        notes.append(Check("seller_terms.change_of_mind", f"applied: {own.change_of_mind}"))
    if own.return_shipping == "seller":
        notes.append(Check("seller_terms.return_shipping", "applied: seller"))
    if own.return_shipping == "buyer":
        notes.append(Check("seller_terms.return_shipping", "clamped: buyer to a change of mind only (R12)"))
    return tuple(notes)


def _return_clauses(own: SellerTerms) -> frozenset[str]:
    """F42 where the seller's own word stands in the place of what holds for all."""
    return frozenset({"F42"}) if own.change_of_mind is not None or own.return_shipping == "seller" else frozenset()


def _hours(measure: Measure) -> int:
    """A length to compare by; business days are only ever compared with business days."""
    return measure.count * _HOURS_OF[measure.unit]


def _lengthens(field: str, name: TermName, unit: Unit) -> _Wishes:
    """A term that a seller may make longer, never shorter."""

    def wish(own: SellerTerms, paid_by: PaymentMethod, base: _Base) -> list[_Wish]:
        given: int | None = getattr(own, field)
        if given is None:
            return []
        wanted = Measure(given, unit)
        return [(name, wanted, max(base[name], wanted, key=_hours))]

    return wish


def _answers_sooner(field: str, name: TermName) -> _Wishes:
    """The seller's time to answer: shorter than the profile's, but at least a day."""

    def wish(own: SellerTerms, paid_by: PaymentMethod, base: _Base) -> list[_Wish]:
        given: int | None = getattr(own, field)
        if given is None:
            return []
        wanted, least = Measure(given, Unit.DAYS), base[TermName.SELLER_ANSWER_LEAST]
        return [(name, wanted, min(base[name], max(wanted, least, key=_hours), key=_hours))]

    return wish


def _ships_within(own: SellerTerms, paid_by: PaymentMethod, base: _Base) -> list[_Wish]:
    """The seller's time to ship: its own, within the least and the most that the marketplace allows."""
    if own.ship_days is None:
        return []
    least, most = base[TermName.SELLER_SHIP_LEAST], base[TermName.SELLER_SHIP_MOST]
    wanted = Measure(own.ship_days, Unit.DAYS)
    return [(TermName.SHIP, wanted, Measure(min(max(wanted.count, least.count), most.count), Unit.DAYS))]


def _refunds_sooner(own: SellerTerms, paid_by: PaymentMethod, base: _Base) -> list[_Wish]:
    """The latest day of a refund: sooner than the profile's, for each payment method; the first day follows it."""
    if own.refund_business_days is None:
        return []
    wanted = Measure(own.refund_business_days, Unit.BUSINESS_DAYS)
    floor = base[TermName.SELLER_REFUND_LEAST].count
    latest = max(floor, min(wanted.count, base[REFUND_BY[paid_by]].count))
    allowed = Measure(latest, Unit.BUSINESS_DAYS)
    first = Measure(min(latest, base[REFUND_FROM[paid_by]].count), Unit.BUSINESS_DAYS)
    return [(REFUND_BY[paid_by], wanted, allowed), (REFUND_FROM[paid_by], first, first)]


_WISHES: tuple[_Wishes, ...] = (
    _lengthens("immediate_hours", TermName.IMMEDIATE, Unit.HOURS),
    _lengthens("dispute_window_days", TermName.DISPUTE_WINDOW, Unit.DAYS),
    _answers_sooner("answer_days_cancel", TermName.ANSWER_CANCEL),
    _answers_sooner("answer_days_dispute", TermName.ANSWER_DISPUTE),
    _ships_within,
    _refunds_sooner,
)
