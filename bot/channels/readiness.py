"""Tells whether the assistant could answer right now: model loaded, own database readable, action server ready."""

from __future__ import annotations

import asyncio
from typing import Any

import aiohttp

from bot.channels.conversations import Conversations
from bot.settings import Settings

SECONDS = 2.0
"""How long either may take to answer."""
PATIENCE = aiohttp.ClientTimeout(total=SECONDS)


async def checks(app: Any, settings: Settings, conversations: Conversations) -> dict[str, bool]:
    """What a turn needs, each with whether it is there."""
    agent = getattr(app.ctx, "agent", None)
    database, action_server = await asyncio.gather(_database(app, conversations), _action_server(settings))
    return {"model": bool(agent and agent.is_ready()), "database": database, "action_server": action_server}


async def _database(app: Any, conversations: Conversations) -> bool:
    # One question at a time: a database that hangs must not take a thread each time somebody asks whether it does.
    asked: asyncio.Future[bool] | None = getattr(app.ctx, "database_answers", None)
    if asked is None or asked.done():
        asked = app.ctx.database_answers = asyncio.ensure_future(asyncio.to_thread(conversations.answers))
    try:
        return await asyncio.wait_for(asyncio.shield(asked), SECONDS)
    except asyncio.TimeoutError:
        return False


async def _action_server(settings: Settings) -> bool:
    try:
        async with (
            aiohttp.ClientSession(timeout=PATIENCE) as session,
            session.get(f"{settings.action_url}/ready") as answer,
        ):
            return answer.status == 200
    except (aiohttp.ClientError, asyncio.TimeoutError, OSError):
        return False
