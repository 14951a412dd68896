"""The marketplace of the README, as it stands there: it takes our news from a real server, and tells it an event."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from actions.desk import Desk, open_desk
from actions.policy.decision import Request
from actions.policy.facts import CancellationReason
from actions.policy.requests import Ask
from tests.actions.serving import ROOT, Server, free_port, served

pytestmark = pytest.mark.server

CANCEL = Ask(Request.CANCEL, CancellationReason.OTHER)
PAID = {"placed_at": "-3d", "paid_at": "-3d", "payment_verified_at": "-2h"}


@pytest.fixture
def example(tmp_path: Path) -> Path:
    found = re.findall(r"^```python\n(.*?)^```", (ROOT / "README.md").read_text("utf-8"), re.MULTILINE | re.DOTALL)
    assert len(found) == 1
    assert found[0].count("\n") <= 40
    file = tmp_path / "marketplace.py"
    file.write_text(found[0], "utf-8")
    return file


def an_order(desk: Desk, number: str) -> None:
    items = [{"sku": "MUG", "title": "Mug", "quantity": 1, "unit_price": "9.50"}]
    entry = {"order_id": number, "buyer_id": "b1", "seller_id": "s1", "currency": "EUR", "payment_method": "card"}
    desk.import_orders({"orders": [{**entry, **PAID, "items": items}]})


def cancel(desk: Desk, number: str) -> None:
    order = desk.order("b1", number)
    assert order is not None
    proposal = desk.propose("b1", order, CANCEL, desk.decide(order, CANCEL), "chat")
    assert desk.perform("b1", number, CANCEL, proposal, "chat").performed


def environment(server: Server, **more: str) -> dict[str, str]:
    address = f"http://127.0.0.1:{server.port}"
    secret = server.settings.events_secret
    return {**os.environ, "RECOURSE_EVENTS_SECRET": secret, "RECOURSE": address, "PYTHONUNBUFFERED": "1", **more}


def test_the_example_takes_our_news_and_tells_us_an_event(example: Path, tmp_path: Path) -> None:
    port = free_port()
    with served(tmp_path / "home", RECOURSE_MARKETPLACE_URL=f"http://127.0.0.1:{port}/") as server:
        desk, env = open_desk(server.settings), environment(server, PORT=str(port))
        for number in ("41", "42"):
            an_order(desk, number)
        command = [sys.executable, str(example)]
        with subprocess.Popen(command, env=env, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as feed:
            try:
                assert feed.stdout is not None
                cancel(desk, "41")
                assert feed.stdout.readline().startswith("cancelled 41 {")
                assert feed.stdout.readline().startswith("refund_due 41 {")
            finally:
                feed.terminate()
        told = [sys.executable, str(example), "shipped", "42", "tracking=GB123"]
        done = subprocess.run(told, env=env, capture_output=True, text=True, check=True)
        assert done.stdout.startswith("202 ")
        shipped = desk.any_order("42")
        assert shipped is not None
        assert shipped.tracking == "GB123"
        refused = subprocess.run([*told[:-2], "41"], env=env, capture_output=True, text=True, check=True)
        assert refused.stdout.startswith("409 ")
        forged = {**env, "RECOURSE_EVENTS_SECRET": "another"}
        assert subprocess.run(told, env=forged, capture_output=True, text=True, check=True).stdout.startswith("401 ")
