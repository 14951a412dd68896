"""Slots are filled from a message exactly as Rasa fills them, also where the search for them is spared."""

from __future__ import annotations

import json
from typing import Any

import pytest
from rasa.core.actions.action import ActionExtractSlots
from rasa.core.channels.channel import CollectingOutputChannel
from rasa.core.nlg import TemplatedNaturalLanguageGenerator
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, ActiveLoop, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig

from bot.replaced import slot_extraction

pytestmark = pytest.mark.filterwarnings("ignore::UserWarning")
WAYS = [slot_extraction.run, slot_extraction.REPLACEMENT.stock]
CUSTOM = {"type": "custom"}
MAPPINGS: list[list[dict[str, Any]]] = [
    [CUSTOM],
    [CUSTOM, CUSTOM],
    [{**CUSTOM, "conditions": [{"active_loop": "form"}]}],
    [{**CUSTOM, "action": "action_fill"}],
    [CUSTOM, {"type": "from_text"}],
    [{"type": "from_entity", "entity": "order"}],
    [{"type": "from_intent", "value": "found"}],
]


class Server(EndpointConfig):
    """An action server that fills a slot, and that finds another one to check."""

    def __init__(self) -> None:
        super().__init__("http://localhost")
        self.asked: list[str] = []

    async def request(self, *_args: Any, **kwargs: Any) -> Any:
        self.asked.append(kwargs["json"]["next_action"])
        events = [{"event": "slot", "timestamp": None, "name": "other", "value": self.asked[-1]}]
        return {"events": events, "responses": []}


def domain(mappings: list[dict[str, Any]], actions: list[str]) -> Domain:
    slot = {"type": "any", "mappings": mappings}
    slots = {"slot": slot, "other": {"type": "any", "mappings": [CUSTOM]}}
    return Domain.from_dict(
        {
            "intents": ["inform"],
            "entities": ["order"],
            "slots": slots,
            "actions": actions,
            "forms": {"form": {"required_slots": ["slot"]}},
        }
    )


@pytest.mark.parametrize("mappings", MAPPINGS, ids=json.dumps)
@pytest.mark.parametrize("actions", [["action_fill"], ["action_fill", "action_validate_slot_mappings"]], ids=len)
@pytest.mark.parametrize("loop", [None, "form"])
async def test_they_are_filled_as_by_rasa(mappings: list, actions: list[str], loop: str | None) -> None:
    known = domain(mappings, actions)
    said = UserUttered("it is 1001", {"name": "inform"}, [{"entity": "order", "value": "1001"}])
    events = [ActionExecuted("action_listen"), ActiveLoop(loop), said]
    found = []
    for way in WAYS:
        server = Server()
        tracker = DialogueStateTracker.from_events("c-1", events, known.slots)
        nlg = TemplatedNaturalLanguageGenerator({})
        filled = await way(ActionExtractSlots(server), CollectingOutputChannel(), nlg, tracker, known)
        found.append(([(event.key, event.value) for event in filled if isinstance(event, SlotSet)], server.asked))
    assert found[0] == found[1]
