"""One small assistant with forms and flows for all tests of the tracker, and both kinds of database."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from rasa.core.agent import Agent

from tests.bot.tracker import talks
from tests.store.conftest import BOTH, make_database, postgresql

__all__ = ["make_database", "postgresql"]


@pytest.fixture(scope="session", autouse=True)
def _quiet() -> None:
    """Rasa would print every prediction's states, which takes longer than the prediction."""
    talks.be_quiet()


@pytest.fixture(scope="session")
def agent(tmp_path_factory: pytest.TempPathFactory) -> Agent:
    return talks.trained(tmp_path_factory.mktemp("tracker_model"))


@pytest.fixture(params=BOTH)
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def side(agent: Agent, kind: str, make_database: Callable[[str], str]) -> Iterator[Callable[..., talks.Side]]:
    """A function that gives a memory of ours or of Rasa's own, in a new database or in that of another."""
    opened: list[talks.Side] = []

    def make(ours: bool = True, url: str | None = None) -> talks.Side:
        opened.append(talks.Side(agent, url or make_database(kind), ours))
        return opened[-1]

    yield make
    for one in opened:
        one.close()
