"""A flow file that is wrong is refused with its file and line, when the model is trained."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from rasa.model_training import train_core
from rasa.shared.core.domain import Domain

from bot.dialogue import naming
from bot.dialogue.check import check_flows, picture, responses_of
from bot.dialogue.flow_policy import FlowPolicy
from bot.dialogue.reading import FlowError, flow_texts, read_flows

PROJECT = Path(__file__).parent / "project"
GOOD = """flows:
  cancel:
    starts_on: cancel_order
    steps:
      - collect: order
        check: action_find_order
      - confirm: utter_confirm_cancel
      - call: action_cancel
        result: cancel_reference
"""


@pytest.fixture(scope="module")
def domain() -> Domain:
    return Domain.from_file(str(PROJECT / "domain.yml"))


def _error(text: str, domain: Domain | None = None) -> str:
    try:
        naming.require(read_flows({"f.yml": text}), domain or Domain.empty())
    except FlowError as error:
        return str(error)
    raise AssertionError("nothing was refused")


def test_a_right_file_is_read(domain):
    flows = read_flows({"f.yml": GOOD})
    naming.require(flows, domain)
    assert [step.key for step in flows["cancel"].steps] == [
        "collect order",
        "confirm utter_confirm_cancel",
        "call action_cancel",
    ]
    assert flows.starting_on("cancel_order") is flows["cancel"]


@pytest.mark.parametrize(
    ("right", "wrong", "line", "says"),
    [
        ("cancel_order", "cancel_odrer", 2, "no intent 'cancel_odrer'"),
        ("collect: order", "collect: ordr", 5, "no slot 'ordr'"),
        ("action_find_order", "action_fnd_order", 5, "no action 'action_fnd_order'"),
        ("utter_confirm_cancel", "utter_confirm_cancle", 7, "no response 'utter_confirm_cancle'"),
        ("call: action_cancel", "call: action_cancl", 8, "no action 'action_cancl'"),
        ("cancel_reference", "cancel_refrence", 8, "no slot 'cancel_refrence'"),
        ("  cancel:", "  cansel:", 2, "no response 'utter_dropped_cansel'"),
        ("collect: order", "collect: topic\n        free_text: true", 5, "neither a response 'utter_ask_topic'"),
    ],
)
def test_a_name_that_the_domain_does_not_have_is_told_with_file_and_line(domain, right, wrong, line, says):
    message = _error(GOOD.replace(right, wrong, 1), domain)
    assert message.startswith(f"f.yml:{line}: ")
    assert says in message


def test_an_entity_that_the_domain_does_not_have_is_told(domain):
    text = GOOD.replace("check: action_find_order", "from_entities: [order, color]")
    assert _error(text, domain).startswith("f.yml:5: the domain has no entity 'color'")


@pytest.mark.parametrize("word", ["rules", "stories", "nlu", "responses", "slots", "forms"])
def test_a_word_that_rasa_keeps_for_itself_is_refused(word):
    text = GOOD.replace("check:", f"{word}:")
    assert _error(text) == f"f.yml:6: '{word}' is a word Rasa keeps for itself; name it otherwise"


@pytest.mark.parametrize(
    ("right", "wrong", "line", "says"),
    [
        ("check: action_find_order", "chek: action_find_order", 6, "no key 'chek'"),
        ("- collect: order", "- gather: order", 5, "a step is one of: collect, confirm, call, say"),
        ("        result: cancel_reference\n", "", 8, "needs a 'result'"),
        ("confirm: utter_confirm_cancel", "confirm: utter_ask_cancel", 7, "named utter_confirm_…"),
        ("    starts_on: cancel_order\n", "", 2, "'starts_on' needs a name"),
        ("starts_on: cancel_order", "starts_on: []", 2, "'starts_on' is empty"),
        ("check: action_find_order", "free_text: perhaps", 5, "'free_text' is true or false"),
        ("check: action_find_order", "when: perform", 5, "'when' holds slots"),
        ("flows:", "flow:", 1, "the one key 'flows'"),
        ("    steps:", "    step:", 4, "a flow has no key 'step'"),
        ("- collect: order", "- collect: [order", 6, "not YAML"),
    ],
)
def test_a_mistake_in_the_grammar_is_told_with_file_and_line(right, wrong, line, says):
    message = _error(GOOD.replace(right, wrong, 1))
    assert message.startswith(f"f.yml:{line}: "), message
    assert says in message


def test_nothing_is_asked_between_a_read_back_and_its_write():
    text = GOOD.replace("      - call: action_cancel\n", "      - collect: reason\n      - call: action_cancel\n")
    assert _error(text).startswith("f.yml:8: a read-back is followed by what was confirmed")


def test_two_flows_may_not_start_on_the_same_intent():
    with pytest.raises(FlowError, match=r"b.yml:2: a flow that starts on 'cancel_order' is already at a.yml:2"):
        read_flows({"a.yml": GOOD, "b.yml": GOOD.replace("  cancel:", "  other:")})


def test_a_flow_has_one_name_in_all_files():
    with pytest.raises(FlowError, match=r"b.yml:2: the flow 'cancel' is already at a.yml:2"):
        read_flows({"a.yml": GOOD, "b.yml": GOOD})


def test_a_folder_that_is_not_there_is_an_error():
    with pytest.raises(FlowError, match="there is no folder of flows here"):
        flow_texts("nowhere/flows")


@pytest.mark.parametrize(
    ("right", "wrong", "says"),
    [
        ("check: action_check_case", "check: action_that_is_not", ""),
        ("result: topic", "result: a_slot_that_is_not", "no slot 'a_slot_that_is_not'"),
        ("confirm: utter_confirm_person", "confirm: utter_confirm_nobody", "no response 'utter_confirm_nobody'"),
        ("call: action_note_topic", "call: action_that_is_not", "no action 'action_that_is_not'"),
    ],
)
def test_training_fails_for_an_unknown_name_with_file_and_line(tmp_path, right, wrong, says):
    flows = tmp_path / "flows"
    shutil.copytree(PROJECT / "flows", flows)
    file = flows / "small.yml"
    text = file.read_text()
    if right not in text:
        right, wrong, says = "result: ticket", "result: tikcet", "no slot 'tikcet'"
    file.write_text(text.replace(right, wrong, 1))
    config = tmp_path / "config.yml"
    config.write_text((PROJECT / "config.yml").read_text().replace("tests/bot/dialogue/project/flows", str(flows)))
    with pytest.raises(Exception, match=rf"small\.yml:\d+: .*{says}"):
        train_core(str(PROJECT / "domain.yml"), str(config), str(PROJECT / "rules.yml"), str(tmp_path))


def test_an_edited_flow_trains_anew(tmp_path):
    (tmp_path / "a.yml").write_text(GOOD)
    before = FlowPolicy.fingerprint_addon({"flows": str(tmp_path)})
    assert FlowPolicy.fingerprint_addon({"flows": str(tmp_path)}) == before
    (tmp_path / "a.yml").write_text(GOOD.replace("check: action_find_order", "free_text: true"))
    assert FlowPolicy.fingerprint_addon({"flows": str(tmp_path)}) != before


def test_the_check_finds_everything_at_once(tmp_path, domain):
    (tmp_path / "a.yml").write_text(GOOD.replace("action_find_order", "action_x").replace("action_cancel", "action_y"))
    _, findings = check_flows(tmp_path, domain)
    assert [str(finding).split("/")[-1] for finding in findings if finding.is_error] == [
        "a.yml:5: error: the domain has no action 'action_x'",
        "a.yml:8: error: the domain has no action 'action_y'",
    ]


def test_the_check_advises_where_a_question_would_be_repeated(tmp_path, domain):
    text = GOOD.replace("      - confirm", "      - collect: note\n        when: { topic: x }\n      - confirm")
    (tmp_path / "a.yml").write_text(text)
    advice = " ".join(str(finding) for finding in check_flows(tmp_path, domain)[1])
    assert "the condition on 'topic' can never hold: no step of this flow sets it" in advice
    assert "'utter_confirm_cancel_simple'" in advice


def test_a_condition_on_what_a_later_step_sets_is_no_mistake(tmp_path, domain):
    later = "      - collect: note\n        when: { cancel_check: ask }\n"
    later += "      - call: action_check_cancel\n        result: cancel_check\n"
    (tmp_path / "a.yml").write_text(GOOD.replace("      - confirm", f"{later}      - confirm"))
    assert not [f for f in check_flows(tmp_path, domain)[1] if "can never hold" in f.message]


def test_the_check_tells_of_a_file_that_cannot_be_read(tmp_path, domain):
    (tmp_path / "a.yml").write_text("flows: [")
    _, findings = check_flows(tmp_path, domain)
    assert [finding.is_error for finding in findings] == [True]


def test_the_picture_shows_every_step(domain):
    flows, _ = check_flows(PROJECT / "flows", domain)
    drawn = picture(flows)
    assert drawn.startswith("flowchart TD\n")
    assert all(step.name in drawn for flow in flows.values() for step in flow.steps)
    assert 'cancel_3{"utter_confirm_cancel<br/><i>if cancel_check = perform</i>"}' in drawn


def test_what_flows_say_is_known_to_the_check(domain):
    flows, _ = check_flows(PROJECT / "flows", domain)
    said = responses_of(flows, domain)
    assert {"utter_ask_order_again", "utter_confirm_cancel", "utter_dropped_case", "utter_offer_cancel"} <= said
    assert "utter_policy" not in said
