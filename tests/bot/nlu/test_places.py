"""Which of the buttons shown last is meant."""

from __future__ import annotations

import pytest
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.places import PlaceExtractor


def place_in(text: str) -> list[int]:
    message = Message.build(text)
    PlaceExtractor({}).process([message])
    return [entity["value"] for entity in message.get("entities") or []]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("the first one", 1),
        ("2", 2),
        ("Number two please", 2),
        ("i mean the 3rd", 3),
        ("option 4", 4),
        ("#5", 5),
        ("second", 2),
        ("the second one, thanks", 2),
    ],
)
def test_a_place_alone_points_at_a_button(text: str, place: int) -> None:
    assert place_in(text) == [place]


@pytest.mark.parametrize(
    "text", ["my first order of the headphones", "it took 3 weeks", "10", "cancel the second order", "/inform", ""]
)
def test_a_place_among_other_words_does_not(text: str) -> None:
    assert place_in(text) == []
