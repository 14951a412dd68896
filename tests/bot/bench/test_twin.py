"""The twin is derived from our own files, in words that stock Rasa understands; another file, another twin."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import yaml
from rasa.shared.core.domain import Domain

from bot.bench.training import kept_epochs, key
from bot.bench.twin import ASKED, FORM, default_config, domain, training_command, write_project
from bot.settings import ROOT


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The twin's project."""
    folder = tmp_path_factory.mktemp("twin")
    write_project(ROOT, folder)
    return folder


def read(path: Path) -> dict:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def test_it_knows_every_name_and_response_that_we_know(project: Path):
    ours = Domain.load([ROOT / "domain.yml", ROOT / "data" / "responses"])
    theirs = Domain.from_file(str(project / "domain.yml"))
    assert set(theirs.intents) == set(ours.intents)
    assert set(theirs.entities) == set(ours.entities)
    assert set(theirs.responses) == set(ours.responses)
    assert set(theirs.action_names_or_texts) >= set(ours.action_names_or_texts)
    assert theirs.required_slots_for_form(FORM) == list(ASKED)


def test_no_response_has_a_placeholder_that_the_stock_generator_cannot_fill(project: Path):
    domain = Domain.from_file(str(project / "domain.yml"))
    for variants in domain.responses.values():
        for variant in variants:
            for text in (variant.get("text") or "", *(button["payload"] for button in variant.get("buttons") or ())):
                assert text.format(), text  # a KeyError would name the placeholder


def test_buttons_stay_what_they_are(project: Path):
    (first, *_) = domain(ROOT)["responses"]["utter_ask_cancellation_reason"]
    assert first["buttons"][0]["payload"].format() == '/inform{"cancellation_reason":"no_longer_needed"}'


def test_each_rule_of_ours_is_a_story_too(project: Path):
    ours = [rule for path in (ROOT / "data" / "rules").glob("*.yml") for rule in read(path)["rules"]]
    rules = {rule["rule"]: rule["steps"] for rule in read(project / "rules.yml")["rules"]}
    stories = {story["story"]: story["steps"] for story in read(project / "stories.yml")["stories"]}
    for rule in ours:
        assert rules[rule["rule"]] == stories[rule["rule"]] == rule["steps"]


def test_it_is_trained_on_our_examples_where_they_are(project: Path):
    assert str(ROOT / "data" / "nlu") in training_command(ROOT, project)


def test_its_pipeline_is_rasas_own(project: Path):
    names = {component["name"] for component in read(project / "config.yml")["pipeline"]}
    assert {"WhitespaceTokenizer", "DIETClassifier", "FallbackClassifier"} <= names
    policies = {policy["name"]: policy.get("epochs") for policy in default_config(3)["policies"]}
    assert policies == {"MemoizationPolicy": None, "RulePolicy": None, "TEDPolicy": 3}


@pytest.mark.parametrize("changed", ["data/nlu/faq.yml", "data/rules/faq.yml", "data/responses/faq.yml", "domain.yml"])
def test_a_changed_file_makes_another_twin(tmp_path: Path, changed: str):
    for name in ("domain.yml", "data"):
        source = ROOT / name
        (shutil.copytree if source.is_dir() else shutil.copy)(source, tmp_path / name)
    before = key(tmp_path)
    assert key(tmp_path) == before == key(ROOT)
    with (tmp_path / changed).open("a") as file:
        file.write("# changed\n")
    assert key(tmp_path) != before


def test_of_twins_with_fewer_and_more_epochs_a_quick_bench_takes_the_one_with_more(tmp_path: Path):
    assert kept_epochs(tmp_path) is None
    for name in (f"twin-{key(ROOT)}-5", f"twin-{key(ROOT)}-20", "twin-0123456789abcdef-100"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "trained.json").touch()
    (tmp_path / f"twin-{key(ROOT)}-50").mkdir()  # never finished
    assert kept_epochs(tmp_path) == 20
