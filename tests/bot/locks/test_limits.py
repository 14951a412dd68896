"""The numbers of seconds fit together: what is alive always shows it in time."""

from __future__ import annotations

from bot.locks import limits
from bot.replaced import action_server


def test_an_action_call_ends_within_a_lease() -> None:
    assert action_server.LONGEST_CALL == limits.ACTION < limits.LEASE


def test_one_sign_of_life_may_fail_or_be_late() -> None:
    assert 3 * limits.RENEWAL < limits.LEASE


def test_a_redis_that_is_silent_is_noticed_before_a_lease_ends() -> None:
    assert limits.RENEWAL + limits.SILENCE < limits.LEASE


def test_a_turn_has_time_for_several_actions() -> None:
    assert limits.TURN >= 5 * limits.ACTION
