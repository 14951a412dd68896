"""Reads YAML so that an error can name its line; must not know what the file means.

Words stay words: ``yes``, ``no``, dates, amounts and 16-digit numbers are text here, because a buyer *says* "yes"
and an order number or "14.50" is no arithmetic. Only ``true``/``false``, ``null`` and short whole numbers have a type.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

Place = tuple[str | int, ...]


class ScriptError(Exception):
    """A conversation file is wrong: names the file, the line and the field."""

    def __init__(self, path: Path, line: int, field_name: str, message: str) -> None:
        self.path, self.line, self.field, self.message = path, line, field_name, message
        super().__init__(f"{path}:{line}: {field_name + ': ' if field_name else ''}{message}")


class _Loader(yaml.SafeLoader):
    """YAML with few types; a key is always text."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[str, Any]:
        return {str(key): value for key, value in super().construct_mapping(node, deep).items()}


_Loader.yaml_implicit_resolvers = {}
_Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(?:true|false)$"), list("tf"))
_Loader.add_implicit_resolver("tag:yaml.org,2002:null", re.compile(r"^(?:null|~|)$"), ["n", "~", ""])
_Loader.add_implicit_resolver("tag:yaml.org,2002:int", re.compile(r"^(?:0|[1-9][0-9]{0,5})$"), list("0123456789"))
_Loader.add_implicit_resolver("tag:yaml.org,2002:merge", re.compile(r"^<<$"), ["<"])


@dataclass
class Lines:
    """The data of a file and the line on which each of its parts begins."""

    path: Path
    data: Any
    _at: dict[Place, int] = field(default_factory=dict)

    def line(self, place: Place) -> int:
        """The line of the part, or of the nearest part around it."""
        while place not in self._at and place:
            place = place[:-1]
        return self._at.get(place, 1)

    def error(self, place: Place, message: str) -> ScriptError:
        return ScriptError(self.path, self.line(place), name_of(place), message)


def name_of(place: Place) -> str:
    """``conversations[2].turns[1].assistant``: people count from one."""
    parts = [f"[{part + 1}]" if isinstance(part, int) else f".{part}" for part in place]
    return "".join(parts).lstrip(".")


def read_lines(path: Path) -> Lines:
    """The file's data with lines; broken YAML and a key written twice raise ScriptError."""
    try:
        loader = _Loader(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise ScriptError(path, 1, "", f"cannot be read: {error}") from None
    try:
        root = loader.get_single_node()
        lines = Lines(path, loader.construct_document(root) if root else None)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise ScriptError(path, mark.line + 1 if mark else 1, "", getattr(error, "problem", str(error))) from None
    finally:
        loader.dispose()
    if root:
        _mark(lines, root, ())
    return lines


def _mark(lines: Lines, node: yaml.Node, place: Place) -> None:
    lines._at.setdefault(place, node.start_mark.line + 1)
    if isinstance(node, yaml.SequenceNode):
        for index, child in enumerate(node.value):
            _mark(lines, child, (*place, index))
    elif isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, child in node.value:
            if key.value in seen:
                raise ScriptError(
                    lines.path, key.start_mark.line + 1, name_of(place), f"{key.value!r} stands here twice"
                )
            seen.add(key.value)
            lines._at[(*place, key.value)] = key.start_mark.line + 1
            _mark(lines, child, (*place, key.value))
