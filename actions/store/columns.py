"""Holds the column types that both databases share: instants, money, JSON, and the words a column may hold."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime, timezone
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, DateTime, Index, Integer, String, Text, text
from sqlalchemy.types import TypeDecorator

LARGEST_MINOR = 10**15
Minor = BigInteger
Key = BigInteger().with_variant(Integer(), "sqlite")


class Instant(TypeDecorator[datetime]):
    """An instant: aware (UTC when read), ``timestamptz`` in PostgreSQL, UTC text in SQLite. A naive time is refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Any) -> datetime | None:
        if value is None:
            return None
        if value.utcoffset() is None:
            raise ValueError("a time without a zone cannot be stored")
        instant = value.astimezone(timezone.utc)
        return instant.replace(tzinfo=None) if dialect.name == "sqlite" else instant

    def process_result_value(self, value: datetime | None, dialect: Any) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=timezone.utc) if value.tzinfo is None else value.astimezone(timezone.utc)


class _Clean(TypeDecorator[str]):
    """Text as people and programs send it: what no database can hold (NUL, half a surrogate pair) gets a mark."""

    def process_bind_param(self, value: str | None, dialect: Any) -> str | None:
        if value is None:
            return None
        return value.replace("\x00", "�").encode("utf-8", "replace").decode("utf-8")


class Words(_Clean):
    """Text of any length."""

    impl = Text
    cache_ok = True


class Name(_Clean):
    """A short text: an id, a word, a reference."""

    impl = String
    cache_ok = True


class Json(TypeDecorator[Any]):
    """A JSON document, kept as text with sorted keys, so that equal documents are equal text in both databases."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Any) -> str | None:
        return None if value is None else json.dumps(value, sort_keys=True, separators=(",", ":"))

    def process_result_value(self, value: str | None, dialect: Any) -> Any:
        return None if value is None else json.loads(value)


def words(column: str, allowed: Iterable[str], name: str) -> CheckConstraint:
    """The column holds one of these words and nothing else."""
    return CheckConstraint(f"{column} IN ({', '.join(repr(str(w)) for w in allowed)})", name=name)


def amount(column: str, name: str) -> CheckConstraint:
    """Whole minor units, never negative, never more than any order could cost (also refuses text in SQLite)."""
    return CheckConstraint(f"{column} BETWEEN 0 AND {LARGEST_MINOR}", name=name)


def one_where(name: str, column: str, condition: str) -> Index:
    """At most one row with the same value in the column while the condition holds."""
    return Index(name, column, unique=True, sqlite_where=text(condition), postgresql_where=text(condition))
