"""The methods of Rasa that ours replace: Rasa's own have not changed, and every class of ours puts ours in place."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
import rasa

from bot import replaced
from bot.replaced.replacement import Replacement

ROOT = Path(__file__).resolve().parents[3]
# Each is loaded by Rasa on its own: from config.yml, endpoints.yml and credentials.yml.
WAYS_IN = ("bot.dialogue.flow_policy", "bot.dialogue.responses", "bot.channels.rest")


@pytest.mark.parametrize("replacement", replaced.replacements(), ids=lambda replacement: replacement.method)
def test_what_is_replaced_is_what_ours_was_written_for(replacement: Replacement) -> None:
    assert rasa.__version__ == replaced.RASA
    assert replacement.fingerprint() == replacement.source, f"look at what changed in {replacement.method}"


def test_installing_again_changes_nothing() -> None:
    replaced.install()
    stock = [replacement.stock for replacement in replaced.replacements()]
    replaced.install()
    assert [replacement.stock for replacement in replaced.replacements()] == stock
    assert all(replacement.is_installed for replacement in replaced.replacements())
    assert not any(replacement.stock is replacement.ours for replacement in replaced.replacements())


@pytest.mark.parametrize("module", WAYS_IN)
def test_every_class_that_rasa_loads_installs_them(module: str) -> None:
    path = ROOT / f"{module.replace('.', '/')}.py"
    done_at_import = [ast.unparse(node) for node in ast.parse(path.read_text(encoding="utf-8")).body]
    assert "replaced.install()" in done_at_import
