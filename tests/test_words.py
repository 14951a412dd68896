"""Every answer has its words: each reason, step, clause and button has a response, and each response is said.

Rasa loads a response that is named in a rule and defined nowhere in silence, and of two definitions the last one wins;
so does a flow. This reads the data files, the flows and the source of the actions, without a model.
"""

from __future__ import annotations

import ast
import re
import warnings
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from actions.offering import INTENTS
from actions.policy.clauses import CLAUSES
from actions.policy.conversations import REASONS
from actions.policy.decision import Reason, Request, Step
from actions.policy.facts import (
    CancellationReason,
    DisputeOutcome,
    DisputeReason,
    DisputeStatus,
    EvidenceKind,
    OrderStatus,
    PaymentMethod,
    Wanted,
)
from bot.dialogue import naming
from bot.dialogue.flows import CALL, COLLECT, CONFIRM, Flows
from bot.dialogue.reading import flow_texts, read_flows
from bot.dialogue.responses import MAY_BE_SILENT

ROOT = Path(__file__).resolve().parents[1]
DATA = ROOT / "data"

PERFORMS = {
    *("cancels_now", "cancels_unpaid", "queues", "requests", "renews_request", "withdraws", "files_complaint"),
    *("opens_trace", "pays_to_balance"),
    *("opens_dispute", "reports_not_received", "replaces_dispute", "changes_claim"),
    *("adds_evidence", "escalates", "withdraws_dispute", "accepts_offer", "declines_offer"),
    *("asks_for_return", "starts_return", "sends_return", "confirms_receipt"),
}
# Rasa's own check knows stories and rules alone; these intents answer the questions of flows.
ANSWERS_TO_FLOWS = {"affirm", "deny"}


@lru_cache(maxsize=1)
def defined() -> dict[str, list[dict[str, Any]]]:
    """Every response with its variants."""
    found: dict[str, list[dict[str, Any]]] = {}
    for file in sorted((DATA / "responses").glob("*.yml")):
        found.update(yaml.safe_load(file.read_text(encoding="utf-8"))["responses"])
    return found


@lru_cache(maxsize=1)
def flows() -> Flows:
    return read_flows(flow_texts(DATA / "flows"))


@lru_cache(maxsize=1)
def domain() -> dict[str, Any]:
    return yaml.safe_load((ROOT / "domain.yml").read_text(encoding="utf-8"))


def said_by_rules() -> set[str]:
    files = (DATA / "rules").glob("*.yml")
    rules = [rule for file in files for rule in yaml.safe_load(file.read_text(encoding="utf-8"))["rules"]]
    return {step["action"] for rule in rules for step in rule["steps"] if "action" in step}


def said_by_flows() -> set[str]:
    """What the flow policy says by itself, by convention."""
    names = set(naming.OWN) | {f"{naming.NOT_UNDERSTOOD}{level}" for level in ("_again", "_simple")}
    for flow in flows().values():
        names |= {naming.dropped(flow.name), naming.resumed(flow.name), naming.offered(flow.name)}
        for step in flow.steps:
            if step.kind in (COLLECT, CONFIRM):
                names |= {f"{naming.asking(step)}{level}" for level in ("", "_again", "_simple")}
    return names | {naming.intent_word(intent) for intent in domain()["intents"]}


def said_by_actions() -> set[str]:
    """Names that stand whole in the source of the actions, and those that it makes of words of the policy."""
    texts = [path.read_text(encoding="utf-8") for path in (ROOT / "actions").glob("*.py")]
    literals = (node.value for text in texts for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Constant))
    whole = {text for text in literals if isinstance(text, str) and re.fullmatch(r"utter_[a-z_]*[a-z]", text)}
    return whole | set(made_of_words())


def made_of_words() -> Iterator[str]:
    for word, reasons in REASONS.items():
        yield from (f"utter_{word}_{reason}" for reason in reasons)
        yield from (f"utter_{word}_{reason}_done" for reason in reasons if str(reason) in PERFORMS)
    for step in Step:
        yield from (f"utter_next_{step}", f"utter_next_{step}_by")
    yield from (f"utter_clause_{clause}" for clause in CLAUSES)
    yield from (f"utter_read_wanted_{wanted}" for wanted in Wanted)
    yield from (f"utter_way_back_{payer}" for payer in ("buyer", "seller"))
    yield from (f"utter_word_{word}" for word in words_of_fields())
    yield from (
        f"utter_measure_{unit}{one}" for unit in ("hours", "days", "business_days", "times") for one in ("", "_one")
    )
    yield from ("utter_refund_line_soon", "utter_refund_expected_soon", "utter_my_orders_more")


def words_of_fields() -> Iterator[str]:
    yield from (f"reason_{reason}" for reason in CancellationReason)
    yield from (f"status_{status}" for status in OrderStatus)
    yield from (f"payment_method_{method}" for method in PaymentMethod)
    for kind, words in (
        ("dispute_reason", DisputeReason),
        ("wanted", Wanted),
        ("evidence", EvidenceKind),
        ("dispute_status", DisputeStatus),
        ("dispute_outcome", DisputeOutcome),
        ("button", Request),
        ("button", Wanted),
        ("button_because", DisputeReason),
        ("button_evidence", EvidenceKind),
        ("button_claim", ("all", "half")),
        ("button_yes", confirmed()),
        ("button", BUTTONS),
    ):
        yield from (f"{kind}_{word}" for word in words)
    yield from ("whole_parcel", "case_cancel", "case_refund_late")
    yield "order_button"


# Buttons that actions name by themselves.
BUTTONS = (
    *("no", "whole_order", "file_complaint", "my_orders", "talk_to_human"),
    *("it_arrived", "accept_offer", "decline_offer", "attach_chat", "item", "whole_parcel", "other_reasons"),
    *("case", "look", "for_item", "have_it_now"),
)


def confirmed() -> set[str]:
    """What is read back for a yes; to hand over to a person is a ticket too."""
    steps = [step for flow in flows().values() for step in flow.steps if step.kind == CONFIRM]
    return {step.name.removeprefix("utter_confirm_") for step in steps} - {"handover"}


def test_every_response_is_defined_once():
    files = sorted((DATA / "responses").glob("*.yml"))
    names = [name for file in files for name in re.findall(r"^  (utter_\w+):", file.read_text(encoding="utf-8"), re.M)]
    assert sorted(names) == sorted(set(names))
    assert len(names) == len(defined())


def test_every_response_is_said_by_somebody():
    channel = yaml.safe_load((DATA / "responses/channel.yml").read_text(encoding="utf-8"))["responses"]
    said = said_by_rules() | said_by_flows() | said_by_actions() | channel.keys() | set(MAY_BE_SILENT)
    assert sorted(defined().keys() - said) == []


def test_whatever_a_rule_or_an_action_names_is_defined():
    named = said_by_rules() | {name for name in said_by_actions() - set(made_of_words()) if name.count("_") > 1}
    families = ("utter_word_", "utter_next_", "utter_case_", "utter_clause_", "utter_measure_")
    responses = {name for name in named if name.startswith("utter_") and not name.startswith(families)}
    assert sorted(responses - defined().keys()) == []


@pytest.mark.parametrize("flow", sorted(flows()))
def test_a_flow_finds_its_words_for_each_moment(flow):
    wanted = {naming.dropped(flow), naming.resumed(flow), naming.offered(flow)}
    for step in flows()[flow].steps:
        if step.kind == CONFIRM:
            wanted |= {step.name, f"{step.name}_again", f"{step.name}_simple"}
        if step.kind == COLLECT:
            wanted |= {f"utter_ask_{step.name}", f"utter_ask_{step.name}_again", f"utter_ask_{step.name}_simple"}
    assert sorted(wanted - defined().keys()) == []


QUESTIONS_AGAIN = sorted(name for name in defined() if re.match(r"utter_(ask|confirm|not)_.*_(again|simple)$", name))


@pytest.mark.parametrize("name", QUESTIONS_AGAIN)
def test_a_question_put_again_has_other_words_each_time(name):
    assert len({variant["text"] for variant in defined()[name]}) > 1


@pytest.mark.parametrize("reason", sorted(Reason))
def test_every_reason_has_its_words(reason):
    words = [word for word, reasons in REASONS.items() if reason in reasons]
    assert words
    assert [word for word in words if f"utter_{word}_{reason}" not in defined()] == []
    if str(reason) in PERFORMS:
        assert all(f"utter_{word}_{reason}_done" in defined() for word in words)


@pytest.mark.parametrize("status", sorted(OrderStatus))
def test_every_status_has_its_words(status):
    assert f"utter_order_status_{status}" in defined()


@pytest.mark.parametrize("step", sorted(Step))
def test_every_step_has_its_words_and_those_with_a_date_say_it(step):
    (plain,) = defined()[f"utter_next_{step}"]
    assert "{by" not in plain["text"]
    dated = defined().get(f"utter_next_{step}_by")
    assert dated is None or "{by" in dated[0]["text"]


def test_a_step_that_the_policy_gives_a_date_has_words_for_it():
    calls = [node for path in (ROOT / "actions/policy").glob("*.py") for node in ast.walk(ast.parse(path.read_text()))]
    dated = [node for node in calls if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "NextStep"]
    names = {node.args[1].attr for node in dated if len(node.args) > 2 and isinstance(node.args[1], ast.Attribute)}
    assert names
    assert sorted(name for name in names if f"utter_next_{Step[name]}_by" not in defined()) == []


@pytest.mark.parametrize("clause", sorted(CLAUSES))
def test_every_clause_has_plain_words_and_a_section_that_exists(clause):
    assert f"utter_clause_{clause}" in defined()
    titles = {path.read_text(encoding="utf-8").splitlines()[0].lstrip("# "): path for path in SOURCES}
    for source in CLAUSES[clause].sources:
        assert re.search(rf"^## {re.escape(source.section)}\.", titles[source.document].read_text("utf-8"), re.M)


SOURCES = sorted((ROOT / "actions/policy/sources").glob("*.md"))


@pytest.mark.parametrize("word", sorted(words_of_fields()))
def test_every_word_of_the_trade_and_every_button_has_a_title(word):
    assert f"utter_word_{word}" in defined()


@pytest.mark.parametrize("request_", sorted(Request))
def test_every_request_can_be_made_by_a_button(request_):
    assert INTENTS[request_] in domain()["intents"]


@pytest.mark.parametrize("name", sorted(defined()))
def test_buttons_lead_to_intents_that_exist(name):
    for variant in defined()[name]:
        for button in variant.get("buttons") or ():
            assert re.match(r"/([a-z_]+)", button["payload"]).group(1) in domain()["intents"]


def test_the_reasons_are_all_offered_as_buttons():
    for level in ("", "_again", "_simple"):
        for variant in defined()[f"utter_ask_cancellation_reason{level}"]:
            offered = [re.search(r'"cancellation_reason":"(\w+)"', b["payload"]).group(1) for b in variant["buttons"]]
            assert offered == [str(reason) for reason in CancellationReason]


def test_no_number_of_the_policy_is_typed_into_a_text():
    texts = [variant["text"] for variants in defined().values() for variant in variants]
    assert [text for text in texts if re.search(r"\d", re.sub(r"\{\w+\}", "", text))] == []


def test_every_action_of_the_domain_is_run_by_a_rule_or_a_flow():
    steps = [step for flow in flows().values() for step in flow.steps]
    run = {step.name for step in steps if step.kind == CALL} | {step.check for step in steps if step.check}
    asked = {step.name for step in steps if step.kind == COLLECT}
    run |= {f"action_ask_{name}{again}" for name in asked for again in ("", "_again")} | said_by_rules()
    assert sorted(set(domain()["actions"]) - run) == []


@pytest.mark.slow
def test_rasas_own_check_warns_of_nothing_that_is_not_explained():
    """It knows stories and rules alone: what flows and actions say it calls unused, so the intents of flows too."""
    from rasa.shared.importers.importer import TrainingDataImporter
    from rasa.validator import Validator

    files = str(ROOT / "config.yml"), str(ROOT / "domain.yml"), [str(DATA)]
    with warnings.catch_warnings(record=True) as seen:
        warnings.simplefilter("always", UserWarning)
        validator = Validator.from_importer(TrainingDataImporter.load_from_config(*files))
        assert validator.verify_domain_validity()
        assert validator.verify_nlu()
        assert validator.verify_story_structure()
        assert validator.verify_actions_in_stories_rules()
    told = {str(warning.message).split("\n")[0] for warning in seen if warning.category is UserWarning}
    starts = {intent for flow in flows().values() for intent in flow.starts_on}
    explained = {f"The intent '{intent}' is not used in any story or rule." for intent in starts | ANSWERS_TO_FLOWS}
    explained |= {f"The utterance '{name}' is not used in any story or rule." for name in defined()}
    assert sorted(text for text in told - explained if "Slot auto-fill has been removed" not in text) == []
