"""Lets one message at a time into a conversation, first come, first served: in one process, or among many.

``store`` is what ``endpoints.yml`` names; ``limits`` holds every number of seconds; the rest is how it is done.
"""
