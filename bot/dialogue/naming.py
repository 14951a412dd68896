"""The names that go by convention, and whether the domain has everything that a flow names."""

from __future__ import annotations

from collections.abc import Iterator

from rasa.shared.core.domain import Domain

from bot.dialogue.flows import CALL, COLLECT, CONFIRM, SAY, Flow, Flows, Step
from bot.dialogue.reading import FlowError

STATE = "flow_state"
NOTHING_TO_CONFIRM, NOTHING_TO_STOP = "utter_nothing_to_confirm", "utter_nothing_to_stop"
DID_YOU_MEAN = "utter_did_you_mean"
NOT_UNDERSTOOD = "utter_not_understood"
OFFER_PERSON, OFFER_DECLINED = "utter_offer_person", "utter_offer_declined"
FAILED, RETRY = "utter_flow_failed", "utter_ask_retry"
ANOTHER, NO_ANSWER = "utter_another_one", "utter_no_answer_now"
# What the policy says by itself, whatever the flows are.
OWN = (
    *(NOTHING_TO_CONFIRM, NOTHING_TO_STOP, DID_YOU_MEAN, NOT_UNDERSTOOD),
    *(OFFER_PERSON, OFFER_DECLINED, FAILED, RETRY, ANOTHER, NO_ANSWER),
)


def dropped(flow: str) -> str:
    return f"utter_dropped_{flow}"


def resumed(flow: str) -> str:
    return f"utter_resume_{flow}"


def offered(flow: str) -> str:
    return f"utter_offer_{flow}"


def intent_word(intent: str) -> str:
    return f"utter_word_intent_{intent}"


def asking(step: Step) -> str:
    """The response that puts this step's question for the first time."""
    return step.name if step.kind == CONFIRM else f"utter_ask_{step.name}"


def asking_action(step: Step) -> str | None:
    """The action that may put the question instead of the response."""
    return f"action_ask_{step.name}" if step.kind == COLLECT else None


def asking_again_action(step: Step) -> str | None:
    """The action that may put the question again, where its buttons are made anew each time."""
    return f"action_ask_{step.name}_again" if step.kind == COLLECT else None


def require(flows: Flows, domain: Domain) -> None:
    """Raises FlowError for the first name that the domain does not have."""
    for place, message in missing(flows, domain):
        raise FlowError(place, message)


def missing(flows: Flows, domain: Domain) -> Iterator[tuple[str, str]]:
    """Each name that the domain does not have, with its file and line."""
    for flow in flows.values():
        yield from _missing(flow, domain)
    if STATE not in _slots(domain):
        yield "domain", f"the slot '{STATE}' is missing (type: any, influence_conversation: false)"
    for name in OWN:
        if name not in domain.responses:
            yield "domain", f"the response '{name}' is missing, which the flow policy says by itself"


def _missing(flow: Flow, domain: Domain) -> Iterator[tuple[str, str]]:
    for intent in flow.starts_on:
        if intent not in domain.intents:
            yield f"{flow.file}:{flow.line}", f"the domain has no intent '{intent}'"
    for step in flow.steps:
        for message in _missing_in(step, domain):
            yield f"{flow.file}:{step.line}", message
    if dropped(flow.name) not in domain.responses:
        yield f"{flow.file}:{flow.line}", f"there is no response '{dropped(flow.name)}'"


def _missing_in(step: Step, domain: Domain) -> Iterator[str]:
    for slot in step.named_slots():
        if slot not in _slots(domain):
            yield f"the domain has no slot '{slot}'"
    for intent in (*step.from_intent, *step.answered_by):
        if intent not in domain.intents:
            yield f"the domain has no intent '{intent}'"
    for entity in _entities_needed(step):
        if entity not in domain.entities:
            yield f"the domain has no entity '{entity}'"
    for action in (step.check, step.name if step.kind == CALL else None):
        if action and action not in domain.user_actions:
            yield f"the domain has no action '{action}'"
    if step.kind in (CONFIRM, SAY) and step.name not in domain.responses:
        yield f"there is no response '{step.name}'"
    if step.kind == COLLECT and not {asking(step), asking_action(step)} & {*domain.responses, *domain.user_actions}:
        yield f"there is neither a response '{asking(step)}' nor an action '{asking_action(step)}'"


def _entities_needed(step: Step) -> tuple[str, ...]:
    """A slot need not have an entity of its own name when it is filled by text, by intent or by an action."""
    if step.kind != COLLECT or (step.from_entities == (step.name,) and (step.free_text or step.from_intent)):
        return ()
    return step.from_entities


def _slots(domain: Domain) -> set[str]:
    return {slot.name for slot in domain.slots}
