"""The ways into the assistant, one channel a file, and what they share: who asks, what was asked before."""
