"""What the reader of told texts and the network of answers find together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.drafting.roles import Span
from assistant.drafting.roles.recurrent import Network

LIKELY = 0.5  # from here on an answer stands in the way of another text at its place
# how sure a told text must be that the network of answers could have found and did not, and the
# most that it is believed then, so that it is asked back; both chosen on labelled briefs
AGAINST, ALONE = 0.85, 0.9
MOST = 0.6
NEWS = "news"  # what is up, which may be an incident


def agreed(
    asked: Sequence[Span], told: Sequence[Span], answers: Network, kind: str
) -> tuple[Span, ...]:
    """The answers that the network of answers finds, and the told texts that it did not.

    What both find is as sure as one of them being right, and stands where the network of answers
    finds it: of writers that neither had seen that was right more often than the likelier place.
    What that was taught in briefs of this kind, and does not find, is believed ALONE at most; a
    label that it was not taught, it says nothing of.
    """
    taught = frozenset(
        role for of, _, role in (one.partition("/") for one in answers.taught) if of == kind
    )
    asked = [a for a in asked if a.role in taught]
    sure = [a for a in asked if a.probability >= LIKELY and a.role != NEWS]
    found = [_as_sure_as_both(a, told) for a in asked]
    for span in told:
        if span.role not in taught:
            found.append(span)
        elif span.probability >= AGAINST and not any(
            s.role == span.role or _covers(s, span) for s in sure
        ):
            found.append(replace(span, probability=min(span.probability, ALONE)))
    return tuple(found)


def _as_sure_as_both(span: Span, told: Sequence[Span]) -> Span:
    same = (s.probability for s in told if s.role == span.role and _touch(s, span))
    return replace(span, probability=1 - (1 - span.probability) * (1 - max(same, default=0.0)))


def _touch(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _covers(one: Span, other: Span) -> bool:
    """Whether most of the other lies within the one."""
    shared = min(one.end, other.end) - max(one.start, other.start)
    return shared >= MOST * (other.end - other.start)
