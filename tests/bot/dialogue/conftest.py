"""One trained test assistant for all tests of the dialogue: no language understanding, so it trains in seconds."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from rasa.core.agent import Agent
from rasa.model_training import train_core
from rasa.utils.log_utils import configure_structlog

from tests.bot.dialogue.talking import Talk, agent_of

PROJECT = Path(__file__).parent / "project"


@pytest.fixture(scope="session", autouse=True)
def _quiet() -> None:
    """Rasa would print every prediction's states, which takes longer than the prediction."""
    configure_structlog(logging.ERROR)
    for name in ("rasa", "matplotlib", "asyncio"):
        logging.getLogger(name).setLevel(logging.ERROR)


@pytest.fixture(scope="session")
def model(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The path of the trained model."""
    output = tmp_path_factory.mktemp("dialogue_model")
    path = train_core(str(PROJECT / "domain.yml"), str(PROJECT / "config.yml"), str(PROJECT / "rules.yml"), str(output))
    assert path
    return path


@pytest.fixture(scope="session")
def agent(model: str) -> Agent:
    return agent_of(model)


@pytest.fixture(params=["memory", "sql"])
def talk(request: pytest.FixtureRequest, agent: Agent, tmp_path: Path) -> Iterator[Talk]:
    """A new conversation with a new shop, kept in memory and in SQL: the two differ in what they give back."""
    conversation = Talk(agent, request.param, tmp_path)
    yield conversation
    engine = getattr(conversation.store, "engine", None)
    if engine is not None:
        engine.dispose()
