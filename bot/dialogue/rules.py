"""Asks Rasa's rules in a fraction of the time: of a conversation's states, only those that a rule can look at are made.

Rasa makes one of every action that the tracker holds, up to three times a turn. What the rules then predict, and why,
is the same.
"""

from __future__ import annotations

import json
from functools import cached_property
from typing import Any

from rasa.core.policies.rule_policy import RULES, RULES_FOR_LOOP_UNHAPPY_PATH, RULES_NOT_IN_STORIES, RulePolicy
from rasa.shared.core.domain import Domain, State
from rasa.shared.core.trackers import DialogueStateTracker

from bot.tracker.states import latest_states

_RULES = (RULES, RULES_FOR_LOOP_UNHAPPY_PATH, RULES_NOT_IN_STORIES)


class Rules(RulePolicy):
    """Rasa's own policy."""

    @cached_property
    def _states_to_tell(self) -> int:
        """One more than the longest rule has.

        Where no rule fits, Rasa looks whether the states as a whole are one that it knows; so many are none.
        """
        known = (key for rules in _RULES for key in self.lookup.get(rules, ()))
        return 1 + max((len(json.loads(key)) for key in known if key.startswith("[")), default=0)

    def _prediction_states(
        self,
        tracker: DialogueStateTracker,
        domain: Domain,
        use_text_for_last_user_input: bool = False,
        rule_only_data: dict[str, Any] | None = None,
    ) -> list[State]:
        states = None
        if self.featurizer.max_history is None:
            states = latest_states(tracker, domain, self._states_to_tell)
        if states is None:
            return super()._prediction_states(tracker, domain, use_text_for_last_user_input, rule_only_data)
        self.featurizer._choose_last_user_input([states], use_text_for_last_user_input)
        return states
