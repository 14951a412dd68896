"""Measures how well a model understands messages whose meaning is known. Knows figures, not how a model works."""
