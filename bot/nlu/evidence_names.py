"""Finds the names of files, as telephones and computers give them: "IMG_2041.jpg", "WhatsApp Image 2026-11-20 at …"."""

from __future__ import annotations

import re
from collections.abc import Iterable

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.extractor import Found, TextExtractor

_PICTURES = "jpe?g|jpe|jfif|png|gif|heic|heif|webp|bmp|tiff?|avif|raw|dng"
_FILMS = "mp4|m4v|mov|avi|mkv|webm|3gp|mpe?g|wmv"
_OTHERS = "pdf|docx?|odt|txt|rtf|eml|msg|html?|zip|mp3|m4a|wav|ogg|opus|csv|xlsx?|pages"
_ENDING = rf"\.(?:{_PICTURES}|{_FILMS}|{_OTHERS})(?![\w.]*\w)"
_LONGEST = 120
_QUOTED = re.compile(rf"[\"“'`](?P<name>[^\"“”'`\n\\/]{{1,{_LONGEST}}}?{_ENDING})[\"”'`]", re.IGNORECASE)
# Names with gaps that no person writes.
_BY_MACHINE = re.compile(
    rf"(?<!\w)(?P<name>(?:WhatsApp\s(?:Image|Video)|Screen\s?shots?|Screen\sRecording|Scan|IMG|DSC|VID|Photo|Image|Video)"
    rf"[ _][\d\-. ()_atAPMhms]{{1,60}}?{_ENDING})",
    re.IGNORECASE,
)
_PLAIN = re.compile(rf"(?<![\w])(?P<name>[\w()+\-.@%]{{1,{_LONGEST}}}?(?:\s\(\d{{1,3}}\))?{_ENDING})", re.IGNORECASE)


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class EvidenceNameExtractor(TextExtractor):
    """Entities `evidence_name`, one for each file; a path gives the name at its end."""

    def find(self, text: str, message: Message) -> Iterable[Found]:
        for pattern in (_QUOTED, _BY_MACHINE, _PLAIN):
            for match in pattern.finditer(text):
                start, end = match.span("name")
                yield Found("evidence_name", start, end, " ".join(match["name"].split()))
                text = text[:start] + " " * (end - start) + text[end:]
