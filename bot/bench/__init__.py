"""Measures the assistant against a vanilla Rasa twin of itself: ``make bench``. Only measures; nothing imports it."""
