"""Reads messages with one model: ``python -m bot.evaluate.reading_process MODEL TEXTS READINGS`` (two JSON files).

A process of its own for each model, so that none is faster for what another has already worked out. What counts as
clear is asked of the dialogue itself where the model has our flow policy; of another model only its intents are known.
"""

from __future__ import annotations

import asyncio
import json
import sys
import time
from pathlib import Path
from typing import Any

from rasa.core.agent import Agent
from rasa.core.channels.channel import UserMessage
from rasa.core.processor import MessageProcessor
from rasa.shared.core.events import UserUttered

from bot.dialogue.flow_policy import FlowPolicy
from bot.dialogue.moment import Moment
from bot.dialogue.turn import Clarity, turn_of

WARM_UP = ("hello", "where is my order? and please cancel the headphones")


async def read_all(model: Path, texts: list[str]) -> list[dict[str, Any]]:
    """What the model makes of each text, and how long it took in milliseconds."""
    processor = Agent.load(str(model)).processor
    if processor is None:
        raise SystemExit(f"{model} is no model that can be loaded")
    clarity = _clarity_of(processor)
    for text in WARM_UP:
        await processor.parse_message(UserMessage(text))
    return [await _read(processor, text, clarity) for text in texts]


async def _read(processor: MessageProcessor, text: str, clarity: Clarity | None) -> dict[str, Any]:
    began = time.perf_counter()
    parsed = await processor.parse_message(UserMessage(text))
    took = (time.perf_counter() - began) * 1000
    ranking = [(entry["name"], entry["confidence"]) for entry in parsed.get("intent_ranking") or ()]
    top = parsed.get("intent") or {}
    if top.get("name") and (not ranking or ranking[0][0] != top["name"]):  # some classifiers rank nothing
        rest = [entry for entry in ranking if entry[0] != top["name"]]
        ranking = [(top["name"], top.get("confidence") or 0.0), *rest]
    return {"ranking": ranking, "took": took, **_acted_upon(parsed, text, clarity)}


def _acted_upon(parsed: dict[str, Any], text: str, clarity: Clarity | None) -> dict[str, Any]:
    """Whether the dialogue takes the message for clear, and what else it would begin because of it."""
    if clarity is None:
        return {"clear": True, "further": []}
    said = UserUttered(text, parsed.get("intent"), parsed.get("entities"), parse_data=parsed)
    turn = turn_of(Moment(message=said), clarity)
    no_task = {turn.intent, *turn.entities.get("negated", ())}
    return {"clear": turn.clear, "further": [intent for intent in turn.tasks if intent not in no_task]}


def _clarity_of(processor: MessageProcessor) -> Clarity | None:
    """As our flow policy in this model is configured; None where it has none."""
    for node in processor.model_metadata.predict_schema.nodes.values():
        if issubclass(node.uses, FlowPolicy):
            return Clarity.configured({**FlowPolicy.get_default_config(), **node.config})
    return None


def main(model: str, texts: str, readings: str) -> None:
    """Read the texts of one file, write the readings to the other."""
    found = asyncio.run(read_all(Path(model), json.loads(Path(texts).read_text("utf-8"))))
    Path(readings).write_text(json.dumps(found), "utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
