"""In which language the conversation is held: the buyer's, and not changed by a foreign word or two.

Each message brings the language in which it was read (bot.nlu.language); one that could be of several says nothing.
"""

from __future__ import annotations

from collections.abc import Iterator

from rasa.shared.core.events import UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

SLOT = "language"
_HEARD = "language"  # key in what the language understanding made of a message

# With fewer letters than this, a message is a name or a word that many languages share; with as many as that, no doubt
# is left. Where a letter is a syllable or a word, fewer tell as much.
_FEW, _MANY = 8, 40
_DENSE = {"zh": 4, "ja": 3, "ko": 2}


def spoken(tracker: DialogueStateTracker) -> str | None:
    """The language from now on. One long message in another one changes it, or two in a row; a short one never does."""
    current = tracker.slots[SLOT].value
    heard = _heard(tracker)
    newest = next(heard, None)
    if newest is None:
        return current
    language, letters = newest
    if current is None or letters >= _MANY:
        return language
    if letters < _FEW:
        return current
    before = next((language for language, letters in heard if letters >= _FEW), current)
    return language if before == language else current


def _heard(tracker: DialogueStateTracker) -> Iterator[tuple[str, int]]:
    """The language and weight of the buyer's messages that are surely of one, the newest first."""
    for event in reversed(tracker.events):
        language = (event.parse_data or {}).get(_HEARD) if isinstance(event, UserUttered) else None
        if language:
            letters = sum(character.isalpha() for character in event.text or "")
            yield language, letters * _DENSE.get(language, 1)
