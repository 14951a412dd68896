"""Derives the vanilla twin's project from ours: the same domain and examples, Rasa's default pipeline, a Rasa form.

It is read from our files each time, so it follows them. What differs, and why: a cancellation is a form, since stock
Rasa has no flows; rules stand as stories too, since TED learns nothing from rules alone; no response has placeholders,
since the stock generator cannot fill our typed fields (so it has less to do).
"""

from __future__ import annotations

import importlib.resources
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

FORM = "cancellation_form"
ASKED = ("order", "cancellation_reason")
"""What the form asks for, in that order, as the flow of data/flows/cancellation.yml does."""
EPOCHS = 100
_PLACEHOLDER = re.compile(r"(?<!\{)\{([^{}\"]+)\}(?!\})")
_UNLIKELY = "UnexpecTEDIntentPolicy"


def write_project(root: Path, folder: Path, epochs: int = EPOCHS) -> None:
    """Write what ``rasa train`` needs besides the examples of ``root``/data/nlu: config, domain, rules and stories."""
    rules = list(_rules(root / "data" / "rules"))
    _write(folder / "config.yml", default_config(epochs))
    _write(folder / "domain.yml", domain(root))
    _write(folder / "rules.yml", {"version": "3.1", "rules": [*rules, *_form_rules()]})
    _write(folder / "stories.yml", {"version": "3.1", "stories": [*map(_as_story, rules), *_form_stories()]})


def training_command(root: Path, folder: Path) -> list[str]:
    """The arguments of ``rasa`` that train the project in ``folder`` into ``folder``/twin.tar.gz."""
    data = ["--data", str(root / "data" / "nlu"), str(folder / "rules.yml"), str(folder / "stories.yml")]
    what = ["--config", str(folder / "config.yml"), "--domain", str(folder / "domain.yml")]
    return ["train", *data, *what, "--out", str(folder), "--fixed-model-name", "twin"]


def default_config(epochs: int = EPOCHS) -> dict[str, Any]:
    """The pipeline and policies that this version of Rasa proposes, without the policy that ``rasa init`` leaves out.

    UnexpecTED only marks unlikely intents, by a model more: without it the twin is faster.
    """
    place = importlib.resources.files("rasa.engine.recipes") / "config_files" / "default_config.yml"
    config = yaml.safe_load(place.read_text(encoding="utf-8"))
    config["policies"] = [policy for policy in config["policies"] if policy["name"] != _UNLIKELY]
    for component in (*config["pipeline"], *config["policies"]):
        if "epochs" in component:
            component["epochs"] = epochs
    return {**config, "assistant_id": "vanilla"}


def domain(root: Path) -> dict[str, Any]:
    """Our domain with its responses as plain texts, and the form."""
    ours = yaml.safe_load((root / "domain.yml").read_text(encoding="utf-8"))
    ours["responses"] = {
        name: [_plain(variant) for variant in variants]
        for path in sorted((root / "data" / "responses").glob("*.yml"))
        for name, variants in (yaml.safe_load(path.read_text(encoding="utf-8")).get("responses") or {}).items()
    }
    ours["forms"] = {FORM: {"required_slots": list(ASKED)}}
    for slot in ASKED:
        asked_by_the_form = [{"active_loop": FORM, "requested_slot": slot}]
        ours["slots"][slot]["mappings"] = [{"type": "from_entity", "entity": slot, "conditions": asked_by_the_form}]
    return ours


def _plain(response: Any) -> Any:
    """The same with the placeholders' names in their place; doubled braces stay, the stock generator halves them."""
    if isinstance(response, str):
        return _PLACEHOLDER.sub(r"\1", response)
    if isinstance(response, dict):
        return {key: _plain(value) for key, value in response.items()}
    return [_plain(value) for value in response] if isinstance(response, list) else response


def _rules(folder: Path) -> Iterator[dict[str, Any]]:
    for path in sorted(folder.glob("*.yml")):
        yield from yaml.safe_load(path.read_text(encoding="utf-8")).get("rules") or []


def _as_story(rule: dict[str, Any]) -> dict[str, Any]:
    return {"story": rule["rule"], "steps": rule["steps"]}


def _form_rules() -> list[dict[str, Any]]:
    return [
        {"rule": "a cancellation begins", "steps": [{"intent": "cancel_order"}, *_asking()]},
        {"rule": "a cancellation is read back", "condition": [{"active_loop": FORM}], "steps": _read_back()},
        {"rule": "a cancellation is confirmed", "steps": _confirmed()},
    ]


def _form_stories() -> list[dict[str, Any]]:
    steps = [{"intent": "cancel_order"}, *_asking(), *_read_back(), *_confirmed()]
    return [{"story": "a whole cancellation", "steps": steps}]


def _asking() -> list[dict[str, Any]]:
    return [{"action": FORM}, {"active_loop": FORM}]


def _read_back() -> list[dict[str, Any]]:
    said = [{"action": "action_check_cancellation"}, {"action": "utter_confirm_cancellation"}]
    return [{"action": FORM}, {"active_loop": None}, {"slot_was_set": [{"requested_slot": None}]}, *said]


def _confirmed() -> list[dict[str, Any]]:
    return [{"intent": "affirm"}, {"action": "action_cancel_order"}]


def _write(path: Path, document: dict[str, Any]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(yaml.safe_dump(document, sort_keys=False, allow_unicode=True), encoding="utf-8")
