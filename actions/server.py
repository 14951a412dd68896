"""Adds what is ours to the action server: who may call, readiness, the shop's clock, the marketplace's door and feed.

Attached while rasa_sdk makes its app, before the server starts. Nothing is opened or read until the server starts.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os

from sanic import Request, Sanic
from sanic.response import HTTPResponse, json

from actions.delivering import Deliverer
from actions.desk import open_desk
from actions.guard import guard
from actions.marketplace import putter, receive_event
from actions.policy.decision import utc
from actions.restating import KEYS
from actions.settings import Settings
from actions.sweeping import apply_all_due

READY_SECONDS = 1.5
"""How long the database may take to answer: shorter than the 2 s for which the Rasa server waits for readiness."""
SWEEP_SECONDS = 2.0
DELIVER_SECONDS = 1.0
LET_FINISH_SECONDS = 1.5
"""How long news that is being sent may take when the server stops, which it does within 5 s."""

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
    for section in KEYS:
        app.add_route(putter(section), f"/marketplace/{section}/<key:str>", methods=["PUT"], name=f"put_{section}")
    app.register_listener(open_shop, "before_server_start")
    app.register_listener(start_sweeper, "after_server_start")
    app.register_listener(start_deliverer, "after_server_start")
    app.register_listener(stop_sweeper, "before_server_stop")
    app.register_listener(stop_deliverer, "before_server_stop")


def _settings() -> Settings:
    return open_desk().settings


async def open_shop(app: Sanic, _loop: object) -> None:
    """Settings that cannot be used, or a database that cannot be opened, stop the server before it takes a request."""
    await asyncio.to_thread(open_desk)


async def ready(request: Request) -> HTTPResponse:
    """200 when an action could be carried out now, that is, when the database answers within moments; else 503."""
    try:
        await asyncio.wait_for(asyncio.shield(_ping(request.app)), READY_SECONDS)
    except Exception:
        logger.warning("the database does not answer", exc_info=True)
        return json({"status": "not ready", "database": False}, status=503)
    return json({"status": "ready", "database": True})


def _ping(app: Sanic) -> asyncio.Future[None]:
    # One at a time, whoever asks: a database that hangs must not take a thread for each question whether it does.
    asked: asyncio.Future[None] | None = getattr(app.ctx, "ping", None)
    if asked is None or asked.done():
        asked = app.ctx.ping = asyncio.ensure_future(asyncio.to_thread(lambda: open_desk().ping()))
    return asked


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


async def start_deliverer(app: Sanic, _loop: object) -> None:
    """Our decisions go to the marketplace from now on, if it has an address; without one they wait in the outbox."""
    desk = await asyncio.to_thread(open_desk)
    app.ctx.deliverer = app.ctx.delivering = None
    if desk.settings.marketplace_url is None:
        logger.info("RECOURSE_MARKETPLACE_URL is not set: what the marketplace must be told waits in the outbox")
        return
    app.ctx.deliverer = Deliverer(desk.settings, desk.engine)
    app.ctx.delivering = asyncio.create_task(deliver_for_ever(app.ctx.deliverer))


async def stop_deliverer(app: Sanic, _loop: object) -> None:
    """What is being sent may arrive within a moment; then it is cut off, and sent again by whoever comes next."""
    if app.ctx.deliverer is None:
        return
    app.ctx.deliverer.stop()
    _, late = await asyncio.wait({app.ctx.delivering}, timeout=LET_FINISH_SECONDS)
    if late:
        app.ctx.deliverer.abort()
        await asyncio.wait(late, timeout=LET_FINISH_SECONDS)


async def deliver_for_ever(deliverer: Deliverer) -> None:
    """Send what is due, every second, until it is stopped. A failure is logged and tried again."""
    while not deliverer.is_stopping:
        try:
            tally = await asyncio.to_thread(deliverer.deliver)
            if tally.failed:
                logger.warning("%s of our news did not reach the marketplace: %s", tally.failed, tally.error)
        except Exception:
            logger.exception("the outbox could not be worked on; trying again in %s s", DELIVER_SECONDS)
        await asyncio.to_thread(deliverer.rest, DELIVER_SECONDS)
