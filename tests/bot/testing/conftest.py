"""A miniature assistant, trained once, and a miniature shop: enough to play conversations against."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

CONFIG = """
recipe: default.v1
language: en
assistant_id: tiny
pipeline:
  - name: KeywordIntentClassifier
policies:
  - name: RulePolicy
"""
DOMAIN = """
version: "3.1"
intents: [cancel_order, affirm, greet, goodbye, out_of_scope]
slots:
  done: {type: text, influence_conversation: false, mappings: [{type: custom}]}
actions: [action_tiny_cancel, action_tiny_breaks, action_tiny_sends_no_json]
responses:
  utter_confirm_cancellation:
    - text: Shall I cancel it?
      buttons:
        - {title: "Yes", payload: /affirm}
      custom: {decision: {reason: cancels_now, outcome: perform, clauses: [F05]}}
  utter_done: [{text: "It is cancelled."}]
  utter_greet: [{text: "Hello None."}]
"""
TRAINING = """
version: "3.1"
nlu:
  - {intent: cancel_order, examples: "- cancel"}
  - {intent: affirm, examples: "- yes"}
  - {intent: greet, examples: "- hello"}
  - {intent: goodbye, examples: "- break"}
  - {intent: out_of_scope, examples: "- set"}
rules:
  - {rule: a, steps: [{intent: cancel_order}, {action: utter_confirm_cancellation}]}
  - {rule: b, steps: [{intent: affirm}, {action: action_tiny_cancel}]}
  - {rule: c, steps: [{intent: greet}, {action: utter_greet}]}
  - {rule: d, steps: [{intent: goodbye}, {action: action_tiny_breaks}]}
  - {rule: e, steps: [{intent: out_of_scope}, {action: action_tiny_sends_no_json}]}
"""


class TinyCaller:
    """Somebody whose token either counts or has expired."""

    def __init__(self, buyer):
        self.buyer, self.refused = buyer, None

    async def send(self, assistant, sender, text):
        from rasa.core.channels import UserMessage

        from bot.channels.output import RestOutput
        from bot.testing.answer import Answer

        if self.refused:
            return Answer(refused=self.refused)
        output, facts = RestOutput(), {"buyer": {"id": self.buyer} if self.buyer != "guest" else None}

        async def turn():
            await assistant.handle(UserMessage(text, output, sender, input_channel="rest", metadata=facts))
            return output.messages

        return await assistant.watched(sender, turn())

    def sign_in(self, buyer):
        self.buyer, self.refused = buyer, None

    def expire(self):
        self.refused = 401


class TinyShop:
    """A file of orders, in the shape that the runner compares."""

    reasons = frozenset({"cancels_now"})

    def __init__(self, home: Path) -> None:
        self.home = home
        order = {"buyer_id": "b1", "status": "pending_shipment", "history": []}
        self.write({"orders": {"1": order, "2": {**order, "buyer_id": "b2"}}, "tickets": []})

    @property
    def file(self) -> Path:
        return self.home / "shop.json"

    def write(self, shop) -> None:
        self.file.write_text(json.dumps(shop))

    def snapshot(self):
        return json.loads(self.file.read_text())

    def caller(self, buyer):
        return TinyCaller(buyer)

    def event(self, event):
        shop = self.snapshot()
        shop["orders"][event["order"]]["status"] = event["kind"]
        self.write(shop)

    def move_clock(self, to):
        pass


@pytest.fixture(scope="session")
def tiny_model(tmp_path_factory) -> Path:
    import rasa.model_training

    home = tmp_path_factory.mktemp("tiny")
    for name, text in (("config.yml", CONFIG), ("domain.yml", DOMAIN), ("training.yml", TRAINING)):
        (home / name).write_text(text)
    files = [str(home / "training.yml")]
    trained = rasa.model_training.train(str(home / "domain.yml"), str(home / "config.yml"), files, str(home / "models"))
    return Path(trained.model)


@pytest.fixture(scope="session")
def tiny_assistant(tiny_model):
    from bot.testing.actions_here import ActionsHere
    from bot.testing.assistant import Assistant

    return Assistant(tiny_model, ActionsHere("tests.bot.testing.tiny_shop"))


@pytest.fixture
def tiny_shop(tmp_path, monkeypatch):
    shop = TinyShop(tmp_path)
    monkeypatch.setenv("TINY_SHOP", str(shop.file))
    return shop
