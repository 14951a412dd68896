"""Says what is wrong or could be better in the flows, and draws them. ``rasa data validate`` and ``rasa visualize``
cannot: they know rules and stories only. Used by ``recourse flows``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from rasa.shared.core.domain import Domain

from bot.dialogue import naming
from bot.dialogue.flows import CALL, COLLECT, CONFIRM, Flow, Flows, Step
from bot.dialogue.reading import FlowError, flow_texts, read_flows

LEAST_VARIANTS = 2  # of a question that is put again: with one alone it is repeated word for word


@dataclass(frozen=True)
class Finding:
    """``is_error``: training would fail. Otherwise it works, but the buyer would notice."""

    place: str
    message: str
    is_error: bool = False

    def __str__(self) -> str:
        return f"{self.place}: {'error' if self.is_error else 'advice'}: {self.message}"


def check_flows(folder: Path | str, domain: Domain) -> tuple[Flows, list[Finding]]:
    """The flows of a folder and everything that is found about them, errors first."""
    try:
        flows = read_flows(flow_texts(folder))
    except FlowError as error:
        return Flows(), [Finding(error.place, error.problem, is_error=True)]
    errors = [Finding(place, message, is_error=True) for place, message in naming.missing(flows, domain)]
    advice = [finding for flow in flows.values() for finding in _advice(flow, domain)]
    return flows, errors + advice


def responses_of(flows: Flows, domain: Domain) -> set[str]:
    """The responses that flows and the policy say by themselves; Rasa's own validation takes them for unused."""
    said = {*naming.OWN}
    for flow in flows.values():
        said |= {naming.dropped(flow.name), naming.resumed(flow.name), naming.offered(flow.name)}
        said |= {name for step in flow.steps for name in _wordings(step)}
    more = {name for name in domain.responses if name.startswith((naming.intent_word(""), naming.NOT_UNDERSTOOD))}
    return (said | more) & set(domain.responses)


def picture(flows: Flows) -> str:
    """All flows as one Mermaid flowchart, which GitHub and most editors draw."""
    lines = ["flowchart TD"]
    for flow in flows.values():
        lines += [f"  subgraph {flow.name}", *(f"    {line}" for line in _drawn(flow)), "  end"]
    return "\n".join(lines) + "\n"


def _drawn(flow: Flow) -> Iterator[str]:
    yield f'{flow.name}_start(["{" · ".join(flow.starts_on)}"]) --> {flow.name}_0'
    for number, step in enumerate(flow.steps):
        yield f"{flow.name}_{number}{_shape(flow, step)}"
        arrow = "-- yes -->" if step.kind == CONFIRM else "-->"
        following = f"{flow.name}_{number + 1}" if number + 1 < len(flow.steps) else f"{flow.name}_end(( ))"
        yield f"{flow.name}_{number} {arrow} {following}"


def _shape(flow: Flow, step: Step) -> str:
    """A question is slanted, a read-back a diamond, a write bold, everything else a box."""
    condition = " and ".join(f"{slot} = {' or '.join(map(str, values))}" for slot, values in step.when.items())
    checked = f"<br/>checked by {step.check}" if step.check else ""
    asks = "?" if step.kind == COLLECT else ""
    label = f"{step.name}{asks}{checked}{f'<br/><i>if {condition}</i>' if condition else ''}"
    if step.kind == COLLECT:
        return f'[/"{label}"/]'
    if step.kind == CONFIRM:
        return f'{{"{label}"}}'
    return f'[["{label}"]]' if flow.read_back_of(step) else f'["{label}"]'


def _advice(flow: Flow, domain: Domain) -> Iterator[Finding]:
    for step in flow.steps:
        place = f"{flow.file}:{step.line}"
        for message in (*_wording_advice(step, domain), *_order_advice(flow, step)):
            yield Finding(place, message)
    if naming.resumed(flow.name) not in domain.responses:
        yield Finding(
            f"{flow.file}:{flow.line}", f"without '{naming.resumed(flow.name)}' it is taken up without a word"
        )


def _wording_advice(step: Step, domain: Domain) -> Iterator[str]:
    if step.kind not in (COLLECT, CONFIRM):
        return
    name = naming.asking(step)
    again = domain.responses.get(f"{name}_again", [])
    if len([variant for variant in again if not variant.get("condition")]) < LEAST_VARIANTS:
        yield f"'{name}_again' needs {LEAST_VARIANTS} variants, so that no question is repeated word for word"
    if f"{name}_simple" not in domain.responses and naming.asking_action(step) not in domain.user_actions:
        yield f"'{name}_simple' (the second time it was not understood, with buttons) is missing"


def _order_advice(flow: Flow, step: Step) -> Iterator[str]:
    # A later step may set it too: the flow then comes back to this one, for the current step is computed anew.
    set_by_steps = {slot for other in flow.steps for slot in other.named_slots() if slot not in other.when}
    for slot in step.when:
        if slot not in set_by_steps:
            yield f"the condition on '{slot}' can never hold: no step of this flow sets it"
    read_back = flow.read_back_of(step)
    if read_back and dict(read_back.when) != dict(step.when):
        yield "the write and its read-back have different conditions; it runs only where both hold"
    if step.kind == CALL and step.result in step.depends_on:
        yield f"'{step.result}' is its own result: it would never settle"


def _wordings(step: Step) -> tuple[str, ...]:
    if step.kind == CALL:
        return ()
    name = naming.asking(step) if step.kind in (COLLECT, CONFIRM) else step.name
    return (name, f"{name}_again", f"{name}_simple")
