"""Selects the terms an order is judged by: its profile at ``placed_at``, and its seller's own within R12's limits."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from actions.policy.calendar import Calendar, Measure, Unit
from actions.policy.decision import Check
from actions.policy.facts import Order, SellerTerms
from actions.policy.profiles import PROFILES, REFUND_BY, REFUND_FROM, Profile, Term, TermName

_HOURS_OF = {Unit.HOURS: 1, Unit.DAYS: 24, Unit.BUSINESS_DAYS: 24, Unit.TIMES: 1}


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
    """The terms of the order's profile at ``placed_at``, with its seller's own terms where R12 lets them hold."""
    profile = profile_named(order.profile)
    dated = profile_terms(profile, order.placed_at)
    base = {name: term.value for name, term in dated.items()}
    values, notes = dict(base), []
    for wish in _WISHES:
        for name, wanted, allowed in wish(order, base):
            values[name] = allowed
            if _hours(wanted) != _hours(allowed):
                notes.append(Check(f"seller_terms.{name}", f"clamped: {wanted} to {allowed} (R12)"))
            elif allowed != base[name]:
                notes.append(Check(f"seller_terms.{name}", f"applied: {allowed}"))
    own = frozenset(name for name, value in values.items() if value != base[name])
    clauses = frozenset(dated[name].clause for name in own)
    return Terms(profile.name, profile.calendar, values, own, clauses, tuple(notes))


_Base = Mapping[TermName, Measure]
_Wish = tuple[TermName, Measure, Measure]
"""A term, the value the seller wants, the value R12 allows."""


def _hours(measure: Measure) -> int:
    """A length to compare by; business days are only ever compared with business days."""
    return measure.count * _HOURS_OF[measure.unit]


def _lengthens(
    field: Callable[[SellerTerms], int | None], name: TermName, unit: Unit
) -> Callable[[Order, _Base], list[_Wish]]:
    """A term that a seller may make longer, never shorter."""

    def wish(order: Order, base: _Base) -> list[_Wish]:
        given = field(order.seller.terms)
        if given is None:
            return []
        wanted = Measure(given, unit)
        return [(name, wanted, max(base[name], wanted, key=_hours))]

    return wish


def _answers_sooner(order: Order, base: _Base) -> list[_Wish]:
    """The seller's time to answer a cancellation: shorter than the profile's, but at least a day."""
    given = order.seller.terms.answer_days_cancel
    if given is None:
        return []
    wanted, least = Measure(given, Unit.DAYS), base[TermName.SELLER_ANSWER_LEAST]
    allowed = min(base[TermName.ANSWER_CANCEL], max(wanted, least, key=_hours), key=_hours)
    return [(TermName.ANSWER_CANCEL, wanted, allowed)]


def _ships_within(order: Order, base: _Base) -> list[_Wish]:
    """The seller's time to ship: its own, within the least and the most that the marketplace allows."""
    given = order.seller.terms.ship_days
    if given is None:
        return []
    least, most = base[TermName.SELLER_SHIP_LEAST], base[TermName.SELLER_SHIP_MOST]
    return [(TermName.SHIP, Measure(given, Unit.DAYS), Measure(min(max(given, least.count), most.count), Unit.DAYS))]


def _refunds_sooner(order: Order, base: _Base) -> list[_Wish]:
    """The latest day of a refund: sooner than the profile's, for each payment method; the first day follows it."""
    given = order.seller.terms.refund_business_days
    if given is None:
        return []
    wanted = Measure(given, Unit.BUSINESS_DAYS)
    floor = base[TermName.SELLER_REFUND_LEAST].count
    latest = max(floor, min(given, base[REFUND_BY[order.payment_method]].count))
    allowed = Measure(latest, Unit.BUSINESS_DAYS)
    first = Measure(min(latest, base[REFUND_FROM[order.payment_method]].count), Unit.BUSINESS_DAYS)
    return [(REFUND_BY[order.payment_method], wanted, allowed), (REFUND_FROM[order.payment_method], first, first)]


_WISHES: tuple[Callable[[Order, _Base], list[_Wish]], ...] = (
    _lengthens(lambda own: own.immediate_hours, TermName.IMMEDIATE, Unit.HOURS),
    _lengthens(lambda own: own.dispute_window_days, TermName.DISPUTE_WINDOW, Unit.DAYS),
    _answers_sooner,
    _ships_within,
    _refunds_sooner,
)
