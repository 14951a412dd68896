"""Settings come from the environment; secrets that are not given are made once and kept for the owner alone."""

from __future__ import annotations

import json
import stat
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timezone
from pathlib import Path

import pytest

from actions.settings import Settings, SettingsError

GIVEN = {
    "RECOURSE_JWT_KEY": "k",
    "RECOURSE_EVENTS_SECRET": "e",
    "RECOURSE_ACTION_SECRET": "a",
    "RECOURSE_API_TOKEN": "t",
}


def _env(home: Path, **more: str) -> dict[str, str]:
    return {"RECOURSE_HOME": str(home), **more}


def test_without_any_setting_it_is_a_demo_beside_its_database(tmp_path: Path) -> None:
    found = Settings.from_env(_env(tmp_path))
    assert (found.mode, found.profile, found.port, found.action_port) == ("demo", "guides", 5005, 5055)
    assert found.database_url == f"sqlite:///{tmp_path / 'recourse.db'}"
    assert found.now is None
    assert found.is_demo


def test_the_home_is_var_where_one_stands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert Settings.from_env({}).home == tmp_path / "var"


def test_secrets_are_made_once_for_the_owner_alone(tmp_path: Path) -> None:
    first = Settings.from_env(_env(tmp_path / "new" / "home"))
    kept = tmp_path / "new" / "home" / "secrets.json"
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert sorted(json.loads(kept.read_text())) == ["action_secret", "api_token", "events_secret", "jwt_key"]
    assert len({first.jwt_key, first.events_secret, first.action_secret, first.api_token}) == 4
    assert Settings.from_env(_env(tmp_path / "new" / "home")) == first
    assert [path.name for path in kept.parent.iterdir()] == ["secrets.json"]


def test_processes_that_start_at_once_share_one_set_of_secrets(tmp_path: Path) -> None:
    with ThreadPoolExecutor(16) as starting:
        found = list(starting.map(lambda _: Settings.from_env(_env(tmp_path)), range(64)))
    assert len(set(found)) == 1


def test_a_given_secret_wins_and_an_empty_one_counts_as_none(tmp_path: Path) -> None:
    found = Settings.from_env(_env(tmp_path, RECOURSE_JWT_KEY="mine", RECOURSE_API_TOKEN=" "))
    assert found.jwt_key == "mine"
    assert found.api_token == json.loads((tmp_path / "secrets.json").read_text())["api_token"]


def test_given_secrets_leave_no_file(tmp_path: Path) -> None:
    Settings.from_env(_env(tmp_path, **GIVEN))
    assert list(tmp_path.iterdir()) == []


def test_live_mode_makes_no_secrets(tmp_path: Path) -> None:
    assert Settings.from_env(_env(tmp_path, RECOURSE_MODE="live", **GIVEN)).mode == "live"
    for name in GIVEN:
        fewer = {key: value for key, value in GIVEN.items() if key != name}
        with pytest.raises(SettingsError, match=name):
            Settings.from_env(_env(tmp_path, RECOURSE_MODE="live", **fewer))
    assert list(tmp_path.iterdir()) == []


def test_the_clock_of_one_process_is_fixed_in_demo_mode_only(tmp_path: Path) -> None:
    found = Settings.from_env(_env(tmp_path, RECOURSE_NOW="2026-12-24T11:00+01:00"))
    assert found.now == datetime(2026, 12, 24, 10, 0, tzinfo=timezone.utc)
    assert Settings.from_env(_env(tmp_path, RECOURSE_NOW="2026-12-24T10:00Z")).now == found.now
    with pytest.raises(SettingsError, match="RECOURSE_NOW"):
        Settings.from_env(_env(tmp_path, RECOURSE_MODE="live", RECOURSE_NOW="2026-12-24T10:00Z", **GIVEN))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("RECOURSE_NOW", "tomorrow"),
        ("RECOURSE_NOW", "2026-12-24T10:00"),
        ("RECOURSE_MODE", "production"),
        ("RECOURSE_PORT", "0"),
        ("RECOURSE_PORT", "70000"),
        ("RECOURSE_ACTION_PORT", "5055a"),
        ("RECOURSE_PROFILE", "guide"),
    ],
)
def test_a_setting_that_cannot_be_used_names_itself(tmp_path: Path, name: str, value: str) -> None:
    with pytest.raises(SettingsError, match=name):
        Settings.from_env(_env(tmp_path, **{name: value}))


@pytest.mark.parametrize("broken", ["", "{", "[]", '{"jwt_key": "k"}', '{"jwt_key": 7}'])
def test_a_broken_file_of_secrets_is_named_and_left_alone(tmp_path: Path, broken: str) -> None:
    (tmp_path / "secrets.json").write_text(broken)
    with pytest.raises(SettingsError, match=r"secrets\.json"):
        Settings.from_env(_env(tmp_path))
    assert (tmp_path / "secrets.json").read_text() == broken


def test_secrets_are_not_shown(tmp_path: Path) -> None:
    found = Settings.from_env(_env(tmp_path))
    assert found.jwt_key not in repr(found)
    assert found.api_token not in repr(found)


def test_the_short_name_of_postgresql_is_understood(tmp_path: Path) -> None:
    found = Settings.from_env(_env(tmp_path, RECOURSE_DATABASE_URL="postgres://u:p@host/db"))
    assert found.database_url == "postgresql://u:p@host/db"
