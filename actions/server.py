"""Adds what is ours to the action server: who may call, readiness, the shop's clock, the marketplace's door, sweeping.

Attached while rasa_sdk makes its app, before the server starts. Nothing is opened or read until the server starts.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os

from sanic import Request, Sanic
from sanic.response import HTTPResponse, json

from actions.desk import open_desk
from actions.guard import guard
from actions.marketplace import receive_event
from actions.policy.decision import utc
from actions.settings import Settings
from actions.sweeping import apply_all_due

SWEEP_SECONDS = 2.0
logger = logging.getLogger("recourse.server")


def attach(app: Sanic) -> None:
    """Put our routes, guard and sweeper on rasa_sdk's app; once, however often it is called."""
    if getattr(app.ctx, "recourse", False):
        return
    app.ctx.recourse = True
    os.environ.setdefault("SANIC_HOST", "127.0.0.1")  # rasa_sdk reads it next; its own default is every interface
    guard(app, _settings)
    app.add_route(ready, "/ready", methods=["GET"])
    app.add_route(clock, "/clock", methods=["GET"])
    app.add_route(receive_event, "/marketplace/events", methods=["POST"])
    app.register_listener(open_shop, "before_server_start")
    app.register_listener(start_sweeper, "after_server_start")
    app.register_listener(stop_sweeper, "before_server_stop")


def _settings() -> Settings:
    return open_desk().settings


async def open_shop(app: Sanic, _loop: object) -> None:
    """Settings that cannot be used, or a database that cannot be opened, stop the server before it takes a request."""
    await asyncio.to_thread(open_desk)


async def ready(_request: Request) -> HTTPResponse:
    """200 when an action could be carried out now, that is, when the database answers; else 503."""
    try:
        await asyncio.to_thread(lambda: open_desk().ping())
    except Exception:
        logger.warning("the database does not answer", exc_info=True)
        return json({"status": "not ready", "database": False}, status=503)
    return json({"status": "ready", "database": True})


async def clock(_request: Request) -> HTTPResponse:
    """The shop's time, for the Rasa server; in live mode the shop's clock is everybody's, and nobody need ask."""
    desk = await asyncio.to_thread(open_desk)
    if not desk.settings.is_demo:
        return json({"error": "there is a shop's clock in demo mode only"}, status=404)
    return json({"now": utc(await asyncio.to_thread(desk.now))})


async def start_sweeper(app: Sanic, _loop: object) -> None:
    app.ctx.sweeper = asyncio.create_task(sweep_for_ever())


async def stop_sweeper(app: Sanic, _loop: object) -> None:
    app.ctx.sweeper.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await app.ctx.sweeper


async def sweep_for_ever() -> None:
    """Apply what has fallen due, every few seconds. Safe beside other sweepers; a failure is logged and tried again."""
    while True:
        try:
            await asyncio.to_thread(lambda: apply_all_due(open_desk()))
        except Exception:
            logger.exception("what is due could not be applied; trying again in %s s", SWEEP_SECONDS)
        await asyncio.sleep(SWEEP_SECONDS)
