"""Holds the histories and instants that many rows of the table begin with.

Orders are placed on Monday 2 March 2026, 10:00 UTC (18:00 in Shanghai).
"""

from __future__ import annotations

from datetime import datetime, timezone

from tests.policy.replay import CABLE, LAMP

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
LATE = f"{SHIPPED} promised_by=20d"
MISSING = f"{LATE}; 20d not_received"
BROKEN = "dispute reason=defective wanted=refund_only amount=5.00 evidence=video"
OPEN = f"{DELIVERED}; 11d {BROKEN}"
OFFERED = f"{OPEN}; 12d seller_offered amount=3.00"
DECLINED = f"{OFFERED}; 13d answer_offer offer=D1001-1-O1 choice=decline"
REFUSED = f"{OPEN}; 12d seller_rejected words=works-here"
ESCALATED = f"{REFUSED}; 13d escalate"
BRING_BACK = "dispute reason=defective wanted=return_and_refund evidence=video"
RETURN_DUE = f"{DELIVERED}; 11d {BRING_BACK}; 12d seller_approved"
RETURN_SENT = f"{RETURN_DUE}; 14d give_tracking tracking=RR1"
RETURN_BACK = f"{RETURN_SENT}; 20d return_delivered"
UNWANTED = f"{DELIVERED}; 11d change_of_mind_return"
TWO = {"items": (LAMP, CABLE)}
GRANTED = f"{OPEN}; 12d seller_approved"
