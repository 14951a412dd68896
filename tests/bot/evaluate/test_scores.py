"""The figures, worked out by hand for a few messages."""

from __future__ import annotations

import json

import pytest

from bot.evaluate.calibration import calibration
from bot.evaluate.confusions import confusions, matrix
from bot.evaluate.readings import FALLBACK
from bot.evaluate.scores import scores
from tests.bot.evaluate.judging import judged

STATUS, CANCEL, REFUND, OTHER = "order_status", "cancel_order", "request_refund", "out_of_scope"


def test_right_at_once_and_among_three_count_what_is_in_scope() -> None:
    whole = scores(
        [
            judged(STATUS, (STATUS, 0.9)),
            judged(STATUS, (CANCEL, 0.5), (REFUND, 0.3), (STATUS, 0.1)),
            judged(STATUS, (CANCEL, 0.5), (REFUND, 0.3), ("greet", 0.1), (STATUS, 0.05)),
            judged(f"{CANCEL}|{REFUND}", (REFUND, 0.9)),
            judged(OTHER, (OTHER, 0.9)),
        ]
    ).overall
    assert (whole.messages, whole.in_scope, whole.top1, whole.top3) == (5, 4, 0.5, 0.75)
    assert (whole.out_of_scope, whole.recall) == (1, 1.0)


def test_a_fallback_on_top_is_wrong_but_takes_no_place_among_three() -> None:
    whole = scores([judged(STATUS, (FALLBACK, 0.7), (CANCEL, 0.3), (REFUND, 0.2), (STATUS, 0.1))]).overall
    assert (whole.top1, whole.top3) == (0.0, 1.0)


def test_precision_recall_and_f1_of_an_intent() -> None:
    found = scores(
        [
            judged(CANCEL, (CANCEL, 0.9)),
            judged(CANCEL, (REFUND, 0.9)),
            judged(REFUND, (REFUND, 0.9)),
            judged(f"{STATUS}|{REFUND}", (REFUND, 0.9)),
        ]
    )
    assert found.intents[CANCEL].precision == 1.0
    assert found.intents[CANCEL].recall == 0.5
    assert found.intents[REFUND].precision == pytest.approx(2 / 3)
    assert found.intents[REFUND].recall == 1.0
    assert STATUS not in found.intents  # the message counts for the accepted reading it got
    assert found.macro_f1 == pytest.approx((2 / 3 + 4 / 5) / 2)


def test_what_is_refused_asked_back_and_falsely_accepted() -> None:
    found = scores(
        [
            judged(OTHER, (OTHER, 0.9)),
            judged(OTHER, (FALLBACK, 0.9)),
            judged(OTHER, (CANCEL, 0.3), clear=False),
            judged(OTHER, (CANCEL, 0.9)),
            judged(OTHER, (STATUS, 0.9), further=(REFUND,)),
            judged(STATUS, (OTHER, 0.9)),
            judged(STATUS, (OTHER, 0.4), (STATUS, 0.3), clear=False),
            judged(STATUS, (CANCEL, 0.4), clear=False),
            judged(STATUS, (STATUS, 0.9)),
        ]
    ).rejection
    assert (found.recall, found.kept_out) == (0.4, 0.6)
    assert (found.false_accepts, found.false_on_top) == (0.4, 0.4)
    assert (found.thrown_away, found.asked_back, found.offered) == (0.25, 0.5, 0.5)


def test_of_two_requests_the_first_reading_and_the_further_ones_count() -> None:
    both = (CANCEL, REFUND)
    found = scores(
        [
            judged(f"{CANCEL}|{REFUND}", (REFUND, 0.9), both=both, further=(CANCEL,)),
            judged(f"{CANCEL}|{REFUND}", (REFUND, 0.9), both=both, further=(STATUS,)),
            judged(f"{CANCEL}|{REFUND}", (STATUS, 0.9), both=both),
            judged(CANCEL, (STATUS, 0.9)),
        ]
    ).two
    assert found.messages == 3
    assert found.both == pytest.approx(1 / 3)
    assert found.one == pytest.approx(2 / 3)


def test_a_message_counts_in_each_of_its_groups() -> None:
    found = scores(
        [
            judged(STATUS, (STATUS, 0.9), tags=("typo", "angry"), language="de"),
            judged(STATUS, (CANCEL, 0.9), tags=("typo",), language="en"),
            judged(STATUS, (STATUS, 0.9)),
        ]
    )
    assert {tag: (group.messages, group.top1) for tag, group in found.tags.items()} == {
        "angry": (1, 1.0),
        "typo": (2, 0.5),
    }
    assert {language: group.top1 for language, group in found.languages.items()} == {"de": 1.0, "en": 0.0}


def test_times_are_told_by_their_middle_and_their_slow_end() -> None:
    found = scores([judged(STATUS, (STATUS, 0.9), took=float(took)) for took in range(101)])
    assert (found.p50, found.p95) == (50.0, 95.0)


def test_without_anything_out_of_scope_its_shares_are_of_nothing() -> None:
    found = scores([judged(STATUS, (STATUS, 0.9))])
    assert (found.overall.recall, found.rejection.recall, found.rejection.false_accepts, found.two.both) == (None,) * 4
    assert json.loads(json.dumps(found.as_json()))["rejection"]["recall"] is None


def test_confidences_that_are_kept_have_no_calibration_error() -> None:
    kept = calibration([(0.75, True)] * 3 + [(0.75, False)])
    assert kept.ece == 0.0
    assert [(each.low, each.answers, each.right) for each in kept.bins if each.answers] == [(0.7, 4, 0.75)]


def test_the_calibration_error_is_the_mean_distance_by_answer() -> None:
    found = calibration([(0.95, True)] * 3 + [(0.25, True)])
    assert found.ece == pytest.approx((3 * 0.05 + 0.75) / 4)


def test_a_confidence_of_one_or_nothing_has_its_place() -> None:
    found = calibration([(1.0, True), (0.0, False)])
    assert [each.answers for each in found.bins] == [1, 0, 0, 0, 0, 0, 0, 0, 0, 1]


def test_the_worst_confusion_comes_first_with_its_surest_messages() -> None:
    wrong = [judged(STATUS, (CANCEL, confidence), text=str(confidence)) for confidence in (0.4, 0.9, 0.6, 0.5)]
    worst, next_one = confusions([judged(REFUND, (STATUS, 0.9)), *wrong, judged(STATUS, (STATUS, 0.9))])
    assert (worst.meant, worst.read, worst.messages) == (STATUS, CANCEL, 4)
    assert [text for text, _ in worst.examples] == ["0.9", "0.6", "0.5"]
    assert (next_one.meant, next_one.read) == (REFUND, STATUS)


def test_the_matrix_has_what_was_meant_in_rows_and_what_was_read_in_columns() -> None:
    intents, counts = matrix([judged(STATUS, (CANCEL, 0.9)), judged(STATUS, (STATUS, 0.9)), judged(STATUS)])
    assert intents == [CANCEL, FALLBACK, STATUS]
    assert counts.tolist() == [[0, 0, 0], [0, 0, 0], [1, 1, 1]]
