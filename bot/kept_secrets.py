"""Keeps the secrets that are not given: made once, in a file that its owner alone may read.

The action server, which may not be imported here, makes and reads the same file (``actions/settings.py``).
"""

from __future__ import annotations

import contextlib
import json
import os
import secrets
import tempfile
from collections.abc import Collection
from pathlib import Path

NAMES = ("jwt_key", "events_secret", "action_secret", "api_token")


class UnusableSecrets(ValueError):
    """The file cannot be used; the message says why and what to do."""


def kept_secrets(path: Path, wanted: Collection[str]) -> dict[str, str]:
    """The secrets of these names from the file, which is made when it is not there. Raises UnusableSecrets."""
    if not path.exists():
        _make(path)
    try:
        kept = json.loads(path.read_text("utf-8"))
        found = {name: kept[name] for name in wanted}
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise UnusableSecrets(
            f"{path} cannot be used ({error}); mend it, or delete it to have a new one made"
        ) from error
    if not all(isinstance(value, str) and value for value in found.values()):
        raise UnusableSecrets(f"{path} cannot be used (a secret is no text); mend it, or delete it")
    return found


def _make(path: Path) -> None:
    """Written aside and then linked: of several processes starting at once one wins, and nobody reads half a file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, aside = tempfile.mkstemp(dir=path.parent, prefix=".secrets-")  # made with 0600
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump({name: secrets.token_urlsafe(48) for name in NAMES}, file, indent=2)
            file.flush()
            os.fsync(file.fileno())
        with contextlib.suppress(FileExistsError):
            os.link(aside, path)
    finally:
        os.unlink(aside)
