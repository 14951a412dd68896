"""Keeps a conversation alive when an action fails: an apology with a reference, and the error in the log under it."""

from __future__ import annotations

import asyncio
import functools
import logging
import secrets
from collections.abc import Callable, Coroutine
from typing import Any

from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.interfaces import Tracker
from rasa_sdk.types import DomainDict

Events = list[dict[str, Any]]
Run = Callable[[Any, CollectingDispatcher, Tracker, DomainDict], Events]
AsyncRun = Callable[[Any, CollectingDispatcher, Tracker, DomainDict], Coroutine[Any, Any, Events]]

_log = logging.getLogger("recourse.actions")


def keeps_talking(run: Run) -> AsyncRun:
    """Makes an action's blocking ``run`` safe to await: it runs in a thread, and a failure becomes an apology.

    What the action had said before it failed is withdrawn, for it may not be true: the buyer gets
    ``utter_action_failed`` alone, and no event of the action is kept. So a write whose result is missing
    stays open in its flow, and a repeated yes gives the answer that the first one had.
    """

    @functools.wraps(run)
    async def guarded(self: Any, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> Events:
        try:
            return await asyncio.to_thread(run, self, dispatcher, tracker, domain)
        except Exception:
            reference = f"E-{secrets.token_hex(3)}"
            _log.exception("%s failed in conversation %s (%s)", self.name(), tracker.sender_id, reference)
            dispatcher.messages.clear()
            dispatcher.utter_message(response="utter_action_failed", fields={"reference": reference})
            return []

    return guarded
