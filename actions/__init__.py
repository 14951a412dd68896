"""The action server: policy decides, store remembers, actions connect. Runs without rasa installed.

Importing this package has one effect, and only inside a rasa_sdk server that is just being made: our routes, guard and
sweeper are attached to it. Everywhere else (command line, tests, tools) importing does nothing.
"""

from __future__ import annotations

import sys


def _attach_to_the_action_server() -> None:
    sanic = sys.modules.get("sanic")
    if sanic is None:
        return
    try:
        app = sanic.Sanic.get_app("rasa_sdk")
    except sanic.exceptions.SanicException:
        return
    from actions.server import attach

    attach(app)


_attach_to_the_action_server()
