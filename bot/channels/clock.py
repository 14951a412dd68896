"""Tells the shop's time on the Rasa side: real time in live mode, the movable clock of the shop in demo mode."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable
from datetime import datetime, timedelta, timezone

import aiohttp

from bot.settings import Settings

SECRET_HEADER = "Recourse-Action-Secret"
PATIENCE = aiohttp.ClientTimeout(total=2)
FRESH = 0.2
"""Seconds for which a reading serves all messages: less than it takes to move the clock and write another message."""
logger = logging.getLogger("recourse.channel")


class ShopClock:
    """Asks the action server again and again, because the clock may be moved between two messages.

    When it does not answer, the last known shift is kept: a token must not come back to life by an outage.
    ``seconds`` counts how old a reading is.
    """

    def __init__(self, settings: Settings, seconds: Callable[[], float] = time.monotonic) -> None:
        self._settings = settings
        self._seconds = seconds
        self._shift = timedelta(0)
        self._looked = seconds() - FRESH
        self._looking = asyncio.Lock()
        self._session: aiohttp.ClientSession | None = None

    async def now(self) -> datetime:
        """The shop's time, aware."""
        if self._settings.now is not None:
            return self._settings.now
        if self._settings.is_demo and self._is_stale():
            async with self._looking:  # one look serves all who wait for it
                if self._is_stale():
                    await self._look()
                    self._looked = self._seconds()
        return datetime.now(timezone.utc) + self._shift

    def _is_stale(self) -> bool:
        return self._seconds() - self._looked >= FRESH

    async def close(self) -> None:
        """Give the connection back."""
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def _look(self) -> None:
        if self._session is None:
            self._session = aiohttp.ClientSession(timeout=PATIENCE)
        try:
            headers = {SECRET_HEADER: self._settings.action_secret}
            async with self._session.get(f"{self._settings.action_url}/clock", headers=headers) as answer:
                answer.raise_for_status()
                text = (await answer.json())["now"]
            self._shift = datetime.fromisoformat(text.replace("Z", "+00:00")) - datetime.now(timezone.utc)
        except (aiohttp.ClientError, asyncio.TimeoutError, ValueError, KeyError, TypeError, AttributeError) as error:
            logger.warning(
                "the shop's clock does not answer (%s); counting on by the last reading", type(error).__name__
            )
