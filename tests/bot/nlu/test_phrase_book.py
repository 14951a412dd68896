"""Phrases in a text: what is found is what one Matcher of all of them would find."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pytest
from spacy.matcher import Matcher
from spacy.util import filter_spans

from bot.evaluate.messages import known_intents, unseen
from bot.nlu.dispute_phrases import REASONS
from bot.nlu.tokens import PhraseBook, pipeline, tokens, words


def found(phrases: Mapping[str, Iterable[str]], text: str) -> list[tuple[str, str]]:
    return [(span.label_, span.text) for span in PhraseBook(phrases).found_in(tokens(text))]


def test_a_phrase_may_have_choices_gaps_and_words_that_may_be_missing() -> None:
    book = {"broken": ["is|was really? broken", "does not _? work"]}
    assert found(book, "The lamp Was broken") == [("broken", "Was broken")]
    assert found(book, "it is really broken and does not even work") == [
        ("broken", "is really broken"),
        ("broken", "does not even work"),
    ]
    assert found(book, "broken is not what it was") == []


@pytest.mark.parametrize(
    ("book", "expected"),
    [
        ({"a": ["late"], "b": ["far too late"]}, [("b", "far too late")]),
        ({"a": ["too late"], "b": ["late|soon"]}, [("a", "too late")]),
        ({"b": ["too late"], "a": ["too soon|late"]}, [("b", "too late")]),
    ],
)
def test_the_longest_wins_and_of_two_labels_the_first(
    book: dict[str, list[str]], expected: list[tuple[str, str]]
) -> None:
    assert found(book, "it came far too late") == expected


def test_a_book_finds_what_one_matcher_of_all_its_phrases_finds() -> None:
    whole, book = Matcher(pipeline().vocab), PhraseBook(REASONS)
    for reason, variants in REASONS.items():
        whole.add(reason, [words(variant) for variant in variants], greedy="LONGEST")
    met = 0
    for message in unseen(known_intents()):
        document = tokens(message.text)
        expected = [(span.label_, span.start, span.end) for span in filter_spans(whole(document, as_spans=True))]
        assert [(span.label_, span.start, span.end) for span in book.found_in(document)] == expected, message.text
        met += len(expected)
    assert met > 50
