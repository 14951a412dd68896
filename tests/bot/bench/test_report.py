"""What was measured becomes rows that say how it compares, whether the aim is met, and by how much it is not."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.bench.figures import Spread
from bot.bench.growth import Life
from bot.bench.picture import draw
from bot.bench.report import call_rows, growth_rows, rate_rows, shared_rows, size_rows, turn_rows
from bot.bench.results import OF_VANILLA, OURS, VANILLA, Aim, Results, Row
from bot.bench.table import table


def by_side(ours: float, vanilla: float) -> dict[str, list[list[float]]]:
    return {OURS: [[ours] * 3] * 3, VANILLA: [[vanilla] * 3] * 3}


def named(rows: list[Row], name: str) -> Row:
    return next(row for row in rows if row.name == name)


def a_life(young: float, old: float) -> Life:
    """A conversation whose turns cost ``old`` from the tenth on."""
    turns = [(turn, young if turn < 10 else old) for turn in range(1, 501) if turn % 5]
    return Life(turns=turns, firsts=[(turn, young) for turn in range(5, 501, 5)])


def test_a_turn_is_told_as_how_many_times_faster_it_is():
    row = named(turn_rows({"short": by_side(5, 40)}), "short turn, p50")
    assert (row.ratio, row.verdict) == (Spread(8, 8, 8), "met")


def test_what_is_missed_says_by_how_much():
    assert call_rows(by_side(2, 16))[0].verdict == "missed by 25 %"
    assert call_rows(by_side(2, 4))[0].verdict == "missed 5.0 times"


def test_memory_and_seconds_are_told_as_a_share_of_vanillas():
    (row,) = shared_rows("memory", "MB", by_side(300, 1500), Aim(0.5, least=False))
    assert (row.means, row.verdict) == (OF_VANILLA, "met")
    assert row.ratio is not None
    assert row.ratio.middle == pytest.approx(0.2)
    assert shared_rows("memory", "MB", by_side(900, 1500), Aim(0.5, least=False))[0].verdict == "missed by 20 %"


def test_more_answers_a_second_are_better():
    rows = rate_rows({1: by_side(100, 25), 50: by_side(120, 20)})
    assert [row.ratio.middle for row in rows if row.ratio] == [4, 6]
    assert [row.verdict for row in rows] == ["", "met"]


def test_old_turns_are_compared_with_first_ones_of_the_same_moment():
    rows = growth_rows({OURS: a_life(5, 6), VANILLA: a_life(40, 240)})
    assert named(rows, "turn 200 of a conversation").ratio == Spread(40, 40, 40)
    flat = named(rows, "turn 500 against turn 1")
    assert flat.ratio is not None
    assert (flat.ratio.middle, flat.verdict) == (pytest.approx(1.2), "met")


def test_a_turn_that_vanilla_did_not_reach_is_told_without_it():
    short = Life(turns=[(turn, 40.0) for turn in range(1, 201)], firsts=[(5, 40.0)])
    row = named(growth_rows({OURS: a_life(5, 6), VANILLA: short}), "turn 500 of a conversation")
    assert (row.vanilla, row.ratio) == (None, None)


def test_a_large_shop_is_compared_with_a_small_one():
    rows = size_rows(("1,000", [[10.0]] * 3), ("1,000,000", [[13.0]] * 3))
    assert rows[-1].verdict == "missed by 8 %"


def results() -> Results:
    rows = [*turn_rows({"short": by_side(5, 40)}), *shared_rows("memory", "MB", by_side(300, 1500), Aim(0.5, False))]
    curve = [(turn, 5.0) for turn in range(1, 100)]
    return Results({"on": "a machine"}, rows, {OURS: curve, VANILLA: curve[:50]}, ["a note"])


def test_the_table_has_a_line_for_each_row_and_fits_a_wide_terminal():
    lines = table(results()).splitlines()
    assert len([line for line in lines if line.startswith(("short turn", "memory"))]) == 4
    assert lines[0] == "on: a machine"
    assert lines[-1] == "* a note"
    assert max(map(len, lines)) <= 140


def test_the_json_says_what_the_table_says():
    told = json.loads(json.dumps(results().as_json()))
    assert told["rows"][0]["ratio"]["middle"] == 8
    assert (told["rows"][0]["aim"], told["rows"][0]["verdict"]) == ("≥ 4", "met")
    assert len(told["curves"][OURS]) == 99


def test_the_picture_is_drawn_also_where_there_is_little_to_draw(tmp_path: Path):
    for place, found in enumerate((results(), Results({"on": "a machine"}))):
        draw(found, tmp_path / f"{place}.png")
        assert (tmp_path / f"{place}.png").read_bytes().startswith(b"\x89PNG")
