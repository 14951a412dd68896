"""Invents a large shop: buyers, sellers and orders in the spread of a real one, each order as it stands now.

The same seed, number and instant give the same shop. Nothing is overdue in it, so it serves at once. What was decided
long ago is not told to the marketplace again: the outbox stays empty.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from itertools import islice
from typing import TYPE_CHECKING

from actions.policy.facts import Item, Order, PaymentMethod, Seller, SellerTerms
from actions.policy.record import Change
from actions.store import bulk
from actions.store.database import writing
from actions.store.invented_lives import LIVES, SHARES

if TYPE_CHECKING:
    from actions.desk import Desk

AT_ONCE = 5_000
"""Orders written in one transaction."""
ORDERS_OF_BUYERS = (1, 2, 3, 4, 2)
"""How many orders each of five buyers has; the next five have as many again."""
MOST_SHOWN = 200
Pair = tuple[str, str]
"""The number of an order, and whose it is."""
_FIRST_NUMBER = 6_000_000_000_000_000
_SELLERS = 400
_TOLD = timedelta(days=400)
_THINGS = ("Kettle", "Desk lamp", "Headphones", "Backpack", "Tea set", "Running shoes", "Blanket", "Phone case")
_LOOKS = ("black", "white", "blue", "green", "red", "grey", "walnut", "copper")


def fill(desk: Desk, count: int, seed: int = 1, tell: Callable[[int], None] = lambda _done: None) -> list[Pair]:
    """Put so many invented orders into the empty shop, all or nothing; some of them, from all over it.

    ``tell`` hears how many are there so far.
    """
    now = desk.now().replace(microsecond=0)
    some: list[Pair] = []
    known, done = set[str](), 0
    desk.apply_due()  # there is nothing yet: from here on every due date counts as reckoned by the terms of today
    try:
        with writing(desk.engine) as session:
            terms = bulk.add_sellers(session, _sellers(), now - _TOLD)
        made = invent(count, seed, (now, desk.settings.profile))
        while part := list(islice(made, AT_ONCE)):
            with writing(desk.engine) as session:
                bulk.add_buyers(session, sorted({change.order.buyer_id for change in part} - known))
                bulk.add(session, part, terms)
            pairs = [(change.order.order_id, change.order.buyer_id) for change in part]
            some += pairs[:: max(1, count // MOST_SHOWN)]
            known, done = {pairs[-1][1]}, done + len(part)  # whose orders may go on in the next part
            tell(done)
    except BaseException:
        desk.erase()
        raise
    return some[:MOST_SHOWN]


def invent(count: int, seed: int, setting: tuple[datetime, str]) -> Iterator[Change]:
    """The orders by their numbers, each with what happened to it; ``setting``: as of when, and by which profile."""
    now, profile = setting
    dice, sellers, buyers = random.Random(seed), _sellers(), _buyers()
    for number in range(count):
        order = _ordered(number, dice, (next(buyers), dice.choice(sellers), profile), now)
        (life,) = dice.choices(LIVES, SHARES)
        yield life(order, dice, now)


def _buyers() -> Iterator[str]:
    """Whose each order is: a buyer's orders lie next to each other."""
    number = 0
    while True:
        for _ in range(ORDERS_OF_BUYERS[number % len(ORDERS_OF_BUYERS)]):
            yield f"p{number}"
        number += 1


def _sellers() -> list[Seller]:
    dice = random.Random(_SELLERS)
    return [
        Seller(f"invented-{number}", f"Shop {number}", SellerTerms(ship_days=dice.choice((None, 2, 3, 5))))
        for number in range(_SELLERS)
    ]


def _ordered(number: int, dice: random.Random, whose: tuple[str, Seller, str], now: datetime) -> Order:
    """An order as it was just placed; what became of it is for its life to say. Three in five have one line."""
    buyer, seller, profile = whose
    (lines,) = dice.choices((1, 2, 3), (6, 3, 1))
    return Order(
        order_id=str(_FIRST_NUMBER + number * 7),
        buyer_id=buyer,
        seller=seller,
        currency="GBP",
        payment_method=dice.choice(tuple(PaymentMethod)),
        profile=profile,
        placed_at=now,
        items=tuple(_line(place, dice) for place in range(lines)),
        shipping_fee=dice.choice((0, 299, 499)),
    )


def _line(place: int, dice: random.Random) -> Item:
    title = f"{dice.choice(_THINGS)}, {dice.choice(_LOOKS)}"
    return Item(f"S{place + 1}-{dice.randrange(10_000)}", title, dice.choice((1, 1, 1, 2)), dice.randrange(300, 20_000))
