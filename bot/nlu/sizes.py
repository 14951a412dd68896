"""Finds which size came, where a text says it: the one that was ordered, or another one."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.bare import is_all_that_is_said
from bot.nlu.extractor import Found, TextExtractor
from bot.nlu.phrases import is_denied, is_supposed, phrases
from bot.nlu.tokens import PhraseBook

_CHOSE = "ordered|chose|picked|selected|wanted|bought|asked|ticked"
_SIZES = "xxs|xs|s|m|l|xl|xxl|xxxl|small|medium|large"
_ANOTHER = "wrong|different|another|other|incorrect|smaller|bigger|larger"
_PHRASES = {
    "other": [
        f"sent|send|shipped|got|received|came|delivered _? _? {_ANOTHER} size",
        f"{_ANOTHER} size came|arrived|than|was",
        f"not|n't the|my|in? the? size _? i|we {_CHOSE}",
        f"{_CHOSE} size _ _? _? _? got|received|came|sent|get",
        f"{_CHOSE} an|a|size? {_SIZES} _? _? _? _? _? _? _? {_SIZES}",
        "two different sizes",
        "another|different one|size came",
    ],
    "as_ordered": [
        f"size _? i|we {_CHOSE}",
        f"i|we {_CHOSE} this|that|the size",
        "my own? mistake|fault|choice",
        f"{_CHOSE} wrong|the wrong size",
        "right|correct size",
    ],
}
# Of which thing it is said only the question tells: "it's the one I ordered".
_ALONE = [f"the|that|it|this|which one? i|we {_CHOSE}", f"i|we {_CHOSE} it|that|this|them", f"as {_CHOSE}"]


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class SizeExtractor(TextExtractor):
    """Entity `size`, at most one: `other` or `as_ordered`. Where a text says both, another size came."""

    def find(self, text: str, message: Message) -> Iterable[Found]:
        found = [span for span in phrases(_anywhere(), text) if not (is_denied(span) or is_supposed(span))]
        found = found or [span for span in phrases(_alone(), text) if is_all_that_is_said(span) and not is_denied(span)]
        for span in sorted(found, key=lambda span: span.label_ != "other")[:1]:
            yield Found("size", span.start_char, span.end_char, span.label_)


@cache
def _anywhere() -> PhraseBook:
    return PhraseBook(_PHRASES)


@cache
def _alone() -> PhraseBook:
    return PhraseBook({"as_ordered": _ALONE})
