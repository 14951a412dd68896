"""The reasons for cancelling by their own names, where a correction says no more: "not duplicate, wrong item". Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable

from actions.policy.facts import CancellationReason


def named(text: str, denied: Iterable[str] = ()) -> CancellationReason | None:
    """The one reason whose name stands in the text; ``denied`` are those that are not meant."""
    plain = " ".join(re.findall(r"\w+", text.casefold()))
    meant = [
        reason
        for reason in CancellationReason
        if reason is not CancellationReason.OTHER and str(reason) not in denied and _stands_in(plain, str(reason))
    ]
    return meant[0] if len(meant) == 1 else None


def _stands_in(plain: str, reason: str) -> bool:
    return re.search(rf"\b{reason.replace('_', ' ')}\b", plain) is not None
