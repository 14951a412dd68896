"""What the assistant is taught and what it is measured on have nothing in common, in any language.

A failure names the training line alone: whoever writes those should not read what is measured.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from pathlib import Path

import numpy as np
import pytest
from rapidfuzz import fuzz, process
from rasa.shared.nlu.training_data.loading import load_data

from bot.evaluate.messages import UNSEEN, known_intents, read
from bot.nlu import vectors
from tests.bot.nlu.pipeline import ROOT

TOO_ALIKE = 0.93  # in meaning, of unit vectors
TOO_SIMILAR = 90.0  # of 100, letter by letter
WORDS = 3  # less than that ("yep", "help me") cannot but be near others
LETTERS = 8  # as much in a script without spaces
FILES = sorted(UNSEEN.rglob("*.tsv"))


def letters(text: str) -> str:
    """The text as it sounds: without case, accents and punctuation."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return " ".join(
        "".join(sign if sign.isalnum() else " " for sign in plain if not unicodedata.combining(sign)).split()
    )


def says_something(text: str) -> bool:
    words = letters(text).split()
    spaced = max(map(ord, "".join(words) or " ")) < 0x3000  # Chinese and Japanese begin there
    return len(words) >= WORDS if spaced else len("".join(words)) >= LETTERS


def asked(path: Path) -> list[str]:
    return [message.text for message in read(path, known_intents()) if says_something(message.text)]


def taught_in(language: str) -> list[str]:
    """In the language alone: "where is my parcel" means the same in every other, and is no copy there."""
    folder = ROOT / "data" / "nlu"
    files = sorted(folder.glob("*.yml")) if language == "en" else [folder / "languages" / f"{language}.yml"]
    return [message.get("text") for file in files for message in load_data(str(file)).intent_examples]


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_no_training_line_means_nearly_what_is_measured(path: Path) -> None:
    texts = taught_in(path.stem)
    likeness = vectors.encode(texts) @ vectors.encode(asked(path)).T

    assert [texts[line] for line in np.flatnonzero(likeness.max(axis=1) >= TOO_ALIKE)] == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_no_training_line_is_written_nearly_as_what_is_measured(path: Path) -> None:
    texts = taught_in(path.stem)
    written, measured = map(letters, texts), map(letters, asked(path))
    likeness = process.cdist(list(written), list(measured), scorer=fuzz.ratio)

    assert [texts[line] for line in np.flatnonzero(likeness.max(axis=1) >= TOO_SIMILAR)] == []


def test_every_language_that_is_measured_has_enough_to_say() -> None:
    said = Counter(path.stem for path in FILES for _ in asked(path))
    assert {language: texts for language, texts in said.items() if texts < 50} == {}
