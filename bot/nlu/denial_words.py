"""The shape of a table that tells how buyers deny a wish in one language; bot/nlu/foreign_denials.py reads it.

Alternatives stand between `|`; `*` is any ending, `_` any few of the little words. Capitals and accents do not matter.
In a language without spaces between words, each alternative is a pattern.
"""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class DenialWords:
    """``before`` and ``after`` a wish deny it (in the buyer's own person: "they do not want to" denies nothing).

    ``wishes``: by intent. ``outright``: by intent, what denies and names the wish in one. ``little``: words that may
    stand between. ``others``: before a denial in its clause, who or what else it is about. ``turns``: what begins
    another clause. ``no_more``: what makes of a denial the withdrawal of an earlier request. ``spaced``: whether words
    have spaces between them.
    """

    before: str
    after: str
    wishes: dict[str, str]
    outright: dict[str, str]
    little: str
    others: str
    turns: str
    no_more: str
    spaced: bool = field(default=True)
