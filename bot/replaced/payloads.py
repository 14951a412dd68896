"""Reads what a button sends (``/intent{"slot": "value"}``) without the model: it says by itself what is meant.

Replaces ``MessageProcessor._parse_message_with_graph``: Rasa runs the whole pipeline on such a message and then lets
its last component, ``RegexMessageHandler``, put that component's own reading in place of all the others found. Here
the same reading is done first. What it leaves alone (an intent that the domain does not know, say) goes to the model.
"""

from __future__ import annotations

from typing import Any

from rasa.core.channels.channel import UserMessage
from rasa.core.processor import MessageProcessor
from rasa.nlu.classifiers.regex_message_handler import RegexMessageHandler
from rasa.shared.constants import INTENT_MESSAGE_PREFIX
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.core.training_data.story_reader.yaml_story_reader import YAMLStoryReader
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.replaced.replacement import Replacement


def parse(
    self: MessageProcessor, message: UserMessage, tracker: DialogueStateTracker, only_output_properties: bool = True
) -> dict[str, Any]:
    """What was understood of the message: text, intent, its ranking, entities."""
    text = message.text or ""
    if text.strip().startswith(INTENT_MESSAGE_PREFIX):
        sent = Message({TEXT: text})
        read = YAMLStoryReader.unpack_regex_message(sent, self.domain, RegexMessageHandler.__name__)
        if read is not sent:
            return dict(read.as_dict(only_output_properties=only_output_properties))
    return dict(REPLACEMENT.stock(self, message, tracker, only_output_properties))


REPLACEMENT = Replacement(
    method="rasa.core.processor:MessageProcessor._parse_message_with_graph",
    source="7a66305e80c5e866",
    ours=parse,
)
