"""Whether a value stands in a message only to be denied: "not a duplicate", "nicht doppelt". Words only; pure."""

from __future__ import annotations

import re

_LITTLE = r"(?:\s+(?:a|an|the|it|that|because|i|really|was|is|ein|eine|un|une|una|um|uma)){0,3}"
_NOT = re.compile(
    rf"(?:\b(?:not|isn'?t|wasn'?t|didn'?t|nicht|kein\w*|pas|n[aã]o|niet|nie|не|değil)|n['’]t){_LITTLE}\s+$",
    re.IGNORECASE,
)
_NOT_UNSPACED = re.compile(r"(?:不是|没有?)$")


def is_denied(text: str, start: int) -> bool:
    """Whether what begins here is denied by the words right before it; a mark between them parts the two."""
    before = text[:start]
    return bool(_NOT.search(before) or _NOT_UNSPACED.search(before))
