"""The table beside Rasa's ``events``: for each conversation, what stood before the turns that are read each time."""

from __future__ import annotations

import sqlalchemy as sa

from bot.channels.database import tables

windows = sa.Table(
    "chat_windows",
    tables,
    sa.Column("sender", sa.String(255), primary_key=True),
    sa.Column("version", sa.Integer, nullable=False),  # one more with every save
    sa.Column("first_event", sa.Integer),  # id of the first event that is read; null: from the conversation's start
    sa.Column("before", sa.Text),  # JSON of what stood before that event; null: nothing, the session begins with it
)
