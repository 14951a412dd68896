"""Calls one action again and again as a Rasa server does: ``python -m bot.bench.call_probe SIDE ENDPOINTS DOMAIN…``.

SIDE is ``Recourse`` or ``vanilla``. A line on stdin says how many calls; a line on stdout, their times in
milliseconds. Everything before and after the call (understanding, prediction, storing) is left out.
"""

from __future__ import annotations

import asyncio
import json
import sys
import time
from collections.abc import Iterator

from rasa.core.actions.action import RemoteAction
from rasa.core.channels.channel import CollectingOutputChannel
from rasa.core.nlg.response import TemplatedNaturalLanguageGenerator
from rasa.core.utils import AvailableEndpoints
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, BotUttered, Event, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot.bench.results import OURS

ACTION = "action_check_buyer"
"""It only looks who is asking; of a guest it reads no order. So the call itself is what costs."""
TURNS = 4


def main(side: str, endpoints: str, *domains: str) -> None:
    """Serve stdin until it ends."""
    if side == OURS:
        from bot import replaced

        replaced.install()
    action = RemoteAction(ACTION, AvailableEndpoints.read_endpoints(endpoints).action)
    domain = Domain.load(list(domains))
    loop = asyncio.new_event_loop()
    asyncio.set_event_loop(loop)
    for line in sys.stdin:
        print(json.dumps(loop.run_until_complete(_calls(action, domain, int(line)))), flush=True)


async def _calls(action: RemoteAction, domain: Domain, count: int) -> list[float]:
    tracker = DialogueStateTracker.from_events("bench", list(_a_conversation()), domain.slots)
    speaker, took = TemplatedNaturalLanguageGenerator(domain.responses), []
    for _ in range(count):
        began = time.perf_counter()
        await action.run(CollectingOutputChannel(), speaker, tracker, domain)
        took.append((time.perf_counter() - began) * 1000)
    return took


def _a_conversation() -> Iterator[Event]:
    for number in range(TURNS):
        yield ActionExecuted("action_listen")
        yield UserUttered(f"hello {number}", {"name": "greet", "confidence": 1.0})
        yield ActionExecuted("utter_greet")
        yield BotUttered("Hello, what can I do for you?")
    yield ActionExecuted("action_listen")
    yield UserUttered("cancel my order", {"name": "cancel_order", "confidence": 1.0})


if __name__ == "__main__":
    main(*sys.argv[1:])
