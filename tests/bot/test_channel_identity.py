"""Which tokens speak for a buyer, and which prove nothing."""

from __future__ import annotations

import base64
import json
from datetime import datetime, timedelta, timezone
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat

from bot.channels.identity import BadToken, Expired, Tokens
from bot.settings import Settings

KEY = "a key of this test that is long enough for every algorithm that HMAC has: 64"
NOW = datetime(2026, 11, 22, 12, 0, tzinfo=timezone.utc)
IN_AN_HOUR = int((NOW + timedelta(hours=1)).timestamp())
SECRETS = {"RECOURSE_EVENTS_SECRET": "e", "RECOURSE_ACTION_SECRET": "a", "RECOURSE_API_TOKEN": "t"}


def tokens(**changes: str) -> Tokens:
    return Tokens(Settings.from_env({"RECOURSE_JWT_KEY": KEY, **SECRETS, **changes}))


def claims(**changes: Any) -> dict[str, Any]:
    """Those of a good token; a value of None leaves one out."""
    good = {"sub": "b1", "iss": "recourse", "aud": "recourse", "exp": IN_AN_HOUR}
    return {name: value for name, value in {**good, **changes}.items() if value is not None}


def signed(key: str = KEY, algorithm: str = "HS256", **changes: Any) -> str:
    return jwt.encode(claims(**changes), key, algorithm=algorithm)


def glued(header: dict[str, Any], payload: dict[str, Any], signature: str = "") -> str:
    def part(document: dict[str, Any]) -> str:
        return base64.urlsafe_b64encode(json.dumps(document).encode()).rstrip(b"=").decode()

    return f"{part(header)}.{part(payload)}.{signature}"


def test_a_good_token_speaks_for_its_subject_with_the_facts_of_its_reader() -> None:
    signed_in = tokens().read(signed(name="Ann Ames", locale="en-GB", zoneinfo="Europe/London"), NOW)
    assert signed_in.buyer.facts() == {"id": "b1", "name": "Ann Ames", "locale": "en-GB", "zone": "Europe/London"}
    assert signed_in.ends == IN_AN_HOUR


def test_the_audience_may_be_one_of_several() -> None:
    assert tokens().read(signed(aud=["shop", "recourse"]), NOW).buyer.id == "b1"


@pytest.mark.parametrize(
    "token",
    [
        "nonsense",
        "a.b.c",
        "..",
        "x" * 9000,
        "t\u00f6ken.\u2603.x",
        signed(key="another key, as long as the right one, in the hands of somebody else: 64"),
        signed(algorithm="HS512"),
        signed(iss="another-shop"),
        signed(iss=None),
        signed(aud="another-service"),
        signed(aud=["another", "third"]),
        signed(aud=None),
        signed(exp=None),
        signed(exp=True),
        signed(exp=[IN_AN_HOUR]),
        signed(exp=1e300),
        signed(sub=None),
        signed(sub=""),
        signed(sub=" b1"),
        signed(sub="b\n1"),
        signed(sub="b" * 256),
        signed(nbf=IN_AN_HOUR - 60),
        glued({"alg": "none", "typ": "JWT"}, claims()),
        glued({"alg": "None", "typ": "JWT"}, claims()),
        glued({"alg": "HS256", "typ": "JWT"}, claims(), ""),
        glued({"alg": "HS256", "typ": "JWT"}, claims(sub="b2"), signed().rsplit(".", 1)[1]),
        glued({"alg": ["HS256"], "typ": "JWT"}, claims()),
        glued({"typ": "JWT"}, claims()),
    ],
)
def test_a_token_that_is_not_ours_proves_nothing(token: str) -> None:
    with pytest.raises(BadToken) as bad:
        tokens().read(token, NOW)
    assert not isinstance(bad.value, Expired)


def test_a_token_counts_until_the_very_second_it_ends_by_the_shops_clock() -> None:
    end = datetime.fromtimestamp(IN_AN_HOUR, timezone.utc)
    assert tokens().read(signed(), end - timedelta(microseconds=1)).buyer.id == "b1"
    with pytest.raises(Expired) as expired:
        tokens().read(signed(), end)
    assert expired.value.buyer.id == "b1"


def test_the_shops_clock_decides_also_when_it_is_years_from_real_time() -> None:
    then = datetime(2035, 1, 1, tzinfo=timezone.utc)
    fresh = signed(exp=int(then.timestamp()) + 60, iat=int(then.timestamp()), nbf=int(then.timestamp()))
    assert tokens().read(fresh, then).buyer.id == "b1"


def test_an_expired_token_with_a_wrong_signature_is_a_forged_one() -> None:
    forged = signed(key="another key, as long as the right one, in the hands of somebody else: 64", exp=1)
    with pytest.raises(BadToken) as bad:
        tokens().read(forged, NOW)
    assert not isinstance(bad.value, Expired)


@pytest.mark.parametrize(
    "facts",
    [
        {"name": 5, "locale": "<b>", "zoneinfo": "Mars/Phobos"},
        {"name": "A\nB", "locale": "../en", "zoneinfo": "../../etc/passwd"},
        {"name": "x" * 500, "locale": "e" * 50, "zoneinfo": "x" * 500},
        {"name": "", "locale": "", "zoneinfo": ""},
        {"name": [], "locale": {}, "zoneinfo": 1},
    ],
)
def test_facts_about_the_reader_that_cannot_be_right_are_left_out(facts: dict[str, Any]) -> None:
    assert tokens().read(signed(**facts), NOW).buyer.facts() == {"id": "b1", "name": None, "locale": None, "zone": None}


def test_with_a_public_key_its_text_does_not_sign() -> None:
    """The classic confusion: a token signed by HMAC with the public key as the secret."""
    private = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    public = private.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()
    secret = private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()
    reader = tokens(RECOURSE_JWT_KEY=public, RECOURSE_JWT_ALGORITHM="RS256")
    assert reader.read(signed(key=secret, algorithm="RS256"), NOW).buyer.id == "b1"
    header, payload = glued({"alg": "HS256", "typ": "JWT"}, claims()).rstrip(".").split(".")
    mac = jwt.algorithms.HMACAlgorithm(jwt.algorithms.HMACAlgorithm.SHA256).sign(
        f"{header}.{payload}".encode(), public.encode()
    )
    confused = f"{header}.{payload}.{base64.urlsafe_b64encode(mac).rstrip(b'=').decode()}"
    with pytest.raises(BadToken):
        reader.read(confused, NOW)
