"""Spares a message the search for slots that it could fill where no slot is filled from messages.

Replaces ``ActionExtractSlots.run``: Rasa holds each message against each mapping of each slot, step by step, also where
all of them say ``custom`` and name no action, so that nothing can come of it: ours are filled by the flows.
"""

from __future__ import annotations

from typing import Any

from rasa.core.actions.action import ActionExtractSlots
from rasa.core.channels.channel import OutputChannel
from rasa.core.nlg import NaturalLanguageGenerator
from rasa.shared.core.constants import DEFAULT_SLOT_NAMES, MAPPING_TYPE
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import Event
from rasa.shared.core.slot_mappings import SlotMappingType
from rasa.shared.core.slots import Slot
from rasa.shared.core.trackers import DialogueStateTracker

from bot.replaced.replacement import Replacement


async def run(
    self: ActionExtractSlots,
    output_channel: OutputChannel,
    nlg: NaturalLanguageGenerator,
    tracker: DialogueStateTracker,
    domain: Domain,
) -> list[Event]:
    """The slots that the message fills, as the shop's own check of them leaves it."""
    if any(map(_can_be_filled, domain.slots)):
        return list(await REPLACEMENT.stock(self, output_channel, nlg, tracker, domain))
    return list(await self._execute_validation_action([], output_channel, nlg, tracker, domain))


def _can_be_filled(slot: Slot) -> bool:
    return slot.name not in DEFAULT_SLOT_NAMES and any(map(_can_fill, slot.mappings))


def _can_fill(mapping: dict[str, Any]) -> bool:
    return mapping.get(MAPPING_TYPE) != str(SlotMappingType.CUSTOM) or bool(mapping.get("action"))


REPLACEMENT = Replacement(method="rasa.core.actions.action:ActionExtractSlots.run", source="1b1416fde7754e09", ours=run)
