"""Gives ports that nobody listens on: from a range of this process's own, below those that the system hands out itself.

A port that the system chose and that is let go again may be another test's before its server has started.
"""

from __future__ import annotations

import os
import socket
from itertools import cycle

_RANGE = 2_000
_worker = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw")) % 5
_first = 20_000 + _worker * _RANGE
_next = cycle([*range(_first + os.getpid() % _RANGE, _first + _RANGE), *range(_first, _first + os.getpid() % _RANGE)])


def free_ports(count: int) -> list[int]:
    """So many, each given once before all have been given."""
    free = (port for port in _next if _is_free(port))
    return [next(free) for _ in range(count)]


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True
