"""Keeps conversations: the whole record in Rasa's table of events, and what a turn needs of it in one row."""
