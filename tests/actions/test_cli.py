"""The commands: what they print where, their exit codes, and that what goes wrong is said in one sentence."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import jwt
import pytest
from click.testing import CliRunner, Result

from actions.cli import commands
from actions.policy.decision import Request
from actions.settings import Settings
from actions.store.sample import samples
from tests.actions.serving import ROOT, environment

NOW = datetime(2026, 3, 4, 10, 0, tzinfo=timezone.utc)
Run = Callable[..., Result]
HEADPHONES, AIR_FRYER, MONITOR, MUGS = "5031442187350914", "5031442187352461", "6120885430925368", "6120885430918205"
TESTED = {"RECOURSE_NOW": NOW.isoformat()}
SAMPLES = len(samples()["orders"])


def a_runner(home: Path, **settings: str) -> Run:
    def run(*arguments: object, feed: bytes | None = None, **more: str) -> Result:
        env: dict[str, str | None] = {"RECOURSE_HOME": str(home), **settings, **more}
        return CliRunner(env=env).invoke(commands, [str(a) for a in arguments], input=feed, prog_name="recourse")

    return run


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with the samples, as of 4 March 2026; read only."""
    home = tmp_path_factory.mktemp("cli")
    assert a_runner(home, **TESTED)("reset", "--samples").exit_code == 0
    return home


@pytest.fixture
def run(shop: Path) -> Run:
    return a_runner(shop, **TESTED)


@pytest.fixture
def own(shop: Path, tmp_path: Path) -> Run:
    """A copy of it, for commands that write."""
    return a_runner(shutil.copytree(shop, tmp_path / "home"), **TESTED)


def shown(result: Result) -> Any:
    """The JSON on stdout, with nothing else there."""
    assert result.exit_code in {0, 4}, result.stderr
    return json.loads(result.stdout)


def failed(result: Result, code: int) -> str:
    assert (result.exit_code, result.stdout) == (code, ""), result.output
    assert "Traceback" not in result.stderr
    return result.stderr


# orders


def test_the_orders_are_listed_for_people_and_for_programs(run: Run) -> None:
    assert "Wireless noise-cancelling headphones, black" in run("orders", "list").stdout
    listed = shown(run("orders", "list", "--json"))
    assert len(listed) == SAMPLES
    assert [order["placed_at"] for order in listed] == sorted((o["placed_at"] for o in listed), reverse=True)


def test_a_buyers_orders_are_that_buyers_alone(run: Run) -> None:
    listed = shown(run("orders", "list", "--buyer", "b3", "--json"))
    assert {order["buyer_id"] for order in listed} == {"b3"}
    assert len(listed) == len([order for order in samples()["orders"] if order["buyer_id"] == "b3"])


def test_an_order_is_shown_in_the_shape_of_the_contract(run: Run) -> None:
    order = shown(run("orders", "show", AIR_FRYER, "--json"))
    assert (order["status"], order["paid"], order["currency"]) == ("pending_shipment", "79.89", "GBP")
    assert order["cancellation"] == {
        "reference": f"C{AIR_FRYER}-1",
        "status": "requested",
        "reason": "no_longer_needed",
        "requested_at": "2026-03-03T10:00:00Z",
        "decide_by": "2026-03-17T10:00:00Z",
        "decided_at": None,
        "seller_words": None,
    }
    assert order["items"][0] == {"sku": "AF-55", "title": "Air fryer, 5.5 litres", "quantity": 1, "unit_price": "74.90"}
    assert (order["disputes"], order["refunds"], order["traces"], order["complaints"]) == ([], [], [], [])
    assert [(line["at"], line["actor"], line["what"]) for line in order["history"]] == [
        ("2026-03-03T10:00:00Z", "buyer", "cancellation_requested")
    ]


def test_a_refund_is_shown_with_its_window(run: Run) -> None:
    refund = shown(run("orders", "show", "7745019263843514", "--json"))["refunds"][0]
    assert refund["id"] == "R7745019263843514-1"
    assert (refund["status"], refund["amount"], refund["currency"], refund["method"]) == ("due", "4090", "JPY", "card")
    assert refund["expected_from"] < refund["expected_by"]


def test_an_order_is_shown_to_people_too(run: Run) -> None:
    text = run("orders", "show", MONITOR).stdout
    assert "rejected" in text
    assert "We keep to our terms." in text


def test_an_order_number_may_have_spaces(run: Run) -> None:
    assert shown(run("orders", "show", "5031 4421 8735 0914", "--json"))["order_id"] == HEADPHONES


def test_what_is_due_is_shown_as_of_now_before_anybody_wrote_it(run: Run) -> None:
    order = shown(run("orders", "show", MUGS, "--json"))
    assert order["status"] == "lapsed"
    assert [line["what"] for line in order["history"]] == ["order_lapsed"]


UNKNOWN = ["4999999999999999", "x", "'; DROP TABLE orders; --", "<b>", "🦆", "\udcff", "1" * 5000]


@pytest.mark.parametrize("order", UNKNOWN, ids=range(len(UNKNOWN)))
@pytest.mark.parametrize("command", [("orders", "show"), ("decide",)])
def test_an_unknown_order_is_not_found(run: Run, command: tuple[str, ...], order: str) -> None:
    assert "there is no order" in failed(run(*command, order), 3)


def test_an_unknown_buyer_is_not_found(run: Run) -> None:
    assert "there is no buyer" in failed(run("orders", "list", "--buyer", "b9"), 3)
    assert "there is no buyer" in failed(run("token", "b9"), 3)


def a_file(tmp_path: Path, **changes: Any) -> Path:
    entry = {
        "order_id": "4300000000000001",
        "buyer_id": "b1",
        "seller_id": "s3",
        "currency": "EUR",
        "payment_method": "card",
        "placed_at": "-1h",
        "items": [{"sku": "MUG", "title": "Stoneware mug", "quantity": 1, "unit_price": "9.50"}],
    }
    file = tmp_path / "orders.json"
    file.write_text(json.dumps({"orders": [{**entry, **changes}]}))
    return file


def test_an_import_says_what_it_brought(own: Run, tmp_path: Path) -> None:
    assert shown(own("orders", "import", a_file(tmp_path), "--json")) == {"orders": 1, "sellers": 0, "buyers": 0}
    assert shown(own("orders", "show", "4300000000000001", "--json"))["placed_at"] == "2026-03-04T09:00:00Z"


def test_an_import_from_standard_input(own: Run, tmp_path: Path) -> None:
    assert "imported 1 orders" in own("orders", "import", "-", feed=a_file(tmp_path).read_bytes()).stdout


def test_a_bad_import_names_entry_and_field_and_changes_nothing(own: Run, tmp_path: Path) -> None:
    before = own("orders", "list", "--json").stdout
    said = failed(own("orders", "import", a_file(tmp_path, currency="JPY")), 2)
    assert "orders[0] (4300000000000001).items[0].unit_price: JPY has 0 digits after the point" in said
    assert own("orders", "list", "--json").stdout == before


def test_a_known_order_is_replaced_only_when_asked(own: Run, tmp_path: Path) -> None:
    assert own("orders", "import", a_file(tmp_path)).exit_code == 0
    other = a_file(tmp_path, currency="USD")
    assert "order_id" in failed(own("orders", "import", other), 2)
    assert own("orders", "import", other, "--replace").exit_code == 0
    assert shown(own("orders", "show", "4300000000000001", "--json"))["currency"] == "USD"


def test_a_file_that_is_missing_or_half_written_is_told_so(own: Run, tmp_path: Path) -> None:
    assert "cannot be read" in failed(own("orders", "import", tmp_path / "no.json"), 2)
    half = tmp_path / "half.json"
    half.write_text('{"orders": [{"order_id": "43')
    assert "half.json" in failed(own("orders", "import", half), 2)


# decide


def test_a_decision_has_the_shape_of_the_contract(run: Run) -> None:
    decision = shown(run("decide", HEADPHONES, "cancel", "--reason", "other", "--json"))
    wanted = {"request", "outcome", "reason", "clauses", "next", "refund", "may_do", "would_change", "checks"}
    assert wanted <= set(decision)
    assert (decision["outcome"], decision["refund"]["amount"]) == ("perform", "132.99")
    assert "F05" in decision["clauses"]
    assert set(decision["next"]) == {"who", "what", "by"}


def test_without_a_request_every_request_is_decided(run: Run) -> None:
    decisions = shown(run("decide", HEADPHONES, "--json"))
    assert [decision["request"] for decision in decisions][:2] == ["cancel", "withdraw_cancellation"]
    table = run("decide", HEADPHONES).stdout.splitlines()
    assert table[1].split()[:4] == ["request", "outcome", "reason", "clauses"]
    assert len(table) == 3 + len(decisions)


def test_a_decision_of_any_outcome_is_done(run: Run) -> None:
    assert {run("decide", order, "cancel", "--reason", "other").exit_code for order in (HEADPHONES, MUGS, MONITOR)} == {
        0
    }


def test_deciding_writes_nothing(run: Run) -> None:
    before = run("orders", "show", HEADPHONES, "--json").stdout
    run("decide", HEADPHONES, "cancel", "--reason", "other", "--at", "+40d")
    assert run("orders", "show", HEADPHONES, "--json").stdout == before


def reason_at(run: Run, *options: str) -> str:
    return str(shown(run("decide", HEADPHONES, "cancel", "--reason", "other", "--json", *options))["reason"])


def test_a_decision_can_be_asked_for_another_time(run: Run) -> None:
    assert reason_at(run, "--at", "+21h59m59s") == "cancels_now"
    assert reason_at(run, "--at", "2026-03-05T08:00:00Z") == "requests"
    assert reason_at(run, "--at", "+30d") == "already_cancelled"


def test_a_decision_can_be_asked_under_another_profile(run: Run) -> None:
    later = ("--at", "+20d")
    assert reason_at(run, *later) == "requests"
    assert reason_at(run, *later, "--profile", "current") == "already_cancelled"


@pytest.mark.parametrize(
    "options",
    [
        ("cancel", "--reason", "boredom"),
        ("refund",),
        ("cancel", "--at", "tomorrow"),
        ("cancel", "--at", "2026-03-05T08:00"),
        ("cancel", "--profile", "kind"),
        ("cancel", "--reason", "other", "--item", "NO-SUCH-SKU"),
        ("refund_late", "--amount", "1e3"),
        ("refund_late", "--amount", "0.001"),
        ("refund_late", "--amount", "-5"),
        ("refund_late", "--amount", "9" * 30),
        ("cancel", "--reason", "defective"),
        ("dispute", "--reason", "found_cheaper"),
        ("dispute", "--wanted", "everything"),
        ("dispute", "--evidence", "selfie:me.jpg"),
        ("dispute", "--evidence", "photo_item:" + "x" * 300),
        ("answer_offer", "--choice", "balance"),
        ("escalate", "--dispute", "D1"),
        ("give_tracking", "--tracking", " "),
        ("--reason", "other"),
        ("--received",),
        ("cancel", "--nonsense"),
    ],
)
def test_a_wrong_question_is_bad_input(run: Run, options: tuple[str, ...]) -> None:
    assert failed(run("decide", HEADPHONES, *options), 2)


@pytest.mark.parametrize("asked", sorted(str(request) for request in Request))
def test_every_request_is_decided(run: Run, asked: str) -> None:
    assert run("decide", HEADPHONES, asked).exit_code == 0


# policy


def test_the_policy_is_shown_with_its_sources(run: Run) -> None:
    clauses = shown(run("policy", "--json"))
    assert {"id", "sentence", "source", "parameters"} <= set(clauses[0])
    assert set(clauses[0]["source"]) >= {"document", "section"}
    assert {clause["id"] for clause in clauses} >= {f"F{n:02}" for n in (*range(1, 15), *range(20, 27))}
    assert "F05" in run("policy").stdout


def test_two_profiles_are_compared(run: Run) -> None:
    text = run("policy", "--diff", "current").stdout
    assert "F06" in text
    assert "F10" not in text
    assert shown(run("policy", "--diff", "current", "--json"))
    assert shown(run("policy", "--diff", "guides", "--json")) in ([], {})


def test_an_unknown_profile_is_bad_input(run: Run) -> None:
    assert "no policy profile" in failed(run("policy", "--profile", "kind"), 2)
    assert "no policy profile" in failed(run("policy", "--diff", "kind"), 2)


# event, due, outbox


def test_an_event_is_applied(own: Run) -> None:
    said = own("event", HEADPHONES, "shipped", "tracking=GB1", "promised_by=2026-03-10T12:00Z", "--json")
    assert (said.exit_code, json.loads(said.stdout)["status"]) == (0, "applied")
    assert shown(own("orders", "show", HEADPHONES, "--json"))["status"] == "shipped"


def test_a_promised_time_may_be_relative_to_the_shops_now(own: Run) -> None:
    assert own("event", HEADPHONES, "shipped", "promised_by=+5d").exit_code == 0
    promised = datetime.fromisoformat(shown(own("orders", "show", HEADPHONES, "--json"))["promised_by"][:-1])
    now = datetime.fromisoformat(own("clock").stdout.strip()[:-1])
    assert timedelta(days=4, hours=23, minutes=55) < promised - now <= timedelta(days=5)


def test_an_event_may_be_told_twice(own: Run) -> None:
    event = ("event", HEADPHONES, "shipped", "--event-id", "m-1", "--at", "-1m")
    assert own(*event).stdout.startswith("applied")
    assert own(*event).exit_code == 0


def test_an_event_that_contradicts_is_kept_and_refused(own: Run) -> None:
    said = own("event", "7745019263843514", "shipped", "--json")
    assert (said.exit_code, json.loads(said.stdout)["status"]) == (4, "conflict")
    assert shown(own("orders", "show", "7745019263843514", "--json"))["status"] == "cancelled"
    topics = [t["topic"] for t in shown(own("tickets", "list", "--json")) if t["order_id"] == "7745019263843514"]
    assert topics == ["event_conflict"]


@pytest.mark.parametrize(
    "arguments",
    [
        (HEADPHONES, "teleported"),
        (HEADPHONES, "shipped", "promised_by"),
        (HEADPHONES, "shipped", "=soon"),
        (HEADPHONES, "shipped", "tracking=1", "tracking=2"),
        (HEADPHONES, "shipped", "promised_by=soon"),
        (HEADPHONES, "shipped", "promised_by=+soon"),
        (HEADPHONES, "shipped", "tracking=" + "x" * 3000),
        (HEADPHONES, "shipped", "--at", "+1d"),
        (HEADPHONES, "shipped", "--at", "-99d"),
        (HEADPHONES, "shipped", "--at", "soon"),
        (HEADPHONES, "refund_sent", "refund=R1"),
        (HEADPHONES,),
    ],
)
def test_a_malformed_event_is_bad_input_and_changes_nothing(run: Run, arguments: tuple[str, ...]) -> None:
    before = run("orders", "show", HEADPHONES, "--json").stdout
    assert failed(run("event", *arguments), 2)
    assert run("orders", "show", HEADPHONES, "--json").stdout == before


def test_an_event_for_an_unknown_order_is_not_found(run: Run) -> None:
    assert "there is no order" in failed(run("event", "4999999999999999", "shipped"), 3)


def test_what_is_due_is_written_once(own: Run) -> None:
    first, second = own("due", "--json"), own("due", "--json")
    assert shown(first)["changed"] >= 1
    assert shown(second)["changed"] == 0
    assert shown(own("due", "--at", "+40d", "--json"))["changed"] > 10


def test_the_outbox_holds_what_the_marketplace_must_do(run: Run) -> None:
    news = shown(run("outbox", "--json"))
    assert {"event_id", "kind", "order_id", "at", "data"} <= set(news[0])
    assert {"cancelled", "refund_due", "cancellation_requested"} <= {one["kind"] for one in news}
    assert [one["at"] for one in news] == sorted(one["at"] for one in news)


# tickets


def test_a_ticket_is_taken_written_under_and_given_back(own: Run) -> None:
    [ticket] = shown(own("tickets", "list", "--json"))
    assert set(ticket) == {"id", "order_id", "conversation", "topic", "status", "due", "opened_at"}
    assert shown(own("tickets", "take", ticket["id"], "--json"))["status"] == "taken"
    assert failed(own("tickets", "take", ticket["id"]), 4)
    said = shown(own("tickets", "say", ticket["id"], "Refund\u0007 is\ntriggered.", "--json"))
    assert said["summary"].endswith("[2026-03-04 10:00Z] Refund  is triggered.")
    assert shown(own("tickets", "return", ticket["id"], "--json"))["status"] == "open"
    assert shown(own("tickets", "take", ticket["id"], "--json"))["status"] == "taken"
    assert shown(own("tickets", "return", ticket["id"], "--close", "--json"))["status"] == "closed"
    assert "is closed" in failed(own("tickets", "say", ticket["id"], "more"), 4)


@pytest.mark.parametrize("ticket", ["H9999", "H", "9", "H1001; --", "H١٠٠١", "H" + "9" * 40])
def test_an_unknown_ticket_is_not_found(run: Run, ticket: str) -> None:
    for command in ("show", "take", "return"):
        assert "there is no ticket" in failed(run("tickets", command, ticket), 3)


# token, clock, reset


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


# as a program


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
