"""``recourse invent``: an empty shop is filled, one with orders is left alone, and scripts learn whom to ask as."""

from __future__ import annotations

import json
from pathlib import Path

from tests.actions.commanding import TESTED, a_runner


def test_an_empty_shop_is_filled_and_some_orders_are_named(tmp_path: Path):
    run = a_runner(tmp_path, **TESTED)
    told = json.loads(run("invent", 30, "--json").stdout)
    assert (told["orders"], told["at"], len(told["some"])) == (30, "2026-03-04T10:00:00Z", 30)
    pair = told["some"][-1]
    assert json.loads(run("orders", "show", pair["order_id"], "--json").stdout)["order_id"] == pair["order_id"]
    assert len(json.loads(run("orders", "list", "--json").stdout)) == 30


def test_a_shop_that_has_orders_is_left_alone(tmp_path: Path):
    run = a_runner(tmp_path, **TESTED)
    run("invent", 3)
    again = run("invent", 5)
    assert (again.exit_code, "orders already" in again.stderr) == (4, True)
    assert len(json.loads(run("orders", "list", "--json").stdout)) == 3


def test_nothing_is_invented_in_live_mode(tmp_path: Path):
    secrets = {f"RECOURSE_{name}": "a secret" for name in ("JWT_KEY", "EVENTS_SECRET", "ACTION_SECRET", "API_TOKEN")}
    assert a_runner(tmp_path, RECOURSE_MODE="live", **secrets)("invent", 3).exit_code == 2
