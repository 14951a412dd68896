"""Keeps a conversation alive when an action fails or takes too long: an apology; the error is in the log."""

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

from actions.store.deadline import within

LONGEST = 8.0
"""Seconds that an action may take: fewer than the Rasa server waits (``bot/locks/limits.py``)."""
Events = list[dict[str, Any]]
Run = Callable[[Any, CollectingDispatcher, Tracker, DomainDict], Events]
AsyncRun = Callable[[Any, CollectingDispatcher, Tracker, DomainDict], Coroutine[Any, Any, Events]]

_log = logging.getLogger("recourse.actions")


def keeps_talking(run: Run) -> AsyncRun:
    """Makes an action's blocking ``run`` safe to await: it runs in a thread, and a failure becomes an apology.

    What the action had said before it failed is withdrawn, for it may not be true: the buyer gets
    ``utter_action_failed`` alone, and no event of the action is kept. So a write whose result is missing
    stays open in its flow, and a repeated yes gives the answer that the first one had. An action that takes
    longer than LONGEST has failed, and what it has not written by then is not written any more.
    """

    @functools.wraps(run)
    async def guarded(self: Any, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> Events:
        said = CollectingDispatcher()  # of its own: a thread that is given up may still speak
        try:
            with within(LONGEST):
                events = await asyncio.wait_for(asyncio.to_thread(run, self, said, tracker, domain), LONGEST)
        except Exception:
            reference = f"E-{secrets.token_hex(3)}"
            _log.exception("%s failed in conversation %s (%s)", self.name(), tracker.sender_id, reference)
            dispatcher.utter_message(response="utter_action_failed", fields={"reference": reference})
            return []
        dispatcher.messages.extend(said.messages)
        return events

    return guarded
