"""Each clause can be told and looked up: a sentence in both profiles, a source that exists, and its numbers."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import actions.policy
from actions.policy.clauses import CLAUSES, clause_text, clause_text_for, policy_diff, policy_json
from actions.policy.profiles import PROFILES
from actions.policy.terms import UnknownProfile
from tests.policy.replay import an_order, sold_by

SOURCES = Path(actions.policy.__file__).parent / "sources"


def sections() -> dict[str, set[str]]:
    """Each document under ``sources/`` by its title, with the numbers of its sections."""
    found = {}
    for file in SOURCES.glob("*.md"):
        text = file.read_text(encoding="utf-8")
        title = text.splitlines()[0].removeprefix("# ")
        found[title] = set(re.findall(r"^## (\d+)\. ", text, flags=re.MULTILINE))
    return found


@pytest.mark.parametrize("clause", CLAUSES.values(), ids=lambda clause: clause.id)
def test_a_clause_cites_sections_that_exist(clause: object) -> None:
    known = sections()
    for source in clause.sources:  # type: ignore[attr-defined]
        assert source.section in known[source.document]


def test_every_fact_is_a_clause_and_they_stand_in_sequence() -> None:
    numbers = [*range(1, 15), *range(20, 27), *range(30, 48)]
    assert [f"F{number:02}" for number in numbers] == list(CLAUSES)
    assert all(clause.id == name for name, clause in CLAUSES.items())


@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize("clause", CLAUSES)
def test_a_clause_is_told_in_plain_words(clause: str, profile: str) -> None:
    text = clause_text(clause, profile)
    assert text.endswith(".")
    assert not set(text) & set("{}_")
    assert "None" not in text


@pytest.mark.parametrize("profile", PROFILES)
def test_every_number_belongs_to_a_clause_that_shows_it(profile: str) -> None:
    shown = {name for clause in policy_json(profile) for name in clause["parameters"]}
    assert {str(name) for name in PROFILES[profile].terms} <= shown


SENTENCES = [
    ("guides", "F03", "tried again for 7 days from the order date"),
    ("current", "F03", "tried again for 20 days from the order date"),
    ("guides", "F05", "The seller has 24 hours from the verified payment"),
    ("guides", "F06", "within 14 days"),
    ("current", "F06", "within 72 hours"),
    ("guides", "F20", "in 3 to 15 business days"),
    ("current", "F20", "in 1 to 20 business days"),
    ("guides", "F26", "store balance 3, wallet 3 to 7, card 3 to 15, bank transfer 5 to 15"),
    ("current", "F26", "store balance 1, wallet 1 to 5, card 3 to 20, bank transfer 3 to 10"),
    ("guides", "F44", "asked once more"),
    ("current", "F44", "time to ship of 7 business days"),
    ("current", "F31", "in any case 10 days after shipping"),
    ("guides", "F33", "or a change of mind."),
    ("current", "F33", "up to 2 times the price in all, which is never part of a claim"),
    ("guides", "F35", "may be changed once"),
    ("guides", "F37", "within 7 days"),
    ("current", "F37", "within 5 days"),
    ("guides", "F38", "or when the seller does not answer in time"),
    ("current", "F38", "has agreed to what was asked"),
    ("guides", "F40", "within 10 days, with a tracking number"),
    ("guides", "F41", "10 days after the carrier brought them"),
    ("guides", "F42", "silence is a refusal"),
    ("current", "F42", "silence is consent"),
]


@pytest.mark.parametrize(("profile", "clause", "words"), SENTENCES)
def test_a_sentence_holds_the_numbers_of_its_profile(profile: str, clause: str, words: str) -> None:
    assert words in clause_text(clause, profile)


def test_an_order_is_told_the_numbers_it_is_judged_by() -> None:
    order = an_order(seller=sold_by(immediate_hours=48, refund_business_days=2))
    assert "The seller has 48 hours" in clause_text_for("F05", order)
    assert "card 2," in clause_text_for("F26", order)


def test_the_policy_has_the_shape_of_the_contract() -> None:
    clause = next(clause for clause in policy_json("guides") if clause["id"] == "F06")
    assert clause["source"] == {"document": "Cancelling, leaving unpaid, complaining", "section": "5"}
    assert clause["parameters"]["answer_cancel"]["value"] == 14
    assert clause["parameters"]["answer_cancel"]["unit"] == "days"
    assert clause["sentence"] == clause_text("F06", "guides")


def test_the_difference_of_two_profiles_names_each_number() -> None:
    rows = {
        (row["clause"], row["parameter"]): (row["guides"], row["current"]) for row in policy_diff("guides", "current")
    }
    assert rows["F06", "answer_cancel"] == ("14 days", "72 hours")
    assert rows["F44", "ship"] == ("30 days", "7 business days")
    assert rows["F26", "holidays"] == ("–", "01-01, 12-25")
    assert rows["F31", "not_received_early"] == ("–", "10 days")
    assert rows["F33", "counterfeit_times"] == ("–", "2 times")
    assert rows["F37", "answer_dispute"] == ("7 days", "5 days")
    assert ("F05", "immediate") not in rows
    assert policy_diff("guides", "guides") == []


def test_the_evidence_that_each_reason_needs_can_be_looked_up() -> None:
    clause = next(clause for clause in policy_json("current") if clause["id"] == "F34")
    assert clause["parameters"]["evidence"]["wrong_size"] == ["photo_ruler", "photo_size_label"]
    assert clause["parameters"]["evidence"]["not_received"] == []


def test_an_unknown_profile_is_named() -> None:
    with pytest.raises(UnknownProfile, match="there are current, guides"):
        policy_json("gone")


def test_every_section_says_something() -> None:
    for file in SOURCES.glob("*.md"):
        parts = re.split(r"^## .*$", file.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
        assert parts
        assert all(len(part.split()) >= 12 for part in parts), file.name
