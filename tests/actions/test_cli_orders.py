"""Orders on the command line: listed, shown, and taken in from a file."""

from __future__ import annotations

from pathlib import Path

import pytest

from actions.store.sample import samples
from tests.actions.commanding import AIR_FRYER, HEADPHONES, MONITOR, MUGS, SAMPLES, Run, a_file, failed, shown


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
