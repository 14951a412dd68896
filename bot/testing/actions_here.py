"""Runs the action server's actions inside this process, behind the interface Rasa calls an action server by.

What crosses is JSON text in both directions, exactly what would travel over HTTP: an action that sends something
which is no JSON, or reads a field that HTTP would not carry, fails here as it would in production.
"""

from __future__ import annotations

import json
from typing import Any

from rasa.utils.endpoints import ClientResponseError, EndpointConfig
from rasa_sdk.executor import ActionExecutor
from rasa_sdk.interfaces import ActionExecutionRejection, ActionNotFoundException


class ActionsHere(EndpointConfig):
    """An action endpoint without a network. ``package``: the package whose actions are run."""

    def __init__(self, package: str) -> None:
        super().__init__("http://actions.in.this.process/webhook", enable_selective_domain=True)
        self._executor = ActionExecutor()
        self._executor.register_package(package)

    @property
    def names(self) -> frozenset[str]:
        """The actions that the package has."""
        return frozenset(self._executor.actions)

    async def request(
        self,
        method: str = "post",
        subpath: str | None = None,
        content_type: str | None = "application/json",
        compress: bool = False,
        **kwargs: Any,
    ) -> Any | None:
        """Runs the action named in ``json``; a rejection is HTTP 400, an unknown action 404, as from the server."""
        call = json.loads(json.dumps(kwargs["json"]))
        try:
            result = await self._executor.run(call)
        except ActionExecutionRejection as error:
            raise _answered(400, error) from error
        except ActionNotFoundException as error:
            raise _answered(404, error) from error
        return json.loads(json.dumps(result))


def _answered(status: int, error: ActionExecutionRejection | ActionNotFoundException) -> ClientResponseError:
    body = json.dumps({"error": error.message, "action_name": error.action_name})
    return ClientResponseError(status, error.message, body.encode())
