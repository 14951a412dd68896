"""Three actions: one that cancels, one that breaks, one that sends what is no JSON."""

from __future__ import annotations

import json
import os
from pathlib import Path

from rasa_sdk import Action
from rasa_sdk.events import SlotSet


def shop_file() -> Path:
    return Path(os.environ["TINY_SHOP"])


class ActionTinyCancel(Action):
    def name(self):
        return "action_tiny_cancel"

    async def run(self, dispatcher, tracker, domain):
        shop = json.loads(shop_file().read_text())
        buyer = (tracker.latest_message["metadata"].get("buyer") or {}).get("id")
        for order in shop["orders"].values():
            if order["buyer_id"] == buyer:
                order["status"] = "cancelled"
                order["history"].append({"what": "cancelled"})
        shop_file().write_text(json.dumps(shop))
        decision = {"reason": "cancels_now", "outcome": "perform", "clauses": ["F05"]}
        dispatcher.utter_message(response="utter_done", json_message={"decision": decision})
        return [SlotSet("done", "yes")]


class ActionTinyBreaks(Action):
    def name(self):
        return "action_tiny_breaks"

    async def run(self, dispatcher, tracker, domain):
        raise RuntimeError("the cupboard is bare")


class ActionTinySendsNoJson(Action):
    def name(self):
        return "action_tiny_sends_no_json"

    async def run(self, dispatcher, tracker, domain):
        dispatcher.utter_message(text="A set", json_message={"set": {1, 2}})
        return []
