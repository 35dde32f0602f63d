"""The specs: each holds, a fault is named, and a new file is a new kind."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from assistant.drafting.checking import CHECKED, digest, load_kind
from assistant.drafting.draft import UnknownKind, make_draft
from assistant.drafting.kinds import SPECS, SpecError, kinds, spec_files
from assistant.drafting.trial import faults
from assistant.drafting.types import Brief
from assistant.settings import ROOT


@pytest.fixture
def thanks() -> str:
    """The complete example of the documentation."""
    text = (SPECS / "README.md").read_text(encoding="utf-8")
    return text[text.rindex("```yaml") + 8 : text.rindex("```")]


def test_every_spec_meets_its_own_criteria_with_all_facts_and_asks_for_each_without() -> None:
    assert faults() == ()


def test_a_kind_is_added_by_adding_a_file(tmp_path: Path, thanks: str) -> None:
    (tmp_path / "thanks.yaml").write_text(thanks, encoding="utf-8")
    assert faults(tmp_path) == ()
    brief = Brief("thanks", "bedankje na 13 april 2027, 85 bezoekers")
    draft = make_draft(brief, kinds(tmp_path))
    assert "Op dinsdag 13 april 2027" in draft.text
    assert "Er waren 85 bezoekers." in draft.text
    assert [m.placeholder for m in draft.missing] == ["[naam en functie van de ondertekenaar]"]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("order: 50", "orde: 50", r"thanks\.yaml: orde: Extra inputs"),
        ('sections: ["5.5"]', 'sections: ["5.9"]', r"thanks\.yaml: sections: paragraaf '5\.9'"),
        ('sections: ["5.5"]', "sections: [5.5]", r"thanks\.yaml: sections\.0: .*string"),
        (
            'citations: ["5.5/1"]',
            'citations: ["5.5/99"]',
            r"thanks\.yaml: blocks\.thanks\.citations",
        ),
        (
            "{{ visitors }} bezoekers",
            "{{ bezoekers }}",
            r"blocks\.thanks\.text: onbekend veld: bezoek",
        ),
        ("{% if given.visitors %}Er", "{% if %}Er", r"thanks\.yaml: blocks\.thanks\.text: "),
        ("(?P<value>{COUNT})", "(?P<value>{COUNT}", r"thanks\.yaml: fields\.visitors\.patterns: "),
        (
            "    type: number",
            "    type: number\n    mentions: ['(']",
            r"fields\.visitors\.mentions: ",
        ),
        ("    type: number", "    type: number\n    fits: ['(']", r"fields\.visitors\.fits: "),
        ("    type: number", "    type: number\n    until: ['(']", r"fields\.visitors\.until: "),
        ("    type: number", "    type: number\n    roles: ['(']", r"fields\.visitors\.roles: "),
        (", en: Note of thanks}", "}", r"thanks\.yaml: name\.en: Field required"),
        (
            "fields: [date]}",
            "fields: [day]}",
            r"criteria\.date_named\.test\.fields: er is geen veld",
        ),
        (
            "fields: [date]}",
            "fields: [date], told_by: [day]}",
            r"criteria\.date_named\.test\.told_by: er is geen veld 'day'",
        ),
        ("kind: thanks", "kind: other", r"thanks\.yaml: kind: 'other'"),
        ("type: number", "type: integer", r"thanks\.yaml: fields\.visitors\.type: "),
        ("order: 50", "order: [", r"thanks\.yaml:\d+: geen geldige YAML"),
        ("order: 50", "order: 50\norder: 51", r"thanks\.yaml:3: .*'order' stands twice"),
    ],
)
def test_a_malformed_spec_fails_with_file_field_and_reason(
    tmp_path: Path, thanks: str, old: str, new: str, told: str
) -> None:
    file = tmp_path / "thanks.yaml"
    assert old in thanks
    file.write_text(thanks.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(SpecError, match=told):
        load_kind(file)


def test_a_required_field_that_no_block_uses_is_a_fault(tmp_path: Path, thanks: str) -> None:
    file = tmp_path / "thanks.yaml"
    file.write_text(
        thanks.replace("  sender: {", "  contact: {required: true}\n  sender: {"), "utf-8"
    )
    with pytest.raises(
        SpecError, match=r"fields\.contact: verplicht, maar staat in geen enkel blok"
    ):
        load_kind(file)


def test_a_shipped_spec_with_a_fault_is_named_when_its_kind_is_asked_for(tmp_path: Path) -> None:
    for folder in ("assistant", "corpus", "prompts"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    spec = tmp_path / "prompts" / "drafts" / "qa.yaml"
    text = spec.read_text(encoding="utf-8")
    spec.write_text(text.replace("recognise: [", "recognise: ['(', ", 1), encoding="utf-8")
    code = "from assistant.drafting.draft import kind_named; kind_named('{}')"
    for kind, status in (("invitation", 0), ("qa", 1)):
        run = subprocess.run(
            [sys.executable, "-c", code.format(kind)],
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(tmp_path)},
            capture_output=True,
            text=True,
        )
        assert run.returncode == status, run.stderr
    assert "SpecError: qa.yaml: recognise: '(': missing )" in run.stderr


def test_every_shipped_kind_is_kept_as_tried() -> None:
    kept = json.loads(CHECKED.read_text(encoding="utf-8"))
    assert kept == {f.stem: digest(f) for f in spec_files()}, "run `make docs`"


def test_an_unknown_kind_is_refused_with_the_kinds_there_are() -> None:
    with pytest.raises(UnknownKind, match="'brief' bestaat niet; kies uit: invitation, qa"):
        make_draft(Brief("brief", ""))


def test_a_template_cannot_reach_beyond_its_values(tmp_path: Path, thanks: str) -> None:
    file = tmp_path / "thanks.yaml"
    file.write_text(
        thanks.replace("{{ visitors }}", "{{ visitors.__class__.__mro__[1].__subclasses__() }}"),
        "utf-8",
    )
    assert any("unsafe" in fault for fault in faults(tmp_path))
