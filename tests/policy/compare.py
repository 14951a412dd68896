"""Lives through a history with the policy and with the oracle, and tells each point in which they disagree."""

from __future__ import annotations

from collections.abc import Iterator

from actions.policy.decision import Decision
from actions.policy.due import settle
from actions.policy.requests import DECIDED, decide_all
from tests.policy.histories import STEPS, Moment, Walk, live, more_words
from tests.policy.oracle import answer, do, tell
from tests.policy.plain import accounts_differ, disagreement, heard_words, words_of
from tests.policy.replay import PLACED, answer_to, ask_for


def compared(life: Walk, steps: int = STEPS) -> Iterator[str]:
    """The disagreements, as text that can be pasted into a row of the table."""
    for moment in live(life, steps):
        yield from differences_at(life, moment)


def differences_at(life: Walk, moment: Moment) -> Iterator[str]:
    """What both say and hold at this moment; a step that has just been done is done in the oracle's account first."""
    where = f"{life.history} @ {life.now.isoformat()}"
    if moment.step:
        for line in _step(life, moment):
            yield f"{where} :: {moment.step}: {line}"
    else:
        for text, decision in _asked(life):
            verdict = answer(life.life, words_of(ask_for(text), text), life.seconds)
            if line := disagreement(decision, verdict):
                yield f"{where} :: {text}: {line}"
    life.life.settle(life.seconds)
    if line := accounts_differ(settle(life.order, life.now).order, life.life, life.now):
        yield f"{where} :: {_facts(life)} {line}"


def _facts(life: Walk) -> str:
    return str({name: value for name, value in life.life.facts.items() if name in ("profile", "terms")})


def _asked(life: Walk) -> Iterator[tuple[str, Decision]]:
    """Every request without words, and some with words of every kind."""
    yield from ((str(decision.request), decision) for decision in decide_all(life.order, life.now))
    for text in more_words(life, 2):
        if ask_for(text).request in DECIDED:
            yield text, answer_to(life.order, text, ask_for(text), life.now)


def _step(life: Walk, moment: Moment) -> Iterator[str]:
    """The step that was done, in the oracle's account too."""
    kind, *words = moment.step.split()
    if moment.said is None:
        data = dict(word.split("=", 1) for word in words)
        late = int(data.pop("late", 0))
        verdict = tell(life.life, kind, life.seconds - late, life.seconds, heard_words(data, PLACED))
        if verdict != moment.verdict:
            yield f"{moment.verdict}, not {verdict}"
        return
    asked = words_of(ask_for(moment.step), moment.step)
    if line := disagreement(moment.said, answer(life.life, asked, life.seconds)):
        yield line
    elif moment.change is not None:
        do(life.life, str(moment.said.reason), asked, life.seconds)
