"""Runs ``rasa train`` without TensorFlow, which none of our components needs: ``python -m bot.training …``."""

from __future__ import annotations

import sys

from bot import lean_start


def main() -> None:
    """Takes the arguments of ``rasa train``."""
    lean_start.install()
    from bot import replaced

    replaced.install()
    from rasa.__main__ import main as rasa

    sys.argv = ["rasa", "train", *sys.argv[1:]]
    rasa()


if __name__ == "__main__":
    main()
