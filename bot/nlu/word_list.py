"""Lists of words, written as people write lists: one after the other."""

from __future__ import annotations


def word_list(text: str) -> tuple[str, ...]:
    """The words of a text in their order."""
    return tuple(text.split())
