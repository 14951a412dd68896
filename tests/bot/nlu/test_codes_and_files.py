"""Tracking numbers and names of files, in the ways in which people copy them."""

from __future__ import annotations

import pytest

from tests.bot.nlu.pipeline import Pipeline


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("RB123456789CN", "RB123456789CN"),
        ("rb123456789cn", "RB123456789CN"),
        ("RB 123 456 789 CN", "RB123456789CN"),
        ("RB-123-456-789-CN", "RB123456789CN"),
        ("the tracking is 1Z 999 AA1 01 2345 6784", "1Z999AA10123456784"),
        ("tracking number 00340434161094042557", "00340434161094042557"),
        ("return code: 7788991234", "7788991234"),
        ("I sent it with UPS, 1Z999AA10123456784, on Monday", "1Z999AA10123456784"),
        ("my return has the code YT2211334455667788", "YT2211334455667788"),
    ],
)
def test_tracking_numbers_are_read_without_their_gaps(pipeline: Pipeline, text: str, number: str) -> None:
    assert pipeline.entities(text).get("tracking_number") == [number]


@pytest.mark.parametrize(
    "text",
    [
        "4410227751200097",
        "4410 2277 5120 0097",
        "the return is for order 4410 2277 5120 0097",
        "my dispute is D4410227751200097-1",
        "the offer D4410227751200097-1-O2",
        "the photo is IMG_20261122101500.jpg",
        "the one ending in 44170097",
        "the parcel of the order that ends with 200097512",
        "ordered on 2026-11-02",
        "call me on 0171 5550123",
        "I bought an iPhone15",
        "A" * 40 + "1" * 40,
    ],
)
def test_other_codes_are_no_tracking_numbers(pipeline: Pipeline, text: str) -> None:
    assert "tracking_number" not in pipeline.entities(text)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("IMG_2041.jpg", ["IMG_2041.jpg"]),
        ("here are box.PNG, label-2.heic and unboxing.mp4.", ["box.PNG", "label-2.heic", "unboxing.mp4"]),
        ("WhatsApp Image 2026-11-20 at 14.33.10.jpeg", ["WhatsApp Image 2026-11-20 at 14.33.10.jpeg"]),
        ("Screenshot 2026-11-20 at 14.33.10.png", ["Screenshot 2026-11-20 at 14.33.10.png"]),
        ('the file is called "the torn seam.jpg"', ["the torn seam.jpg"]),
        ("C:\\Users\\me\\photo (1).jpg", ["photo (1).jpg"]),
        ("see https://example.org/pics/crack.webp", ["crack.webp"]),
        ("фото_коробки.jpg", ["фото_коробки.jpg"]),
    ],
)
def test_file_names_are_read_one_by_one(pipeline: Pipeline, text: str, names: list[str]) -> None:
    assert pipeline.entities(text).get("evidence_name") == names


@pytest.mark.parametrize(
    "text", ["it costs 12.50", "e.g. the lamp", "shop.com", "I paid.Then nothing", ".jpg", "a.b.c"]
)
def test_other_dots_name_no_file(pipeline: Pipeline, text: str) -> None:
    assert "evidence_name" not in pipeline.entities(text)


def test_what_stands_in_a_files_name_is_nothing_else(pipeline: Pipeline) -> None:
    entities = pipeline.entities("Screenshot 2026-11-20 at 14.33.10.png")

    assert set(entities) == {"evidence_name"}
