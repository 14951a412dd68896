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


@pytest.mark.parametrize("ruling", [f"R{number:02}" for number in range(1, 27)])
def test_every_ruling_has_rows(ruling: str) -> None:
    assert [this.name for this in TABLE if this.name.startswith(ruling)]
