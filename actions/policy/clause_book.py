"""Holds the clauses of cancelling and of refunds, and the whole book: one plain sentence each, and where it comes from.

The numbers of a clause are terms. Numbering follows the facts; the clauses of disputes and returns stand in
``case_clauses``.
"""

from __future__ import annotations

from actions.policy.case_clauses import CASE_CLAUSES
from actions.policy.clause import COMPLAIN, COMPLETE, OVERVIEW, PUBLIC, QUICKLY, STEPS, Clause, clause

__all__ = ["CLAUSES", "Clause"]

_ALL = (
    clause(
        "F01",
        "An order can be cancelled at any time before the seller ships it.",
        (COMPLETE, 1),
        (OVERVIEW, 1),
        (STEPS, 3),
    ),
    clause(
        "F02",
        "Once an order is shipped it can no longer be cancelled; the way is then a return or a dispute.",
        (COMPLETE, 4),
        (QUICKLY, 4),
    ),
    clause(
        "F03",
        "An order that is not paid can be cancelled at once, or simply left: payment can be tried again for"
        " {unpaid_lapse} from the order date, then the order lapses.",
        (COMPLAIN, 2),
        (OVERVIEW, 1),
    ),
    clause(
        "F04",
        "While a payment is being verified there is no cancelling yet; verification usually ends about"
        " {verification_usual} after ordering, and one that takes {verification_limit} or more is looked at by staff.",
        (COMPLAIN, 1),
        (PUBLIC, 1),
    ),
    clause(
        "F05",
        "The seller has {immediate} from the verified payment to process an order: until then a cancellation takes"
        " effect at once, afterwards and until shipment it is a request that the seller approves or rejects.",
        (QUICKLY, 2),
        (COMPLAIN, 1),
        (COMPLETE, 3),
        (STEPS, 2),
    ),
    clause(
        "F06",
        "If the seller does not answer a request to cancel within {answer_cancel}, it is granted by itself.",
        (COMPLAIN, 5),
        (PUBLIC, 2),
    ),
    clause(
        "F07",
        "If the seller ships before answering a request to cancel, the request is overtaken and the order counts as"
        " shipped.",
        (COMPLETE, 4),
        (QUICKLY, 4),
    ),
    clause(
        "F08",
        "A reason is chosen for every cancellation: no longer needed, wrong item, duplicate order, found cheaper, out"
        " of stock at the seller, the seller asked for it, delivery takes too long, or another one.",
        (COMPLAIN, 3),
        (COMPLETE, 2),
        (QUICKLY, 2),
        (OVERVIEW, 2),
    ),
    clause(
        "F09",
        "Where the reason is the seller's fault, the buyer may file a complaint; the platform then reviews the seller."
        " Cancelling by one's own wish files none.",
        (COMPLAIN, 4),
    ),
    clause("F10", "Cancelling costs nothing.", (COMPLETE, 7)),
    clause(
        "F11",
        "A cancellation is not guaranteed: it depends on where the order stands and on what the seller allows.",
        (OVERVIEW, 1),
        (STEPS, 4),
    ),
    clause(
        "F12",
        "A request to cancel is confirmed when it is made, and again when it is decided.",
        (COMPLETE, 2),
        (OVERVIEW, 1),
    ),
    clause(
        "F13",
        "The buyer's own mistake is not the seller's fault: it helps to be quick and polite, and to write to the seller"
        " at once.",
        (QUICKLY, 1),
    ),
    clause(
        "F14",
        "A seller may have terms of its own, stricter or kinder; they hold within the limits of the marketplace: time"
        " to ship {seller_ship_least} to {seller_ship_most}, time to answer at least {seller_answer_least}, refunds at"
        " the earliest after {seller_refund_least}. They never add a fee, end cancelling before shipment, or shorten"
        " the time for disputes. Whether it takes back goods that are merely unwanted, and pays their way back, is its"
        " own word.",
        (COMPLETE, 5),
        (OVERVIEW, 1),
    ),
    clause(
        "F20",
        "After a cancellation, or a claim that was granted, the refund is processed in {refund_earliest} to"
        " {refund_latest} business days, depending on how the order was paid.",
        (COMPLETE, 1),
    ),
    clause(
        "F21",
        "Commonly a refund takes up to {refund_usual}; a quick seller makes it shorter.",
        (QUICKLY, 3),
    ),
    clause("F22", "The money goes back to the account or the method that paid.", (COMPLAIN, 5)),
    clause(
        "F23",
        "The shipping fee is part of the refund where nothing was shipped or the seller is at fault.",
        (OVERVIEW, 3),
    ),
    clause(
        "F24",
        "If a refund does not come in time, the payment method or the bank is looked at first; when its last day is"
        " over, and {trace_after} since it was sent, a trace can be opened, which is answered within {trace_answer};"
        " staff answer within {staff_answer}.",
        (COMPLETE, 6),
        (PUBLIC, 3),
    ),
    clause("F25", "A refund that arrived is confirmed in the buyer's account.", (OVERVIEW, 1)),
    clause(
        "F26",
        "Refunds take, in business days: store balance {refund_balance}, wallet {refund_wallet}, card {refund_card}, "
        "bank transfer {refund_bank_transfer}.",
        (PUBLIC, 3),
        (COMPLETE, 1),
    ),
)

CLAUSES: dict[str, Clause] = {known.id: known for known in (*_ALL, *CASE_CLAUSES)}
