"""Clauses of an English text that only say what it is not about: "it's not about a coupon, where is my order?". Pure.

Nothing is denied by them that an intent stands for, or too much for a table; what is left says what the buyer wants.
"""

from __future__ import annotations

import re

_SUBJECT = r"(?:it|this|that)"
_NOT = r"(?:'s not|s not| is not| isn'?t)"
_DO_NOT = r"i (?:do not|don'?t|did not|didn'?t)"
_THING = r"order|parcel|package|refund|dispute|claim|return|delivery|case|tracking|account|status|complaint|request"
_BEGINNINGS = (
    rf"{_SUBJECT}{_NOT} (?:about|a (?:question|matter) of|(?:for )?(?:a|the|my) (?:new )?(?:{_THING}))\b",
    rf"(?:{_SUBJECT} )?(?:has |have |is |'s )?nothing to do with",
    r"not (?:a question )?about\b",
    r"i(?:'m| am|m) not (?:asking|complaining|saying|talking|looking|trying|here|after|reporting|claiming|calling)\b",
    rf"{_DO_NOT} (?:ask|say|mean|mind|complain)\b",
    r"i never (?:asked|said|meant)\b",
    rf"{_SUBJECT}{_NOT} (?:broken|damaged|lost|late|faulty|defective|missing)",
    r"nothing(?:'s| is) (?:wrong|broken|missing)",
    rf"not (?:the|my|a|an|your) (?:{_THING})(?= ?[,:;.])",
    r"no,? not (?:the|my|a|an) \w+(?= ?[,:;.])",
)
# What is unwanted counts as an aside only where a wish follows: "I don't want a new one, it's too big" gives a reason.
_UNWANTED = (
    rf"{_DO_NOT} (?:need|want|wish)(?: for)? (?:an|a|any|another|your|the (?:status|tracking|invoice|list))\b",
    rf"{_DO_NOT} (?:need|want|wish) to (?:open|change|know|see|complain|report|send|exchange|swap|withdraw|escalate"
    r"|file|start|add|buy|return|talk|chat|speak)\b",
    r"no need (?:to|for)\b",
)
_REST = r"(?:(?!\b(?:but|just|only|any ?more|no longer|after all|any longer)\b)[^,;:.!?\n])*"
_END = r"(?:\s*[,;:.!?\n]+\s*|\s+-\s+|\s+(?=(?:but|just|only)\b))"
_WISH = (
    r"(?=(?:but |and |so |all )?(?:i\b|i'|just|only|please|where|when|what|how|tell|can|could|do|is|give|send|show|my))"
)
_ASIDE = re.compile(
    rf"(?:(?<=[,;:.!?\n] )|^)(?:no,? |please,? |hi,? |hello,? )*"
    rf"(?:(?:{'|'.join(_BEGINNINGS)}){_REST}{_END}|(?:{'|'.join(_UNWANTED)}){_REST}{_END}{_WISH})",
    re.IGNORECASE,
)


def without_asides(text: str) -> str:
    """The text without these clauses; nothing is left of one that says no more."""
    return _ASIDE.sub("", text)
