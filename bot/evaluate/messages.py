"""Reads messages whose meaning is known: our own held-out text, or any table of them. Every bad line is named."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from ruamel.yaml import YAML

from bot.evaluate import columns as found_out
from bot.evaluate.columns import INTENTS, LANGUAGE, TAGS, TEXT, Columns, UnknownColumns
from bot.settings import ROOT

UNSEEN = ROOT / "tests" / "bot" / "nlu" / "unseen"
OUT_OF_SCOPE = "out_of_scope"
LONGEST_LIST = 20


class BadMessages(ValueError):
    """The file cannot be used; the message names each line and what is wrong with it."""


@dataclass(frozen=True)
class Labelled:
    """A message and what it means.

    ``intents``: each is a right reading. ``both``: where it asks for two things, the two; either is right as the first.
    """

    text: str
    intents: tuple[str, ...]
    both: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    language: str = ""

    @property
    def in_scope(self) -> bool:
        """Whether it is any of our business."""
        return set(self.intents) != {OUT_OF_SCOPE}


def known_intents(domain: Path = ROOT / "domain.yml") -> frozenset[str]:
    """The intents of the product."""
    listed = YAML(typ="safe").load(domain)["intents"]
    return frozenset(entry if isinstance(entry, str) else next(iter(entry)) for entry in listed)


def unseen(intents: Collection[str]) -> list[Labelled]:
    """Our own messages, which no model of ours is taught, in all languages."""
    return [message for path in sorted(UNSEEN.rglob("*.tsv")) for message in read(path, intents)]


def read(path: Path, intents: Collection[str]) -> list[Labelled]:
    """The messages of a table, one to a line. Raises BadMessages."""
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise BadMessages(f"{path} cannot be read: {getattr(error, 'strerror', None) or 'it is not UTF-8'}") from None
    numbered = [(number, line.rstrip("\r").split("\t")) for number, line in enumerate(lines, 1) if _counts(line)]
    if not numbered:
        raise BadMessages(f"{path} holds no messages")
    try:
        columns, rows = _columns(numbered, intents)
    except UnknownColumns as error:
        raise BadMessages(f"{path}: {error}") from None
    return _messages(path, columns, rows, intents)


def _counts(line: str) -> bool:
    """Neither empty nor a remark; a message may well begin with "#"."""
    return bool(line.strip()) and not (line.startswith("#") and "\t" not in line)


def _columns(
    numbered: Sequence[tuple[int, list[str]]], intents: Collection[str]
) -> tuple[Columns, Sequence[tuple[int, list[str]]]]:
    header = found_out.by_header(numbered[0][1])
    if header is not None:
        return header, numbered[1:]
    return found_out.by_content([cells for _, cells in numbered], intents), numbered


def _messages(
    path: Path, columns: Columns, rows: Sequence[tuple[int, list[str]]], intents: Collection[str]
) -> list[Labelled]:
    faults = [f"{path}:{number}: {fault}" for number, cells in rows if (fault := _fault(cells, columns, intents))]
    if faults:
        more = [f"and {len(faults) - LONGEST_LIST} more"] if len(faults) > LONGEST_LIST else []
        raise BadMessages("\n".join(faults[:LONGEST_LIST] + more))
    if not rows:
        raise BadMessages(f"{path} holds no messages")
    return [_labelled({name: cells[place].strip() for name, place in columns.items()}) for _, cells in rows]


def _fault(cells: Sequence[str], columns: Columns, intents: Collection[str]) -> str | None:
    if len(cells) != len(columns):
        return f"{len(cells)} columns instead of {len(columns)}"
    if not cells[columns[TEXT]].strip():
        return "there is no text"
    unknown = [intent for intent in found_out.intents_in(cells[columns[INTENTS]]) if intent not in intents]
    return f"no intent is called {unknown[0]!r}" if unknown else None


def _labelled(cells: dict[str, str]) -> Labelled:
    """``a|b``: either; ``a+b``: both."""
    readings = [tuple(found_out.TOGETHER.split(reading)) for reading in found_out.ALTERNATIVES.split(cells[INTENTS])]
    return Labelled(
        text=cells[TEXT],
        intents=tuple(dict.fromkeys(intent for reading in readings for intent in reading)),
        both=next((reading for reading in readings if len(reading) > 1), ()),
        tags=tuple(tag for tag in re.split(r"[,;|\s]+", cells.get(TAGS, "")) if tag),
        language=cells.get(LANGUAGE, ""),
    )
