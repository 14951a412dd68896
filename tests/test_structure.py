"""The directions of the house: who may import whom, read from the source with ``ast``. Nothing here is imported."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
STDLIB = frozenset(sys.stdlib_module_names)
# The modules of the conversations: they connect what the buyer says with the desk, and know no database and no server.
CONVERSATIONS = (
    *("cancellation", "refund", "refusal", "dispute", "order_status", "handover", "faq", "order_choice"),
    *("cases", "offer", "returns", "evidence", "escalation", "receipt", "case_choice", "case_fields", "sums"),
    *("dispute_evidence", "dispute_facts", "dispute_questions", "dispute_slots", "order_correction", "reason_words"),
    *("answering", "doing", "tickets", "offering", "saying", "finding", "visit", "failures"),
)
LONGEST_MODULE = 300
BOTH_SIDES = ("bot/cli.py", "bot/testing/")  # mounts the commands; plays conversations with both sides in one process


def modules(*folders: str) -> list[Path]:
    return [path for folder in folders for path in sorted((ROOT / folder).rglob("*.py"))]


def imports(path: Path, typing_too: bool = True) -> Iterator[tuple[int, str]]:
    """Every module that the file imports, with its line; without what is for the type checker alone, if so wanted."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for_types = {id(node) for guard in ast.walk(tree) if _is_typing_guard(guard) for node in ast.walk(guard)}
    for node in ast.walk(tree):
        if not typing_too and id(node) in for_types:
            continue
        if isinstance(node, ast.Import):
            yield from ((node.lineno, name.name) for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from ((node.lineno, name) for name in _imported_from(node))


def _imported_from(node: ast.ImportFrom) -> list[str]:
    """``from actions import desk`` imports ``actions.desk``."""
    module = node.module or ""
    return [f"{module}.{name.name}" for name in node.names] if module in ("actions", "bot") else [module]


def _is_typing_guard(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"


def violations(paths: list[Path], allowed: tuple[str, ...]) -> list[str]:
    """Imports outside the standard library and what is allowed, as ``file:line name``."""
    return [
        f"{path.relative_to(ROOT)}:{line} {name}"
        for path in paths
        for line, name in imports(path, typing_too=False)
        if name.split(".")[0] not in STDLIB and not any(name == ok or name.startswith(f"{ok}.") for ok in allowed)
    ]


def test_the_policy_knows_only_the_standard_library():
    assert violations(modules("actions/policy"), ("actions.policy",)) == []


def test_the_policy_reads_no_clock():
    assert [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in modules("actions/policy")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute) and node.attr in ("now", "utcnow", "today") and _is_clock(node.value)
    ] == []


def _is_clock(node: ast.expr) -> bool:
    return isinstance(node, ast.Name) and node.id in ("datetime", "date", "time")


def test_the_store_knows_the_policy_and_its_own_libraries():
    allowed = ("actions.policy", "actions.store", "sqlalchemy", "alembic", "jsonschema")
    assert violations(modules("actions/store"), allowed) == []


def test_nothing_of_the_actions_knows_rasa_or_the_bot():
    found = [(path, name) for path in modules("actions") for _, name in imports(path)]
    assert [(str(path), name) for path, name in found if name.split(".")[0] in ("rasa", "bot")] == []


def test_the_conversations_know_the_desk_and_no_database_and_no_server():
    own = tuple(f"actions.{name}" for name in CONVERSATIONS)
    allowed = ("rasa_sdk", "actions.desk", "actions.changes", "actions.policy", "actions.store", *own)
    paths = [ROOT / "actions" / f"{name}.py" for name in CONVERSATIONS]
    assert violations(paths, allowed) == []


def test_every_action_is_in_a_module_of_a_conversation():
    others = [path for path in modules("actions") if path.stem not in CONVERSATIONS or path.parent.name != "actions"]
    assert [str(path) for path in others if any(name == "rasa_sdk.interfaces" for _, name in imports(path))] == []


def test_the_bot_knows_nothing_of_the_actions():
    paths = [path for path in modules("bot") if not str(path.relative_to(ROOT)).startswith(BOTH_SIDES)]
    assert [(str(p), line) for p in paths for line, name in imports(p) if name.split(".")[0] == "actions"] == []


def test_a_module_says_first_what_it_is_for():
    texts = {path: path.read_text(encoding="utf-8") for path in modules("actions", "bot")}
    assert [str(path) for path, text in texts.items() if text.strip() and not ast.get_docstring(ast.parse(text))] == []


def test_a_module_is_not_longer_than_can_be_read_at_once():
    lengths = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in modules("actions", "bot")}
    assert {str(path): length for path, length in lengths.items() if length > LONGEST_MODULE} == {}


def test_no_sentence_for_buyers_stands_in_the_conversations():
    """A text for buyers has several words and ends a sentence; what is logged or raised is for staff."""
    found = []
    for name in CONVERSATIONS:
        tree = ast.parse((ROOT / "actions" / f"{name}.py").read_text(encoding="utf-8"))
        spoken = {id(node) for node in ast.walk(tree) if _is_for_staff(node) for node in ast.walk(node)}
        spoken |= {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
        texts = (n for n in ast.walk(tree) if isinstance(n, ast.Constant) and isinstance(n.value, str))
        found += [(name, node.value) for node in texts if id(node) not in spoken and node.value.count(" ") > 2]
    assert found == []


def _is_for_staff(node: ast.AST) -> bool:
    logs = isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "exception"
    return logs or isinstance(node, ast.Raise)
