"""Claims derived from the guideline's own sentences by edits.yaml: half of the training data.

`python -m assistant.faithfulness.derive` writes them to claims/derived.jsonl. Development only.
"""

from __future__ import annotations

import json
import random
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from assistant.faithfulness.reading import word_lists
from assistant.faithfulness.sayings import CLAIMS, LabelledClaim
from assistant.guideline import load_corpus
from assistant.language import content_words, stem
from assistant.sentences import sentences
from assistant.settings import Settings
from assistant.types import Guideline, Passage
from assistant.yaml_file import read_yaml
from evals.items import DATASETS, ClaimItem, load
from evals.near_identical import near_identical

EDITS = Path(__file__).with_name("edits.yaml")
SEED = 20250501
SHORTEST = 4
PER_PASSAGE = 2
MOST = {"verbatim": 60, "paraphrase": 420, "negation": 120, "modality": 70, "role": 130, "order": 80,
        "quantity": 70, "number": 40, "antonym": 90, "addition": 150, "mixed": 60, "outside": 50,
        "wrong_section": 130}  # fmt: skip
NUMBERS = {"nl": ("twee", "drie", "vier", "vijf", "zes", "zeven"),
           "en": ("two", "three", "four", "five", "six", "seven")}  # fmt: skip
AND = {"nl": " en ", "en": " and "}
CLAUSE = {
    "nl": re.compile(r", (?:zodat|omdat|want|maar|wat|terwijl|zoals|denk|bijvoorbeeld|ook als)\b"),
    "en": re.compile(r", (?:so that|because|but|which|while|such as|for example|even if)\b"),
}
REFERENCE = re.compile(r" ?\((?:zie|see)\b[^)]*\)", re.IGNORECASE)
SERIES = re.compile(r"(\w+), (\w[\w-]+),? (en|of|and|or) (\w[\w-]+)")


def main() -> None:
    """Writes the derived claims, but those that are nearly claims of the evaluation."""
    found = derived_claims(load_corpus(Settings().corpus))
    asked = [c.claim for c in load(DATASETS / "claims.jsonl", ClaimItem)]
    near = {claim for claim, _ in near_identical([c.claim for c in found], asked)}
    kept = [c for c in found if c.claim not in near]
    text = "".join(json.dumps(asdict(c), ensure_ascii=False) + "\n" for c in kept)
    (CLAIMS / "derived.jsonl").write_text(text, encoding="utf-8")
    print(f"{len(kept)} claims in {CLAIMS / 'derived.jsonl'}")


def derived_claims(documents: Sequence[Guideline]) -> tuple[LabelledClaim, ...]:
    """Claims of every type over all sections and languages, the same for the same corpus."""
    rules = read_yaml(EDITS)
    chance = random.Random(SEED)
    kept: list[LabelledClaim] = []
    for document in documents:
        found = list(_all(document, rules[document.language], chance))
        chance.shuffle(found)
        share = 0.6 if document.language == "nl" else 0.4
        kept += _spread(found, {kind: int(n * share) for kind, n in MOST.items()})
    return tuple(kept)


def _spread(found: Sequence[LabelledClaim], most: Mapping[str, int]) -> Iterator[LabelledClaim]:
    """As many of each type as asked, few of the same passage and type."""
    by_type: Counter[str] = Counter()
    by_passage: Counter[tuple[str, str]] = Counter()
    for item in found:
        place = (item.passage, item.type)
        if by_type[item.type] < most[item.type] and by_passage[place] < PER_PASSAGE:
            by_type[item.type] += 1
            by_passage[place] += 1
            yield item


def _all(
    document: Guideline, rules: Mapping[str, Any], chance: random.Random
) -> Iterator[LabelledClaim]:
    language = document.language
    told = [
        (p, REFERENCE.sub("", s).rstrip(";"))
        for p in document.passages
        for s in sentences(p.text)
        if p.kind not in ("title", "row") and len(s.split()) >= SHORTEST
        and not s.endswith(("?", ":"))
    ]  # fmt: skip
    for passage, sentence in told:

        def item(claim: str, label: str, kind: str, passage: Passage = passage) -> LabelledClaim:
            return LabelledClaim(passage.section, passage.id, claim, label, kind, language)

        yield item(sentence, "supported", "verbatim")
        for claim in _kept(passage, sentence, rules, language):
            yield item(claim, "supported", "paraphrase")
        for kind in ("negation", "modality", "role", "order", "quantity"):
            for claim in _edited(sentence, rules[kind], chance):
                yield item(claim, "contradicted", kind)
        for claim in _swapped(sentence, rules["roles"]):
            yield item(claim, "contradicted", "role")
        for claim in _opposed(sentence, language, chance):
            yield item(claim, "contradicted", "antonym")
        for claim in _renumbered(sentence, language, chance):
            yield item(claim, "contradicted", "number")
        bare = sentence.rstrip(".")
        yield item(bare + chance.choice(rules["additions"]) + ".", "unsupported", "addition")
        other, strange = chance.choice(told)
        if other.section != passage.section and not _alike(strange, passage.section, told):
            yield LabelledClaim(
                passage.section, passage.id, strange, "unsupported", "wrong_section", language
            )
            if strange.split()[0][:1].isupper() and len(strange.split()) < 14:
                joined = bare + AND[language] + strange[0].lower() + strange[1:]
                yield item(joined, "unsupported", "mixed")
        if chance.random() < 0.15:
            yield item(chance.choice(rules["outside"]), "unsupported", "outside")


def _edited(sentence: str, rules: Sequence[Sequence[str]], chance: random.Random) -> Iterator[str]:
    """The sentence after one edit, chosen among those that change it."""
    edits = [re.sub(old, new, sentence, count=1) for old, new in rules]
    changed = [e for e in edits if e != sentence]
    if changed:
        edit = chance.choice(changed)
        yield edit[0].upper() + edit[1:]


def _swapped(sentence: str, roles: Sequence[str]) -> Iterator[str]:
    """The sentence with two roles that it names in each other's place."""
    found = re.search(rf"\b({'|'.join(roles)})\b(.+?)\b({'|'.join(roles)})\b", sentence)
    if found and found[1].lower() != found[3].lower():
        start, end = found.span()
        yield sentence[:start] + found[3] + found[2] + found[1] + sentence[end:]


def _opposed(sentence: str, language: str, chance: random.Random) -> Iterator[str]:
    """The sentence with one word replaced by an opposite of the same ending."""
    swaps = []
    for sides in word_lists()["antonyms"][language]:
        for one, other in (sides, sides[::-1]):
            for word in re.findall(r"[\w-]+", sentence):
                if word.lower() in one.split():
                    fitting = [o for o in other.split() if o[-1] == word[-1].lower()]
                    swaps += [(word, o) for o in fitting or other.split()[:1]]
    if swaps:
        word, opposite = chance.choice(swaps)
        edit = re.sub(rf"\b{word}\b", opposite, sentence, count=1)
        yield edit[0].upper() + edit[1:]


def _kept(
    passage: Passage, sentence: str, rules: Mapping[str, Any], language: str
) -> Iterator[str]:
    """Claims that still hold: a word for the same, a clause or an item of a series less."""
    edited = sentence
    for old, new in rules["keep"]:
        once = re.sub(old, new, sentence, count=1)
        if once != sentence:
            yield once[0].upper() + once[1:]
        edited = re.sub(old, new, edited, count=1) if not old.startswith("^") else edited
    if edited != sentence:
        yield edited[0].upper() + edited[1:]
    head = CLAUSE[language].split(sentence)[0]
    if head != sentence and len(head.split()) >= SHORTEST:
        yield head + "."
    fewer = SERIES.sub(r"\1 \3 \4", sentence)
    if fewer != sentence:
        yield fewer
    if passage.column:
        for frame in rules["context"]:
            yield frame.format(column=passage.column, row=passage.row) + sentence


def _renumbered(sentence: str, language: str, chance: random.Random) -> Iterator[str]:
    spelled = NUMBERS[language]
    for word in re.findall(r"\w+", sentence):
        if word.lower() in spelled:
            other = chance.choice([w for w in spelled if w != word.lower()])
            yield re.sub(rf"\b{word}\b", other, sentence, count=1)
        elif word.isdigit():
            yield re.sub(rf"\b{word}\b", str(int(word) + chance.choice((1, 10, 100))), sentence)


def _alike(
    sentence: str, section: str, told: Sequence[tuple[Passage, str]], share: float = 0.5
) -> bool:
    """Whether half of the sentence's stems stand in one sentence of the section as well."""
    ours = {stem(w) for w in content_words(sentence)}
    return any(
        len(ours & {stem(w) for w in content_words(other)}) > share * len(ours)
        for passage, other in told
        if passage.section == section
    )


if __name__ == "__main__":
    main()
