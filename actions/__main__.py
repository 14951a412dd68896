"""``python -m actions …``: the command line without rasa. The action server imports this too: nothing happens."""

from __future__ import annotations

from actions.cli import main

if __name__ == "__main__":
    main()
