"""Lets Rasa start without TensorFlow (400 MB, and seconds of every start) while no component of the model needs it.

Of what a running server imports, two modules alone want it. ``train_utils`` names three classes of which only a
training with TensorFlow makes objects; the recipe's validator, which a model names but only a training runs, compares
with three components. While those two are imported, what they want is stood in for; afterwards everybody gets the real
modules. So a model with a component that needs TensorFlow still loads it, and a training has the real validator.
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from types import ModuleType
from typing import Any

VALIDATOR = "rasa.graph_components.validators.default_recipe_validator"
USERS = ("rasa.utils.train_utils", VALIDATOR)
HEAVY: Mapping[str, Sequence[str]] = {
    "rasa.utils.tensorflow.callback": ("RasaTrainingLogger", "RasaModelCheckpoint"),
    "rasa.utils.tensorflow.data_generator": ("RasaBatchDataGenerator",),
    "rasa.nlu.classifiers.diet_classifier": ("DIETClassifier",),
    "rasa.nlu.selectors.response_selector": ("ResponseSelector",),
    "rasa.core.policies.ted_policy": ("TEDPolicy",),
}


class Later:
    """Stands for a class that is imported when the first object is made of it."""

    def __init__(self, module: str, name: str) -> None:
        self._module, self._name = module, name

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """An object of the real class."""
        return getattr(importlib.import_module(self._module), self._name)(*args, **kwargs)


def install() -> None:
    """To be called before Rasa is imported; too late, or twice, it changes nothing."""
    if any(name in sys.modules for name in (*USERS, *HEAVY)):
        return
    with _stood_in_for():
        for user in USERS:
            importlib.import_module(user)
    _have_the_real_validator_where_it_matters()


@contextmanager
def _stood_in_for() -> Iterator[None]:
    for module, names in HEAVY.items():
        stand_in = ModuleType(module)
        vars(stand_in).update({name: Later(module, name) for name in names})
        sys.modules[module] = stand_in
    try:
        yield
    finally:
        for module in HEAVY:
            del sys.modules[module]


def _have_the_real_validator_where_it_matters() -> None:
    """Rasa's recipe imports the validator anew for each training's graph; one of our components alone needs less."""
    from rasa.engine.recipes.default_recipe import DefaultV1Recipe

    stock = DefaultV1Recipe.graph_config_for_recipe

    def graph_config_for_recipe(self: DefaultV1Recipe, config: dict[str, Any], *args: Any, **kwargs: Any) -> Any:
        if _has_components_of_rasa(config):
            DefaultV1Recipe.graph_config_for_recipe = stock  # type: ignore[method-assign]
            importlib.reload(sys.modules[VALIDATOR])
        return stock(self, config, *args, **kwargs)

    DefaultV1Recipe.graph_config_for_recipe = graph_config_for_recipe  # type: ignore[method-assign]


def _has_components_of_rasa(config: Mapping[str, Any]) -> bool:
    named = [part["name"] for section in ("pipeline", "policies") for part in config.get(section) or ()]
    return any("." not in name or name.startswith("rasa.") for name in named)
