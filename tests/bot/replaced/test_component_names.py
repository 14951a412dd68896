"""A component is found by name or path as Rasa finds it."""

from __future__ import annotations

import pytest
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.exceptions import RasaException

from bot.replaced import component_names

TOKENIZER = "rasa.nlu.tokenizers.whitespace_tokenizer.WhitespaceTokenizer"
NAMES = ("bot.nlu.dates.DateExtractor", "RulePolicy", "DIETClassifier", TOKENIZER)


@pytest.mark.parametrize("name", NAMES)
def test_it_is_found_as_by_rasa(name: str) -> None:
    found = component_names.find(DefaultV1Recipe, name)
    assert found is component_names.REPLACEMENT.stock.__func__(DefaultV1Recipe, name)
    assert found.clazz.__name__ == name.rsplit(".", 1)[-1]


@pytest.mark.parametrize("name", ["NoSuchComponent", "bot.nlu.reading.readable", "no.such.module.Component"])
def test_what_there_is_not_is_refused_as_by_rasa(name: str) -> None:
    raised = []
    for way in (component_names.REPLACEMENT.stock.__func__, component_names.find):
        with pytest.raises((RasaException, ImportError)) as error:
            way(DefaultV1Recipe, name)
        raised.append((type(error.value), str(error.value)))
    assert raised[0] == raised[1]
