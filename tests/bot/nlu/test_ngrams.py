"""Texts as words, pairs of words and groups of letters."""

from __future__ import annotations

import numpy as np
import pytest

from bot.nlu.ngrams import NGrams

TAUGHT = ["stop it now", "stop it please", "stop it", "when is it here?", "now"]


@pytest.fixture(scope="module")
def known() -> NGrams:
    return NGrams.known_from(TAUGHT)


def test_only_what_several_texts_have_is_known(known: NGrams) -> None:
    assert {"w:stop", "w:stop it", "w:it", " st", "top"} <= set(known.columns)
    assert not {"w:please", "w:when", "w:?", "w:now", "w:it now"} & set(known.columns)


def test_what_is_seldom_weighs_more(known: NGrams) -> None:
    assert known.rarity[known.columns["w:stop"]] > known.rarity[known.columns["w:it"]] > 1.0


def test_words_and_letters_each_count_as_a_whole(known: NGrams) -> None:
    assert of_words_and_letters(known, "STOP it") == pytest.approx((1.0, 1.0))
    assert of_words_and_letters(known, "stop it, it") == pytest.approx((0.6, 1.0), abs=0.2)


def test_what_is_unknown_takes_its_share(known: NGrams) -> None:
    assert of_words_and_letters(known, "stop blorf") < of_words_and_letters(known, "stop it blorf") < (0.9, 0.9)


def of_words_and_letters(known: NGrams, text: str) -> tuple[float, float]:
    columns, weights = known.weighed(text)
    words = np.isin(columns, [column for name, column in known.columns.items() if name.startswith("w:")])
    return float(np.square(weights[words]).sum()), float(np.square(weights[~words]).sum())


@pytest.mark.parametrize("text", ["", "!!!", "zzz", "x" * 5_000])
def test_a_text_of_nothing_known_has_no_weight(known: NGrams, text: str) -> None:
    columns, weights = known.weighed(text)
    assert len(columns) == len(weights) == 0


def test_where_nothing_is_known_nothing_weighs() -> None:
    columns, weights = NGrams.known_from(["once"]).weighed("once")
    assert len(columns) == len(weights) == 0


def test_rows_hold_what_is_weighed(known: NGrams) -> None:
    rows = known.rows([*TAUGHT, ""])
    assert rows.shape == (6, len(known.columns))
    for text, row in zip(TAUGHT, rows.toarray(), strict=False):
        columns, weights = known.weighed(text)
        assert np.allclose(row[columns], weights)
        assert np.isclose(row.sum(), weights.sum(), atol=1e-5)
