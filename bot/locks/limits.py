"""Holds how long everything in a turn may take, in seconds: these numbers depend on each other, so they stand together.

An action call ends well within a lease, so a turn that is alive always shows it in time. A lease is renewed several
times before it ends, so that one slow renewal costs nobody a turn.
"""

from __future__ import annotations

ACTION = 10.0
"""After this long without an answer an action call has failed."""
LEASE = 15.0
"""After this long without a sign of life from a worker its tickets are void, and others get their turn."""
RENEWAL = LEASE / 4
"""Between two signs of life."""
TURN = 60.0
"""After this long a turn is given up: several actions, each within its bound."""
SILENCE = 5.0
"""After this long without an answer Redis is taken to be down."""
LOOK = 1.0
"""Between two looks at whose turn it is, in case a wake-up got lost."""
