"""`recourse evaluate` with real models, each read in a process of its own."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.evaluate.commands import evaluate
from bot.evaluate.messages import Labelled
from bot.evaluate.readings import FALLBACK, CannotRead, read_with
from tests.bot.tiny.running import Installation

MESSAGES = """text	intents	tags	language
hello there	greet	plain	en
where is it	order_status	plain	en
cancel it	cancel_order	short	en
how is the weather	out_of_scope	far	en
hello, what is the capital of France	out_of_scope	far	en
"""


@pytest.fixture
def place(tmp_path: Path) -> Installation:
    return Installation.at(tmp_path)


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "messages.tsv"
    path.write_text(MESSAGES, encoding="utf-8")
    return path


def evaluated(home: Path, *arguments: str | Path) -> Result:
    """The command in this process; the models are read in their own."""
    return CliRunner().invoke(evaluate, list(map(str, arguments)), env={"RECOURSE_HOME": str(home)})


@pytest.mark.slow
def test_a_model_of_another_kind_is_measured_by_its_intents_alone(tiny_model: Path) -> None:
    texts = ("hello", "nothing it knows")
    greeting, nothing = read_with(tiny_model, [Labelled(text, ("greet",)) for text in texts])
    assert (greeting.reading.ranking, greeting.reading.clear) == ((("greet", 1.0),), True)
    assert (nothing.reading.intent, nothing.reading.acted_upon) == (FALLBACK, ())
    assert greeting.reading.took > 0


@pytest.mark.slow
def test_what_is_clear_is_for_the_models_own_dialogue_to_say(unclear_model: Path) -> None:
    (found,) = read_with(unclear_model, [Labelled("cancel", ("cancel_order",))])
    assert found.is_right()
    assert not found.reading.clear
    assert found.reading.acted_upon == ()


@pytest.mark.slow
def test_two_models_side_by_side_as_json_with_pictures(
    tmp_path: Path, table: Path, tiny_model: Path, unclear_model: Path
) -> None:
    done = evaluated(tmp_path, "--file", table, "--model", tiny_model, "--against", unclear_model, "--json")
    assert done.exit_code == 0, done.stderr
    told = json.loads(done.stdout)
    tiny, unclear = told["models"]
    assert (tiny["model"], unclear["model"]) == ("tiny", "unclear")
    assert (tiny["overall"]["top1"], unclear["overall"]["top1"]) == (0.6667, 0.6667)  # each knows two of the three
    assert (tiny["rejection"]["kept_out"], unclear["rejection"]["kept_out"]) == (0.5, 1.0)  # "hello" begins a talk
    assert (tiny["rejection"]["asked_back"], unclear["rejection"]["asked_back"]) == (0.0, 1.0)
    assert tiny["tags"]["far"]["recall"] == 0.5
    pictures = [Path(path) for path in told["pictures"]]
    assert len(pictures) == 6
    assert {path.parent for path in pictures} == {tmp_path / "evaluate"}
    assert all(path.is_file() for path in pictures)


@pytest.mark.slow
def test_people_get_tables_and_their_folder_of_pictures(tmp_path: Path, table: Path, tiny_model: Path) -> None:
    folder = tmp_path / "elsewhere"
    done = evaluated(tmp_path, "--file", table, "--model", tiny_model, "--out", folder)
    assert done.exit_code == 0, done.stderr
    assert done.stdout.startswith("A: tiny on 5 messages")
    assert str(folder / "confusion.png") in done.stdout
    assert sorted(path.name for path in folder.iterdir()) == ["calibration.png", "confidence.png", "confusion.png"]


def test_bad_lines_are_named_before_any_model_is_touched(place: Installation, table: Path) -> None:
    table.write_text(MESSAGES + "what now\tno_such_intent\tplain\ten\nonly this\n", encoding="utf-8")
    done = place.recourse("evaluate", "--file", str(table), "--json")
    assert (done.returncode, done.stdout) == (2, "")
    assert f"{table}:7: no intent is called 'no_such_intent'" in done.stderr
    assert f"{table}:8: 1 columns instead of 4" in done.stderr


@pytest.mark.parametrize("option", ["--file", "--model", "--against"])
def test_a_file_that_is_not_there_is_bad_input(place: Installation, option: str) -> None:
    done = place.recourse("evaluate", option, str(place.home / "nowhere"))
    assert done.returncode == 2
    assert "nowhere" in done.stderr


@pytest.mark.slow
def test_a_file_that_is_no_model_says_so(table: Path) -> None:
    with pytest.raises(CannotRead, match=r"messages\.tsv cannot be used"):
        read_with(table, [Labelled("hello", ("greet",))])
