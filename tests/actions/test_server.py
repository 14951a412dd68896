"""The action server as it is served: who may speak to it, what it says when something breaks, clock and sweeper."""

from __future__ import annotations

import json
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from actions.desk import open_desk
from actions.store.database import reading
from actions.store.orders import load
from tests.actions.serving import Server, environment, free_port, served

pytestmark = pytest.mark.server

ORDER = {
    "order_id": "4000000000000001",
    "buyer_id": "b1",
    "seller_id": "s1",
    "currency": "EUR",
    "payment_method": "card",
    "placed_at": "-6d23h",
    "items": [{"sku": "MUG", "title": "Stoneware mug", "quantity": 1, "unit_price": "9.50"}],
}


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with served(tmp_path_factory.mktemp("served")) as running:
        yield running


def test_health_and_readiness_are_open_to_everybody(server: Server) -> None:
    assert server.get("/health").status == 200
    ready = server.get("/ready")
    assert (ready.status, ready.body) == (200, {"status": "ready", "database": True})


@pytest.mark.parametrize(
    ("method", "path"), [("GET", "/actions"), ("POST", "/webhook"), ("GET", "/clock"), ("GET", "/x")]
)
@pytest.mark.parametrize("given", [{}, {"Recourse_Action_Secret": "wrong"}, {"Recourse_Action_Secret": ""}])
def test_without_the_secret_nothing_else_is_reached(
    server: Server, method: str, path: str, given: dict[str, str]
) -> None:
    answer = server.call(method, path, b"{}" if method == "POST" else None, **given)
    assert answer.status == 401
    assert server.settings.action_secret not in answer.text


def test_a_secret_in_the_address_opens_nothing(server: Server) -> None:
    assert server.get(f"/clock?Recourse-Action-Secret={server.settings.action_secret}").status == 401


@pytest.mark.parametrize("path", ["//clock", "/health/../clock", "/marketplace/../clock", "/ready/", "/%63lock"])
def test_another_spelling_of_a_path_opens_nothing(server: Server, path: str) -> None:
    answer = server.get(path)
    assert answer.status in {401, 404}
    assert "now" not in answer.text


def test_the_rasa_server_reaches_the_actions(server: Server) -> None:
    answer = server.get("/actions", **server.secret)
    assert answer.status == 200
    assert {"name": "action_check_cancellation"} in answer.body


def test_an_unknown_address_is_not_found(server: Server) -> None:
    assert server.get("/nothing", **server.secret).status == 404


def test_a_failing_request_is_answered_by_a_reference_without_the_conversation(server: Server) -> None:
    call = {"version": "3.6.2", "next_action": "action_check_cancellation", "tracker": {"secret": "my address"}}
    answer = server.call("POST", "/webhook", json.dumps(call).encode(), **server.secret)
    assert answer.status == 500
    assert set(answer.body) == {"error", "reference"}
    assert "my address" not in answer.text
    assert answer.body["reference"] in server.log.read_text("utf-8")


@pytest.mark.parametrize("body", [b"", b"{", b"[1]", b"null", b"\xff\xfe", b"[" * 100_000])
def test_a_malformed_action_call_is_an_error_and_the_server_lives(server: Server, body: bytes) -> None:
    assert server.call("POST", "/webhook", body, **server.secret).status in {400, 500}
    assert server.get("/health").status == 200


def test_no_browser_is_told_that_it_may_call(server: Server) -> None:
    answer = server.get("/clock", Origin="http://shop.example", **server.secret)
    asked = server.call("OPTIONS", "/webhook", Origin="http://shop.example", **server.secret)
    assert not [name for name in (*answer.headers, *asked.headers) if name.startswith("access-control")]


def test_the_clock_is_the_shops_for_the_running_server(server: Server) -> None:
    desk = open_desk(server.settings)
    moved = desk.move_clock(timedelta(days=14))
    told = datetime.fromisoformat(server.get("/clock", **server.secret).body["now"].replace("Z", "+00:00"))
    assert abs(told - moved) < timedelta(seconds=30)
    desk.move_clock(None)


def test_the_sweeper_writes_what_is_due_when_the_clock_has_moved(server: Server) -> None:
    desk = open_desk(server.settings)
    desk.import_orders({"orders": [ORDER], "sellers": [{"seller_id": "s1"}]})
    desk.move_clock(timedelta(hours=2))
    _until(lambda: _stored_lapse(server) is not None)
    history = [str(entry.what) for entry in desk.history(ORDER["order_id"])]
    assert history == ["order_lapsed"]
    desk.move_clock(None)


def _stored_lapse(server: Server) -> datetime | None:
    with reading(open_desk(server.settings).engine) as session:
        found = load(session, str(ORDER["order_id"]))
    assert found is not None
    return found.lapsed_at


def _until(true: Callable[[], bool], seconds: float = 30) -> None:
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "it never came true"
        time.sleep(0.2)


def test_it_stops_at_once_when_it_is_asked_to(tmp_path: Path) -> None:
    with served(tmp_path) as running:
        began = time.monotonic()
        running.process.send_signal(signal.SIGTERM)
        running.process.wait(10)
        assert time.monotonic() - began < 5


def test_it_listens_on_this_machine_alone(server: Server) -> None:
    log = server.log.read_text("utf-8")
    assert f"http://127.0.0.1:{server.port}" in log


def test_in_live_mode_there_is_no_shops_clock(tmp_path: Path) -> None:
    given = dict.fromkeys(("RECOURSE_JWT_KEY", "RECOURSE_EVENTS_SECRET", "RECOURSE_API_TOKEN"), "k" * 40)
    with served(tmp_path, RECOURSE_MODE="live", RECOURSE_ACTION_SECRET="a" * 40, **given) as running:
        assert running.get("/clock", **running.secret).status == 404
        assert running.get("/ready").status == 200


def test_a_live_server_without_its_secrets_does_not_start(tmp_path: Path) -> None:
    env = environment(tmp_path, RECOURSE_MODE="live")
    command = [sys.executable, "-m", "rasa_sdk", "--actions", "actions", "--port", str(free_port())]
    done = subprocess.run(command, env=env, capture_output=True, timeout=60, check=False, cwd=Path(__file__).parents[2])
    assert done.returncode != 0
    assert re.search(rb"RECOURSE_\w+ must be given in live mode", done.stderr + done.stdout)


def test_importing_actions_outside_a_server_has_no_effect(tmp_path: Path) -> None:
    heavy = "[name for name in sys.modules if name.startswith(('rasa', 'sanic', 'bot'))]"
    code = f"import sys, actions, actions.__main__; print({heavy})"
    done = subprocess.run(
        [sys.executable, "-c", code],
        env=environment(tmp_path),
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[2],
    )
    assert done.stdout.strip() == "[]"
    assert list(tmp_path.iterdir()) == []


def test_two_servers_and_a_command_write_what_is_due_once(server: Server) -> None:
    desk = open_desk(server.settings)
    numbers = [f"40000000001000{n:02}" for n in range(20)]
    desk.import_orders(
        {"orders": [{**ORDER, "order_id": number} for number in numbers], "sellers": [{"seller_id": "s1"}]}
    )
    with served(server.settings.home):
        desk.move_clock(timedelta(hours=2))
        desk.apply_due()
        _until(lambda: not desk.apply_due())
        time.sleep(3)  # both have swept by now
        histories = [[str(entry.what) for entry in desk.history(number)] for number in numbers]
    desk.move_clock(None)
    assert histories == [["order_lapsed"]] * len(numbers)


def test_a_database_that_was_lost_makes_the_server_unready_and_not_dead(tmp_path: Path) -> None:
    with served(tmp_path) as running:
        for file in tmp_path.glob("recourse.db*"):
            file.write_bytes(b"this is no database any more" * 500)
        assert running.get("/ready").status == 503
        assert running.get("/health").status == 200
