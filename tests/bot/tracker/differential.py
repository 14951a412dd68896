"""Holds many random conversations with Rasa's own SQL store and with ours, on SQLite and on PostgreSQL.

``python -m tests.bot.tracker.differential [--conversations 1000] [--turns 45] [--seed N] [--database sqlite]``. Prints
each seed; ends with 1 and the step where the two differ, if they do. Several may run side by side with other seeds.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy as sa
from rasa.core.agent import Agent

from tests.bot.tracker.talks import Side, be_quiet, conversation, trained

KINDS = ("sqlite", "postgresql")


def main() -> int:
    """0: nowhere a difference."""
    wanted = _arguments()
    be_quiet()
    with tempfile.TemporaryDirectory(prefix="recourse-differential-") as folder:
        agent = trained(Path(folder))
        for kind in wanted.database or KINDS:
            with databases(kind, Path(folder)) as urls:
                for seed in range(wanted.seed, wanted.seed + wanted.conversations):
                    if not asyncio.run(_equal(agent, urls, kind, seed, wanted.turns)):
                        return 1
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--conversations", type=int, default=1000)
    parser.add_argument("--turns", type=int, default=45)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**6))
    parser.add_argument("--database", action="append", choices=KINDS)
    return parser.parse_args()


async def _equal(agent: Agent, urls: tuple[str, str], kind: str, seed: int, turns: int) -> bool:
    start = time.monotonic()
    stock, ours = Side(agent, urls[0], ours=False), Side(agent, urls[1], ours=True)
    try:
        await conversation(stock, ours, seed, turns)
    except AssertionError as difference:
        print(f"{kind} seed {seed}: DIFFERENT\n{difference}", flush=True)
        return False
    finally:
        stock.close()
        ours.close()
    print(f"{kind} seed {seed}: equal in {turns} turns ({time.monotonic() - start:.1f} s)", flush=True)
    return True


@contextmanager
def databases(kind: str, folder: Path) -> Iterator[tuple[str, str]]:
    """Two empty databases; conversations have ids of their own in them."""
    if kind == "sqlite":
        yield f"sqlite:///{folder}/stock.db", f"sqlite:///{folder}/ours.db"
        return
    import pgserver

    home = tempfile.mkdtemp(prefix="recourse-pg-", dir="/tmp")  # short: the path of its socket has a limit
    server = pgserver.get_server(home, cleanup_mode="delete")
    try:
        engine = sa.create_engine(server.get_uri(), future=True, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            for name in ("stock", "ours"):
                connection.execute(sa.text(f"CREATE DATABASE {name}"))
        engine.dispose()
        stock, ours = (str(server.get_uri()).replace("/postgres?", f"/{name}?") for name in ("stock", "ours"))
        yield stock, ours
    finally:
        server.cleanup()


if __name__ == "__main__":
    sys.exit(main())
