"""Calls the action server over connections that stay open, and for ten seconds at most.

Replaces ``RemoteAction.__init__``: Rasa opens a session and a connection for each call and waits five minutes; and the
endpoint of actions can be given no class of its own. An endpoint that is not Rasa's plain one stays as it is.

A call is never sent twice: an action may have written. So a kept connection is used only while it is surely open. It
is dropped sooner than a Sanic server would close it, and what the network has said meanwhile is heard before each call.
"""

from __future__ import annotations

import asyncio
import contextlib
from typing import Any
from weakref import WeakKeyDictionary

import aiohttp
from rasa.core.actions.action import RemoteAction
from rasa.utils.endpoints import EndpointConfig

from bot.locks import limits
from bot.replaced.replacement import Replacement

LONGEST_CALL = limits.ACTION
"""Seconds that an action may take, all in all."""
KEPT_OPEN = 4.0
"""Seconds that an idle connection is kept; Sanic, which the action server is made of, closes it after five."""
_sessions: WeakKeyDictionary[asyncio.AbstractEventLoop, aiohttp.ClientSession] = WeakKeyDictionary()


class ActionServer(EndpointConfig):
    """The action server, as endpoints.yml describes it."""

    def __init__(self, described: EndpointConfig) -> None:
        vars(self).update(vars(described))

    def session(self) -> Any:
        """This event loop's session, left open. Authorities of one's own (``cafile``) need a session for each call."""
        return super().session() if self.cafile else contextlib.nullcontext(_session())

    async def request(self, *args: Any, **kwargs: Any) -> Any | None:
        """Rasa's own, within the time. Raises aiohttp's ServerTimeoutError, which Rasa knows as a failed call."""
        kwargs["timeout"] = aiohttp.ClientTimeout(total=LONGEST_CALL)
        if self.basic_auth:
            kwargs["auth"] = aiohttp.BasicAuth(self.basic_auth["username"], self.basic_auth["password"])
        await _hear_what_was_closed()
        try:
            return await super().request(*args, **kwargs)
        except asyncio.TimeoutError:
            raise aiohttp.ServerTimeoutError(f"no answer within {LONGEST_CALL} s") from None


def _session() -> aiohttp.ClientSession:
    loop = asyncio.get_running_loop()
    session = _sessions.get(loop)
    if session is None or session.closed:
        connector = aiohttp.TCPConnector(keepalive_timeout=KEPT_OPEN)
        session = _sessions[loop] = aiohttp.ClientSession(connector=connector, cookie_jar=aiohttp.DummyCookieJar())
    return session


async def _hear_what_was_closed() -> None:
    """The loop looks at its sockets once; in the first round this coroutine may still come before them."""
    for _ in range(2):
        await asyncio.sleep(0)


async def close() -> None:
    """Close what this event loop has kept open."""
    session = _sessions.pop(asyncio.get_running_loop(), None)
    if session is not None:
        await session.close()


def init(self: RemoteAction, name: str, action_endpoint: EndpointConfig | None) -> None:
    """Remembers the action's name and where it is run."""
    self._name = name
    self.action_endpoint = ActionServer(action_endpoint) if type(action_endpoint) is EndpointConfig else action_endpoint


REPLACEMENT = Replacement(
    method="rasa.core.actions.action:RemoteAction.__init__",
    source="1dfe679dbdcf6b07",
    ours=init,
)
