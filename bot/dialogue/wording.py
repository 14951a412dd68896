"""Turns response texts and typed fields into the words that are read. Does not know the conversation."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Callable, Mapping
from typing import Any

from bot.dialogue.reader import Reader

logger = logging.getLogger(__name__)

MISSING = "…"
DEEPEST = 6
_TOKEN = re.compile(r"\{\{|\}\}|\{(\w+)\}")

Variant = Mapping[str, Any]
# The text of a response, chosen among its variants; None when there is none.
TextOf = Callable[[str], "str | None"]


class Wording:
    """Fills the texts of one answer for one reader. A value that is missing is logged and never shows as "None"."""

    def __init__(self, reader: Reader, text_of: TextOf, slots: Mapping[str, Any]) -> None:
        self._reader = reader
        self._text_of = text_of
        self._slots = slots

    def fill(self, text: str, fields: Mapping[str, Any], depth: int = 0) -> str:
        """The text with its fields filled in, without the gaps that empty ones leave."""

        def value(token: re.Match[str]) -> str:
            if token.group(1) is None:
                return token.group(0)[0]
            return self._field(token.group(1), fields, depth)

        return _tidy(_TOKEN.sub(value, text))

    def said(self, response: str, fields: Mapping[str, Any], depth: int = 0) -> str:
        """A response as text."""
        text = self._text_of(response)
        if text is None or depth > DEEPEST:
            logger.error("There is no text for the response '%s'", response)
            return MISSING
        return self.fill(text, fields, depth)

    def button(self, raw: Mapping[str, Any], fields: Mapping[str, Any]) -> dict[str, str] | None:
        """A button with its title; None when title or payload cannot be made."""
        fields = {**fields, **(raw.get("fields") or {})}
        title = self.said(f"utter_word_{raw['word']}", fields) if "word" in raw else str(raw.get("title") or "")
        payload = str(raw.get("payload") or "")
        if not title or not payload or title == MISSING:
            logger.error("A button is left out, it has no title or no payload: %.200s", json.dumps(raw, default=str))
            return None
        return {"title": title.replace("\n", " "), "payload": payload}

    def _field(self, name: str, fields: Mapping[str, Any], depth: int) -> str:
        value = fields[name] if name in fields else self._slots.get(name)
        try:
            text = self._value(value, fields, depth)
        except (KeyError, ValueError, TypeError, ArithmeticError):
            logger.exception("The field '%s' cannot be written", name)
            text = None
        if text is None:
            logger.error("The field '%s' is missing", name)
            return MISSING
        return text

    def _value(self, value: Any, fields: Mapping[str, Any], depth: int) -> str | None:
        if isinstance(value, Mapping):
            return self._typed(value, fields, depth)
        return None if value is None or isinstance(value, list) else str(value)

    def _typed(self, value: Mapping[str, Any], fields: Mapping[str, Any], depth: int) -> str | None:
        if "time" in value:
            return self._reader.time(value["time"])
        if "date" in value:
            return self._reader.date(value["date"])
        if "money" in value:
            return self._reader.money(value["money"], value["currency"])
        if "word" in value:
            return self.said(f"utter_word_{value['word']}", value.get("fields") or fields, depth + 1)
        if "lines" in value:
            lines = [self.said(line["response"], line.get("fields") or {}, depth + 1) for line in value["lines"]]
            return "\n".join(line for line in lines if line)
        return None


def _tidy(text: str) -> str:
    text = re.sub(r"[ \t]+(?=\n|$)", "", text)
    return re.sub(r"\n{3,}", "\n\n", text).strip()
