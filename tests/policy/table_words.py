"""Holds the histories and instants that many rows of the table begin with.

Orders are placed on Monday 2 March 2026, 10:00 UTC (18:00 in Shanghai).
"""

from __future__ import annotations

from datetime import datetime, timezone

PAID = "1h paid"
VERIFIED = "1h paid; 2h payment_verified"
REQUESTED = f"{VERIFIED}; 26h cancel reason=other"
REJECTED = f"{REQUESTED}; 30h seller_rejected words=packed"
REJECTED_TWICE = f"{REJECTED}; 40h cancel reason=other; 50h seller_rejected"
SHIPPED = f"{VERIFIED}; 3d shipped"
DELIVERED = f"{SHIPPED}; 10d delivered"
CANCELLED = f"{VERIFIED}; 3h cancel reason=other"
FAILED = f"{CANCELLED}; 2d refund_sent; 3d refund_failed"
CANCEL = "cancel reason=other"
CURRENT = {"profile": "current"}
CHRISTMAS = datetime(2025, 12, 23, 10, 0, tzinfo=timezone.utc)
NEW_YEAR = datetime(2025, 12, 30, 10, 0, tzinfo=timezone.utc)
EVENING = datetime(2026, 3, 2, 15, 0, tzinfo=timezone.utc)
