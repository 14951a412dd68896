"""Runs whole conversations for tests: the trained assistant, the real actions and a real database in one process.

This package and ``bot/cli.py`` are the only places of ``bot`` that know the ``actions`` side: a conversation test
says what the buyer says *and* what the database looks like afterwards, so it needs both. Here ``shop.py`` and
``recorded_shop.py`` import it. The format that support agents write: ``tests/conversations/README.md``.
"""
