"""The policy that holds the conversation: flows from files, with ordinary rules for side answers at every step.

Precedence at each prediction: Rasa's own matters (an active loop, restart, back); the buyer's message for the flows;
the rules; and where a rule would listen, the open question again.
"""

import logging
from pathlib import Path
from typing import Any

import rasa.shared.utils.io
from rasa.core.featurizers.tracker_featurizers import TrackerFeaturizer
from rasa.core.policies.policy import PolicyPrediction, confidence_scores_for
from rasa.core.policies.rule_policy import DEFAULT_ACTION_MAPPINGS
from rasa.engine.graph import ExecutionContext
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.core.constants import ACTION_LISTEN_NAME
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import Event
from rasa.shared.core.generator import TrackerWithCachedStates
from rasa.shared.core.trackers import DialogueStateTracker

from bot import replaced
from bot.dialogue import memory, naming
from bot.dialogue.advancing import Next
from bot.dialogue.flows import Flows
from bot.dialogue.moment import MARK, Moment, read
from bot.dialogue.reading import flow_texts, read_flows
from bot.dialogue.rules import Rules
from bot.dialogue.state import State
from bot.dialogue.talk import Talk
from bot.dialogue.turn import Clarity

logger = logging.getLogger(__name__)
replaced.install()

FLOWS_FILE = "flows.json"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.POLICY_WITHOUT_END_TO_END_SUPPORT, is_trainable=True)
class FlowPolicy(Rules):
    """Runs the flows of a folder. Its training checks the files against the domain and keeps them with the model."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """``flows``: the folder. ``clear_at_least`` and ``clear_ahead_by``: below these the classifier is unclear.

        ``consequential``: the intents that need more of both. ``away_hours``: after that long, a task is offered again
        instead of just continued.
        """
        return {
            **Rules.get_default_config(),
            "enable_fallback_prediction": False,
            "flows": "data/flows",
            "clear_at_least": Clarity.at_least,
            "clear_ahead_by": Clarity.ahead_by,
            "away_hours": Clarity.away_hours,
            "consequential": [],
            "consequential_at_least": Clarity.consequential_at_least,
            "consequential_ahead_by": Clarity.consequential_ahead_by,
        }

    def __init__(
        self,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        featurizer: TrackerFeaturizer | None = None,
        lookup: dict | None = None,
    ) -> None:
        super().__init__(config, model_storage, resource, execution_context, featurizer, lookup)
        self._texts: dict[str, str] = {}
        self._talk: Talk | None = None
        self._flows = Flows()

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str | None:
        """Edited flows train anew."""
        folder = Path(config.get("flows", cls.get_default_config()["flows"]))
        texts = flow_texts(folder) if folder.is_dir() else {}
        return rasa.shared.utils.io.deep_container_fingerprint(texts)

    def train(self, training_trackers: list[TrackerWithCachedStates], domain: Domain, **kwargs: Any) -> Resource:
        """Checks the flows against the domain, then trains the rules. Raises FlowError naming file and line."""
        self._take_flows(flow_texts(self.config["flows"]))
        naming.require(self._flows, domain)
        return super().train(training_trackers, domain, **kwargs)

    def persist(self) -> None:
        """Keeps the flows with the rules: the model says by itself what it was trained on."""
        super().persist()
        with self._model_storage.write_to(self._resource) as directory:
            rasa.shared.utils.io.dump_obj_as_json_to_file(directory / FLOWS_FILE, self._texts)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> "FlowPolicy":
        """Loads the rules and the flows of a trained model."""
        policy = super().load(config, model_storage, resource, execution_context, **kwargs)
        with model_storage.read_from(resource) as directory:
            policy._take_flows(rasa.shared.utils.io.read_json_file(directory / FLOWS_FILE))
        return policy

    def _take_flows(self, texts: dict[str, str]) -> None:
        self._texts, self._flows, self._talk = texts, read_flows(texts), None

    def predict_action_probabilities(
        self,
        tracker: DialogueStateTracker,
        domain: Domain,
        rule_only_data: dict[str, Any] | None = None,
        **kwargs: Any,
    ) -> PolicyPrediction:
        """The next action. Whatever goes wrong, the buyer's message is kept and gets an answer."""
        try:
            return self._next(tracker, domain)
        except Exception:
            logger.exception("The flow policy failed in conversation '%s' and leaves its tasks", tracker.sender_id)
            return self._after_a_failure(tracker, domain)

    def _next(self, tracker: DialogueStateTracker, domain: Domain) -> PolicyPrediction:
        moment = read(tracker.events)
        if self._is_for_rasa(tracker, moment):
            return self._predict(tracker, domain)[0]
        state = memory.recall(tracker, self._flows)
        talk = self._talk_for(domain)
        if moment.rejected:
            raise RuntimeError(f"an action refused to run after '{moment.last.name if moment.last else 'listening'}'")
        if (moment.is_new_turn and talk.hear(state, moment)) or talk.is_with_rules(moment):
            prediction = self._predict(tracker, domain)[0]
            if not self._is_silent(prediction, domain):
                return self._with_state(prediction, state, tracker)
            if moment.is_new_turn:
                talk.miss(state, moment)
        return self._ours(talk.go_on(state, moment), state, tracker, domain)

    def _talk_for(self, domain: Domain) -> Talk:
        if self._talk is None:
            clarity = Clarity.configured(self.config)
            self._talk = Talk(self._flows, domain.responses.keys(), domain.user_actions, clarity)
        return self._talk

    @staticmethod
    def _is_for_rasa(tracker: DialogueStateTracker, moment: Moment) -> bool:
        """A loop of Rasa's own, or a message that Rasa answers by itself (restart, back)."""
        if tracker.active_loop_name:
            return True
        return moment.is_new_turn and moment.message.intent.get("name") in DEFAULT_ACTION_MAPPINGS

    def _is_silent(self, prediction: PolicyPrediction, domain: Domain) -> bool:
        """The rules have nothing to say (any more)."""
        name = domain.action_names_or_texts[prediction.max_confidence_index]
        return prediction.max_confidence <= self.config["core_fallback_threshold"] or name == ACTION_LISTEN_NAME

    def _with_state(
        self, prediction: PolicyPrediction, state: State, tracker: DialogueStateTracker
    ) -> PolicyPrediction:
        prediction.optional_events = memory.changes(state, self._flows, tracker, mirror=False)
        prediction.action_metadata = memory.metadata(state, tracker)
        return prediction

    def _ours(self, following: Next, state: State, tracker: DialogueStateTracker, domain: Domain) -> PolicyPrediction:
        events: list[Event] = memory.changes(state, self._flows, tracker)
        metadata = memory.metadata(state, tracker) or {}
        if following.mark:
            metadata[MARK] = following.mark
        return PolicyPrediction(
            confidence_scores_for(following.action or ACTION_LISTEN_NAME, 1.0, domain),
            self.__class__.__name__,
            self.priority,
            optional_events=events,
            action_metadata=metadata or None,
        )

    def _after_a_failure(self, tracker: DialogueStateTracker, domain: Domain) -> PolicyPrediction:
        """No task is open any more; says so once, then listens."""
        latest = tracker.latest_action_name
        told = latest == naming.FAILED or naming.FAILED not in domain.responses
        following = Next() if told else Next(naming.FAILED, {"did": "note"})
        return self._ours(following, State(), tracker, domain)
