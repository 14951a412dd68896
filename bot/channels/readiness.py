"""Tells whether the assistant could answer right now: model loaded, own database readable, action server ready."""

from __future__ import annotations

import asyncio
from typing import Any

import aiohttp

from bot.channels.conversations import Conversations
from bot.settings import Settings

PATIENCE = aiohttp.ClientTimeout(total=2)


async def checks(app: Any, settings: Settings, conversations: Conversations) -> dict[str, bool]:
    """What a turn needs, each with whether it is there."""
    agent = getattr(app.ctx, "agent", None)
    database, action_server = await asyncio.gather(asyncio.to_thread(conversations.answers), _action_server(settings))
    return {"model": bool(agent and agent.is_ready()), "database": database, "action_server": action_server}


async def _action_server(settings: Settings) -> bool:
    try:
        async with (
            aiohttp.ClientSession(timeout=PATIENCE) as session,
            session.get(f"{settings.action_url}/ready") as answer,
        ):
            return answer.status == 200
    except (aiohttp.ClientError, asyncio.TimeoutError, OSError):
        return False
