"""The Rasa side: it listens and speaks; it talks to the action server over HTTP and never imports ``actions``."""
