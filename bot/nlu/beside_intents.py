"""What is read only where a message may be about the right matter: words such as "too long" are said of much else.

An extractor that inherits from this runs after the classifier and looks at the ranking.
"""

from __future__ import annotations

from typing import Any

from rasa.shared.nlu.training_data.message import Message

from bot.nlu.extractor import TextExtractor
from bot.nlu.ranking import confidences, top


class BesideIntents(TextExtractor):
    """Configured by `only_with` (intents, one of which has at least the confidence `likely_from`; empty: any) and
    `never_with` (intents that are not the first)."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {"only_with": [], "never_with": [], "likely_from": 0.2}

    def may_be_meant(self, message: Message) -> bool:
        """Whether the ranking allows to read it among other words."""
        likely, first = confidences(message), top(message)[0]
        wanted = self._config["only_with"]
        fits = not wanted or any(likely.get(intent, 0.0) >= self._config["likely_from"] for intent in wanted)
        return fits and first not in self._config["never_with"]
