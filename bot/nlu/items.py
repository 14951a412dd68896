"""Finds words for things that were bought ("the headphones")."""

from __future__ import annotations

from collections.abc import Iterable

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.extractor import Found, TextExtractor
from bot.nlu.goods import goods
from bot.nlu.tokens import tokens


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class ItemExtractor(TextExtractor):
    """Entity `item`: the word in lower case and singular."""

    def find(self, text: str, message: Message) -> Iterable[Found]:
        return [Found("item", span.start_char, span.end_char, span.label_) for span in goods(tokens(text))]
