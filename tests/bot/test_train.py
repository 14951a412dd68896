"""When a model is trained, and when the one that is there will do."""

from __future__ import annotations

import os
import shutil
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from bot.train import TrainingFailed, fingerprint, model_file, trained_model

TINY = Path(__file__).parent / "tiny"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The tiny assistant laid out as the product is."""
    for name in ("config.yml", "domain.yml"):
        shutil.copy(TINY / name, tmp_path / name)
    (tmp_path / "data").mkdir()
    shutil.copy(TINY / "training.yml", tmp_path / "data" / "training.yml")
    (tmp_path / "bot" / "nlu").mkdir(parents=True)
    (tmp_path / "bot" / "nlu" / "component.py").write_text("KEPT = 1\n")
    return tmp_path


@pytest.mark.parametrize("changed", ["config.yml", "domain.yml", "data/training.yml", "bot/nlu/component.py"])
def test_a_change_of_any_input_changes_the_model(project: Path, changed: str) -> None:
    before = fingerprint(project)
    with (project / changed).open("a") as file:
        file.write("# changed\n")
    assert fingerprint(project) != before


def test_a_new_or_renamed_input_changes_the_model(project: Path) -> None:
    before = fingerprint(project)
    (project / "data" / "training.yml").rename(project / "data" / "renamed.yml")
    assert fingerprint(project) != before


def test_what_is_no_input_changes_nothing(project: Path) -> None:
    before = fingerprint(project)
    (project / "bot" / "chat.py").write_text("")
    (project / "bot" / "nlu" / "__pycache__").mkdir()
    (project / "bot" / "nlu" / "__pycache__" / "component.cpython-310.pyc").write_bytes(b"0")
    os.utime(project / "domain.yml")
    assert fingerprint(project) == before


def test_a_model_that_fits_is_not_trained_again_and_becomes_the_newest(project: Path) -> None:
    path = model_file(project)
    path.parent.mkdir()
    path.write_bytes(b"a model")
    os.utime(path, (1, 1))
    told: list[str] = []
    assert trained_model(project, told.append) == path
    assert not told
    assert time.time() - path.stat().st_mtime < 60


@pytest.mark.slow
def test_several_at_once_train_one_model_with_progress_and_old_ones_go(project: Path) -> None:
    (project / "models").mkdir()
    for n in range(5):
        (project / "models" / f"recourse-{n}.tar.gz").write_bytes(b"old")
    told: list[str] = []
    with ThreadPoolExecutor(3) as pool:
        paths = set(pool.map(lambda _: trained_model(project, told.append), range(3)))
    assert paths == {model_file(project)}
    assert told[0].startswith("training the model")
    assert "  KeywordIntentClassifier" in told
    assert sum(line.startswith("training the model") for line in told) == 1
    assert len(list((project / "models").glob("*.tar.gz"))) == 3


@pytest.mark.slow
def test_inputs_that_cannot_be_trained_say_why_and_leave_no_model(project: Path) -> None:
    (project / "config.yml").write_text(
        "recipe: default.v1\nassistant_id: x\nlanguage: en\npipeline: [{name: NoSuchThing}]\n"
    )
    with pytest.raises(TrainingFailed, match="NoSuchThing"):
        trained_model(project)
    assert not list((project / "models").glob("*.tar.gz"))
