"""Looks at each situation of a life in every way: the oracle's account, its answers, and what must always be true."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b

from actions.policy.decision import Decision
from actions.policy.due import settle
from actions.policy.requests import decide_all
from tests.policy.histories import STEPS, Moment, Walk, live, more_words, walk
from tests.policy.oracle import answer, do, tell
from tests.policy.plain import accounts_differ, disagreement, heard_words, words_of
from tests.policy.properties import CHEAP, THOROUGH, Property, Reached
from tests.policy.replay import COMPLAIN, PLACED, answer_to, ask_for


@dataclass
class Lived:
    """What was looked at: how many different histories (one for each situation), and what was wrong, a line each."""

    histories: set[bytes] = field(default_factory=set)
    said: set[str] = field(default_factory=set)
    wrong: list[str] = field(default_factory=list)


def lived(seeds: Sequence[str], steps: int = STEPS) -> Lived:
    """Lives through these histories; of each life only the first thing that is wrong is told."""
    found = Lived()
    for number, seed in enumerate(seeds):
        life = walk(seed)
        try:
            _live_through(life, steps, found, number)
        except Exception as stopped:  # the history is what one needs to see
            found.wrong.append(f"{life.history} @ {life.now.isoformat()} :: {type(stopped).__name__}: {stopped}")
    return found


def _live_through(life: Walk, steps: int, found: Lived, turn: int) -> None:
    for number, moment in enumerate(live(life, steps)):
        found.histories.add(_mark(f"{life.history} {life.now} {life.life.facts}"))
        which = number + turn
        thorough = THOROUGH[which // 3 % len(THOROUGH)] if which % 3 == 0 else None
        for line in differences_at(life, moment, thorough, found):
            found.wrong.append(line)
            return


def _mark(text: str) -> bytes:
    """Short, and the same in every process."""
    return blake2b(text.encode(), digest_size=10).digest()


def differences_at(life: Walk, moment: Moment, thorough: Property | None, found: Lived) -> Iterator[str]:
    """What is wrong at this moment; a step that has just been done is done in the oracle's account first."""
    where = f"{_facts(life)} {life.history} @ {life.now.isoformat()}"
    if moment.step:
        yield from (f"{where} :: {moment.step}: {line}" for line in _step(life, moment))
        if moment.change is None:
            return  # refused: the situation is the one that was looked at already
    life.life.settle(life.seconds)
    if line := accounts_differ(settle(life.order, life.now).order, life.life, life.now):
        yield f"{where} :: {line}"
    plain, worded = tuple(decide_all(life.order, life.now)), _worded(life)
    for text, decision in (*((str(said.request), said) for said in plain), *worded):
        found.said.add(f"{decision.outcome} {decision.reason}")
        if line := disagreement(decision, answer(life.life, words_of(text), life.seconds)):
            yield f"{where} :: {text}: {line}"
    here = Reached(life.order, life.now, moment.before, plain, tuple(w for w in worded if COMPLAIN not in w[0]))
    for holds in (*CHEAP, *([thorough] if thorough else [])):
        holds(here)


def _worded(life: Walk) -> list[tuple[str, Decision]]:
    """A request with words of any kind."""
    return [(text, answer_to(life.order, text, ask_for(text), life.now)) for text in more_words(life, 1)]


def _facts(life: Walk) -> str:
    return str({name: value for name, value in life.life.facts.items() if name in ("profile", "terms")})


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
    asked = words_of(moment.step)
    if line := disagreement(moment.said, answer(life.life, asked, life.seconds)):
        yield line
    elif moment.change is not None:
        do(life.life, str(moment.said.reason), asked, life.seconds)
