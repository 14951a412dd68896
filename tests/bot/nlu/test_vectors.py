"""A model that is loaded to answer shares no message's sums among threads."""

from __future__ import annotations

import pytest
from threadpoolctl import threadpool_info, threadpool_limits

from bot.nlu import vectors


@pytest.fixture(autouse=True)
def many_threads() -> object:
    with threadpool_limits(limits=2, user_api="blas") as limits:
        yield limits


def threads() -> set[int]:
    return {library["num_threads"] for library in threadpool_info() if library["user_api"] == "blas"}


def test_one_thread_works_out_what_a_message_needs() -> None:
    vectors.share_no_sums()
    assert threads() == {1}


def test_the_encoder_does_not_bring_the_other_threads_back() -> None:
    vectors.share_no_sums()
    vectors.encode(["a sentence that was not met before"])
    assert threads() == {1}
