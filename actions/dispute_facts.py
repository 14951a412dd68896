"""Puts a wish to the policy and gathers what its read-back shows: what is claimed, for what, with what to show."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from actions.answering import Matter, decide
from actions.case_fields import dispute_meant, evidence_lines, item_field
from actions.dispute_slots import YES, Wish
from actions.offering import button
from actions.policy.claims import seller_at_fault
from actions.policy.decision import Effect, Outcome
from actions.policy.facts import DisputeReason, Order, Wanted
from actions.policy.requests import Ask
from actions.saying import Fields, a_date, a_line, a_word, an_amount
from actions.visit import Visit

_FLOW = "dispute"
_TAKES_EVIDENCE = frozenset({Effect.OPEN_DISPUTE, Effect.REPLACE_DISPUTE})


def disputing(here: Visit, order: Order, wish: Wish) -> Matter:
    """What the policy says to the wish, with what its read-back shows."""
    matter = decide(here, _FLOW, order, wish.ask(here.conversation))
    attach = button("attach_chat", "inform", attach_chat=YES)
    may_attach = matter.decision.effect in _TAKES_EVIDENCE and wish.get("attach_chat") != YES
    shown = replace(matter, more=_claimed(wish, matter), extra=(attach,) if may_attach else ())
    return replace(shown, facts=_facts(shown)) if matter.decision.outcome is Outcome.PERFORM else shown


def _claimed(wish: Wish, matter: Matter) -> Fields:
    """The fields of what is claimed now: they win over those of a dispute that is there already."""
    decision, ask = matter.decision, matter.ask
    if decision.outcome not in (Outcome.PERFORM, Outcome.ASK):
        return {}
    fields: Fields = {"limit": an_amount(wish.most)}
    if decision.outcome is Outcome.PERFORM and decision.refund:
        fields["claim"] = an_amount(decision.refund.amount)
    if decision.effect is Effect.CHANGE_CLAIM:
        return fields
    if ask.dispute_reason:
        fields["dispute_reason"] = a_word("dispute_reason", ask.dispute_reason)
    return {**fields, "item": item_field(wish.order, ask.item)}


def _facts(matter: Matter) -> tuple[dict[str, Any], ...]:
    """The order and item, what is wrong, in which words, what is wanted, what shows it, who pays the way back."""
    order, ask = matter.order, matter.ask
    fields = {**matter.more, "order_id": order.order_id, "seller": order.seller.name}
    if matter.decision.effect is Effect.CHANGE_CLAIM:
        there = dispute_meant(order, ask, matter.decision)
        wanted = ask.wanted or (Wanted.REFUND_ONLY if ask.amount or there is None else there.wanted)
        item = item_field(order, there.item if there else None)
        return (
            a_line("utter_read_head", {}),
            a_line("utter_read_case", {**fields, "item": item, "dispute": matter.decision.dispute}),
            a_line(f"utter_read_wanted_{wanted}", fields),
        )
    wanted = _wanted(ask)
    return (
        a_line("utter_read_head", {}),
        a_line("utter_read_item", fields),
        a_line("utter_read_reason", fields),
        *_carriers_word(order, ask),
        *([a_line("utter_read_words", {"words": ask.description})] if ask.description else []),
        a_line(f"utter_read_wanted_{wanted}", fields),
        *evidence_lines(ask.evidence),
        *([_way_back(order, ask)] if wanted is Wanted.RETURN_AND_REFUND else []),
    )


def _carriers_word(order: Order, ask: Ask) -> list[dict[str, Any]]:
    """Of a parcel that did not come: the day on which it was delivered, where tracking says so (R13)."""
    if ask.dispute_reason is not DisputeReason.NOT_RECEIVED or order.delivered_at is None:
        return []
    return [a_line("utter_read_tracking_says", {"delivered_on": a_date(order.delivered_at)})]


def _wanted(ask: Ask) -> Wanted:
    if ask.dispute_reason is DisputeReason.CHANGE_OF_MIND:
        return Wanted.RETURN_AND_REFUND
    return ask.wanted or Wanted.REFUND_ONLY


def _way_back(order: Order, ask: Ask) -> dict[str, Any]:
    """Who pays for sending it back (F42, F43; F14 where the seller pays of its own will)."""
    at_fault = ask.dispute_reason is not None and seller_at_fault(ask.dispute_reason)
    payer = "seller" if at_fault or order.seller.terms.return_shipping == "seller" else "buyer"
    return a_line(f"utter_way_back_{payer}", {"seller": order.seller.name})
