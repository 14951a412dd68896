"""Finds out which column of a table of messages holds what: by its header, or else by what stands in the column."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence

TEXT, INTENTS, TAGS, LANGUAGE = "text", "intents", "tags", "language"
TITLES = {
    **dict.fromkeys(("text", "message", "utterance"), TEXT),
    **dict.fromkeys(("intents", "intent", "intent(s)", "label", "labels"), INTENTS),
    **dict.fromkeys(("tags", "tag"), TAGS),
    **dict.fromkeys(("language", "lang", "locale"), LANGUAGE),
}
ALTERNATIVES = re.compile(r"\s*[|,;]\s*")  # either reading is right
TOGETHER = re.compile(r"\s*\+\s*")  # the message asks for both

_LANGUAGE = re.compile(r"[a-z]{2,3}([-_][A-Za-z]{2,4})?")
_TAGS = re.compile(r"[a-z_-]*([,;| ]\s*[a-z_-]+){0,4}")
MOSTLY = 0.5  # of the lines: a wrong intent here and there does not hide the column

Columns = Mapping[str, int]
"""What a column holds, and its place from 0."""


class UnknownColumns(ValueError):
    """Nobody can tell which column is which; the message says what is missing."""


def by_header(cells: Sequence[str]) -> Columns | None:
    """The columns by their titles, in any order; None where this line is no header. Raises UnknownColumns."""
    titles = [cell.strip().lower() for cell in cells]
    known = [TITLES.get(title) for title in titles]
    if not {TEXT, INTENTS} & set(known) or any(" " in title for title in titles):
        return None
    if None in known:
        raise UnknownColumns(f"the column {cells[known.index(None)]!r} is not one of text, intents, tags, language")
    if len(set(known)) < len(known) or not {TEXT, INTENTS} <= set(known):
        raise UnknownColumns("the header needs one column 'text' and one column 'intents'")
    return {name: place for place, name in enumerate(known) if name}


def by_content(rows: Sequence[Sequence[str]], intents: Collection[str]) -> Columns:
    """The columns of rows that have no header: intents are known words, languages short, the text is longest."""
    width = max((len(row) for row in rows), default=0)
    whole = [row for row in rows if len(row) == width]
    if not 2 <= width <= 4:
        raise UnknownColumns(
            "there are two to four columns, separated by tabs: intents, text, and maybe tags, language"
        )
    columns = list(range(width))
    shares = [_share(whole, place, lambda cell: set(intents_in(cell)) <= set(intents)) for place in columns]
    if max(shares) <= MOSTLY:
        raise UnknownColumns("no column holds the names of known intents")
    found = {INTENTS: shares.index(max(shares))}
    rest = [place for place in columns if place not in found.values()]
    found[TEXT] = max(rest, key=lambda place: sum(len(row[place]) for row in whole))
    for place in (place for place in rest if place != found[TEXT]):
        found[_short_column(whole, place, found)] = place
    return found


def _short_column(rows: Sequence[Sequence[str]], place: int, found: Columns) -> str:
    if LANGUAGE not in found and _share(rows, place, _LANGUAGE.fullmatch) == 1.0:
        return LANGUAGE
    if TAGS not in found and _share(rows, place, _TAGS.fullmatch) > MOSTLY:
        return TAGS
    raise UnknownColumns(f"column {place + 1} holds neither tags nor languages")


def intents_in(cell: str) -> list[str]:
    """Every intent that a cell names."""
    return [intent for part in ALTERNATIVES.split(cell.strip()) for intent in TOGETHER.split(part)]


def _share(rows: Sequence[Sequence[str]], place: int, fits: Callable[[str], object]) -> float:
    return sum(bool(fits(row[place].strip())) for row in rows) / len(rows)
