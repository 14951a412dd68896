"""Whatever is said, our store gives and keeps what Rasa's own would: a few random conversations, seeds printed.

``python -m tests.bot.tracker.differential`` holds a thousand of them on each database.
"""

from __future__ import annotations

import os
import random

import pytest

from tests.bot.tracker.talks import conversation

SEED = int(os.environ.get("RECOURSE_SEED") or random.SystemRandom().randrange(10**6))
TURNS = 40
FOUND = (68, 31174, 31260)
"""Conversations that were different once: a form's question was worded without what had been said long before; all of
the latest turns were undone, and nobody knew when the buyer had last spoken; a form began after they were.
"""


@pytest.mark.parametrize("number", range(3))
async def test_a_conversation_goes_as_with_rasas_own_store(side, kind, number):
    seed = SEED + number + (1000 if kind == "postgresql" else 0)
    print(f"seed {seed}")
    await conversation(side(ours=False), side(ours=True), seed, TURNS)


@pytest.mark.parametrize("seed", FOUND)
async def test_what_was_different_once_is_not_again(side, seed):
    await conversation(side(ours=False), side(ours=True), seed, 45)
