"""Holds the clauses of disputes, returns and refusals: one plain sentence each, and where it comes from."""

from __future__ import annotations

from actions.policy.clause import COMPLAIN, COMPLETE, OVERVIEW, PUBLIC, QUICKLY, Clause, clause

CASE_CLAUSES: tuple[Clause, ...] = (
    clause(
        "F30",
        "It is best to write to the seller first; a dispute is the next step where the two do not agree.",
        (COMPLAIN, 6),
        (OVERVIEW, 3),
    ),
    clause(
        "F31",
        "Quality is disputed when the parcel has arrived; a parcel that did not come is reported when it is lost or its"
        " delivery time is over, which without a promised date is {unpromised_delivery} after shipping"
        "{early_reporting}.",
        (QUICKLY, 4),
        (COMPLETE, 4),
        (PUBLIC, 4),
    ),
    clause(
        "F32",
        "A dispute is opened within {dispute_window} after delivery, or after the delivery time ended; later the order"
        " is closed.",
        (COMPLAIN, 6),
        (PUBLIC, 4),
    ),
    clause(
        "F33",
        "A dispute has a reason: not as described, defective, damaged, wrong item or size, parts missing, counterfeit,"
        " not received, or a change of mind{counterfeit}.",
        (COMPLETE, 4),
        (QUICKLY, 4),
        (PUBLIC, 5),
    ),
    clause(
        "F34",
        "Details and evidence such as photos and videos belong to a dispute; where the parcel arrived, each kind that"
        " the reason needs is given at least once, and more may be added until the platform has decided.",
        (COMPLETE, 4),
        (OVERVIEW, 3),
        (PUBLIC, 5),
    ),
    clause(
        "F35",
        "The buyer states the sum that is claimed: more than nothing, and at most what was paid for the items in"
        " question and did not come back already; a claim may be changed {claim_changes}.",
        (QUICKLY, 4),
        (PUBLIC, 5),
    ),
    clause(
        "F36",
        "Two things can be asked for: a refund alone, of all or a part, while the goods are kept or never came; or to"
        " send the goods back for all of their price.",
        (COMPLETE, 4),
        (PUBLIC, 5),
    ),
    clause(
        "F37",
        "The seller answers a dispute within {answer_dispute}: it accepts, rejects, or offers another sum.",
        (COMPLETE, 4),
        (PUBLIC, 6),
    ),
    clause(
        "F38",
        "Without an agreement the platform steps in and decides within {platform_decision}: when the buyer asks for it"
        " after a rejection or a declined offer, or by itself when a rejection or an offer is left unanswered for"
        " {reaction}{seller_silence}.",
        (COMPLAIN, 6),
        (OVERVIEW, 3),
        (PUBLIC, 6),
    ),
    clause(
        "F39",
        "Accepting an offer closes the dispute, and the item it is about, for good.",
        (PUBLIC, 7),
    ),
    clause(
        "F40",
        "What is to go back is sent in the way the seller tells within {return_ship}, with a tracking number; later the"
        " dispute is closed in the seller's favour.",
        (COMPLETE, 4),
        (PUBLIC, 8),
    ),
    clause(
        "F41",
        "The refund of a return starts when the seller confirms that the goods arrived, and by itself {return_confirm}"
        " after the carrier brought them; goods that are under way for {return_transit} are looked for by staff.",
        (COMPLETE, 4),
        (PUBLIC, 8),
    ),
    clause(
        "F42",
        "Who changes their mind after shipping asks for a return once the parcel is there, may have to pay its way"
        " back, and needs the seller's consent: a refusal ends it, and {return_silence}.",
        (QUICKLY, 5),
        (QUICKLY, 4),
        (PUBLIC, 6),
    ),
    clause(
        "F43",
        "Where the seller is at fault, the way back is not the buyer's cost, and a refusal can be taken to the"
        " platform.",
        (COMPLAIN, 6),
        (OVERVIEW, 3),
        (PUBLIC, 8),
    ),
    clause(
        "F44",
        "A seller that rejected a cancellation may be asked {renewed_requests} more, politely and with the true reason;"
        " meanwhile its time to ship of {ship} from the verified payment runs on, and an order that is not shipped by"
        " then is cancelled by itself with a full refund.",
        (COMPLETE, 6),
        (QUICKLY, 5),
        (PUBLIC, 2),
    ),
    clause(
        "F45",
        "It is wise to keep copies of all messages and confirmations; this conversation can be given as evidence.",
        (COMPLETE, 5),
    ),
    clause(
        "F46",
        "The receipt is confirmed only when the goods are in hand and checked: it ends the protection against goods"
        " that did not come.",
        (PUBLIC, 7),
    ),
    clause(
        "F47",
        "A dispute may be withdrawn until it is decided; it can be opened again only while the time for disputes"
        " lasts.",
        (PUBLIC, 7),
    ),
)
