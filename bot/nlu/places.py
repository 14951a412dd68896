"""Finds which of several offers is meant by its place: "the second one", "number 3", "2"."""

from __future__ import annotations

from collections.abc import Iterable

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.bare import is_all_that_is_said
from bot.nlu.extractor import Found, TextExtractor
from bot.nlu.tokens import PhraseBook, tokens

_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")
_NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_SHORT = ("1st", "2nd", "3rd", "4th", "5th", "6th", "7th", "8th", "9th")


def _patterns(place: int) -> list[str]:
    nth, digit = f"{_ORDINALS[place]}|{_SHORT[place]}", str(place + 1)
    return [
        f"{nth} option|one|button|choice?",
        f"number|option|choice|button|no.|nr {digit}|{_NUMBERS[place]}",
        f"# {digit}",
        f"{digit} .|)?",
    ]


_PLACES = PhraseBook({str(place + 1): _patterns(place) for place in range(len(_NUMBERS))})


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class PlaceExtractor(TextExtractor):
    """Entity `place` (1 to 9), where a message says nothing else."""

    def find(self, text: str, message: Message) -> Iterable[Found]:
        for span in _PLACES.found_in(tokens(text)):
            if is_all_that_is_said(span):
                yield Found("place", span.start_char, span.end_char, int(span.label_))
