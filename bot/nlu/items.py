"""Finds words for things that were bought ("the headphones")."""

from __future__ import annotations

from collections.abc import Iterable

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.extractor import Found, TextExtractor
from bot.nlu.goods import goods
from bot.nlu.item_words_abroad import named_abroad
from bot.nlu.language_of import language_of
from bot.nlu.tokens import TOKENIZED_AT_MOST, tokens


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class ItemExtractor(TextExtractor):
    """Entity `item`: the English word in lower case and singular, since titles are compared with that."""

    def find(self, text: str, message: Message) -> Iterable[Found]:
        found = [Found("item", span.start_char, span.end_char, span.label_) for span in goods(tokens(text))]
        if language_of(text) == "en":
            return found
        return [*found, *(Found("item", *place) for place in named_abroad(text[:TOKENIZED_AT_MOST]))]
