"""Words the answers: chooses a variant, fills in what actions and slots give, adds buttons and the decision.

Named in endpoints.yml as ``nlg: type: bot.dialogue.responses.ResponseGenerator``. An optional ``translations:`` there
names the folder of other languages.
"""

from __future__ import annotations

import copy
import json
import logging
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from rasa.core.nlg.response import TemplatedNaturalLanguageGenerator
from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig

from bot import replaced
from bot.dialogue import naming
from bot.dialogue.reader import reader_of
from bot.dialogue.variants import Variants, freshest, read_translations, said_lately
from bot.dialogue.wording import Wording

logger = logging.getLogger(__name__)
replaced.install()

TRANSLATIONS = "data/responses/translations"
FIRST_LANGUAGE = "en"
# Rasa says these by itself when they exist, and nothing otherwise.
MAY_BE_SILENT = ("utter_restart", "utter_back", "utter_default")

Answer = dict[str, Any]


class ResponseGenerator(TemplatedNaturalLanguageGenerator):
    """Every answer has words: a response that cannot be said is logged, and the failure is owned up to instead.

    A subclass of Rasa's own, because only to that one Rasa gives the responses of a model loaded later.
    """

    def __init__(self, endpoint_config: EndpointConfig | None = None, domain: Domain | None = None) -> None:
        folder = (endpoint_config.kwargs if endpoint_config else {}).get("translations", TRANSLATIONS)
        super().__init__(domain.responses if domain else {})
        self._translations = read_translations(Path(folder))

    async def generate(
        self, utter_action: str, tracker: DialogueStateTracker, output_channel: str, **kwargs: Any
    ) -> Answer | None:
        """The answer for a response name. ``fields``: typed values, as the actions send them."""
        fields = kwargs.get("fields") or {}
        answer = self._answer(utter_action, tracker, output_channel, fields)
        if answer is None and utter_action not in MAY_BE_SILENT:
            logger.error("The response '%s' has no words to say", utter_action)
            answer = self._answer(naming.FAILED, tracker, output_channel, {})
        # The fields are in the words now; Rasa would keep them a second time with the message.
        fields.clear()
        return answer

    def _answer(
        self, name: str, tracker: DialogueStateTracker, channel: str, given: Mapping[str, Any]
    ) -> Answer | None:
        slots = tracker.current_slot_values()
        fields = _all_fields(name, slots, given)
        wording, variants = self._voice(tracker, channel, slots, fields)
        fitting = variants.fitting(name, channel, slots)
        if not fitting:
            return None
        texts = [wording.fill(variant.get("text") or "", fields) for variant in fitting]
        place = freshest(texts, said_lately(tracker))
        answer = {key: value for key, value in copy.deepcopy(fitting[place]).items() if key != "condition"}
        answer["text"] = texts[place]
        answer["buttons"] = _buttons(answer.get("buttons") or [], _candidates(name, slots), wording, fields)
        _add_decision(name, answer, slots)
        return answer if any(answer.get(key) for key in ("text", "image", "custom", "attachment")) else None

    def _voice(
        self, tracker: DialogueStateTracker, channel: str, slots: Mapping[str, Any], fields: Mapping[str, Any]
    ) -> tuple[Wording, Variants]:
        reader = reader_of(tracker, fields.get("reader") or {})
        language = str(slots.get("language") or reader.language)
        variants = Variants(self.responses, self._translations.get(language))

        def text_of(name: str) -> str | None:
            return next((variant.get("text") for variant in variants.fitting(name, channel, slots)), None)

        spoken = language if language in self._translations else FIRST_LANGUAGE
        return Wording(reader.speaking(spoken), text_of, slots), variants


def _all_fields(name: str, slots: Mapping[str, Any], given: Mapping[str, Any]) -> dict[str, Any]:
    """A read-back also gets the fields of the proposal that it reads back."""
    proposal = slots.get("proposal")
    proposed = proposal.get("fields") if _is_read_back(name) and isinstance(proposal, Mapping) else None
    return {**(proposed or {}), **given}


def _buttons(
    own: list[dict[str, Any]], candidates: list[dict[str, str]], wording: Wording, fields: Mapping[str, Any]
) -> list[dict[str, Any]]:
    """The variant's own buttons, those of the action, and what the buyer may have meant; each payload once."""
    filled = [_own_button(button, wording, fields) for button in own]
    sent = [wording.button(raw, fields) for raw in fields.get("buttons") or ()]
    meant = [wording.button(raw, fields) for raw in candidates]
    return list({button["payload"]: button for button in (*meant, *sent, *filled) if button}.values())


def _own_button(button: Mapping[str, Any], wording: Wording, fields: Mapping[str, Any]) -> dict[str, Any]:
    return {key: wording.fill(value, fields) if isinstance(value, str) else value for key, value in button.items()}


def _candidates(name: str, slots: Mapping[str, Any]) -> list[dict[str, str]]:
    """What the buyer may have meant, where that is asked."""
    state = (slots.get(naming.STATE) or {}) if name == naming.DID_YOU_MEAN else {}
    return [
        {"word": f"intent_{meant['intent']}", "payload": f"/{meant['intent']}{_json(meant.get('entities'))}"}
        for meant in state.get("candidates") or ()
    ]


def _json(entities: Mapping[str, Any] | None) -> str:
    return json.dumps(entities) if entities else ""


def _add_decision(name: str, answer: Answer, slots: Mapping[str, Any]) -> None:
    """A read-back rests on its proposal's decision (a side question may have told another), and carries it."""
    proposal = slots.get("proposal")
    if not _is_read_back(name) or answer.get("custom"):
        return
    known = isinstance(proposal, Mapping) and "decision" in proposal
    decision = proposal["decision"] if known else slots.get("last_decision")
    if decision:
        answer["custom"] = {"decision": decision}


def _is_read_back(name: str) -> bool:
    return name.startswith("utter_confirm_")
