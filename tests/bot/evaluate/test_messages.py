"""Tables of messages: which column is which, what a line means, and that every bad line is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.evaluate.messages import BadMessages, Labelled, known_intents, read, unseen

INTENTS = {"cancel_order", "order_status", "request_refund", "out_of_scope"}


def a_table(folder: Path, *lines: str, end: str = "\n") -> Path:
    path = folder / "messages.tsv"
    path.write_bytes((end.join(line.replace(" / ", "\t") for line in lines) + end).encode())
    return path


WHOLE = [
    Labelled("where is my order", ("order_status",), (), ("plain", "short"), "en"),
    Labelled("abbestellen bitte", ("cancel_order",), (), ("negated",), "de"),
]


@pytest.mark.parametrize(
    "lines",
    [
        (
            "text / intents / tags / language",
            "where is my order / order_status / plain,short / en",
            "abbestellen bitte / cancel_order / negated / de",
        ),
        (
            "Language / Tag / Intent / Text",
            "en / plain short / order_status / where is my order",
            "de / negated / cancel_order / abbestellen bitte",
        ),
        ("en / order_status / plain;short / where is my order", "de / cancel_order / negated / abbestellen bitte"),
        (
            "# no header",
            "where is my order / plain,short / order_status / en",
            "abbestellen bitte / negated / cancel_order / de",
        ),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n", "\n\n"])
def test_columns_are_found_in_any_order_with_and_without_a_header(
    tmp_path: Path, lines: tuple[str, ...], end: str
) -> None:
    assert read(a_table(tmp_path, *lines, end=end), INTENTS) == WHOLE


@pytest.mark.parametrize(
    "lines",
    [
        ("order_status / where", "cancel_order / stop it"),
        ("text / label", "where / order_status", "stop it / cancel_order"),
    ],
)
def test_two_columns_are_enough(tmp_path: Path, lines: tuple[str, ...]) -> None:
    found = read(a_table(tmp_path, *lines), INTENTS)
    assert [(message.text, message.intents, message.tags, message.language) for message in found] == [
        ("where", ("order_status",), (), ""),
        ("stop it", ("cancel_order",), (), ""),
    ]


def test_a_third_column_holds_languages_or_tags(tmp_path: Path) -> None:
    languages = read(a_table(tmp_path, "order_status / en / where is it", "cancel_order / pt-BR / cancela"), INTENTS)
    tags = read(a_table(tmp_path, "order_status / where is it / typo", "cancel_order / cancel that / long"), INTENTS)
    assert [(message.language, message.tags) for message in languages] == [("en", ()), ("pt-BR", ())]
    assert [(message.language, message.tags) for message in tags] == [("", ("typo",)), ("", ("long",))]


def test_a_message_may_have_two_right_readings_or_ask_for_two_things(tmp_path: Path) -> None:
    either, both = read(
        a_table(
            tmp_path, "request_refund|cancel_order / undo it", "order_status+cancel_order / where? and stop the mat"
        ),
        INTENTS,
    )
    assert (either.intents, either.both) == (("request_refund", "cancel_order"), ())
    assert (both.intents, both.both) == (("order_status", "cancel_order"), ("order_status", "cancel_order"))


def test_a_message_may_begin_with_a_hash_or_a_quote(tmp_path: Path) -> None:
    found = read(
        a_table(tmp_path, "text / intent", "#42 is late / order_status", '"no" he says / request_refund'), INTENTS
    )
    assert [message.text for message in found] == ["#42 is late", '"no" he says']


def test_a_byte_order_mark_is_no_part_of_the_header(tmp_path: Path) -> None:
    path = tmp_path / "messages.tsv"
    path.write_text("\ufefftext\tintent\nwhere\torder_status\n", encoding="utf-8")
    assert [message.text for message in read(path, INTENTS)] == ["where"]


def test_every_bad_line_is_named_with_what_is_wrong(tmp_path: Path) -> None:
    path = a_table(
        tmp_path, "intents / text", "order_status / where", "cancel / stop", "order_status", "cancel_order / "
    )
    with pytest.raises(BadMessages) as raised:
        read(path, INTENTS)
    assert str(raised.value).splitlines() == [
        f"{path}:3: no intent is called 'cancel'",
        f"{path}:4: 1 columns instead of 2",
        f"{path}:5: there is no text",
    ]


def test_a_wrong_intent_in_a_table_without_header_is_a_bad_line_and_hides_no_column(tmp_path: Path) -> None:
    path = a_table(tmp_path, "order_status / where", "order_state / where now", "cancel_order / stop")
    with pytest.raises(BadMessages, match=r"messages\.tsv:2: no intent is called 'order_state'"):
        read(path, INTENTS)


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        ((), "holds no messages"),
        (("text / intents",), "holds no messages"),
        (("where is it", "stop"), "two to four columns"),
        (("hello / there", "good / bye"), "no column holds the names of known intents"),
        (("text / intents / mood", "a / order_status / b"), "'mood' is not one of"),
        (("text / text / intents", "a / b / order_status"), "one column 'text' and one column 'intents'"),
        (("text / language", "a / en"), "one column 'text' and one column 'intents'"),
    ],
)
def test_a_table_that_cannot_be_understood_says_why(tmp_path: Path, lines: tuple[str, ...], message: str) -> None:
    with pytest.raises(BadMessages, match=message):
        read(a_table(tmp_path, *lines), INTENTS)


def test_a_file_that_is_no_text_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "messages.tsv"
    path.write_bytes(b"\xff\xfe\x00order_status\tx")
    with pytest.raises(BadMessages, match="not UTF-8"):
        read(path, INTENTS)


def test_our_held_out_text_covers_all_languages_and_ways_of_writing() -> None:
    found = unseen(known_intents())
    languages = {message.language for message in found}
    tags = [tag for message in found for tag in message.tags]
    assert languages == {"en", "es", "pt", "fr", "de", "it", "tr", "ru", "pl", "ar", "zh", "ja", "ko"}
    assert len(found) >= 1500
    assert min(tags.count(tag) for tag in ("typo", "long", "negated", "angry", "near", "far")) >= 30
    assert sum(bool(message.both) for message in found) >= 20
    assert sum(not message.in_scope for message in found) >= 100
