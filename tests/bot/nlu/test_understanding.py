"""Messages that were never trained on are understood. Limits stand a sensible distance below what was measured."""

from __future__ import annotations

import time
from statistics import median

import pytest

from tests.bot.nlu.pipeline import Pipeline, held_out, named

# What starts something that is read back and may then be written.
CONSEQUENTIAL = {"cancel_order", "request_refund", "item_not_as_described", "seller_refused"}

Judged = list[tuple[list[str], str, list[tuple[str, float]]]]


def judge(pipeline: Pipeline, file: str) -> Judged:
    judged = []
    for intents, tag, text in held_out(file):
        ranking = pipeline.read(text).get("intent_ranking")
        judged.append((intents, tag, [(entry["name"], entry["confidence"]) for entry in ranking]))
    return judged


def share_right(judged: Judged, among: int) -> float:
    return sum(any(name in intents for name, _ in ranking[:among]) for intents, _, ranking in judged) / len(judged)


@pytest.mark.parametrize("file", ["held_out.tsv", "fresh.tsv"])
def test_most_messages_are_understood_at_once_and_nearly_all_among_three(pipeline: Pipeline, file: str) -> None:
    judged = judge(pipeline, file)

    assert share_right(judged, 1) >= 0.86  # measured: 0.93, 0.93
    assert share_right(judged, 3) >= 0.95  # measured: 0.98, 0.99


def test_messages_of_disputes_are_mostly_understood(pipeline: Pipeline) -> None:
    """Written before a line about them was taught; before that: 0.68 at once, 0.85 among three."""
    judged = judge(pipeline, "disputes.tsv")

    assert share_right(judged, 1) >= 0.68  # measured: 0.73
    assert share_right(judged, 3) >= 0.86  # measured: 0.91


def test_what_messages_of_disputes_name_is_found_and_little_else(pipeline: Pipeline) -> None:
    known = {entity for _, entities in named("disputes.tsv") for entity, _ in entities} - {"money"}
    right = found = wanted = 0
    for text, entities in named("disputes.tsv"):
        read = {(name, str(value)) for name, values in pipeline.entities(text).items() for value in values}
        read = {(name, value) for name, value in read if name in known or value in ("all", "half")}
        right, found, wanted = right + len(read & entities), found + len(read), wanted + len(entities)

    assert right / found >= 0.85  # measured: 0.93
    assert right / wanted >= 0.8  # measured: 0.90


@pytest.mark.parametrize("tag", ["plain", "short", "second", "typo", "negated", "near"])
def test_no_way_of_writing_is_left_behind(pipeline: Pipeline, tag: str) -> None:
    judged = [row for file in ("held_out.tsv", "fresh.tsv") for row in judge(pipeline, file) if row[1] == tag]

    assert share_right(judged, 1) >= 0.65


def test_what_is_none_of_our_business_seldom_starts_a_request(pipeline: Pipeline) -> None:
    outside = [
        row for file in ("held_out.tsv", "fresh.tsv") for row in judge(pipeline, file) if row[0] == ["out_of_scope"]
    ]
    taken = [ranking[0] for _, _, ranking in outside if ranking[0][0] in CONSEQUENTIAL and ranking[0][1] >= 0.4]

    assert len(taken) <= 0.06 * len(outside)  # measured: 2 of 62


def test_a_confidence_of_eight_tenths_is_right_at_least_that_often(pipeline: Pipeline) -> None:
    judged = [row for file in ("held_out.tsv", "fresh.tsv") for row in judge(pipeline, file) if row[2][0][1] >= 0.8]

    assert len(judged) > 100
    assert share_right(judged, 1) >= 0.8  # measured: 0.98


def test_a_message_is_read_in_milliseconds(pipeline: Pipeline) -> None:
    texts = [text for _, _, text in held_out()]
    took = []
    for text in texts:
        start = time.process_time()
        pipeline.read(text)
        took.append(time.process_time() - start)

    assert median(took) < 0.05  # measured: 0.004; a limit for a busy machine
