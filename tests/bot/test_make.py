"""Setting up from a fresh clone: any uv, any Python 3.10, only when the lock has changed; no registry is named."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.bot.tiny.running import ROOT

SMALL = ("click", "setuptools")
PROJECT = """
[project]
name = "recourse"
version = "0"
[project.scripts]
recourse = "bot:main"
[build-system]
requires = ["setuptools>=70"]
build-backend = "setuptools.build_meta"
[tool.setuptools]
packages = ["bot"]
"""


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """A checkout with our set-up and a lock of two small packages; its path has a space in it."""
    clone = tmp_path / "a clone"
    (clone / ".ci").mkdir(parents=True)
    (clone / "bot").mkdir()
    shutil.copy(ROOT / ".ci" / "setup", clone / ".ci" / "setup")
    shutil.copy(ROOT / ".python-version", clone / ".python-version")
    (clone / "pyproject.toml").write_text(PROJECT)
    (clone / "bot" / "__init__.py").write_text("def main(): print('here')\n")
    locked = (ROOT / "requirements.lock").read_text()
    blocks = [re.search(rf"^{name}==.*?(?=^\S|\Z)", locked, re.M | re.S) for name in SMALL]
    (clone / "requirements.lock").write_text("".join(block[0] for block in blocks if block))
    return clone


@pytest.fixture(scope="session")
def uv(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An uv that works: the one that set this checkout up, else one from the registry."""
    found = next(
        (path for path in (ROOT / ".tools" / "bin" / "uv", shutil.which("uv")) if path and Path(path).exists()), None
    )
    if found is not None:
        return Path(found)
    folder = tmp_path_factory.mktemp("uv")
    done = subprocess.run([sys.executable, "-m", "pip", "--version"], capture_output=True, check=False)
    python = sys.executable if done.returncode == 0 else os.path.realpath(sys.executable)
    subprocess.run(
        [python, "-m", "pip", "install", "--quiet", "--target", folder, "uv"], check=True, capture_output=True
    )
    return folder / "bin" / "uv"


def set_up(clone: Path, *path: Path | str, **environment: str) -> subprocess.CompletedProcess[str]:
    """The set-up with just these folders, and the system's tools, on PATH."""
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("PYENV", "VIRTUAL_ENV", "PYTHON"))
    }
    search = os.pathsep.join(map(str, (*path, "/usr/bin", "/bin")))
    return subprocess.run(
        ["sh", str(clone / ".ci" / "setup")],
        env={**kept, "PATH": search, "PYENV_ROOT": str(clone / "no-pyenv"), **environment},
        text=True,
        capture_output=True,
        check=False,
    )


def tools(folder: Path, **commands: str) -> Path:
    """A folder for PATH: each command is a shell script, or a link where a path is given."""
    folder.mkdir()
    for name, body in commands.items():
        path = folder / name.replace("_", ".")
        if body.startswith("/"):
            path.symlink_to(body)
        else:
            path.write_text(f"#!/bin/sh\n{body}\n")
            path.chmod(0o755)
    return folder


def python_here() -> str:
    return os.path.realpath(sys.executable)


def works(clone: Path) -> bool:
    done = subprocess.run([clone / ".venv" / "bin" / "recourse"], text=True, capture_output=True, check=False)
    version = subprocess.run([clone / ".venv" / "bin" / "python", "-V"], text=True, capture_output=True, check=True)
    return done.stdout == "here\n" and version.stdout.startswith("Python 3.10")


@pytest.mark.slow
def test_it_sets_up_once_and_again_only_when_the_lock_has_changed(clone: Path, uv: Path, tmp_path: Path) -> None:
    path = tools(tmp_path / "tools", uv=str(uv), python3_10=python_here())
    done = set_up(clone, path)
    assert done.returncode == 0, done.stderr
    assert works(clone)
    assert "installing" in done.stderr
    assert set_up(clone, path).stderr == ""
    with (clone / "requirements.lock").open("a") as lock:
        lock.write("# changed\n")
    assert "installing" in set_up(clone, path).stderr
    assert set_up(clone, path).stderr == ""


@pytest.mark.slow
def test_broken_shims_first_on_the_path_do_no_harm(clone: Path, uv: Path, tmp_path: Path) -> None:
    broken = dict.fromkeys(
        ("python", "python3", "python3_10"), "echo 'pyenv: version 3.10 is not installed' >&2; exit 127"
    )
    shims = tools(tmp_path / "shims", **broken)
    pyenv = tmp_path / "pyenv" / "versions" / "3.10.99" / "bin"
    pyenv.parent.mkdir(parents=True)
    tools(pyenv, python=python_here())
    done = set_up(clone, shims, tools(tmp_path / "tools", uv=str(uv)), PYENV_ROOT=str(tmp_path / "pyenv"))
    assert done.returncode == 0, done.stderr
    assert works(clone)


@pytest.mark.slow
def test_an_environment_of_another_python_or_a_broken_one_is_made_anew(clone: Path, uv: Path, tmp_path: Path) -> None:
    (clone / ".venv" / "bin").mkdir(parents=True)
    tools_path = tools(tmp_path / "tools", uv=str(uv), python3_10=python_here())
    (clone / ".venv" / "bin" / "python").symlink_to("/no/such/python")
    shutil.copy(clone / "requirements.lock", clone / ".venv" / "installed.lock")
    assert set_up(clone, tools_path).returncode == 0
    assert works(clone)


@pytest.mark.slow
def test_without_uv_one_is_installed_by_any_python(clone: Path, tmp_path: Path) -> None:
    """Also behind an uv that is only a shim. Skipped where no registry can be reached."""
    broken = "exit 127"
    pip = subprocess.run(
        [python_here(), "-m", "pip", "download", "--no-deps", "-d", tmp_path, "uv"], capture_output=True, check=False
    )
    if pip.returncode:
        pytest.skip("no registry can be reached from here")
    path = tools(tmp_path / "tools", uv=broken, python3=broken, python=python_here(), python3_10=python_here())
    done = set_up(clone, path)
    assert done.returncode == 0, done.stderr
    assert "installing uv" in done.stderr
    assert (clone / ".tools" / "bin" / "uv").exists()
    assert works(clone)


@pytest.mark.slow
def test_a_package_that_is_not_the_one_of_the_lock_is_refused(clone: Path, uv: Path, tmp_path: Path) -> None:
    lock = clone / "requirements.lock"
    lock.write_text(re.sub(r"sha256:[0-9a-f]{8}", "sha256:00000000", lock.read_text()))
    done = set_up(clone, tools(tmp_path / "tools", uv=str(uv), python3_10=python_here()))
    assert done.returncode != 0
    assert not (clone / ".venv" / "installed.lock").exists()


def make(*arguments: str) -> str:
    return subprocess.run(["make", "-C", str(ROOT), *arguments], text=True, capture_output=True, check=True).stdout


def test_make_lists_its_targets() -> None:
    listed = make()
    for target in ("run", "test", "check", "chat", "train", "lint", "lock", "setup"):
        assert re.search(rf"^  {target} ", listed, re.M), target
    assert make("help") == listed


def test_make_chat_talks_as_the_buyer_it_is_told() -> None:
    assert "recourse chat b2" in make("-n", "chat", "BUYER=b2")


def test_fast_layers_are_tested_first() -> None:
    line = next(line for line in make("-n", "test").splitlines() if "pytest" in line)
    layers = [layer for layer in ("tests/policy", "tests/store", "tests/actions", "tests/bot") if layer in line]
    assert [line.index(layer) for layer in layers] == sorted(line.index(layer) for layer in layers)


def test_continuous_integration_runs_make_test() -> None:
    script = ROOT / ".ci" / "run"
    assert os.access(script, os.X_OK)
    assert "make test" in script.read_text()
    assert subprocess.run(["bash", "-n", str(script)], check=False).returncode == 0


def test_no_file_names_a_registry() -> None:
    if not (ROOT / ".git").exists():
        pytest.skip("not a git checkout")
    named = re.compile(
        r"(?:^|\s)(?:--(?:extra-)?index(?:-url)?|--find-links)[ =]|pypi\.org|pythonhosted\.org|\[\[tool\.uv\.index",
        re.M,
    )
    files = subprocess.run(
        ["git", "-C", str(ROOT), "ls-files", "-z"], text=True, capture_output=True, check=True
    ).stdout
    texts = {
        name: (ROOT / name).read_bytes().decode("utf-8", "replace")
        for name in files.split("\0")
        if (ROOT / name).is_file()
    }
    assert [name for name, text in texts.items() if named.search(text) and name != "tests/bot/test_make.py"] == []
