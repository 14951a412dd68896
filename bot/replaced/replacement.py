"""Describes one method of Rasa that ours replaces, and puts ours in its place; knows none of the methods."""

from __future__ import annotations

import hashlib
import inspect
import pkgutil
import textwrap
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

_stock: dict[str, Any] = {}


@dataclass(frozen=True)
class Replacement:
    """``method``: where it is, as ``module:Class.method``. ``ours``: a function, or a static or class method.

    ``source``: the fingerprint of Rasa's own source when ours was written. A test compares it, so that a Rasa that has
    changed underneath is looked at before it is used.
    """

    method: str
    source: str
    ours: Callable[..., Any] | staticmethod[..., Any]

    def install(self) -> None:
        """Ours takes the place; a second time changes nothing."""
        if self.method not in _stock:
            _stock[self.method] = self.stock
            owner, name = self._place()
            setattr(owner, name, self.ours)

    @property
    def stock(self) -> Any:
        """Rasa's own, as it stands in its class."""
        if self.method in _stock:
            return _stock[self.method]
        owner, name = self._place()
        return vars(owner)[name]

    @property
    def is_installed(self) -> bool:
        """Whether Rasa calls ours."""
        owner, name = self._place()
        return vars(owner)[name] is self.ours

    def fingerprint(self) -> str:
        """Of the source of Rasa's own as it is now."""
        source = textwrap.dedent(inspect.getsource(getattr(self.stock, "__func__", self.stock)))
        return hashlib.sha256(source.encode()).hexdigest()[:16]

    def _place(self) -> tuple[Any, str]:
        owner, _, name = self.method.rpartition(".")
        return pkgutil.resolve_name(owner), name
