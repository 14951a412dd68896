"""One trained pipeline for all tests of understanding."""

from __future__ import annotations

import pytest
from rasa.shared.nlu.training_data.training_data import TrainingData

from tests.bot.nlu.pipeline import Pipeline, training_data


@pytest.fixture(scope="session")
def taught() -> TrainingData:
    return training_data()


@pytest.fixture(scope="session")
def pipeline() -> Pipeline:
    return Pipeline(training_data())
