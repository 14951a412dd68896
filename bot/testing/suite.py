"""Runs conversation files: one loaded model for all, a fresh shop for each conversation, a report for people.

The person who runs this may have a shop of their own (``RECOURSE_HOME``): nothing here touches it.
"""

from __future__ import annotations

import asyncio
import logging
import os
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import yaml
from rasa.utils.endpoints import EndpointConfig
from rasa.utils.log_utils import configure_structlog

from bot.settings import ROOT
from bot.testing.actions_here import ActionsHere
from bot.testing.assistant import Assistant
from bot.testing.lines import ScriptError
from bot.testing.report import told
from bot.testing.run import Result, play
from bot.testing.script import Conversation, read_conversations
from bot.testing.shop import UNPLAYABLE, Template
from bot.train import TrainingFailed, trained_model

CONVERSATIONS = ROOT / "tests" / "conversations"
PASSED, FAILED, UNREADABLE = 0, 1, 2
NOISY = ("rasa", "rasa_sdk", "matplotlib", "alembic", "asyncio")
"""Loggers whose errors alone are of interest; what our own code logs is seen as everywhere."""
Tell = Callable[[str], None]


class Suite:
    """The trained assistant and an empty shop, ready for any number of conversations, one after the other."""

    def __init__(self, model: Path) -> None:
        configure_structlog(logging.ERROR)
        for name in NOISY:
            logging.getLogger(name).setLevel(logging.ERROR)
        self._homes = tempfile.TemporaryDirectory(prefix="recourse-test-")
        self._loop = asyncio.new_event_loop()
        self.template = Template(Path(self._homes.name) / "template")
        self.assistant = Assistant(model, ActionsHere("actions"), _generator())

    def play(self, conversation: Conversation) -> Result:
        """Plays it in a shop that holds what it gives, and nothing else. ScriptError when the shop cannot hold that."""
        home = Path(tempfile.mkdtemp(dir=self._homes.name))
        try:
            with self.template.opened(home, conversation.given) as shop:
                return self._loop.run_until_complete(play(conversation, self.assistant, shop))
        except UNPLAYABLE as error:
            raise ScriptError(conversation.path, conversation.line, conversation.name, str(error)) from error

    def close(self) -> None:
        """Throws the shops away."""
        self._loop.close()
        self._homes.cleanup()


def _generator() -> EndpointConfig | None:
    """The response generator that endpoints.yml names for the Rasa server."""
    endpoints = yaml.safe_load((ROOT / "endpoints.yml").read_text("utf-8")) or {}
    return EndpointConfig.from_dict(endpoints["nlg"]) if "nlg" in endpoints else None


@contextmanager
def opened(tell: Tell = lambda _line: None) -> Iterator[Suite]:
    """A suite with the model for the present inputs, trained now if it is not there."""
    suite = Suite(trained_model(tell=tell))
    try:
        yield suite
    finally:
        suite.close()


def run_files(paths: Iterable[Path] = (), tell: Tell = print) -> int:
    """Plays the conversations of the files (none: all of ours) and tells how each went.

    0: all as told; 1: some differ, or the model does not train; 2: a file cannot be read (then nothing is played).
    """
    try:
        conversations = [c for path in _files(paths) for c in read_conversations(path)]
    except ScriptError as error:
        tell(str(error))
        return UNREADABLE
    os.environ.setdefault("RASA_TELEMETRY_ENABLED", "false")
    try:
        with opened(tell) as suite:
            return _all(suite, conversations, tell)
    except TrainingFailed as error:
        tell(str(error))
        return FAILED


def _files(paths: Iterable[Path]) -> list[Path]:
    given = list(paths) or [CONVERSATIONS]
    return [file for path in given for file in (sorted(path.rglob("test_*.yml")) if path.is_dir() else [path])]


def _all(suite: Suite, conversations: list[Conversation], tell: Tell) -> int:
    passed = [_told(suite, conversation, tell) for conversation in conversations]
    tell(f"{sum(passed)} passed, {len(passed) - sum(passed)} failed")
    return PASSED if all(passed) else FAILED


def _told(suite: Suite, conversation: Conversation, tell: Tell) -> bool:
    try:
        result = suite.play(conversation)
    except ScriptError as error:
        tell(f"FAILED  {conversation.name}\n        {error}")
        return False
    tell(told(result))
    return result.passed
