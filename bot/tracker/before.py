"""What stood before the turns that are read each time: enough to go on as if all had been read. Knows no database."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from typing import Any

from rasa.shared.core.events import BotUttered, Event, UserUttered

from bot.tracker.standing import Standing

SAID, TYPED = 60, 5
SAID_BEFORE = "said_before"  # in the metadata of an utterance that stands for those before it
_OF_A_MESSAGE = ("event", "timestamp", "text", "input_channel", "message_id")


@dataclass(frozen=True)
class Past:
    """What was said and done, in short, the latest first where order matters.

    ``loops``: those that were ever activated; ``done``: actions that ran; ``said``: marks of the assistant's last
    texts; ``typed``: the buyer's last messages that were no buttons, without what was understood of them.
    """

    loops: frozenset[str] = frozenset()
    done: frozenset[str] = frozenset()
    said: tuple[str, ...] = ()
    typed: tuple[dict[str, Any], ...] = ()

    def and_then(self, events: Iterable[Event], loops: Iterable[str], done: Iterable[str]) -> Past:
        """The same after these events."""
        back = list(events)[::-1]
        said = [mark_of(event.text) for event in back if isinstance(event, BotUttered) and event.text]
        typed = [_short(event) for event in back if is_typed(event)]
        return Past(
            loops=self.loops | set(loops),
            done=self.done | set(done),
            said=(*said, *self.said)[:SAID],
            typed=(*typed, *self.typed)[:TYPED],
        )


@dataclass(frozen=True)
class Before:
    """``live``: where the conversation stood. ``replayed``: where it stands after what was not undone, said again.

    The two differ inside Rasa's forms, where what was asked again counts once. ``session``: when the session began.
    """

    live: Standing
    replayed: Standing
    past: Past = field(default_factory=Past)
    session: float | None = None

    def events(self) -> list[Event]:
        """Events that bring a new tracker here; the first one says, for the wording, what was said lately."""
        return [BotUttered(None, metadata={SAID_BEFORE: list(self.past.said)}), *self.live.events()]

    def written(self) -> str:
        """As it is kept."""
        past = {name: list(value) for name, value in vars(self.past).items()}
        replayed = None if self.replayed == self.live else asdict(self.replayed)
        return json.dumps({"live": asdict(self.live), "replayed": replayed, "past": past, "session": self.session})

    @classmethod
    def read(cls, text: str) -> Before:
        """What was kept."""
        kept = json.loads(text)
        live, past = Standing(**kept["live"]), kept["past"]
        return cls(
            live=live,
            replayed=Standing(**kept["replayed"]) if kept["replayed"] else live,
            past=Past(frozenset(past["loops"]), frozenset(past["done"]), tuple(past["said"]), tuple(past["typed"])),
            session=kept["session"],
        )


def mark_of(text: str) -> str:
    """By which a text is known again, in a few letters."""
    return f"{zlib.crc32(text.encode('utf-8', 'surrogatepass')):x}"


def marks_of(event: Event) -> list[str]:
    """Of what the assistant said by this event, the latest first."""
    if not isinstance(event, BotUttered):
        return []
    return [mark_of(event.text)] if event.text else event.metadata.get(SAID_BEFORE, [])


def is_typed(event: Event) -> bool:
    """A message of the buyer that is no button's payload."""
    return isinstance(event, UserUttered) and bool(event.text) and not str(event.text).startswith("/")


def _short(event: Event) -> dict[str, Any]:
    whole = event.as_dict()
    return {name: whole[name] for name in _OF_A_MESSAGE if name in whole}
