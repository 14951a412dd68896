"""Turns facts into JSON documents, and decisions back without losing anything: a repeated yes gets the first answer.

What a class declares is what is kept: a field that is added to it needs nothing here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import datetime
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

Fact = TypeVar("Fact")


def pack(value: Any) -> Any:
    """A fact as plain JSON: times as ISO text, words by their value, money in minor units."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime):
        return value.isoformat()
    if is_dataclass(value):
        return {field.name: pack(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, (frozenset, set)):
        return sorted(pack(member) for member in value)
    return [pack(member) for member in value] if isinstance(value, (list, tuple)) else value


def unpack(kind: type[Fact], kept: Mapping[str, Any]) -> Fact:
    """The decision (or ask) that was packed; a field that it did not have yet gets its default."""
    declared: Mapping[str, Any] = _declared(kind)  # type: ignore[arg-type]  # a class is hashable
    return kind(**{name: _read(declared[name], value) for name, value in kept.items() if name in declared})


@cache
def _declared(kind: type[Any]) -> Mapping[str, Any]:
    hints = get_type_hints(kind)
    return {field.name: hints[field.name] for field in fields(kind)}


def _read(declared: Any, value: Any) -> Any:
    origin, inner = get_origin(declared), get_args(declared)
    if origin is tuple:
        kinds = [inner[0]] * len(value) if inner[-1] is Ellipsis else inner
        return tuple(_read(kind, member) for kind, member in zip(kinds, value, strict=True))
    if origin is UnionType:
        (known,) = (kind for kind in inner if kind is not NoneType)
        return None if value is None else _read(known, value)
    return unpack(declared, value) if is_dataclass(declared) else _word(declared, value)  # type: ignore[arg-type]


def _word(declared: Any, value: Any) -> Any:
    if declared is datetime:
        return datetime.fromisoformat(value)
    if issubclass(declared, Enum):
        return declared(value)
    if not isinstance(value, declared):
        raise TypeError(f"{value!r} was kept where {declared.__name__} is declared")
    return value
