"""Keeps as many workers as were asked for, and none without their parent.

Replaces ``serve_multiple`` where Sanic's ``run`` finds it: there nobody misses a worker that dies, and the workers of a
server that was killed go on, holding its port. Neither Rasa nor Sanic has a setting for it.
"""

from __future__ import annotations

from typing import Any

from bot.replaced.replacement import Replacement


def serve_multiple(server_settings: dict[str, Any], workers: int) -> None:
    """With our crew."""
    from bot.workers import serve_workers

    serve_workers(server_settings, workers)


REPLACEMENT = Replacement(method="sanic:app.serve_multiple", source="21e61cf242a9aa90", ours=serve_multiple)
