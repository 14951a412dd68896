"""Reads an import file into facts: first against the JSON Schema, then against what can be true. No database.

Nothing is taken from a file in which anything is wrong; each problem names its entry and field. Relative times count
from the shop's now.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar, cast

from actions.policy.facts import Order, Seller
from actions.store import import_entries as entries
from actions.store import schema
from actions.store.errors import BadInput
from actions.store.facts import Buyer
from actions.store.import_entries import Shop, Wrong

Made = TypeVar("Made")


class BadImport(BadInput):
    """Everything that was found wrong with a file; ``problems`` in the order of the file."""

    def __init__(self, problems: list[BadInput]) -> None:
        first = problems[0]
        super().__init__(first.entry, first.field, first.message)
        self.problems = problems

    def __str__(self) -> str:
        return "\n".join(BadInput.__str__(problem) for problem in self.problems)


@dataclass(frozen=True)
class Batch:
    """What a file holds, as facts; not yet compared with what is stored."""

    orders: tuple[Order, ...]
    sellers: tuple[Seller, ...]
    buyers: tuple[Buyer, ...]


def read(document: object, shop: Shop) -> Batch:
    """The document as facts; BadImport with every problem when anything in it is wrong."""
    _refuse(schema.problems("import", document))
    reader = _Reader(cast(dict[str, Any], document))
    sellers = reader.section("sellers", entries.seller)
    buyers = reader.section("buyers", entries.buyer)
    known = {seller.seller_id: seller for seller in sellers}
    orders = reader.section("orders", lambda entry: entries.order(entry, shop, known))
    _refuse(reader.problems)
    return Batch(orders, sellers, buyers)


class _Reader:
    """Goes through the entries of a document and keeps what is wrong with each."""

    def __init__(self, document: dict[str, Any]) -> None:
        self.document = document
        self.problems: list[BadInput] = []

    def section(self, name: str, make: Callable[[dict[str, Any]], Made]) -> tuple[Made, ...]:
        key, seen, made = f"{name[:-1]}_id", set[str](), list[Made]()
        for index, entry in enumerate(self.document.get(name, ())):
            try:
                if entry[key] in seen:
                    raise Wrong(key, "stands in the file twice")
                seen.add(entry[key])
                made.append(make(entry))
            except Wrong as wrong:
                self.problems.append(BadInput(schema.entry_name(self.document, [name, index]), wrong.field, str(wrong)))
        return tuple(made)


def _refuse(problems: list[BadInput]) -> None:
    if problems:
        raise BadImport(problems[: schema.MOST_PROBLEMS])
