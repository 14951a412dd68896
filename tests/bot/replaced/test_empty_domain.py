"""A domain is empty exactly where Rasa says so."""

from __future__ import annotations

import pytest
from rasa.shared.core.domain import Domain

from bot.replaced import empty_domain


@pytest.mark.parametrize(
    "domain", ["", "intents: []", "intents: [greet]", "actions: [action_look]", "session_config: {}"]
)
def test_it_says_what_rasa_says(domain: str) -> None:
    known = Domain.from_yaml(f'version: "3.1"\n{domain}')
    assert empty_domain.is_empty(known) is empty_domain.REPLACEMENT.stock(known)


def test_both_answers_are_given() -> None:
    assert empty_domain.is_empty(Domain.empty())
    assert not empty_domain.is_empty(Domain.from_yaml('version: "3.1"\nintents: [greet]'))
