"""Builds the pipeline of config.yml in this process, trained on data/nlu, without the rest of Rasa: in seconds."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.loading import load_data
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from rasa.shared.utils.common import class_from_module_path
from rasa.shared.utils.io import read_yaml_file

ROOT = Path(__file__).parents[3]


class Pipeline:
    """Reads a text as the trained model would, save that button payloads are unpacked by Rasa and not here."""

    def __init__(self, training_data: TrainingData) -> None:
        storage = LocalModelStorage.create(Path(tempfile.mkdtemp()))
        context = ExecutionContext(GraphSchema({}), node_name="pipeline")
        self._components = []
        for entry in read_yaml_file(ROOT / "config.yml")["pipeline"]:
            kind = class_from_module_path(entry["name"])
            config = {**kind.get_default_config(), **{key: value for key, value in entry.items() if key != "name"}}
            component = kind.create(config, storage, Resource(kind.__name__), context)
            if hasattr(component, "process_training_data"):
                training_data = component.process_training_data(training_data)
            if hasattr(component, "train"):
                component = kind.load(config, storage, component.train(training_data), context)
            self._components.append(component)

    def read(self, text: str | None, metadata: dict[str, Any] | None = None) -> Message:
        messages = [Message({TEXT: text, "metadata": metadata})]
        for component in self._components:
            messages = component.process(messages)
        return messages[0]

    def entities(self, text: str, metadata: dict[str, Any] | None = None) -> dict[str, list[Any]]:
        found: dict[str, list[Any]] = {}
        for entity in self.read(text, metadata).get("entities") or []:
            found.setdefault(entity["entity"], []).append(entity["value"])
        return found


def training_data() -> TrainingData:
    """What the assistant is taught, from every file of data/nlu."""
    return load_data(str(ROOT / "data" / "nlu"))


def held_out(file: str = "held_out.tsv") -> list[tuple[list[str], str, str]]:
    """Accepted intents, way of writing, text. (A file may also name the entities of each; see `named`.)"""
    lines = (Path(__file__).parent / file).read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    return [(intents.split("|"), tag, text) for intents, tag, text, *_ in rows]


def named(file: str) -> list[tuple[str, set[tuple[str, str]]]]:
    """Each text with the entities (name, value) that it names, from a file that tells them."""
    lines = (Path(__file__).parent / file).read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    return [(row[2], {_pair(pair) for pair in "".join(row[3:]).split(";") if pair.strip()}) for row in rows]


def _pair(written: str) -> tuple[str, str]:
    name, _, value = written.strip().partition("=")
    return name, value
