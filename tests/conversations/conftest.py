"""Makes every conversation of a ``test_*.yml`` a test of its own, named by its sentence. One loaded model for all."""

from __future__ import annotations

from pathlib import Path

import pytest


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    if file_path.suffix == ".yml" and file_path.name.startswith("test_"):
        return ConversationFile.from_parent(parent, path=file_path)
    return None


class ConversationFile(pytest.File):
    def collect(self):
        from bot.testing.lines import ScriptError
        from bot.testing.script import read_conversations

        try:
            conversations = read_conversations(self.path)
        except ScriptError as error:
            raise self.CollectError(str(error)) from error
        for conversation in conversations:
            item = ConversationItem.from_parent(self, name=conversation.name)
            item.conversation = conversation
            yield item


class Differs(Exception):
    """A conversation went another way than its test says."""


class ConversationItem(pytest.Item):
    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.conversation = None
        self.add_marker(pytest.mark.trained)

    def runtest(self):
        from bot.testing.report import told

        result = suite(self.config).play(self.conversation)
        if not result.passed:
            raise Differs(told(result))

    def repr_failure(self, excinfo, style=None):
        return str(excinfo.value) if isinstance(excinfo.value, Differs) else super().repr_failure(excinfo, style)

    def reportinfo(self):
        return self.path, self.conversation.line - 1, self.name


_SUITE = pytest.StashKey()


def suite(config: pytest.Config):
    """Loaded when the first conversation is played, thrown away when pytest ends."""
    if _SUITE not in config.stash:
        from bot.testing.suite import opened

        context = opened(print)
        config.stash[_SUITE] = context.__enter__()
        config.add_cleanup(lambda: context.__exit__(None, None, None))
    return config.stash[_SUITE]
