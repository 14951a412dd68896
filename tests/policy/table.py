"""Holds the policy as a table: each row a legal history, a request, and the answer. Both sides of each boundary.

The rows of one ruling begin with its number. They stand by topic in the files ``table_…``.
"""

from __future__ import annotations

from tests.policy import (
    table_answers,
    table_cancelling,
    table_case_sellers,
    table_cases,
    table_claims,
    table_disputes,
    table_missing,
    table_parcel,
    table_refunds,
    table_returns,
    table_sellers,
    table_unpaid,
)
from tests.policy.rows import Row

TABLE: tuple[Row, ...] = (
    *table_unpaid.ROWS,
    *table_cancelling.ROWS,
    *table_parcel.ROWS,
    *table_refunds.ROWS,
    *table_sellers.ROWS,
    *table_disputes.ROWS,
    *table_missing.ROWS,
    *table_answers.ROWS,
    *table_claims.ROWS,
    *table_returns.ROWS,
    *table_cases.ROWS,
    *table_case_sellers.ROWS,
)
