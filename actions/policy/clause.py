"""Holds the shape of a clause, and the titles of the documents that clauses cite.

A source is a section of a document under ``sources/``, cited by title and number. The texts there restate what was
read, in our own words.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


class Source(NamedTuple):
    document: str
    section: str


@dataclass(frozen=True)
class Clause:
    """``sentence`` holds ``{placeholders}`` named like the terms that fill them; the first source is the main one."""

    id: str
    sentence: str
    sources: tuple[Source, ...]

    @property
    def document(self) -> str:
        return self.sources[0].document

    @property
    def section(self) -> str:
        return self.sources[0].section


COMPLETE = "Cancelling and refunds from end to end"
COMPLAIN = "Cancelling, leaving unpaid, complaining"
QUICKLY = "Being quick about a mistake"
OVERVIEW = "How the platform sees cancelling"
STEPS = "Cancelling step by step"
PUBLIC = "Public help pages and our defaults"


def clause(name: str, sentence: str, *sources: tuple[str, int]) -> Clause:
    return Clause(name, sentence, tuple(Source(document, str(section)) for document, section in sources))
