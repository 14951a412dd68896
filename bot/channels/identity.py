"""Decides who asks: reads a buyer's signed token by this installation's settings and the shop's clock.

Only the subject and facts about the reader's language and zone come out of it; the token itself goes nowhere.
"""

from __future__ import annotations

import math
import re
import unicodedata
import zoneinfo
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import jwt

from bot.channels.inbound import LONGEST_NAME
from bot.settings import ALGORITHMS, Settings

LONGEST_TOKEN = 8192
_LOCALE = re.compile(r"[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8}){0,3}")


@dataclass(frozen=True)
class Buyer:
    """A verified buyer, as the actions get to see it."""

    id: str
    name: str | None = None
    locale: str | None = None
    zone: str | None = None

    def facts(self) -> dict[str, str | None]:
        """What goes on with the message, and so into the conversation's record."""
        return {"id": self.id, "name": self.name, "locale": self.locale, "zone": self.zone}


@dataclass(frozen=True)
class SignedIn:
    """Who the token speaks for, and the instant (Unix seconds) from which it no longer counts."""

    buyer: Buyer
    ends: float


class BadToken(Exception):
    """The token proves nothing; ``reason`` is a word for the client's log."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Expired(BadToken):
    """The token was good once: who it spoke for."""

    def __init__(self, buyer: Buyer) -> None:
        super().__init__("token_expired")
        self.buyer = buyer


class Tokens:
    """Checks tokens by one key, one algorithm, one issuer and one audience."""

    def __init__(self, settings: Settings) -> None:
        if settings.jwt_algorithm not in ALGORITHMS:
            raise ValueError(f"{settings.jwt_algorithm} signs nothing")
        self._key = settings.jwt_key
        self._algorithm = settings.jwt_algorithm
        self._issuer, self._audience = settings.jwt_issuer, settings.jwt_audience

    def read(self, token: str, now: datetime) -> SignedIn:
        """Who the token speaks for at ``now``, the shop's time. Raises BadToken; Expired when nothing else is wrong."""
        claims = self._claims(token)
        ends, begins = _instant(claims, "exp"), _instant(claims, "nbf") if "nbf" in claims else -math.inf
        buyer = _buyer(claims)
        if now.timestamp() >= ends:
            raise Expired(buyer)
        if now.timestamp() < begins:
            raise BadToken("token_not_valid_yet")
        return SignedIn(buyer, ends)

    def _claims(self, token: str) -> dict[str, Any]:
        if len(token) > LONGEST_TOKEN:
            raise BadToken("token_too_long")
        try:
            return jwt.decode(
                token,
                self._key,
                algorithms=[self._algorithm],
                issuer=self._issuer,
                audience=self._audience,
                # Times are read by the shop's clock, which pyjwt does not know.
                options={"require": ["sub", "iss", "aud", "exp"], **dict.fromkeys(_TIMES_BY_PYJWT, False)},
            )
        except (jwt.PyJWTError, ValueError, TypeError):
            raise BadToken("token_not_accepted") from None


_TIMES_BY_PYJWT = ("verify_exp", "verify_nbf", "verify_iat")


def _instant(claims: dict[str, Any], name: str) -> float:
    value = claims[name]
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not abs(value) < 1e12:
        raise BadToken(f"token_{name}_malformed")
    return float(value)


def _buyer(claims: dict[str, Any]) -> Buyer:
    subject = claims["sub"]
    if not isinstance(subject, str) or not _printable(subject, LONGEST_NAME):
        raise BadToken("token_sub_malformed")
    name, locale, zone = claims.get("name"), claims.get("locale"), claims.get("zoneinfo")
    return Buyer(
        id=subject,
        name=name if isinstance(name, str) and _printable(name, 200) else None,
        locale=locale if isinstance(locale, str) and _LOCALE.fullmatch(locale) else None,
        zone=zone if isinstance(zone, str) and _is_zone(zone) else None,
    )


def _printable(text: str, longest: int) -> bool:
    return (
        0 < len(text) <= longest and text == text.strip() and not any(unicodedata.category(c)[0] == "C" for c in text)
    )


def _is_zone(name: str) -> bool:
    try:
        zoneinfo.ZoneInfo(name)
    except (ValueError, OSError, zoneinfo.ZoneInfoNotFoundError):
        return False
    return True
