"""One of several processes in which buyers say yes to the same proposal at once; prints what each was answered.

Run as ``python -m tests.store.confirming URL HOME WHAT PROPOSAL TIMES``; begins when a line comes in.
"""

from __future__ import annotations

import json
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from actions.desk import Desk
from actions.policy.decision import decision_json
from actions.policy.requests import Ask
from actions.store.database import open_database
from tests.store.building import CANCEL, CHAT, NOW, a_claim, a_return, settings

ASKS = {"cancel": CANCEL, "claim": a_claim(description="a crack"), "return": a_return()}


def answers(desk: Desk, ask: Ask, proposal: str, times: int) -> list[dict[str, object]]:
    """What ``times`` threads are answered that say yes at once."""

    def say_yes(_: int) -> dict[str, object]:
        receipt = desk.perform("b1", "8001", ask, proposal, CHAT)
        answer = {
            "reference": receipt.reference,
            "decision": decision_json(receipt.decision),
            "order": repr(receipt.order),
        }
        return {"performed": receipt.performed, "repeated": receipt.repeated, "answer": answer}

    with ThreadPoolExecutor(times) as threads:
        return list(threads.map(say_yes, range(times)))


def main(url: str, home: str, what: str, proposal: str, times: str) -> None:
    desk = Desk(settings(Path(home), url, now=NOW), open_database(url))
    desk.ping()
    print("ready", flush=True)
    sys.stdin.readline()
    print(json.dumps(answers(desk, ASKS[what], proposal, int(times))), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
