"""Second readers of the labelled claims, off by default: a language model, an NLI cross-encoder.

`python -m evals.judges --model` asks the model of HANDREIKING_MODEL by prompts/judge.*.yaml;
`--nli NAME` asks a cross-encoder by folder or hub name. Each verdict stands beside the label that
a person gave; of the test split only totals are printed.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from tqdm import tqdm

from assistant.guideline import load_corpus
from assistant.model_stream import StreamFault, stream
from assistant.models import Model, open_model
from assistant.prompts import as_data, prompt
from assistant.settings import Settings
from assistant.types import Language, PassageId
from evals.items import DATASETS, ClaimItem, load
from evals.metrics.checking import balanced_accuracy
from evals.metrics.statistics import figure

OUT = Path("build") / "judges"
VERDICTS = ("supported", "contradicted", "unsupported")
VERDICT = re.compile(r"\b(un)?(supported|contradicted)\b", re.IGNORECASE)
NLI = {"entailment": "supported", "contradiction": "contradicted", "neutral": "unsupported"}
NO_VERDICT = "none"

Judge = Callable[[str, str, Language], str]


class JudgeError(Exception):
    """A judge that cannot be asked; the message is a line for the user."""


def model_judge(settings: Settings) -> Judge:
    """The model of the setting, by the judge prompt. Raises JudgeError when it cannot be used."""
    model = open_model(settings)
    if model is None:
        raise JudgeError("Er is geen taalmodel ingesteld. Zet HANDREIKING_MODEL.")
    if model.fault:
        raise JudgeError(model.fault)

    def judge(passage: str, claim: str, language: Language) -> str:
        asked = prompt("judge", language).text(
            "judge", passage=as_data(passage), claim=as_data(claim)
        )
        return verdict_in(_said(model, asked, settings.model_seconds))

    return judge


def nli_judge(name: str) -> Judge:
    """A cross-encoder by folder or hub name. Raises JudgeError when it cannot be loaded."""
    try:
        from sentence_transformers import CrossEncoder
    except ImportError as error:
        raise JudgeError(
            "Voor een NLI-model is een pakket nodig: pip install sentence-transformers"
        ) from error
    try:
        encoder = CrossEncoder(name)
        names = {int(n): label.lower() for n, label in encoder.config.id2label.items()}
    except (OSError, ValueError) as error:
        raise JudgeError(f"Het NLI-model {name} is geen map of naam die er is.") from error
    if not set(names.values()) <= set(NLI):
        raise JudgeError(f"Het NLI-model {name} heeft andere klassen: {sorted(names.values())}.")

    def judge(passage: str, claim: str, language: Language) -> str:
        scores = encoder.predict([(passage, claim)])[0]
        return NLI[names[int(scores.argmax())]]

    return judge


def verdict_in(text: str) -> str:
    """The first verdict that the text names, `none` without one."""
    found = VERDICT.search(text)
    return found.group().lower() if found else NO_VERDICT


def agreement(labels: Sequence[str], verdicts: Sequence[str]) -> dict[str, Any]:
    """How far the verdicts agree with the labels: share, balanced accuracy, Cohen's kappa, counts.

    kappa = (agreed - expected) / (1 - expected), expected by the two margins (Cohen 1960); None
    without an item or when all is one class.
    """
    pairs = list(zip(labels, verdicts, strict=True))
    agreed = figure("agreement", [float(a == b) for a, b in pairs])
    n = len(pairs)
    kappa = None
    if n and agreed.value is not None:
        expected = sum(labels.count(v) * verdicts.count(v) for v in VERDICTS) / n**2
        kappa = (agreed.value - expected) / (1 - expected) if expected < 1 else None
    yes = [[text == "supported" for text in side] for side in (labels, verdicts)]
    return {
        "agreement": asdict(agreed),
        "supported or not, balanced accuracy": balanced_accuracy(*yes).value,
        "kappa": kappa,
        "counts": {
            label: {v: pairs.count((label, v)) for v in (*VERDICTS, NO_VERDICT)}
            for label in VERDICTS
        },
    }


def judged(judge: Judge) -> dict[str, Any]:
    """The agreement on each split, and of dev each verdict beside its label."""
    texts = passage_texts()
    items = load(DATASETS / "claims.jsonl", ClaimItem)
    started = time.perf_counter()
    verdicts = [
        judge(texts[i.language].get(i.passage) or texts["nl"][i.passage], i.claim, i.language)
        for i in tqdm(items, unit="claim", file=sys.stderr)
    ]
    seconds = (time.perf_counter() - started) / max(1, len(items))
    pairs = list(zip(items, verdicts, strict=True))
    return {
        "seconds per claim": seconds,
        "splits": {
            split: agreement(
                [i.label for i, _ in pairs if i.split == split],
                [v for i, v in pairs if i.split == split],
            )
            for split in ("dev", "test")
        },
        "dev": [
            {"id": i.id, "claim": i.claim, "type": i.type, "label": i.label, "verdict": v}
            for i, v in pairs
            if i.split == "dev"
        ],
    }


def passage_texts() -> Mapping[str, Mapping[PassageId, str]]:
    """The text of each passage by language and id."""
    found: dict[str, dict[PassageId, str]] = {"nl": {}, "en": {}}
    for document in load_corpus(Settings().corpus):
        found[document.language] |= {p.id: p.text for p in document.passages}
    return found


def as_markdown(name: str, result: Mapping[str, Any]) -> str:
    """The totals as a table."""
    rows = [f"# Judge: {name}", "", "| split | n | agreement | kappa | balanced accuracy |",
            "| --- | --- | --- | --- | --- |"]  # fmt: skip
    for split, found in result["splits"].items():
        share = found["agreement"]
        kappa = "n/a" if found["kappa"] is None else f"{found['kappa']:.2f}"
        accuracy = found["supported or not, balanced accuracy"]
        rows.append(
            f"| {split} | {share['n']} | {share['value']:.3f} ({share['low']:.3f}-"
            f"{share['high']:.3f}) | {kappa} | {accuracy:.3f} |"
        )
    return "\n".join([*rows, "", f"{result['seconds per claim']:.2f} s a claim."])


def _said(model: Model, text: str, seconds: float) -> str:
    from langchain_core.messages import HumanMessage

    until = time.monotonic() + seconds
    try:
        return "".join(stream(model, [HumanMessage(text)], {}, lambda: until))
    except StreamFault:
        return ""


def main(arguments: Sequence[str] | None = None) -> int:
    """0, or 2 when a judge cannot be asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", action="store_true", help="ask the model of HANDREIKING_MODEL")
    parser.add_argument("--nli", metavar="NAME", help="ask a cross-encoder by folder or hub name")
    parser.add_argument("--out", type=Path, default=OUT, help="folder of the results")
    options = parser.parse_args(arguments)
    settings = Settings()
    try:
        judges: dict[str, Judge] = {}
        if options.model:
            judges[f"model {settings.model}"] = model_judge(settings)
        if options.nli:
            judges[f"NLI {options.nli}"] = nli_judge(options.nli)
    except JudgeError as error:
        print(error, file=sys.stderr)
        return 2
    if not judges:
        parser.error("choose --model, --nli NAME, or both")
    options.out.mkdir(parents=True, exist_ok=True)
    for name, judge in judges.items():
        result = judged(judge)
        file = options.out / f"{re.sub(r'[^a-zA-Z0-9]+', '-', name).lower()}.json"
        file.write_text(json.dumps(result, ensure_ascii=False, indent=1), encoding="utf-8")
        print(as_markdown(name, result))
    return 0


if __name__ == "__main__":
    sys.exit(main())
