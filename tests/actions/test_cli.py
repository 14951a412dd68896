"""The commands: tokens, clock, reset, what cannot be used, and what a program gets: exit codes and JSON alone."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import jwt
import pytest

from actions.settings import Settings
from tests.actions.commanding import HEADPHONES, NOW, SAMPLES, TESTED, Run, a_file, a_runner, failed, shown
from tests.actions.serving import ROOT, environment


def claims_of(run: Run, home: Path, *options: str) -> dict[str, Any]:
    result = run("token", "b2", *options)
    assert (result.exit_code, result.stderr) == (0, "")
    settings = Settings.from_env({"RECOURSE_HOME": str(home)})
    signed = result.stdout.removesuffix("\n")
    options_ = {"verify_exp": False}
    claims: dict[str, Any] = jwt.decode(
        signed, settings.jwt_key, ["HS256"], options_, issuer="recourse", audience="recourse"
    )
    return claims


def test_a_token_says_who_the_buyer_is_and_until_when_by_the_shops_clock(run: Run, shop: Path) -> None:
    assert claims_of(run, shop) == {
        "sub": "b2",
        "iss": "recourse",
        "aud": "recourse",
        "exp": int((NOW + timedelta(hours=1)).timestamp()),
        "name": "Javier Ortega",
        "locale": "es-ES",
        "zoneinfo": "Europe/Madrid",
    }
    assert claims_of(run, shop, "--ttl", "2d30m")["exp"] == int((NOW + timedelta(days=2, minutes=30)).timestamp())


@pytest.mark.parametrize("ttl", ["", "0h", "1", "-1h", "an hour", "400d", "9" * 20 + "h"])
def test_a_token_that_would_hold_for_no_time_or_for_ever_is_refused(run: Run, ttl: str) -> None:
    assert failed(run("token", "b2", "--ttl", ttl), 2)


def test_a_key_that_cannot_sign_is_told_without_showing_it(run: Run) -> None:
    key = "k" * 40
    said = failed(run("token", "b2", RECOURSE_JWT_ALGORITHM="RS256", RECOURSE_JWT_KEY=key), 2)
    assert "RECOURSE_JWT_KEY" in said
    assert key not in said


def test_the_clock_moves_for_every_process_and_back(tmp_path: Path) -> None:
    run = a_runner(tmp_path)

    def told(*arguments: str) -> datetime:
        result = run("clock", *arguments)
        assert (result.exit_code, result.stderr) == (0, "")
        assert result.stdout.endswith("Z\n")
        return datetime.fromisoformat(result.stdout.strip().replace("Z", "+00:00"))

    real = datetime.now(timezone.utc)
    assert abs(told("+14d") - real - timedelta(days=14)) < timedelta(seconds=30)
    assert abs(told("-1d") - real - timedelta(days=13)) < timedelta(seconds=30)
    assert abs(told() - real - timedelta(days=13)) < timedelta(seconds=30)
    assert told("2026-12-24T10:00Z") == datetime(2026, 12, 24, 10, tzinfo=timezone.utc)
    assert abs(told("reset") - real) < timedelta(seconds=60)


@pytest.mark.parametrize("move", ["tomorrow", "14d", "+14", "2026-12-24", "2026-12-24T10:00", "+99999w", "", "+-1d"])
def test_a_clock_is_not_moved_to_nowhere(tmp_path: Path, move: str) -> None:
    run = a_runner(tmp_path)
    assert failed(run("clock", move), 2)
    told = datetime.fromisoformat(run("clock").stdout.strip().replace("Z", "+00:00"))
    assert abs(told - datetime.now(timezone.utc)) < timedelta(seconds=30)


def test_a_fixed_clock_is_told_and_not_moved(run: Run) -> None:
    assert run("clock").stdout == "2026-03-04T10:00:00Z\n"
    assert "RECOURSE_NOW" in failed(run("clock", "+1d"), 2)


def test_reset_needs_to_be_told_what_to_begin_with(own: Run) -> None:
    assert "--samples" in failed(own("reset"), 2)
    assert len(shown(own("orders", "list", "--json"))) == SAMPLES


def test_reset_throws_everything_away_and_begins_again(own: Run, tmp_path: Path) -> None:
    own("orders", "import", a_file(tmp_path))
    own("event", HEADPHONES, "shipped")
    assert own("reset", "--samples").exit_code == 0
    assert len(shown(own("orders", "list", "--json"))) == SAMPLES
    assert shown(own("orders", "show", HEADPHONES, "--json"))["status"] == "pending_shipment"


def test_samples_can_be_had_only_where_there_is_nothing(own: Run, tmp_path: Path) -> None:
    own("orders", "import", a_file(tmp_path))
    assert "nothing was changed" in own("reset", "--samples", "--if-empty").stderr
    assert len(shown(own("orders", "list", "--json"))) == SAMPLES + 1


LIVE = {
    "RECOURSE_MODE": "live",
    **dict.fromkeys(
        ("RECOURSE_JWT_KEY", "RECOURSE_EVENTS_SECRET", "RECOURSE_ACTION_SECRET", "RECOURSE_API_TOKEN"), "k" * 40
    ),
}


@pytest.mark.parametrize(
    "arguments", [("reset", "--samples"), ("clock", "+1d"), ("clock", "reset"), ("due", "--at", "+1d")]
)
def test_a_live_shop_is_not_played_with(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    run = a_runner(tmp_path, **LIVE)
    assert "demo mode" in failed(run(*arguments), 2) or "live mode" in failed(run(*arguments), 2)


def test_a_live_shop_without_its_secrets_says_which(tmp_path: Path) -> None:
    assert "RECOURSE_JWT_KEY must be given" in failed(a_runner(tmp_path, RECOURSE_MODE="live")("orders", "list"), 2)


@pytest.mark.parametrize("url", ["nonsense", "mysql://x/y", "sqlite://", "sqlite:///:memory:"])
def test_a_database_that_cannot_be_used_is_told(tmp_path: Path, url: str) -> None:
    assert failed(a_runner(tmp_path, RECOURSE_DATABASE_URL=url)("orders", "list"), 2)


def test_a_database_that_does_not_answer_is_told(tmp_path: Path) -> None:
    url = "postgresql://nobody:secret@127.0.0.1:1/none"
    said = failed(a_runner(tmp_path, RECOURSE_DATABASE_URL=url)("orders", "list"), 1)
    assert "database" in said
    assert "secret" not in said


def test_the_commands_run_alone_and_load_nothing_of_rasa(shop: Path) -> None:
    heavy = "[name for name in sys.modules if name.startswith(('rasa', 'sanic', 'bot', 'tensorflow'))]"
    code = f"import sys, actions.cli; print({heavy})"
    env = environment(shop, **TESTED)
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=env, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize(
    ("arguments", "code"),
    [(["orders", "show", HEADPHONES, "--json"], 0), (["orders", "show", "1"], 3), (["nonsense"], 2), (["--help"], 0)],
)
def test_a_program_gets_the_exit_code_and_json_alone_on_stdout(shop: Path, arguments: list[str], code: int) -> None:
    command = [sys.executable, "-m", "actions", *arguments]
    done = subprocess.run(
        command, cwd=ROOT, env=environment(shop, **TESTED), capture_output=True, text=True, check=False
    )
    assert done.returncode == code, done.stderr
    if "--json" in arguments:
        assert json.loads(done.stdout)["order_id"] == HEADPHONES
        assert done.stderr == ""
