"""Makes triggers that refuse what no single row can promise, in the words of both databases. No guard of its own."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from alembic import op

ALWAYS = "1 = 1"


class Guard(NamedTuple):
    """``refused``: the condition, in SQL that both read. ``locks``: the order is locked before it is looked at."""

    name: str
    table: str
    on: str
    refused: str
    message: str
    locks: bool = False


def on_postgresql() -> bool:
    return bool(op.get_bind().dialect.name == "postgresql")


def set_guards(guards: Iterable[Guard]) -> None:
    """From now on each refuses what it names, to our own code and to whoever writes SQL by hand."""
    for guard in guards:
        for statement in _statements(guard):
            op.execute(statement)


def drop_guards(guards: Iterable[Guard]) -> None:
    for guard in guards:
        if on_postgresql():
            op.execute(f"DROP TRIGGER {guard.name} ON {guard.table}")
            op.execute(f"DROP FUNCTION {guard.name}()")
        else:
            op.execute(f"DROP TRIGGER {guard.name}")


def _statements(guard: Guard) -> list[str]:
    if not on_postgresql():
        return [
            f"CREATE TRIGGER {guard.name} BEFORE {guard.on} ON {guard.table} WHEN {guard.refused} "
            f"BEGIN SELECT RAISE(ABORT, '{guard.message}'); END"
        ]
    lock = "PERFORM 1 FROM orders WHERE order_id = NEW.order_id FOR UPDATE;" if guard.locks else ""
    row = "OLD" if guard.on == "DELETE" else "NEW"
    return [
        f"CREATE FUNCTION {guard.name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {lock} IF ({guard.refused}) THEN "
        f"RAISE EXCEPTION '{guard.message}' USING ERRCODE = '23514'; END IF; RETURN {row}; END $$",
        f"CREATE TRIGGER {guard.name} BEFORE {guard.on} ON {guard.table} FOR EACH ROW EXECUTE FUNCTION {guard.name}()",
    ]
