"""A bare Sanic that answers what it is sent: ``python -m bot.bench.echo PORT``. Nothing of Rasa is in it."""

from __future__ import annotations

import sys

from sanic import Sanic, response
from sanic.request import Request
from sanic.response import HTTPResponse

app = Sanic("bench_echo")


@app.post("/webhooks/rest/webhook")
async def answer(request: Request) -> HTTPResponse:
    """The message as a client of the rest channel would get it."""
    return response.json([{"recipient_id": request.json["sender"], "text": request.json["message"]}])


if __name__ == "__main__":
    app.run("127.0.0.1", int(sys.argv[1]), access_log=False, motd=False)
