"""Reads what a buyer wants of a dispute from the slots, as far as it was said. Slots prove nothing: the policy decides.

What cannot be understood is emptied, so that its question stays open.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from actions.finding import WHOLE_ORDER, item_meant
from actions.policy.claims import claimable, seller_at_fault
from actions.policy.facts import ALL_ITEMS, DisputeReason, EvidenceKind, Order, Wanted
from actions.policy.money import Money
from actions.policy.requests import Ask
from actions.policy.vocabulary import Reason, Request
from actions.sums import sum_meant
from actions.visit import Visit

OTHER_REASONS, SKIP, YES, NO = "other", "skip", "yes", "no"
SIZE_UNCLEAR = "size_unclear"  # too small or too big, and it was not said which size came
AS_ORDERED, OTHER_SIZE = "as_ordered", "other"
SIZE_UNCLEAR = "size_unclear"  # "too small": whether as ordered is asked next
_REQUESTS = {
    DisputeReason.NOT_RECEIVED: Request.NOT_RECEIVED,
    DisputeReason.CHANGE_OF_MIND: Request.CHANGE_OF_MIND_RETURN,
}
_NEVER_CAME, _IS_WRONG = "item_not_received", "item_not_as_described"
_NOT_ABOUT_THE_GOODS = frozenset({str(reason) for reason in _REQUESTS})


@dataclass
class Wish:
    """What is wished, and what the slots are set to because of it (None: emptied)."""

    order: Order
    slots: dict[str, Any]
    changes: dict[str, Any] = field(default_factory=dict)

    def get(self, slot: str) -> Any:
        return self.changes.get(slot, self.slots.get(slot))

    def set(self, slot: str, value: Any) -> None:
        if self.get(slot) != value:
            self.changes[slot] = value

    def empty(self, *slots: str) -> None:
        for slot in slots:
            self.set(slot, None)

    @property
    def reason(self) -> DisputeReason | None:
        return next((reason for reason in DisputeReason if str(reason) == self.get("dispute_reason")), None)

    @property
    def item(self) -> str | None:
        """The sku of the line that is meant, ALL_ITEMS, or None; a parcel that did not come is always the whole one."""
        said = self.get("item")
        if self.reason is DisputeReason.NOT_RECEIVED or not said:
            return None
        if said == WHOLE_ORDER:
            return ALL_ITEMS
        return said if said in {line.sku for line in self.order.items} else item_meant(self.order, str(said))

    @property
    def most(self) -> Money:
        """The most that can be claimed for what is meant."""
        fault = self.reason is None or seller_at_fault(self.reason)
        return Money(claimable(self.order, self.item or ALL_ITEMS, fault), self.order.currency)

    @property
    def amount(self) -> Money | None:
        said = self.get("claim")
        return None if said is None else sum_meant(said, self.most)

    @property
    def wanted(self) -> Wanted | None:
        return next((wanted for wanted in Wanted if str(wanted) == self.get("wanted")), None)

    @property
    def received(self) -> bool | None:
        return {YES: True, NO: False}.get(str(self.get("received")))

    @property
    def description(self) -> str | None:
        said = self.get("description")
        return None if said in (None, SKIP) else str(said)

    def evidence(self, conversation: str) -> tuple[tuple[EvidenceKind, str], ...]:
        """The pieces named so far; this conversation too, where the buyer asked for that (F45)."""
        chat = ((EvidenceKind.CHAT, conversation),) if self.get("attach_chat") == YES else ()
        return (*pieces_of(self.get("evidence")), *chat)

    def ask(self, conversation: str) -> Ask:
        """The question for the policy; goods that never came are not goods that are wrong."""
        reason = self.reason
        if reason is None and self.received is False:
            reason = DisputeReason.NOT_RECEIVED
        return Ask(
            _REQUESTS.get(reason, Request.DISPUTE) if reason else Request.DISPUTE,
            item=self.item,
            amount=self.amount,
            wanted=self.wanted,
            received=self.received,
            description=self.description,
            evidence=self.evidence(conversation),
            dispute_reason=reason,
        )


def pieces_of(kept: object) -> tuple[tuple[EvidenceKind, str], ...]:
    """The pieces in the slot ``evidence``; whatever else somebody put there is none."""
    kinds = {str(kind): kind for kind in EvidenceKind}
    found = [piece for piece in kept if isinstance(piece, Mapping)] if isinstance(kept, list) else []
    return tuple((kinds[piece["kind"]], str(piece["name"])) for piece in found if piece.get("kind") in kinds)


NAMES = (
    "dispute_reason",
    "more_reasons",
    "size",
    "item",
    "item_meant",
    "wanted",
    "claim",
    "received",
    "description",
    "evidence",
    "attach_chat",
    "evidence_kind",
    "evidence_asked",
    "evidence_name",
    "claim_limit",
)


def wish_of(here: Visit, order: Order) -> Wish:
    """What the slots and the latest message wish."""
    wish = Wish(order, {name: here.tracker.get_slot(name) for name in NAMES})
    _read_reason(here, wish)
    _read_size(wish)
    _read_what_is_wanted(here, wish)
    _read_item(wish)
    if wish.get("claim") is not None and wish.amount is None:
        wish.set("claim", None)
    return wish


def _read_item(wish: Wish) -> None:
    """Words that mean no item of the order ("I can't take a picture") leave the one that was meant before."""
    if wish.get("item") and wish.item is None and len(wish.order.items) > 1:
        wish.set("item", wish.get("item_meant"))
    wish.set("item_meant", wish.item)


def _read_reason(here: Visit, wish: Wish) -> None:
    """The reason that was named, else the one that the request itself says ("it never came")."""
    said = wish.get("dispute_reason")
    if said == SIZE_UNCLEAR:
        wish.set("dispute_reason", str(DisputeReason.WRONG_SIZE))
    if said == OTHER_REASONS:
        wish.set("more_reasons", YES)
    if said == SIZE_UNCLEAR:
        said = str(DisputeReason.WRONG_SIZE)
        wish.set("dispute_reason", said)
    if said is not None and wish.reason is None:
        wish.set("dispute_reason", None)
    new = _asked_anew(here, wish)
    if here.begun_by == _NEVER_CAME and (new or wish.reason is None):
        wish.set("dispute_reason", str(DisputeReason.NOT_RECEIVED))
    if here.begun_by == _IS_WRONG and new and said in _NOT_ABOUT_THE_GOODS:
        wish.set("dispute_reason", None)


def _asked_anew(here: Visit, wish: Wish) -> bool:
    """Whether the latest message made the request itself (again), and named no reason; own words are no request."""
    own_words = here.message.get("text") == wish.get("description")
    return here.intent == here.begun_by and not own_words and not here.said("dispute_reason")


def _read_size(wish: Wish) -> None:
    """A size that is the one that was ordered is no fault of the seller's (R16); an unknown word is none."""
    if wish.get("size") not in (None, AS_ORDERED, OTHER_SIZE):
        wish.set("size", None)
    if wish.reason is DisputeReason.WRONG_SIZE and wish.get("size") == AS_ORDERED:
        wish.set("dispute_reason", str(DisputeReason.CHANGE_OF_MIND))


def _read_what_is_wanted(here: Visit, wish: Wish) -> None:
    """Sending it back means all the money: a sum that was named before is dropped."""
    if wish.get("wanted") is not None and wish.wanted is None:
        wish.set("wanted", None)
    chosen = str(Wanted.RETURN_AND_REFUND) in here.said("wanted") or here.told_last == Reason.PART_MEANS_REFUND_ONLY
    if chosen and wish.wanted is Wanted.RETURN_AND_REFUND and not here.said("money"):
        wish.set("claim", None)
