"""The policy as a table, row by row."""

from __future__ import annotations

import pytest

from tests.policy.rows import Row, differences
from tests.policy.table import TABLE


@pytest.mark.parametrize("this", TABLE, ids=lambda this: this.name)
def test_the_policy_says_what_the_table_says(this: Row) -> None:
    assert differences(this) == []


def test_every_row_has_a_name_of_its_own() -> None:
    assert len({this.name for this in TABLE}) == len(TABLE)


@pytest.mark.parametrize("ruling", ["R01", "R02", "R03", "R04", "R05", "R06", "R07", "R08", "R09", "R10", "R11", "R12"])
def test_every_ruling_of_cancelling_has_rows(ruling: str) -> None:
    assert [this.name for this in TABLE if this.name.startswith(ruling)]


@pytest.mark.parametrize("ruling", ["R13", "R14", "R15", "R23", "R25"])
def test_every_other_ruling_that_is_touched_has_rows(ruling: str) -> None:
    assert [this.name for this in TABLE if this.name.startswith(ruling)]
