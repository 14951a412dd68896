"""What the marketplace allows: facts in, Decision out. Standard library only; no clock, no I/O, no wording."""
