"""Holds how this installation is set up, for the Rasa side: read once from the environment and from ``secrets.json``.

It reads the same variables and the same file as the action server, which it may not import. Secrets that are not given
are made once and kept with owner-only rights; in live mode they must be given.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timezone
from pathlib import Path

from bot.kept_secrets import NAMES, UnusableSecrets, kept_secrets

ROOT = Path(__file__).resolve().parent.parent
DEMO, LIVE = "demo", "live"
ALGORITHMS = ("HS256", "HS384", "HS512", "RS256", "RS384", "RS512", "PS256", "ES256", "ES384", "EdDSA")
MOST_WORKERS = 64


class SettingsError(ValueError):
    """A setting cannot be used; the message names the variable and what it may be."""


@dataclass(frozen=True)
class Settings:
    """How this installation is set up. ``now``: the fixed clock of this process (demo mode only), else None."""

    home: Path
    mode: str
    now: datetime | None
    interface: str
    port: int
    action_port: int
    action_url: str
    chat_database_url: str
    redis_url: str | None
    workers: int
    jwt_algorithm: str
    jwt_issuer: str
    jwt_audience: str
    jwt_key: str = field(repr=False)
    action_secret: str = field(repr=False)
    api_token: str = field(repr=False)

    @property
    def is_demo(self) -> bool:
        """Demo mode has samples and a clock that can be moved; live mode neither."""
        return self.mode == DEMO

    @property
    def url(self) -> str:
        """Where this machine reaches the Rasa server."""
        return f"http://{reachable(self.interface)}:{self.port}"

    @property
    def needs_for_workers(self) -> str | None:
        """What is missing for as many workers as are wanted: locks that all of them share. None when all is there."""
        if self.workers == 1 or self.redis_url or self.chat_database_url.startswith("postgresql"):
            return None
        return (
            f"RECOURSE_WORKERS is {self.workers}: several workers need locks that they share. Keep the conversations "
            "in PostgreSQL (RECOURSE_CHAT_DATABASE_URL=postgresql://…), or name a Redis (RECOURSE_REDIS_URL=redis://…)"
        )

    @classmethod
    def from_env(cls, env: Mapping[str, str] | None = None) -> Settings:
        """The settings of this process; an empty variable counts as unset. Raises SettingsError."""
        given = {k: v.strip() for k, v in (os.environ if env is None else env).items() if v.strip()}
        mode = _one_of(given, "RECOURSE_MODE", (DEMO, LIVE))
        home = Path(given.get("RECOURSE_HOME", "var")).expanduser().absolute()
        action_port = _port(given, "RECOURSE_ACTION_PORT", 5055)
        kept = _secrets(given, mode, home)
        return cls(
            home=home,
            mode=mode,
            now=_fixed_now(given, mode),
            interface=given.get("RECOURSE_INTERFACE", "127.0.0.1"),
            port=_port(given, "RECOURSE_PORT", 5005),
            action_port=action_port,
            action_url=given.get("RECOURSE_ACTION_URL", f"http://127.0.0.1:{action_port}").rstrip("/"),
            chat_database_url=_chat_database_url(given, home),
            redis_url=_redis_url(given),
            workers=_workers(given),
            jwt_algorithm=_one_of(given, "RECOURSE_JWT_ALGORITHM", ALGORITHMS),
            jwt_issuer=given.get("RECOURSE_JWT_ISSUER", "recourse"),
            jwt_audience=given.get("RECOURSE_JWT_AUDIENCE", "recourse"),
            jwt_key=kept["jwt_key"],
            action_secret=kept["action_secret"],
            api_token=kept["api_token"],
        )

    def settings_file(self) -> str:
        """The lines of a file to be sourced for Rasa's own commands in this checkout; what is set already stays."""
        lines = ["# Made by `make`, to be sourced in a shell.", f'export PATH="{ROOT}/.venv/bin:$PATH"']
        # What follows from a setting above follows from it in the shell as well.
        follows = {str(self.home): "$RECOURSE_HOME", f":{self.action_port}": ":$RECOURSE_ACTION_PORT"}
        for name, value in self.environment().items():
            if value in (self.action_secret, self.api_token) and not self.is_demo:
                continue  # in live mode secrets are given, and stay where they are kept
            shown = _quoted(value)
            if name in ("RECOURSE_ACTION_URL", "RECOURSE_CHAT_DATABASE_URL"):
                for part, variable in follows.items():
                    shown = shown.replace(_quoted(part), variable)
            lines.append(f'export {name}="${{{name}:-{shown}}}"')
        return "\n".join(lines) + "\n"

    def environment(self) -> dict[str, str]:
        """The variables that ``endpoints.yml`` and Rasa itself need; holds the action secret and the API's token."""
        return {
            **({"RECOURSE_REDIS_URL": self.redis_url} if self.redis_url else {}),
            "RECOURSE_WORKERS": str(self.workers),
            "SANIC_WORKERS": str(self.workers),
            "RECOURSE_HOME": str(self.home),
            "RECOURSE_PORT": str(self.port),
            "RECOURSE_ACTION_PORT": str(self.action_port),
            "RECOURSE_ACTION_URL": self.action_url,
            "RECOURSE_CHAT_DATABASE_URL": self.chat_database_url,
            "RECOURSE_ACTION_SECRET": self.action_secret,
            "RECOURSE_API_TOKEN": self.api_token,
            "RASA_TELEMETRY_ENABLED": "false",
            "SANIC_HOST": self.interface,
            "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
            "TF_CPP_MIN_LOG_LEVEL": "3",
            "PYTHONWARNINGS": "ignore",
        }


def _quoted(value: str) -> str:
    """As it may stand between double quotes inside ``${NAME:-…}``."""
    return "".join(f"\\{sign}" if sign in '\\"$`}' else sign for sign in value)


def reachable(interface: str) -> str:
    """The address to ask when a server listens on the given interface (``0.0.0.0`` is no address to ask)."""
    return "127.0.0.1" if interface in ("0.0.0.0", "::", "") else interface


def _one_of(given: Mapping[str, str], name: str, words: tuple[str, ...]) -> str:
    word = given.get(name, words[0])
    if word not in words:
        raise SettingsError(f"{name} is {word!r}; it may be {', '.join(words[:-1])} or {words[-1]}")
    return word


def _port(given: Mapping[str, str], name: str, default: int) -> int:
    text = given.get(name, str(default))
    if not (text.isascii() and text.isdigit() and 0 < int(text) < 65536):
        raise SettingsError(f"{name} is {text!r}; it may be a number from 1 to 65535")
    return int(text)


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


def _chat_database_url(given: Mapping[str, str], home: Path) -> str:
    url = given.get("RECOURSE_CHAT_DATABASE_URL", f"sqlite:///{home / 'chat.db'}")
    return url.replace("postgres://", "postgresql://", 1) if url.startswith("postgres://") else url


def _redis_url(given: Mapping[str, str]) -> str | None:
    url = given.get("RECOURSE_REDIS_URL")
    if url is not None and not url.startswith(("redis://", "rediss://", "unix://")):
        raise SettingsError(
            "RECOURSE_REDIS_URL is no address of a Redis; it may begin with redis://, rediss:// or unix://"
        )
    return url


def _workers(given: Mapping[str, str]) -> int:
    text = given.get("RECOURSE_WORKERS", "1")
    if not (text.isascii() and text.isdigit() and 0 < int(text) <= MOST_WORKERS):
        raise SettingsError(f"RECOURSE_WORKERS is {text!r}; it may be a number from 1 to {MOST_WORKERS}")
    return int(text)


def _secrets(given: Mapping[str, str], mode: str, home: Path) -> dict[str, str]:
    found = {name: given[f"RECOURSE_{name.upper()}"] for name in NAMES if f"RECOURSE_{name.upper()}" in given}
    missing = [name for name in NAMES if name not in found]
    if missing and mode == LIVE:
        raise SettingsError(f"RECOURSE_{missing[0].upper()} must be given in live mode")
    try:
        return {**kept_secrets(home / "secrets.json", missing), **found} if missing else found
    except UnusableSecrets as problem:
        raise SettingsError(str(problem)) from problem
