"""A training is followed by what Rasa prints: its parts add up, and more epochs are reckoned from those heard."""

from __future__ import annotations

import pytest

from bot.bench.course import REST, Course, duration

INFO = "2026-11-22 20:00:00 INFO     rasa.engine.training.hooks  - "


class Printed:
    """A training of so many seconds an epoch, as it is heard."""

    def __init__(self) -> None:
        self.now, self.told = 0.0, list[str]()
        self.course = Course(self.told.append, lambda: self.now)

    def after(self, seconds: float, line: str) -> None:
        self.now += seconds
        self.course.hear(line)

    def trains(self, component: str, epochs: list[float]) -> None:
        self.after(1.0, f"{INFO}Starting to train component '{component}'.")
        for done, seconds in enumerate(epochs, 1):
            if done == 1:  # that of no epoch is heard when it is drawn over
                self.after(seconds, f"Epochs:   0%|          | 0/{len(epochs)} [00:00<?, ?it/s]")
            bar = f"Epochs:  50%|█████     | {done}/{len(epochs)} [00:16<01:02, 15.71s/it"
            self.after(seconds if done > 1 else 0.0, f"{bar}]")
            self.after(0.0, f"{bar}, t_loss=2.1, i_acc=0.9]")  # it is drawn anew with the losses
        self.after(1.0, f"{INFO}Finished training component '{component}'.")


@pytest.fixture
def printed() -> Printed:
    return Printed()


def test_after_the_first_epoch_it_is_told_how_long_all_will_take(printed: Printed) -> None:
    printed.trains("DIETClassifier", [108.0, 90.0])
    assert printed.told == ["  DIETClassifier", "  its first epoch took 1.8 minutes: at most 3.6 minutes for 2"]


def test_parts_add_up_to_the_whole(printed: Printed) -> None:
    printed.trains("CountVectorsFeaturizer", [])
    printed.trains("DIETClassifier", [10.0, 8.0])
    parts = printed.course.parts(printed.now + 4)
    assert parts == {"CountVectorsFeaturizer": 1.0, "DIETClassifier": 19.0, REST: 6.0}


def test_more_epochs_are_reckoned_at_the_mean_of_those_after_the_first(printed: Printed) -> None:
    printed.trains("DIETClassifier", [20.0, 10.0, 8.0])
    printed.trains("TEDPolicy", [2.0, 1.0, 1.0])
    assert printed.course.with_epochs(printed.now, 100) == pytest.approx(printed.now + 97 * 9 + 97 * 1)


def test_a_single_epoch_has_to_speak_for_all(printed: Printed) -> None:
    printed.trains("DIETClassifier", [20.0])
    assert printed.course.with_epochs(printed.now, 3) == pytest.approx(printed.now + 40)


def test_what_has_no_epochs_takes_as_long_as_it_takes(printed: Printed) -> None:
    printed.trains("RulePolicy", [])
    assert printed.course.with_epochs(printed.now, 100) == printed.now


@pytest.mark.parametrize(
    ("seconds", "said"), [(7.46, "7.5 s"), (89, "89 s"), (108, "1.8 minutes"), (10_875, "3 hours")]
)
def test_a_duration_is_said_in_the_unit_a_person_would_use(seconds: float, said: str) -> None:
    assert duration(seconds) == said
