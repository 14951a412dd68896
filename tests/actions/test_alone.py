"""``actions`` without rasa: in an environment with its own dependency group only, it serves and takes commands."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.actions.serving import ROOT, environment, served

pytestmark = [pytest.mark.slow, pytest.mark.server, pytest.mark.timeout(900)]
LOCK = ROOT / "actions/requirements.lock"


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The python of an environment that has what the lock of ``actions`` names, and ``actions`` itself."""
    place = tmp_path_factory.mktemp("alone")
    subprocess.run([sys.executable, "-m", "venv", *_no_pip(), place / "env"], check=True)
    python = place / "env/bin/python"
    _install(python, "--require-hashes", "-r", str(LOCK))
    _install(python, "--no-deps", "--no-build-isolation", str(_source(place / "source")))
    yield python
    shutil.rmtree(place / "env", ignore_errors=True)


def _uv() -> str | None:
    kept = ROOT / ".tools/bin/uv"
    found = shutil.which("uv") or (str(kept) if kept.exists() else None)
    works = found and subprocess.run([found, "--version"], capture_output=True, check=False).returncode == 0
    return found if works else None


def _no_pip() -> list[str]:
    return ["--without-pip"] if _uv() else []


def _install(python: Path, *what: str) -> None:
    uv = _uv()
    command = [uv, "pip", "install", "--python", str(python)] if uv else [str(python), "-m", "pip", "install"]
    done = subprocess.run([*command, "--quiet", *what], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def _source(place: Path) -> Path:
    """The project with nothing of ``bot`` in it."""
    place.mkdir()
    shutil.copytree(ROOT / "actions", place / "actions", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", place)
    (place / "README.md").write_text("")
    return place


def test_the_environment_has_no_rasa_in_it(alone: Path) -> None:
    code = "import importlib.util as u; print([n for n in ('rasa', 'tensorflow', 'bot') if u.find_spec(n)])"
    done = subprocess.run([alone, "-c", code], capture_output=True, text=True, check=True, cwd=alone.parent)
    assert done.stdout.strip() == "[]"


def test_the_commands_work_there(alone: Path, tmp_path: Path) -> None:
    def run(*arguments: str) -> str:
        env = environment(tmp_path / "home")
        command = [alone, "-m", "actions", *arguments]
        return subprocess.run(command, cwd=tmp_path, env=env, capture_output=True, text=True, check=True).stdout

    run("reset", "--samples")
    assert len(json.loads(run("orders", "list", "--json"))) >= 30
    decision = json.loads(run("decide", "5031442187350914", "cancel", "--reason", "other", "--json"))
    assert decision["outcome"] == "perform"
    assert json.loads(run("policy", "--json"))


def test_the_action_server_is_served_there(alone: Path, tmp_path: Path) -> None:
    with served(tmp_path / "home", python=str(alone), root=tmp_path) as server:
        assert server.get("/ready").status == 200
        assert server.get("/actions").status == 401
        names = {action["name"] for action in server.get("/actions", **server.secret).body}
        assert {"action_check_cancellation", "action_cancel_order"} <= names


def test_the_lock_names_all_that_the_group_asks_for_and_no_registry() -> None:
    lock = LOCK.read_text("utf-8")
    pinned = {line.split("==")[0] for line in lock.splitlines() if "==" in line and not line.startswith((" ", "#"))}
    asked = {"rasa-sdk", "sqlalchemy", "alembic", "psycopg2-binary", "click", "jsonschema", "pyjwt", "tzdata"}
    assert asked <= pinned
    assert "://" not in lock
    assert "--hash=sha256:" in lock
