"""Renders the policy for readers: clauses with the numbers of a profile or of one order; how two profiles differ."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from actions.policy.calendar import Measure, Unit
from actions.policy.clause_book import CLAUSES, Clause
from actions.policy.decision import utc
from actions.policy.facts import Order, PaymentMethod
from actions.policy.profiles import EVIDENCE, REFUND_BY, REFUND_FROM, Profile, TermName
from actions.policy.terms import profile_named, profile_terms, terms_for

__all__ = ["CLAUSES", "Clause", "clause_text", "clause_text_for", "policy_diff", "policy_json"]

Values = Mapping[TermName, Measure]


def clause_text(clause_id: str, profile: str) -> str:
    """The clause in plain English with the numbers of this profile as they are now. KeyError: no such clause."""
    return _render(CLAUSES[clause_id], _values(profile_named(profile)))


def clause_text_for(clause_id: str, order: Order) -> str:
    """The clause with the numbers this order is judged by: its profile at ``placed_at`` and its seller's own terms."""
    return _render(CLAUSES[clause_id], terms_for(order).values)


def policy_json(profile: str) -> list[dict[str, Any]]:
    """All clauses in the contract's shape: id, sentence, source, parameters (and the further sources as ``also``)."""
    chosen = profile_named(profile)
    return [_clause_json(clause, chosen) for clause in CLAUSES.values()]


def policy_diff(first: str, second: str) -> list[dict[str, str]]:
    """One row for each number that two profiles set differently: clause, parameter, and the value of either profile."""
    pairs = zip(policy_json(first), policy_json(second), strict=True)
    return [row for mine, other in pairs for row in _differing(mine, other, first, second)]


def _differing(mine: dict[str, Any], other: dict[str, Any], first: str, second: str) -> list[dict[str, str]]:
    ours, theirs = mine["parameters"], other["parameters"]
    return [
        {"clause": mine["id"], "parameter": name, first: _shown(ours.get(name)), second: _shown(theirs.get(name))}
        for name in sorted(ours.keys() | theirs.keys())
        if ours.get(name) != theirs.get(name)
    ]


def _shown(parameter: Any) -> str:
    """A parameter as one cell of a table; a dash where the profile has none."""
    if isinstance(parameter, dict):
        return _phrase(Measure(parameter["value"], Unit(parameter["unit"])))
    return ", ".join(parameter or "–") if isinstance(parameter, list) else str(parameter or "–")


def _values(profile: Profile) -> Values:
    return {name: term.value for name, term in profile_terms(profile).items()}


def _clause_json(clause: Clause, profile: Profile) -> dict[str, Any]:
    sources = [source._asdict() for source in clause.sources]
    return {
        "id": clause.id,
        "sentence": _render(clause, _values(profile)),
        "source": sources[0],
        "also": sources[1:],
        "parameters": _parameters(clause.id, profile),
    }


def _parameters(clause_id: str, profile: Profile) -> dict[str, Any]:
    """The terms that belong to the clause, each with unit and start; for F26 also how business days are counted,
    for F34 the evidence that each reason needs.
    """
    found: dict[str, Any] = {
        str(name): {"value": term.value.count, "unit": str(term.value.unit), "since": utc(term.since)}
        for name, term in profile_terms(profile).items()
        if term.clause == clause_id
    }
    if clause_id == "F20":
        least, most = _refund_range(_values(profile))
        found["refund_earliest"] = {"value": least, "unit": str(Unit.BUSINESS_DAYS)}
        found["refund_latest"] = {"value": most, "unit": str(Unit.BUSINESS_DAYS)}
    if clause_id == "F34":
        found["evidence"] = {str(reason): [str(kind) for kind in kinds] for reason, kinds in EVIDENCE.items()}
    if clause_id == "F26":
        found["zone"] = profile.calendar.zone
        found["holidays"] = [f"{month:02}-{day:02}" for month, day in sorted(profile.calendar.holidays)]
    return found


def _render(clause: Clause, values: Values) -> str:
    least, most = _refund_range(values)
    words = {str(name): _phrase(measure) for name, measure in values.items()}
    methods = {
        f"refund_{method}": _span(values[REFUND_FROM[method]], values[REFUND_BY[method]]) for method in PaymentMethod
    }
    return clause.sentence.format(
        **words,
        **methods,
        **_by_profile(values),
        refund_earliest=least,
        refund_latest=most,
        early_reporting=_early_reporting(values),
    )


def _refund_range(values: Values) -> tuple[int, int]:
    """F20's range: from the quickest method's first day to the slowest method's last (F26)."""
    return min(values[name].count for name in REFUND_FROM.values()), max(
        values[name].count for name in REFUND_BY.values()
    )


def _span(first: Measure, last: Measure) -> str:
    return str(last.count) if first == last else f"{first.count} to {last.count}"


def _early_reporting(values: Values) -> str:
    """What the profile adds to F31, where it lets a missing parcel be reported before its date."""
    if TermName.NOT_RECEIVED_EARLY not in values:
        return ""
    early, quick = _phrase(values[TermName.NOT_RECEIVED_EARLY]), _phrase(values[TermName.QUICK_PROMISE])
    return f", but in any case {early} after shipping, and at once if delivery was promised in less than {quick}"


_COMPENSATION = (
    "; for a counterfeit the platform may give a compensation of its own besides, up to {} the price in all, which is"
    " never part of a claim"
)


def _by_profile(values: Values) -> dict[str, str]:
    """What a profile adds where it has a term that another has not: what silence means, what a counterfeit brings."""
    grants = TermName.SILENCE_GRANTS_CLAIM in values
    times = values.get(TermName.COUNTERFEIT_TIMES)
    more = _COMPENSATION.format(_phrase(times)) if times else ""
    return {
        "seller_silence": "; a seller that neither answers nor offers in time has agreed to what was asked"
        if grants
        else ", or when the seller does not answer in time",
        "return_silence": f"silence is {'consent' if grants else 'a refusal'}",
        "counterfeit": more,
    }


def _phrase(measure: Measure) -> str:
    if measure.unit is Unit.TIMES:
        return "once" if measure.count == 1 else f"{measure.count} times"
    unit = str(measure.unit).replace("_", " ")
    return f"{measure.count} {unit[:-1] if measure.count == 1 else unit}"
