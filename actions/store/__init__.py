"""Remembers orders, cases, their history and what was asked. Rows never leave: facts go out, changes come in."""
