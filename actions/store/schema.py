"""Checks a document against one of the shipped JSON Schemas and names each entry and field that is wrong.

The ``description`` of a schema says what its value must be; it is what the reader of a message gets to see.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from itertools import islice
from typing import Any, cast

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

from actions.store.errors import BadInput

MOST_PROBLEMS = 20


def problems(schema: str, document: object, whole: str = "file") -> list[BadInput]:
    """What is wrong with the document, at most 20 problems in its own order; nothing when it is as the schema says.

    ``whole`` names what the document is, for what is wrong outside any entry.
    """
    found = islice(_validator(schema).iter_errors(document), MOST_PROBLEMS)
    return [_bad(document, path, message, whole) for error in found for path, message in _faults(error)][:MOST_PROBLEMS]


@cache
def _validator(schema: str) -> Draft202012Validator:
    text = files("actions.store").joinpath(f"{schema}.schema.json").read_text(encoding="utf-8")
    return Draft202012Validator(json.loads(text))


def _faults(error: ValidationError) -> Iterator[tuple[list[Any], str]]:
    path = list(error.absolute_path)
    instance: Any = error.instance
    if error.validator == "required":
        yield [*path, error.message.split("'")[1]], "is missing"
    elif error.validator == "additionalProperties" and error.validator_value is False:
        known = _said(error)["properties"]
        for name in (name for name in instance if name not in known):
            yield [*path, shown(name)], f"is not known; known here: {', '.join(known)}"
    else:
        wanted = _said(error).get("description", error.message)
        yield path, f"must be {wanted}; it is {shown(instance)}"


def _said(error: ValidationError) -> Mapping[str, Any]:
    return cast(Mapping[str, Any], error.schema)


def _bad(document: object, path: list[Any], message: str, whole: str) -> BadInput:
    inside = len(path) >= 2 and isinstance(path[1], int)
    entry, field = (path[:2], path[2:]) if inside else ([], path)
    return BadInput(entry_name(document, entry) or whole, dotted(field), message)


def entry_name(document: object, path: list[Any]) -> str:
    """``orders[3] (5031442187350914)``: where an entry stands, with its own id when it has one. Empty for the whole."""
    if not path:
        return ""
    section, index = path
    entry = document[section][index] if isinstance(document, dict) else None
    own = entry.get(f"{section[:-1]}_id") if isinstance(entry, dict) else None
    return f"{section}[{index}]" + (f" ({shown(own)})" if isinstance(own, str) else "")


def dotted(path: list[Any]) -> str:
    """``items[0].unit_price``."""
    return "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in path).lstrip(".")


def shown(value: object) -> str:
    """The value, short and without anything a terminal or a log would act upon."""
    text = ascii(value) if isinstance(value, str) else json.dumps(value, default=str)
    text = text if len(text) <= 60 else text[:57] + "…"
    return text.strip("'") if isinstance(value, str) and value.isalnum() else text
