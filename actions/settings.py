"""Holds how this installation is set up: read once from the environment and from secrets.json, then never changed.

Nothing else in ``actions`` reads the environment. Secrets that are not given are made once, at the first start, and
kept in ``RECOURSE_HOME/secrets.json`` with owner-only rights; in live mode they must be given.
"""

from __future__ import annotations

import contextlib
import json
import os
import secrets
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timezone
from pathlib import Path
from urllib.parse import urlsplit

from actions.policy.profiles import PROFILES

DEMO, LIVE = "demo", "live"
_SECRETS = ("jwt_key", "events_secret", "action_secret", "api_token")


class SettingsError(ValueError):
    """A setting cannot be used; the message names the variable and what it may be."""


@dataclass(frozen=True)
class Settings:
    """How this installation is set up.

    ``now``: the fixed clock of this process (demo mode only), else None. ``marketplace_url``: where our decisions are
    sent (None: they wait in the outbox); not shown, for an address may carry a key.
    """

    home: Path
    database_url: str
    profile: str
    mode: str
    now: datetime | None
    port: int
    action_port: int
    jwt_algorithm: str
    jwt_issuer: str
    jwt_audience: str
    jwt_key: str = field(repr=False)
    events_secret: str = field(repr=False)
    action_secret: str = field(repr=False)
    api_token: str = field(repr=False)
    marketplace_url: str | None = field(default=None, repr=False)

    @property
    def is_demo(self) -> bool:
        """Demo mode allows samples and a clock that can be moved; live mode neither."""
        return self.mode == DEMO

    @classmethod
    def from_env(cls, env: Mapping[str, str] | None = None) -> Settings:
        """The settings of this process; an empty variable counts as unset. Raises SettingsError."""
        given = {k: v.strip() for k, v in (os.environ if env is None else env).items() if v.strip()}
        mode = _one_of(given, "RECOURSE_MODE", (DEMO, LIVE))
        home = Path(given.get("RECOURSE_HOME", "var")).expanduser().absolute()
        return cls(
            home=home,
            database_url=_database_url(given, home),
            profile=_one_of(given, "RECOURSE_PROFILE", tuple(PROFILES)),
            mode=mode,
            now=_fixed_now(given, mode),
            port=_port(given, "RECOURSE_PORT", 5005),
            action_port=_port(given, "RECOURSE_ACTION_PORT", 5055),
            jwt_algorithm=given.get("RECOURSE_JWT_ALGORITHM", "HS256"),
            jwt_issuer=given.get("RECOURSE_JWT_ISSUER", "recourse"),
            jwt_audience=given.get("RECOURSE_JWT_AUDIENCE", "recourse"),
            marketplace_url=_address(given, "RECOURSE_MARKETPLACE_URL"),
            **_secrets(given, mode, home),
        )


def _one_of(given: Mapping[str, str], name: str, words: tuple[str, ...]) -> str:
    word = given.get(name, words[0])
    if word not in words:
        raise SettingsError(f"{name} is {word!r}; it may be {' or '.join(words)}")
    return word


def _port(given: Mapping[str, str], name: str, default: int) -> int:
    text = given.get(name, str(default))
    if not (text.isascii() and text.isdigit() and 0 < int(text) < 65536):
        raise SettingsError(f"{name} is {text!r}; it may be a number from 1 to 65535")
    return int(text)


def _address(given: Mapping[str, str], name: str) -> str | None:
    text = given.get(name)
    if text is None:
        return None
    try:
        parts = urlsplit(text)
        usable = parts.scheme in ("http", "https") and parts.hostname and parts.username is None and parts.port != 0
    except ValueError:
        usable = False
    if not usable or not (text.isascii() and text.isprintable() and " " not in text):
        raise SettingsError(f"{name} is no address such as https://shop.example/recourse (http or https, no password)")
    return text


def _fixed_now(given: Mapping[str, str], mode: str) -> datetime | None:
    text = given.get("RECOURSE_NOW")
    if text is None:
        return None
    if mode == LIVE:
        raise SettingsError("RECOURSE_NOW is for demo mode only")
    try:
        now = datetime.fromisoformat(text.upper().replace("Z", "+00:00"))
    except ValueError:
        raise SettingsError(f"RECOURSE_NOW is {text!r}; it may be a time such as 2026-12-24T10:00Z") from None
    if now.utcoffset() is None:
        raise SettingsError("RECOURSE_NOW has no time zone")
    return now.astimezone(timezone.utc)


def _database_url(given: Mapping[str, str], home: Path) -> str:
    url = given.get("RECOURSE_DATABASE_URL", f"sqlite:///{home / 'recourse.db'}")
    return url.replace("postgres://", "postgresql://", 1) if url.startswith("postgres://") else url


def _secrets(given: Mapping[str, str], mode: str, home: Path) -> dict[str, str]:
    found = {name: given[f"RECOURSE_{name.upper()}"] for name in _SECRETS if f"RECOURSE_{name.upper()}" in given}
    missing = [name for name in _SECRETS if name not in found]
    if missing and mode == LIVE:
        raise SettingsError(f"RECOURSE_{missing[0].upper()} must be given in live mode")
    return {**_kept_secrets(home / "secrets.json", missing), **found} if missing else found


def _kept_secrets(path: Path, wanted: list[str]) -> dict[str, str]:
    if not path.exists():
        _make_secrets(path)
    try:
        kept = json.loads(path.read_text("utf-8"))
        return {name: _secret(kept, name) for name in wanted}
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise SettingsError(f"{path} cannot be used ({error}); mend it, or delete it to have a new one made") from error


def _secret(kept: Mapping[str, object], name: str) -> str:
    value = kept[name]
    if not isinstance(value, str) or not value:
        raise ValueError(f"{name} is no text")
    return value


def _make_secrets(path: Path) -> None:
    """Written aside and then linked: of several processes starting at once one wins, and nobody reads half a file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, aside = tempfile.mkstemp(dir=path.parent, prefix=".secrets-")  # made with 0600
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump({name: secrets.token_urlsafe(48) for name in _SECRETS}, file, indent=2)
            file.flush()
            os.fsync(file.fileno())
        with contextlib.suppress(FileExistsError):
            os.link(aside, path)
    finally:
        os.unlink(aside)
