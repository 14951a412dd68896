"""Reads flows from YAML; every mistake is reported with its file and line. Knows the grammar, not the domain."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any

from rasa.shared.exceptions import RasaException
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import MarkedYAMLError

from bot.dialogue.flows import CALL, COLLECT, CONFIRM, KINDS, SAY, Flow, Flows, Step

# Rasa looks for these words at the start of any line and then takes the file for training data or for a domain.
RESERVED = ("rules", "stories", "nlu", "responses", "intents", "entities", "slots", "actions", "forms")
ALLOWED = {
    "collect": {
        *("collect", "when", "depends_on", "check", "free_text", "verbatim", "from_entities", "from_intent"),
        "answered_by",
    },
    "confirm": {"confirm", "when", "proposal", "answered_by"},
    "call": {"call", "when", "depends_on", "result"},
    "say": {"say", "when", "depends_on"},
}


class FlowError(RasaException):
    """Something in a flow file is wrong. The message starts with ``file:line``."""

    def __init__(self, place: str, message: str) -> None:
        super().__init__(f"{place}: {message}")
        self.place, self.problem = place, message


def flow_texts(folder: Path | str) -> dict[str, str]:
    """The flow files of a folder, by path, in a fixed order. Raises when there is no such folder."""
    folder = Path(folder)
    if not folder.is_dir():
        raise FlowError(str(folder), "there is no folder of flows here")
    return {str(path): path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.y*ml"))}


def read_flows(texts: Mapping[str, str]) -> Flows:
    """The flows of all these files. A flow's name and a starting intent belong to one flow alone."""
    flows: dict[str, Flow] = {}
    starts: dict[str, Flow] = {}
    for file, text in texts.items():
        for flow in _flows_of(file, text):
            _once(flows, flow.name, flow, "the flow")
            flows[flow.name] = flow
            for intent in flow.starts_on:
                _once(starts, intent, flow, "a flow that starts on")
                starts[intent] = flow
    return Flows(flows.values())


def _once(known: Mapping[str, Flow], name: str, flow: Flow, what: str) -> None:
    if name in known:
        other = known[name]
        raise FlowError(f"{flow.file}:{flow.line}", f"{what} '{name}' is already at {other.file}:{other.line}")


def _flows_of(file: str, text: str) -> list[Flow]:
    _refuse_reserved(file, text)
    try:
        document = YAML().load(text)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise FlowError(f"{file}:{mark.line + 1 if mark else 1}", f"not YAML: {error.problem}") from error
    if not isinstance(document, CommentedMap) or list(document) != ["flows"]:
        raise FlowError(f"{file}:1", "a flow file has the one key 'flows'")
    found = document["flows"]
    if not isinstance(found, CommentedMap):
        raise FlowError(f"{file}:1", "'flows' holds flows by name")
    return [_flow(file, name, body, _line(found, name)) for name, body in found.items()]


def _refuse_reserved(file: str, text: str) -> None:
    for number, line in enumerate(text.splitlines(), 1):
        word = re.match(r"\s*(\w+):", line)
        if word and word.group(1) in RESERVED:
            raise FlowError(f"{file}:{number}", f"'{word.group(1)}' is a word Rasa keeps for itself; name it otherwise")


def _flow(file: str, name: str, body: Any, line: int) -> Flow:
    place = f"{file}:{line}"
    if not isinstance(body, CommentedMap):
        raise FlowError(place, f"the flow '{name}' needs 'starts_on' and 'steps'")
    for key in body:
        if key not in ("starts_on", "steps"):
            raise FlowError(f"{file}:{_line(body, key)}", f"a flow has no key '{key}' (only starts_on, steps)")
    if not isinstance(body.get("steps"), CommentedSeq) or not body["steps"]:
        raise FlowError(place, f"the flow '{name}' needs a list of steps")
    steps: list[Step] = []
    for number, raw in enumerate(body["steps"]):
        steps.append(_step(file, raw, body["steps"].lc.item(number)[0] + 1, steps))
    _read_back_before_write(file, steps)
    return Flow(str(name), _words(place, "starts_on", body.get("starts_on")), tuple(steps), file, line)


def _read_back_before_write(file: str, steps: list[Step]) -> None:
    for step, after in pairwise(steps):
        if step.kind == CONFIRM and after.kind not in (CALL, SAY):
            message = "a read-back is followed by what was confirmed: a yes does not last over another question"
            raise FlowError(f"{file}:{after.line}", message)


def _step(file: str, raw: Any, line: int, earlier: Iterable[Step]) -> Step:
    place = f"{file}:{line}"
    kind = _kind(file, raw, place)
    name = _word(place, kind, raw[kind])
    same = sum(1 for step in earlier if (step.kind, step.name) == (kind, name))
    _need_result(place, kind, raw)
    return Step(
        kind=kind,
        name=name,
        key=f"{kind} {name}" + (f" #{same + 1}" if same else ""),
        line=line,
        when=_conditions(place, raw.get("when")),
        depends_on=_words(place, "depends_on", raw.get("depends_on"), optional=True),
        check=_word(place, "check", raw["check"]) if "check" in raw else None,
        free_text=_flag(place, "free_text", raw.get("free_text", False)),
        verbatim=_flag(place, "verbatim", raw.get("verbatim", False)),
        from_entities=_words(place, "from_entities", raw.get("from_entities", _own_entity(kind, name)), optional=True),
        from_intent=_intents(place, raw.get("from_intent")),
        answered_by=_words(place, "answered_by", raw.get("answered_by"), optional=True),
        result=_word(place, "result", raw["result"]) if "result" in raw else None,
        proposal=_word(place, "proposal", raw["proposal"]) if "proposal" in raw else None,
    )


def _kind(file: str, raw: Any, place: str) -> str:
    kinds = [kind for kind in KINDS if isinstance(raw, CommentedMap) and kind in raw]
    if len(kinds) != 1:
        raise FlowError(place, f"a step is one of: {', '.join(KINDS)}")
    for key in raw:
        if key not in ALLOWED[kinds[0]]:
            raise FlowError(f"{file}:{_line(raw, key)}", f"a '{kinds[0]}' step has no key '{key}'")
    return kinds[0]


def _need_result(place: str, kind: str, raw: CommentedMap) -> None:
    if kind == CALL and "result" not in raw:
        raise FlowError(place, "a 'call' needs a 'result': the slot that shows that it really happened")
    if kind == CONFIRM and not str(raw[kind]).startswith("utter_confirm_"):
        raise FlowError(place, f"a read-back is named utter_confirm_…, not '{raw[kind]}'")


def _own_entity(kind: str, name: str) -> list[str] | None:
    return [name] if kind == COLLECT else None


def _conditions(place: str, raw: Any) -> dict[str, tuple[Any, ...]]:
    if raw is None:
        return {}
    if not isinstance(raw, CommentedMap):
        raise FlowError(place, "'when' holds slots and the values they must have")
    return {str(slot): tuple(value) if isinstance(value, list) else (value,) for slot, value in raw.items()}


def _intents(place: str, raw: Any) -> dict[str, Any]:
    if raw is None:
        return {}
    if not isinstance(raw, CommentedMap):
        raise FlowError(place, "'from_intent' holds intents and the values they stand for")
    return {str(intent): value for intent, value in raw.items()}


def _words(place: str, key: str, raw: Any, optional: bool = False) -> tuple[str, ...]:
    if raw is None and optional:
        return ()
    words = raw if isinstance(raw, list) else [raw]
    if not words:
        raise FlowError(place, f"'{key}' is empty")
    return tuple(_word(place, key, word) for word in words)


def _word(place: str, key: str, raw: Any) -> str:
    if not isinstance(raw, str) or not re.fullmatch(r"\w+", raw):
        raise FlowError(place, f"'{key}' needs a name, not '{raw}'")
    return str(raw)


def _flag(place: str, key: str, raw: Any) -> bool:
    if not isinstance(raw, bool):
        raise FlowError(place, f"'{key}' is true or false, not '{raw}'")
    return raw


def _line(mapping: CommentedMap, key: Any) -> int:
    return int(mapping.lc.key(key)[0]) + 1
