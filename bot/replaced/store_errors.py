"""Lets a turn fail that cannot be read or saved: the buyer is told so and may send it again.

Replaces ``Agent._create_tracker_store``: Rasa puts a guard around every store, behind which a conversation that cannot
be read begins anew, and one that cannot be saved goes on in memory until the server ends. Nobody would be told, and
a server that has lost its lock would answer all the same. Stores of other kinds keep the guard.
"""

from __future__ import annotations

from typing import Any

from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.domain import Domain

from bot.replaced.replacement import Replacement


def unguarded(store: TrackerStore | None, domain: Domain) -> Any:
    """Our store as it is."""
    from bot.tracker.store import TrackerStore as Ours

    if not isinstance(store, Ours):
        return _stock(store, domain)
    store.domain = domain
    return store


def _stock(store: TrackerStore | None, domain: Domain) -> Any:
    return REPLACEMENT.stock.__func__(store, domain)


REPLACEMENT = Replacement(
    method="rasa.core.agent:Agent._create_tracker_store",
    source="d53755c280a80c5f",
    ours=staticmethod(unguarded),
)
