"""Holds the policy as a table: each row a legal history, a request, and the answer. Both sides of each boundary.

The rows of one ruling begin with its number. They stand by topic in the files ``table_…``.
"""

from __future__ import annotations

from tests.policy import table_cancelling, table_parcel, table_refunds, table_sellers, table_unpaid
from tests.policy.rows import Row

TABLE: tuple[Row, ...] = (
    *table_unpaid.ROWS,
    *table_cancelling.ROWS,
    *table_parcel.ROWS,
    *table_refunds.ROWS,
    *table_sellers.ROWS,
)
