"""Finds a component by its name without importing all that Rasa has: most of those bring TensorFlow to a training.

Replaces ``DefaultV1Recipe._from_registry``: Rasa imports all its default components before it looks at the name. Here
it is looked up first, and a name that is a path to a class is imported by itself. Only a bare name that nobody has
registered yet needs Rasa's own way.
"""

from __future__ import annotations

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.utils.common import class_from_module_path

from bot.replaced.replacement import Replacement

Registered = DefaultV1Recipe.RegisteredComponent


def find(cls: type[DefaultV1Recipe], name: str) -> Registered:
    """What was registered for the class of this name or path. Raises InvalidConfigException."""
    known = cls._registered_components
    if name not in known and "." in name:
        name = class_from_module_path(name).__name__
    return known[name] if name in known else REPLACEMENT.stock.__func__(cls, name)


REPLACEMENT = Replacement(
    method="rasa.engine.recipes.default_recipe:DefaultV1Recipe._from_registry",
    source="6b6c273a64588e45",
    ours=classmethod(find),
)
