"""Sentences are found in every language, and a text without stops is read in windows."""

from __future__ import annotations

from itertools import pairwise

import pytest

from bot.nlu.sentences import LONG, WINDOW, sentences, stops


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hi. I paid 12.50 for it! Cancel?", ["Hi.", "I paid 12.50 for it!", "Cancel?"]),
        ("こんにちは。コートを返品しました！返金は？", ["こんにちは。", "コートを返品しました！", "返金は？"]),
        ("「届きません。」と言われました。", ["「届きません。」", "と言われました。"]),
        ("مرحبا. أين طلبي؟ شكرا", ["مرحبا.", "أين طلبي؟", "شكرا"]),
        ("hello\n\n  cancel it\n", ["hello", "cancel it"]),
        ("see a.b.c and 4.5", ["see a.b.c and 4.5"]),
        ("... !!! 12.", []),
        ("", []),
    ],
)
def test_stops_divide_sentences(text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in stops(text)] == expected
    assert sentences(text) == stops(text)


def test_a_text_without_stops_is_read_in_windows_that_leave_no_word_out() -> None:
    text = " ".join(f"word{number}" for number in range(60))

    read = [text[start:end].split() for start, end in sentences(text)]

    assert all(len(window) <= WINDOW for window in read)
    assert {word for window in read for word in window} == set(text.split())
    assert all(set(one) & set(other) for one, other in pairwise(read))


def test_a_run_of_characters_without_spaces_is_read_in_windows_too() -> None:
    text = (
        "我上个月买了一台咖啡机物流显示已经签收了可是我一整天都在家没有人来敲门邻居也没收到我到现在都没有收到货该怎么办"
    )

    read = [text[start:end] for start, end in sentences(text)]

    assert len(read) > 1
    assert read[0].startswith("我上个月")
    assert read[-1].endswith("怎么办")


def test_a_sentence_of_usual_length_stays_whole() -> None:
    text = " ".join(["word"] * LONG)

    assert sentences(text) == [(0, len(text))]
