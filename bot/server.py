"""Starts Rasa's own server by the settings: ``python -m bot.server [MODEL]``.

The API's token is handed over inside this process, because a command line can be read by everybody on the machine.
"""

from __future__ import annotations

import os
import sys

from bot import lean_start
from bot.locks.choice import missing
from bot.settings import ROOT, Settings


def main() -> None:
    """Run until asked to stop."""
    settings = Settings.from_env()
    problem = missing(settings)
    if problem:
        sys.exit(f"The Rasa server cannot start: {problem}")
    os.environ.update(settings.environment())
    os.chdir(ROOT)
    where = ["--interface", settings.interface, "--port", str(settings.port)]
    what = [
        "--credentials",
        "credentials.yml",
        "--endpoints",
        "endpoints.yml",
        "--model",
        *(sys.argv[1:] or ["models"]),
    ]
    # In one word with its option: a token may begin with a dash, as one in 64 of our own making does.
    api = ["--enable-api", f"--auth-token={settings.api_token}"]
    sys.argv = ["rasa", "run", *api, *where, *what]
    lean_start.install()
    from rasa.__main__ import main as rasa

    rasa()


if __name__ == "__main__":
    main()
