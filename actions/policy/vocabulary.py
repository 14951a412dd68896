"""Holds the words of an answer: requests, outcomes, reasons, steps, effects, actors. Each list is closed.

A ``Reason`` is the one thing said; it selects ``utter_<conversation>_<reason>`` (and ``…_done`` after it was
performed).
"""

from __future__ import annotations

from actions.policy.facts import Word


class Request(Word):
    CANCEL = "cancel"
    WITHDRAW_CANCELLATION = "withdraw_cancellation"
    REFUND_LATE = "refund_late"
    SELLER_REFUSED = "seller_refused"
    DISPUTE = "dispute"
    NOT_RECEIVED = "not_received"
    CHANGE_OF_MIND_RETURN = "change_of_mind_return"
    ANSWER_OFFER = "answer_offer"
    ADD_EVIDENCE = "add_evidence"
    GIVE_TRACKING = "give_tracking"
    ESCALATE = "escalate"
    WITHDRAW_DISPUTE = "withdraw_dispute"
    CONFIRM_RECEIPT = "confirm_receipt"
    STATUS = "status"


class Outcome(Word):
    PERFORM = "perform"
    ASK = "ask"
    WAIT = "wait"
    EXPLAIN = "explain"
    REFER = "refer"


class Effect(Word):
    """What a performing decision does; ``effects.perform`` carries it out."""

    QUEUE_CANCELLATION = "queue_cancellation"
    CANCEL = "cancel"
    REQUEST_CANCELLATION = "request_cancellation"
    WITHDRAW_CANCELLATION = "withdraw_cancellation"
    OPEN_TRACE = "open_trace"
    REFUND_TO_BALANCE = "refund_to_balance"
    FILE_COMPLAINT = "file_complaint"


class Reason(Word):
    """The one thing a decision says. Closed: each member has its responses, and is reached by at least one rule."""

    # cancellation (cancel, withdraw_cancellation, complaint): what would be done
    CANCELS_NOW = "cancels_now"
    CANCELS_UNPAID = "cancels_unpaid"
    QUEUES = "queues"
    REQUESTS = "requests"
    RENEWS_REQUEST = "renews_request"
    WITHDRAWS = "withdraws"
    FILES_COMPLAINT = "files_complaint"
    # cancellation: what is asked, waited for, explained, referred
    REASON_MISSING = "reason_missing"
    QUEUED_ALREADY = "queued_already"
    REQUESTED_ALREADY = "requested_already"
    REJECTED_TWICE = "rejected_twice"
    ALREADY_CANCELLED = "already_cancelled"
    WHOLE_ORDER_ONLY = "whole_order_only"
    OVERTAKEN = "overtaken"
    NOTHING_TO_WITHDRAW = "nothing_to_withdraw"
    CANCELLATION_FINAL = "cancellation_final"
    NO_COMPLAINT = "no_complaint"
    COMPLAINT_FILED_ALREADY = "complaint_filed_already"
    # cancellation and refund
    VERIFICATION_OVERDUE = "verification_overdue"
    # refund (refund_late): what would be done
    OPENS_TRACE = "opens_trace"
    PAYS_TO_BALANCE = "pays_to_balance"
    # refund: what is asked, waited for, explained, referred
    FAILED_CHOOSE = "failed_choose"
    FAILED_TO_STAFF = "failed_to_staff"
    NOT_SENT_YET = "not_sent_yet"
    ON_ITS_WAY = "on_its_way"
    TRACE_OPEN = "trace_open"
    TRACE_OVERDUE = "trace_overdue"
    OVERDUE_UNSENT = "overdue_unsent"
    CANCELLATION_PENDING = "cancellation_pending"
    ARRIVED = "arrived"
    NEVER_PAID = "never_paid"
    NOTHING_DUE_CANCELLABLE = "nothing_due_cancellable"
    NOTHING_DUE_REJECTED = "nothing_due_rejected"
    NOTHING_DUE_SHIPPED = "nothing_due_shipped"
    NOTHING_DUE_DELIVERED = "nothing_due_delivered"
    NOTHING_DUE_COMPLETED = "nothing_due_completed"
    # order_status (all eight), cancellation (the last four: why the order cannot be cancelled)
    AWAITING_PAYMENT = "awaiting_payment"
    PAYMENT_VERIFYING = "payment_verifying"
    PENDING_SHIPMENT = "pending_shipment"
    CANCELLED = "cancelled"
    SHIPPED = "shipped"
    DELIVERED = "delivered"
    COMPLETED = "completed"
    LAPSED = "lapsed"


class Step(Word):
    """What somebody does next; ``NextStep.what`` is one of these."""

    # the buyer
    PAY = "pay"
    CHOOSE_REASON = "choose_reason"
    CHOOSE_REFUND = "choose_refund"
    CANCEL_ORDER = "cancel_order"
    CANCEL_WHOLE_ORDER = "cancel_whole_order"
    RETURN_ITEM_LATER = "return_item_later"
    WITHDRAW_CANCELLATION = "withdraw_cancellation"
    ORDER_AGAIN = "order_again"
    CONTACT_SELLER = "contact_seller"
    FILE_COMPLAINT = "file_complaint"
    OPEN_DISPUTE = "open_dispute"
    DISPUTE_AFTER_ARRIVAL = "dispute_after_arrival"
    REPORT_NOT_RECEIVED = "report_not_received"
    CHECK_PAYMENT_METHOD = "check_payment_method"
    ASK_ABOUT_REFUND = "ask_about_refund"
    TALK_TO_STAFF = "talk_to_staff"
    # the seller
    SHIP = "ship"
    ANSWER_CANCELLATION = "answer_cancellation"
    # the platform, the bank, the carrier, staff
    VERIFY_PAYMENT = "verify_payment"
    FILE_CANCELLATION = "file_cancellation"
    LAPSE_ORDER = "lapse_order"
    GRANT_CANCELLATION = "grant_cancellation"
    CANCEL_UNSHIPPED_ORDER = "cancel_unshipped_order"
    SEND_REFUND = "send_refund"
    SEND_REFUND_USUALLY = "send_refund_usually"
    REVIEW_SELLER = "review_seller"
    PAY_OUT_REFUND = "pay_out_refund"
    ANSWER_TRACE = "answer_trace"
    DELIVER = "deliver"
    ANSWER_TICKET = "answer_ticket"


class WouldChange(Word):
    """What would make the answer another one (for staff, and for "what would have to happen?")."""

    REASON = "reason"
    CHOICE = "choice"
    WHOLE_ORDER = "whole_order"
    PAYMENT = "payment"
    PAYMENT_VERIFIED = "payment_verified"
    SELLER_ANSWER = "seller_answer"
    TIME = "time"
    SHIPMENT = "shipment"
    DELIVERY = "delivery"
    REFUND_SENT = "refund_sent"
    REFUND_PAID = "refund_paid"


class Actor(Word):
    BUYER = "buyer"
    SELLER = "seller"
    PLATFORM = "platform"
    BANK = "bank"
    CARRIER = "carrier"
    STAFF = "staff"
    SYSTEM = "system"
