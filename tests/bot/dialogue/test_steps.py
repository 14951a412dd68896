"""The current step is the first one that the values at hand do not satisfy."""

from __future__ import annotations

import pytest

from bot.dialogue import steps
from bot.dialogue.reading import read_flows
from bot.dialogue.state import Frame, State, dump, load

FLOWS = read_flows(
    {
        "f.yml": """flows:
  cancel:
    starts_on: cancel_order
    steps:
      - collect: order
        depends_on: [shop]
        check: action_find_order
      - call: action_check
        result: check
        depends_on: [order]
      - collect: reason
        when: { check: [ask, urge] }
      - confirm: utter_confirm_cancel
        when: { check: perform }
        proposal: proposal
      - call: action_cancel
        result: reference
      - say: utter_tip
"""
    }
)
FLOW = FLOWS["cancel"]


def _frame(**values):
    """A frame in which everything ran with the values it has."""
    frame = Frame("cancel", values=values)
    frame.ran = {step.key: steps.inputs(FLOW, step, values) for step in FLOW.steps}
    frame.yes = {step.key: steps.inputs(FLOW, step, values) for step in FLOW.steps if step.kind == "confirm"}
    return frame


def _current(frame):
    step = steps.current(FLOW, frame)
    return step.key if step else None


PROPOSED = {"order": "1", "check": "perform", "proposal": {"id": "P"}}


@pytest.mark.parametrize(
    ("values", "step"),
    [
        ({}, "collect order"),
        ({"order": "1"}, "call action_check"),
        ({"order": "1", "check": "ask"}, "collect reason"),
        ({"order": "1", "check": "urge"}, "collect reason"),
        ({"order": "1", "check": "told"}, None),
        ({**PROPOSED}, "call action_cancel"),
        ({**PROPOSED, "reference": "C1"}, None),
    ],
)
def test_the_first_step_that_is_not_satisfied_is_due(values, step):
    assert _current(_frame(**values)) == step


@pytest.mark.parametrize(
    ("change", "step"),
    [
        ({"order": "2"}, "collect order"),
        ({"shop": "other"}, "collect order"),
        ({"proposal": {"id": "Q"}}, "confirm utter_confirm_cancel"),
        ({"proposal": {"id": "P", "fields": {"by": "later"}}}, "call action_cancel"),
        ({"check": "told"}, None),
        ({"check": None}, "call action_check"),
    ],
)
def test_a_changed_value_makes_void_what_rests_on_it(change, step):
    frame = _frame(**PROPOSED)
    for slot, value in change.items():
        frame.set(slot, value)
    assert _current(frame) == step


def test_a_write_never_runs_where_its_read_back_does_not_apply():
    frame = _frame(order="1", check="told")
    frame.ran.pop("say utter_tip")
    assert _current(frame) == "say utter_tip"  # and not the write, though the file gives it no condition of its own


def test_what_is_written_needs_no_yes_any_more():
    frame = _frame(**PROPOSED, reference="C1")
    frame.yes = {}
    assert _current(frame) is None


def test_the_state_survives_being_written_and_read():
    state = State(frames=[_frame(**PROPOSED)], waiting=[Frame("cancel", "cancel_order")], misses=2, say=["utter_x"])
    assert load(dump(state), FLOWS) == state


def test_an_empty_state_is_small():
    assert dump(State()) == {"v": 1}


def test_tasks_without_end_are_not_kept():
    state = State()
    for _ in range(30):
        state.open(Frame("cancel"))
        state.wait(Frame("cancel"))
    assert len(state.frames) == len(state.waiting) == 6
