"""Reads JSON that comes from outside, from a file or a request, or says why it cannot be used. No meaning here."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any, BinaryIO

from actions.store.errors import BadInput
from actions.store.schema import shown

LARGEST_FILE = 256 * 1024 * 1024


def read_file(path: Path) -> object:
    """The JSON document in the file; unreadable, too large, not UTF-8 or not JSON raises BadInput."""
    try:
        with path.open("rb") as file:
            return read_stream(file, path.name)
    except OSError as error:
        raise BadInput(path.name, "", f"cannot be read: {error.strerror}") from None


def read_stream(stream: BinaryIO, name: str) -> object:
    """The JSON document in the stream, of which no more is read than a document may hold."""
    body = stream.read(LARGEST_FILE + 1)
    if len(body) > LARGEST_FILE:
        raise BadInput(name, "", f"is larger than {LARGEST_FILE // 1024**2} MB; split it")
    return parse_json(body, name)


def parse_json(body: bytes, name: str) -> object:
    """The JSON document in the bytes, or BadInput saying where it breaks off. ``NaN`` and repeated keys are refused."""
    try:
        return json.loads(body.decode("utf-8-sig"), parse_constant=_no_number, object_pairs_hook=_once)
    except UnicodeDecodeError as error:
        raise BadInput(name, "", f"is not UTF-8 text (byte {error.start})") from None
    except json.JSONDecodeError as error:
        raise BadInput(name, "", f"is no JSON: {error.msg} (line {error.lineno}, column {error.colno})") from None
    except (ValueError, RecursionError) as error:
        raise BadInput(name, "", f"is no JSON that can be used: {error}") from None


def _once(pairs: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise ValueError(f"{shown(key)} stands in one object twice")
        found[key] = value
    return found


def _no_number(text: str) -> None:
    raise ValueError(f"{text} is no number")
