"""Finds the button that a test means by a few words; knows nothing else."""

from __future__ import annotations

import json
import re
from typing import Any

_PAYLOAD = re.compile(r"^/([a-z_]+)(\{.*\})?$", re.DOTALL)


def names_button(name: str, button: dict[str, Any]) -> bool:
    """Whether ``name`` means this button: its title, its payload, its intent, or a value its payload carries.

    ``affirm``, ``Yes, cancel it``, ``/affirm{"proposal": "P-1"}`` and ``no_longer_needed`` all name a button.
    """
    title, payload = str(button.get("title", "")), str(button.get("payload", ""))
    found = _PAYLOAD.match(payload)
    intent = found.group(1) if found else None
    return name in (payload, intent) or name.casefold() == title.casefold() or name in _values(found)


def _values(payload: re.Match[str] | None) -> list[str]:
    try:
        entities = json.loads(payload.group(2)) if payload and payload.group(2) else {}
    except ValueError:
        return []
    return [str(value) for value in entities.values()] if isinstance(entities, dict) else []
