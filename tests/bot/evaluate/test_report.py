"""What people are told, of one model and of two, and the pictures."""

from __future__ import annotations

from pathlib import Path

from bot.evaluate.confusions import confusions
from bot.evaluate.pictures import draw
from bot.evaluate.report import report
from bot.evaluate.scores import Measured, measured
from tests.bot.evaluate.judging import judged


def a_model(name: str, *readings: tuple[str, str]) -> Measured:
    return measured(
        name, [judged(meant, (read, 0.8), language="en", text=f"meant {meant}") for meant, read in readings]
    )


GOOD = a_model("good", ("order_status", "order_status"), ("cancel_order", "cancel_order"))
POOR = a_model("poor", ("order_status", "order_status"), ("cancel_order", "greet"))


def rows(told: str) -> dict[str, list[str]]:
    """First word of each line: the rest of the line, in words."""
    return {words[0]: words[1:] for line in told.splitlines() if (words := line.split())}


def test_one_model_is_told_without_columns_for_another() -> None:
    told = report([GOOD], [])
    assert told.splitlines()[0] == "A: good on 2 messages"
    assert rows(told)["en"] == ["2", "100.0", "%", "100.0", "%", "0", "–"]
    assert rows(told)["language"] == ["in", "scope", "top-1", "top-3", "outside", "recall"]
    assert "most often" not in told


def test_two_models_stand_side_by_side() -> None:
    told = report([GOOD, POOR], [])
    assert told.splitlines()[:2] == ["A: good on 2 messages", "B: poor on 2 messages"]
    assert rows(told)["en"] == ["2", "100.0", "%", "100.0", "%", "0", "–", "2", "50.0", "%", "50.0", "%", "0", "–"]


def test_an_intent_that_only_one_of_them_reads_is_a_gap_in_the_other() -> None:
    assert rows(report([GOOD, POOR], []))["greet"][:6] == ["–", "–", "–", "–", "–", "0"]


def test_confusions_come_with_messages() -> None:
    told = report([POOR], confusions(POOR.judged))
    assert "cancel_order read as greet: 1\n  0.80  meant cancel_order" in told


def test_each_model_gets_three_pictures_of_its_own(tmp_path: Path) -> None:
    paths = [*draw(tmp_path / "new", GOOD), *draw(tmp_path / "new", POOR, "-against")]
    names = {
        f"{kind}{ending}.png" for kind in ("confusion", "calibration", "confidence") for ending in ("", "-against")
    }
    assert {path.name for path in paths} == names == {path.name for path in (tmp_path / "new").iterdir()}
    assert {path.read_bytes()[:8] for path in paths} == {b"\x89PNG\r\n\x1a\n"}
    assert len({path.read_bytes() for path in paths}) == len(paths)
