"""A street is a place, never a name."""

from __future__ import annotations

import pytest

from assistant.drafting.draft import make_draft
from assistant.drafting.types import Brief


@pytest.mark.parametrize(
    ("brief", "street"),
    [
        ("A Q&A about housing for 80 workers at Dijkweg 4, not decided yet", "Dijkweg 4"),
        ("Q&A over 60 werknemers bij Kanaalstraat 12, nog niet besloten", "Kanaalstraat 12"),
    ],
)
def test_a_street_is_not_taken_for_an_employer(brief: str, street: str) -> None:
    draft = make_draft(Brief("qa", brief))
    facts = {f.name: f.value for f in draft.facts}
    assert facts["location"] == street
    assert "employer" not in facts
