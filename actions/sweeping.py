"""Writes down what has happened by itself, for every order that is due. Safe twice, and beside other sweepers."""

from __future__ import annotations

from datetime import datetime

from actions.desk import Desk

AT_ONCE = 500


def apply_all_due(desk: Desk, now: datetime | None = None) -> int:
    """Apply everything that is due until ``now`` (None: the shop's now), some orders at a time; how many changed."""
    changed = 0
    while True:
        done = desk.apply_due(now, limit=AT_ONCE)
        changed += done
        if done < AT_ONCE:
            return changed
