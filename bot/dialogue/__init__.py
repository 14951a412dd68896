"""How the assistant holds a conversation: flows from files, a policy that runs them, and the wording."""
