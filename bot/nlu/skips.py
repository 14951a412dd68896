"""Finds that a buyer has nothing to add in own words: "skip", "nothing to add", "no comment"."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.bare import is_all_that_is_said
from bot.nlu.extractor import Found, TextExtractor
from bot.nlu.phrases import phrases
from bot.nlu.tokens import PhraseBook

_PHRASES = [
    "skip it|this|that|step? step? please?",
    "skip",
    "nothing|nothin _? _? to add|say|tell|write",
    "nothing|nothin else|more|further to? add|say?",
    "nothing",
    "no comment|comments|details|description|remarks",
    "no more|further details|comments",
    "nope|no , nothing|nothing to|more|else add|?",
    "that|this is|'s all|it|everything",
    "that|this is|'s all i|that wanted|know|can|have to? say|add?",
    "nah|nope , skip|nothing",
    "leave it empty|blank|out",
    "no need to? add|write|comment|say?",
    "rather not",
    "next",
]


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class SkipExtractor(TextExtractor):
    """Entity `description` with the value `skip`, where a message says nothing else."""

    def find(self, text: str, message: Message) -> Iterable[Found]:
        for span in phrases(_book(), text):
            if is_all_that_is_said(span):
                yield Found("description", span.start_char, span.end_char, span.label_)


@cache
def _book() -> PhraseBook:
    return PhraseBook({"skip": _PHRASES})
