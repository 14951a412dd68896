"""One message of the buyer as the dialogue needs it: the intent and whether it is clear, entities, what was shown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from rasa.shared.core.constants import IS_EXTERNAL
from rasa.shared.core.events import UserUttered

from bot.dialogue.denying import is_denied
from bot.dialogue.flows import Step
from bot.dialogue.moment import Moment

YES, NO, STOP, INFORM, PERSON = "affirm", "deny", "stop_flow", "inform", "talk_to_human"
TASK = "task"  # entity: the intent of what else is asked for
MAX_TEXT = 500
REFUSING = {NO, STOP}  # which of the two is meant makes no difference: "no, forget it" is as clear as either
NO_INTENT = (None, "", "nlu_fallback")
# These say nothing about what the buyer wants, so they never keep a text from being an answer.
ANSWERS = (INFORM, "out_of_scope")


@dataclass(frozen=True)
class Turn:
    """What the buyer said, and what the assistant had asked right before (``shown``: our marker).

    ``tasks``: what else is asked for, by intent, each with the part of the message that is about it; ``main``: what is
    left for the intent itself. A message with one matter is its own main part. ``denied``: the entities that are only
    there to be denied ("not a duplicate"); of one that is also said otherwise, the denied values come last.
    """

    intent: str | None
    clear: bool
    text: str
    entities: Mapping[str, tuple[Any, ...]]
    ranking: tuple[tuple[str, float], ...] = ()
    signed_in_again: bool = False
    external: bool = False
    returned: bool = False
    shown: Mapping[str, Any] = field(default_factory=dict)
    buttons: tuple[Mapping[str, Any], ...] = ()
    tasks: Mapping[str, Turn] = field(default_factory=dict)
    main: Turn | None = None
    denied: frozenset[str] = frozenset()

    @property
    def may_answer(self) -> bool:
        """Whether this can be an answer to a question, going by the intent alone."""
        return not self.clear or self.intent in ANSWERS

    def entity(self, name: str) -> Any:
        """The first value of this entity."""
        return next(iter(self.entities.get(name, ())), None)

    def own_value(self, step: Step) -> Any:
        """The value of the step's own entity: the one named as its slot, or the only one it takes."""
        own = step.from_entities[0] if len(step.from_entities) == 1 else step.name
        return _short(self.entity(own)) if own in step.from_entities else None

    def pointed_value(self, step: Step) -> Any:
        """Where another entity points at a value: the words themselves, which the step's check understands."""
        pointing = next((name for name in step.from_entities if name in self.entities), None)
        return None if pointing is None else self.words or _short(self.entity(pointing))

    @property
    def words(self) -> str:
        """The text, unless it is a button's payload."""
        return "" if self.text.startswith("/") else self.text.strip()[:MAX_TEXT]


@dataclass(frozen=True)
class Clarity:
    """When the classifier counts as clear, and after how long away a buyer is asked before a task goes on.

    What begins something that may end in a write needs more: in cross-validation of the training text these let 2.4 of
    100 messages that are none of our business begin one, instead of 3.9, and ask six more of 100 buyers what they mean.
    """

    at_least: float = 0.3
    ahead_by: float = 0.1
    away_hours: float = 8.0
    consequential: tuple[str, ...] = ()
    consequential_at_least: float = 0.5
    consequential_ahead_by: float = 0.2

    @classmethod
    def configured(cls, config: Mapping[str, Any]) -> Clarity:
        """As the flow policy is configured."""
        return cls(
            config["clear_at_least"],
            config["clear_ahead_by"],
            config["away_hours"],
            tuple(config["consequential"]),
            config["consequential_at_least"],
            config["consequential_ahead_by"],
        )

    def needed(self, intent: str) -> tuple[float, float]:
        """The least confidence, and the least lead over the next intent."""
        if intent in self.consequential:
            return self.consequential_at_least, self.consequential_ahead_by
        return self.at_least, self.ahead_by


def turn_of(moment: Moment, clarity: Clarity) -> Turn:
    """The buyer's message of this moment."""
    message = moment.message
    if message is None:
        raise ValueError("there is no message of the buyer in this conversation")
    ranking = _ranking(message)
    intent = message.intent.get("name")
    turn = Turn(
        intent=None if intent in NO_INTENT else intent,
        clear=intent not in NO_INTENT and _clear(message, ranking, clarity),
        text=message.text or "",
        entities=_entities(sorted(message.entities or (), key=lambda entity: _is_denied(entity, message.text or ""))),
        ranking=ranking,
        signed_in_again=bool((message.metadata or {}).get("signed_in_again")),
        external=is_external(message),
        returned=moment.new_session or moment.gap > clarity.away_hours * 3600,
        shown=moment.shown or {},
        buttons=moment.buttons,
        denied=_only_denied(message),
    )
    return _with_parts(turn, message)


def _with_parts(turn: Turn, message: UserUttered) -> Turn:
    """Gives each further task what the message says in its place. A button's values are for all of them."""
    places = [entity for entity in message.entities or () if entity["entity"] == TASK]
    if turn.text.startswith("/") or not all(isinstance(place.get("start"), int) for place in places):
        return replace(turn, tasks=dict.fromkeys(turn.entities.get(TASK, ()), turn))
    parts = {place["value"]: _within(turn, message, place["start"], place["end"]) for place in places}
    rest = [entity for entity in message.entities or () if not any(_covers(place, entity) for place in places)]
    text = turn.text
    for place in places:
        text = text[: place["start"]] + " " * (place["end"] - place["start"]) + text[place["end"] :]
    main = replace(turn, text=" ".join(text.split()), entities=_entities(rest)) if places else None
    return replace(turn, tasks=parts, main=main)


def _within(turn: Turn, message: UserUttered, start: int, end: int) -> Turn:
    place = {"start": start, "end": end}
    inside = [entity for entity in message.entities or () if _covers(place, entity)]
    return replace(turn, text=turn.text[start:end], entities=_entities(inside))


def _covers(place: Mapping[str, Any], entity: Mapping[str, Any]) -> bool:
    return entity.get("start") is not None and place["start"] <= entity["start"] < place["end"]


def is_external(message: UserUttered) -> bool:
    """Whether this is an event from outside. Going by the metadata alone: the text can be typed by anyone."""
    return bool((message.metadata or {}).get(IS_EXTERNAL))


def _clear(message: UserUttered, ranking: tuple[tuple[str, float], ...], clarity: Clarity) -> bool:
    confidence = float(message.intent.get("confidence") or 0.0)
    others = (score for name, score in ranking[1:] if not {name, message.intent.get("name")} <= REFUSING)
    second = next(others, 0.0)
    at_least, ahead_by = clarity.needed(message.intent.get("name") or "")
    return confidence >= at_least and confidence - second >= ahead_by


def _ranking(message: UserUttered) -> tuple[tuple[str, float], ...]:
    ranked = (message.parse_data or {}).get("intent_ranking") or ()
    return tuple((entry["name"], float(entry.get("confidence") or 0.0)) for entry in ranked if entry.get("name"))


def _entities(entities: Iterable[Mapping[str, Any]]) -> dict[str, tuple[Any, ...]]:
    found: dict[str, tuple[Any, ...]] = {}
    for entity in entities:
        if entity.get("value") not in (None, ""):
            found[entity["entity"]] = (*found.get(entity["entity"], ()), entity["value"])
    return found


def _is_denied(entity: Mapping[str, Any], text: str) -> bool:
    start = entity.get("start")
    return isinstance(start, int) and not text.startswith("/") and is_denied(text, start)


def _only_denied(message: UserUttered) -> frozenset[str]:
    found = [(entity["entity"], _is_denied(entity, message.text or "")) for entity in message.entities or ()]
    return frozenset(name for name, denied in found if denied) - {name for name, denied in found if not denied}


def _short(value: Any) -> Any:
    return value[:MAX_TEXT] if isinstance(value, str) else value
