"""The test assistant's actions: a tiny shop behind the interface by which Rasa calls an action server."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from rasa.utils.endpoints import EndpointConfig
from rasa_sdk.events import SlotSet

ORDERS = {"A1": "open", "A2": "open", "B1": "shipped", "C1": "silent"}
WRITES = ("action_cancel", "action_refund", "action_open_ticket", "action_claim")


@dataclass
class Call:
    """What an action may do: read slots and the message, set slots, say responses."""

    slots: dict[str, Any]
    intent: str | None
    events: list[Any] = field(default_factory=list)
    responses: list[dict[str, Any]] = field(default_factory=list)

    def set(self, slot: str, value: Any) -> None:
        self.events.append(SlotSet(slot, value))

    def say(self, response: str, **fields: Any) -> None:
        self.responses.append({"response": response, "fields": fields})


class Shop(EndpointConfig):
    """Keeps what was written; ``broken`` actions fail, ``apologising`` ones say so, ``reasons`` are asked for."""

    def __init__(self) -> None:
        super().__init__("http://shop.in.this.process")
        self.called: list[str] = []
        self.written: list[tuple[str, str]] = []
        self.broken: set[str] = set()
        self.apologising: set[str] = set()
        self.asks_reason = False
        self.moved_on = False  # the order changes between question and yes

    async def request(self, method: str = "post", **kwargs: Any) -> Any:
        call = json.loads(json.dumps(kwargs["json"]))
        name, tracker = call["next_action"], call["tracker"]
        self.called.append(name)
        if name in self.broken:
            raise ConnectionError("the shop is away")
        todo = Call(tracker["slots"], tracker["latest_message"]["intent"].get("name"))
        if name in self.apologising:
            todo.say("utter_action_failed", reference="1")
        else:
            getattr(self, name)(todo)
        return json.loads(json.dumps({"events": todo.events, "responses": todo.responses}))

    def action_find_order(self, call: Call) -> None:
        said = str(call.slots["order"]).upper()
        found = next((order for order in ORDERS if order in said), None)
        call.set("order", found)
        if not found and "QUIETLY" not in said:
            call.say("utter_order_unknown")

    def action_check_cancel(self, call: Call) -> None:
        order, reason = call.slots["order"], call.slots["reason"]
        if ORDERS[order] == "shipped":
            call.set("cancel_check", "told")
            call.say("utter_check_told", order=order)
        elif self.asks_reason and not reason:
            call.set("cancel_check", "ask")
        else:
            self._propose(call, "cancel_check", f"P-{order}-{reason}{'-new' if self.moved_on else ''}")

    def _propose(self, call: Call, check: str, proposal: str) -> None:
        why = f"{call.slots.get('reason') or 'nothing'}{', now free of charge' if proposal.endswith('-new') else ''}"
        fields = {"order": call.slots["order"], "why": why, "id": proposal}
        call.set(check, "perform")
        call.set("proposal", {"id": proposal, "fields": fields})
        call.set("last_decision", {"outcome": "perform", "of": proposal})

    def action_cancel(self, call: Call) -> None:
        if self.moved_on and not call.slots["proposal"]["id"].endswith("-new"):
            call.say("utter_changed")
            self._propose(call, "cancel_check", call.slots["proposal"]["id"] + "-new")
            return
        self._write(call, "cancel", "cancel_reference", "utter_cancelled")
        call.set("proposal", None)

    def action_refund(self, call: Call) -> None:
        self._write(call, "refund", "refund_reference", "utter_refunded")

    def _write(self, call: Call, what: str, result: str, response: str) -> None:
        self.written.append((what, call.slots["order"]))
        call.set(result, f"{what[0].upper()}{len(self.written)}")
        call.say(response, reference=f"{what[0].upper()}{len(self.written)}")

    def action_check_person(self, call: Call) -> None:
        self._propose(call, "person_check", "P-person")

    def action_open_ticket(self, call: Call) -> None:
        self.written.append(("ticket", ""))
        call.set("ticket", f"T{len(self.written)}")
        call.say("utter_ticket", reference=f"T{len(self.written)}")

    def action_check_claim(self, call: Call) -> None:
        """Asks for what is missing, one thing at a time; of what is broken, two files."""
        slots, files = call.slots, call.slots["files"] or []
        kinds = ["photo", "video"] if slots["fault"] == "broken" else ["photo"]
        missing = [slot for slot in ("here", "fault", "claim", "words") if not slots[slot]]
        if len(files) < len(kinds):
            missing.append("file")
            call.set("kind", kinds[len(files)])
        if missing:
            call.set("claim_check", f"ask_{missing[0]}")
            return
        told = {name: slots[name] for name in ("order", "fault", "claim", "words", "files")}
        fields = {"order": slots["order"], "why": slots["fault"], "sum": str(slots["claim"]), "id": f"P-{told}"}
        call.set("claim_check", "perform")
        call.set("proposal", {"id": f"P-{told}", "fields": fields})

    def action_keep_file(self, call: Call) -> None:
        """Every file that is named is kept; words without a name of a file are none."""
        named = [word for word in str(call.slots["file"]).split() if "." in word]
        if not named:
            call.set("file", None)
            if call.slots["file"] != "kept":
                call.say("utter_no_file")
            return
        call.set("files", [*(call.slots["files"] or []), *({"kind": call.slots["kind"], "name": n} for n in named)])
        call.set("file", "kept")

    def action_claim(self, call: Call) -> None:
        self._write(call, "claim", "claim_reference", "utter_claimed")

    def action_note_topic(self, call: Call) -> None:
        call.set("topic", call.intent)

    def action_check_case(self, call: Call) -> None:
        call.set("case_check", "told")
        call.say("utter_case_told", topic=call.slots["topic"], told=f"{call.slots['order']} {call.slots['note']}")

    def action_ask_note(self, call: Call) -> None:
        call.say("utter_ask_note")

    def action_status(self, call: Call) -> None:
        """A side answer about some order: it must not change the open task."""
        call.set("order", "A2")
        call.say("utter_policy")
