"""``python -m bot`` is the command ``recourse``."""

from bot.cli import main

main()
