"""Opens, switches, drops and notes tasks. Knows the state, not the message."""

from __future__ import annotations

from bot.dialogue import naming
from bot.dialogue.flows import Flow, Flows
from bot.dialogue.state import ANOTHER, Frame, State


def is_open(state: State, flow: Flow) -> bool:
    return any(frame.flow == flow.name for frame in state.frames)


def bring_up(state: State, flow: Flow, intent: str | None) -> Frame:
    """Opens the flow, or brings it up where it is open already; begun by another intent, it looks at all anew."""
    known = next((frame for frame in state.frames if frame.flow == flow.name), None)
    frame = known or Frame(flow.name, intent)
    state.frames = [other for other in state.frames if other is not known]
    state.waiting = [other for other in state.waiting if other.flow != flow.name or other.paused == ANOTHER]
    state.open(frame)
    frame.go_on()
    if frame.intent != intent:
        frame.intent, asked = intent, frame.asked
        frame.forget_results(flow)
        frame.asked = asked
    return frame


def drop(state: State, name: str) -> None:
    """Ends a task undone, and says so."""
    if state.top and state.top.flow == name:
        state.close()
    else:
        state.frames = [frame for frame in state.frames if frame.flow != name]
    state.say.append(naming.dropped(name))


def note(state: State, frame: Frame) -> None:
    """Keeps a task for when the open one ends, unless it is known already."""
    if all(other.flow != frame.flow for other in (*state.frames, *state.waiting)):
        state.wait(frame)


def note_another(state: State, frame: Frame) -> None:
    """Keeps a second task of the kind that is open, about something else."""
    frame.paused = ANOTHER
    state.wait(frame)


def forget_same(state: State, slot: str) -> None:
    """A second task of the kind that is open goes when the open one turns out to be about that very thing."""
    top = state.top
    value = top.values.get(slot) if top else None
    if top is None or value is None:
        return
    state.waiting = [
        other
        for other in state.waiting
        if (other.paused, other.flow, other.values.get(slot)) != (ANOTHER, top.flow, value)
    ]


def come_back(state: State, flows: Flows, offered: frozenset[str]) -> None:
    """After a long time away, what actions found is looked up again, and the open task is offered, not just continued.

    ``offered``: the flows that have words for such an offer; the others are taken up again with a word.
    """
    for frame in state.frames:
        frame.forget_results(flows[frame.flow])
    if state.top:
        state.top.paused = "away" if state.top.flow in offered else "switch"
