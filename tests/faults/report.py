"""`python -m tests.faults.report`: runs the fault matrix and writes its part of docs/models.md.

With --check it writes nothing and ends with 1 when the transcript or the table is another.
"""

from __future__ import annotations

import argparse
import re
import statistics
import sys
import time
from collections.abc import Sequence
from dataclasses import replace

from assistant.answering import Assistant, check_for, load_assistant
from assistant.models import open_model
from assistant.phrases import phrases
from assistant.sentence_stream import drafted
from assistant.sentences import sentences
from assistant.settings import ROOT, Settings
from assistant.types import Answer, Turn
from tests.faults.matrix import MATRIX, Fault, honest
from tests.faults.server import NAME, Say, Script, model_server

PAGE = ROOT / "docs" / "models.md"
QUESTION = "Hoe zet ik een klankbordgroep op?"
MARKS = "<!-- {} of `python -m tests.faults.report` -->"
RUNS = 20


def main(arguments: Sequence[str] | None = None) -> int:
    """0, or 1 when the page is out of date."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args(arguments)
    assistant = load_assistant(Settings(model=""))
    parts = [matrix_table(assistant), transcript(assistant)]
    if not options.check:
        print(speed(assistant))
    begin, end = MARKS.format("begin"), MARKS.format("end")
    page = PAGE.read_text(encoding="utf-8")
    block = f"{begin}\n\n{chr(10).join(parts)}\n{end}"
    fresh = re.sub(rf"{re.escape(begin)}.*{re.escape(end)}", lambda _: block, page, flags=re.DOTALL)
    if options.check:
        return int(fresh != page)
    PAGE.write_text(fresh, encoding="utf-8")
    return 0


def asked(assistant: Assistant, script: Script, fault: Fault | None = None) -> Answer:
    """The answer to the question with that script behind the model."""
    with model_server(script) as server:
        limits = (fault.first, fault.whole) if fault else (10.0, 60.0)
        settings = Settings(
            model=f"openai:{NAME}",
            model_url=server.url,
            model_first_seconds=limits[0],
            model_seconds=limits[1],
        )
        model = open_model(settings)
        assert model is not None
        # a name without the port, which is another in every run
        model = replace(model, info=replace(model.info, host="127.0.0.1"))
        return replace(assistant, settings=settings, model=model).answer(Turn(QUESTION))


def matrix_table(assistant: Assistant) -> str:
    """The matrix with what the reader got, as Markdown."""
    written = phrases("nl").model.written.format(name=NAME, host="127.0.0.1")
    rows = ["| fault | the server | the answer | the line under it |", "| --- | --- | --- | --- |"]
    for fault in MATRIX:
        answer = asked(assistant, fault.script, fault)
        lines = " ".join(n for n in answer.notices if n != written)
        rows.append(f"| {fault.name} | {fault.does} | {answer.mode} | {lines} |")
    return "\n".join(rows) + "\n"


def transcript(assistant: Assistant) -> str:
    """What a model wrote with two hallucinations in it, and what the reader saw."""
    fault = next(f for f in MATRIX if f.name == "hallucinates: modality")
    said: list[str] = []

    def script(passages: Sequence[str]) -> list[Say]:
        steps = [step for step in fault.script(passages) if isinstance(step, Say)]
        said.extend(step.text for step in steps)
        return steps

    answer = asked(assistant, script)
    shown = {claim.text for claim in answer.claims}
    lines = [
        f"- {'shown' if d.text in shown else '**stopped**'}: {d.text} "
        f"[{', '.join(map(str, d.numbers))}]"
        for d in drafted(said)
    ]
    quoted = "\n".join(f"> {line}".rstrip() for line in answer.text.splitlines())
    return (
        f"### One answer with two hallucinations\n\nQuestion: {QUESTION}\n\nThe model writes:\n\n"
        + "\n".join(lines)
        + f"\n\nThe reader sees:\n\n{quoted}\n"
    )


def speed(assistant: Assistant) -> str:
    """Medians of the time to the first verified sentence and of checking one, in milliseconds."""
    first, check, plain, others = [], [], [], []
    holds = check_for(assistant.index, "nl")
    for passage in assistant.index.passages:
        for text in sentences(passage.text):
            words = f"Kortom, {text[0].lower()}{text[1:]}"  # no quotation, so the checker is asked
            started = time.perf_counter()
            holds(words, (passage.id,))
            others.append(time.perf_counter() - started)
    for _ in range(RUNS):
        timings = dict(asked(assistant, honest).timings)
        first.append(timings["first claim"])
        check.append(timings["check per sentence"])
        started = time.perf_counter()
        assistant.answer(Turn(QUESTION))
        plain.append(time.perf_counter() - started)
    return "\n".join(
        f"{name}: {1000 * statistics.median(values):.1f} ms"
        for name, values in (
            ("first verified sentence, from the call", first),
            ("checking a quotation", check),
            ("checking another sentence", others),
            ("whole answer without a model", plain),
        )
    )


if __name__ == "__main__":
    sys.exit(main())
