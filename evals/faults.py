"""Do the gates catch what they are there for? `python -m evals.faults` plants faults and looks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from assistant.answering import STEPS, Assistant, State, Step, load_assistant, verify, write
from assistant.settings import Settings
from assistant.types import Claim
from evals.gates import broken_gates
from evals.run import answer_figures

INVENTED = "De gemeente stuurt de uitnodiging altijd ten minste drie weken van tevoren."


@dataclass(frozen=True, slots=True)
class Fault:
    """Something gone wrong in the chain, and the figure whose gate should say so."""

    name: str
    steps: tuple[Step, ...]
    caught_by: str
    settings: Mapping[str, float]


def invented_claim(assistant: Assistant, state: State) -> State:
    """Composes, and puts a sentence of its own behind the first claim."""
    state = write(assistant, state)
    if not state.groups:
        return state
    first, *rest = state.groups
    claims = (first.claims[0], Claim(INVENTED, first.claims[0].citations), *first.claims[1:])
    return replace(state, groups=(replace(first, claims=claims), *rest))


def shifted_citations(assistant: Assistant, state: State) -> State:
    """Each claim cites the passage after its own."""
    passages = assistant.index.passages

    def next_to(name: str) -> str:
        return passages[(assistant.index.position[name] + 1) % len(passages)].id

    groups = tuple(
        replace(g, claims=tuple(Claim(c.text, tuple(map(next_to, c.citations))) for c in g.claims))
        for g in state.groups
    )
    return replace(state, groups=groups)


def _unverified(step: Step) -> tuple[Step, ...]:
    """The chain with this step in the place of `write`, and nothing after it that would check."""
    return tuple(step if s is write else s for s in STEPS if s is not verify)


FAULTS = (
    Fault("a claim invented in compose", _unverified(invented_claim), "verbatim", {}),
    Fault("citations shifted by one", (*STEPS, shifted_citations), "citation recall", {}),
    Fault("the abstention threshold at zero", STEPS, "unanswerable declined",
          {"answer_threshold": 0.0}),
)  # fmt: skip


def caught(fault: Fault, every: int = 1) -> list[str]:
    """The gates of answers that the fault breaks, a line each; one item in `every` is asked."""
    assistant = load_assistant(Settings(**fault.settings), fault.steps)  # type: ignore[arg-type]
    figures = answer_figures(assistant, every)
    return [line for line in broken_gates({"figures": figures}) if line.split(",")[0] in figures]


def main() -> None:
    """Plants each fault in turn and prints the gates that broke."""
    print("| planted fault | should be caught by | gates that broke |\n| --- | --- | --- |")
    for fault in FAULTS:
        lines = caught(fault)
        print(f"| {fault.name} | {fault.caught_by} | {'; '.join(lines) or 'none'} |")


if __name__ == "__main__":
    main()
