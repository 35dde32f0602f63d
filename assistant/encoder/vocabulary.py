"""The tokens of the encoder and where they start: English by the teacher, Dutch by its meaning."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from tokenizers import (
    Tokenizer,
    models,
    normalizers,
    pre_tokenizers,
)

from assistant.encoder.lexicon import WORD, Lexicon, stopwords
from assistant.language import normalized

UNKNOWN = "[UNK]"
ALPHABET = "abcdefghijklmnopqrstuvwxyz0123456789"
ENGLISH_TOKENS = 8000
PIECES = 1500
LONGEST_PIECE = 6
MIN_PIECE = 4
PIECE_WEIGHT = 0.5
STOPWORD_WEIGHT = 0.03
SMOOTHING = 2e-3
# a first part of a compound that takes a linking s: "veiligheid-s-plan"
TAKES_S = re.compile(r"(?:heid|ing|teit|schap|ment|leven|aat)$")

Matrix = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Token:
    """A row of the table: what the teacher is asked to place it by ("" for nothing), its weight."""

    text: str
    meaning: str
    weight: float


def vocabulary(
    texts: Sequence[str], heard: Sequence[str], english: Sequence[str], lexicon: Lexicon
) -> list[Token]:
    """The tokens for the corpus, with `english` the teacher's words from common to rare.

    Words of `texts` stand whole, and of `heard` (questions, other wordings) those met twice: what
    was met once has taught too little to deserve a row.

    Dutch words of the texts and the lexicon stand whole and as the end of a compound, so that an
    unseen compound falls apart in words rather than in letters. The pieces that catch the rest
    have no meaning of their own.
    """
    counts = _counted(texts, heard)
    total = sum(counts.values())
    light = stopwords()
    tokens = {UNKNOWN: Token(UNKNOWN, "", 0.0)}

    def add(text: str, meaning: str, weight: float) -> None:
        tokens.setdefault(text, Token(text, meaning, weight))

    def weight(word: str, share: float) -> float:
        return STOPWORD_WEIGHT if word in light else SMOOTHING / (SMOOTHING + share)

    for word in sorted({*counts, *lexicon.by_word}):
        if meaning := lexicon.meaning(word):
            rarity = weight(word, counts[word] / total)
            for form in (word,) if word in light else _forms(word):
                add(form, meaning, rarity)
    ranks = [word for word in english if WORD.fullmatch(word)][:ENGLISH_TOKENS]
    for rank, word in enumerate(ranks, 1):
        # Zipf: the share of the word at this rank
        add(word, word, weight(word, 1 / (rank * np.log(len(ranks)))))
    for word in sorted(counts):
        add(word, "", weight(word, counts[word] / total))
    for piece in _pieces(counts):
        add(piece, "", PIECE_WEIGHT if len(piece) >= MIN_PIECE + 2 else 0.0)
    return list(tokens.values())


def tokenizer_of(tokens: Iterable[Token]) -> Tokenizer:
    """WordPiece over these tokens in lower case without accents."""
    rows = {token.text: n for n, token in enumerate(tokens)}
    table = Tokenizer(models.WordPiece(rows, unk_token=UNKNOWN, max_input_chars_per_word=60))
    _reads_plainly(table)
    return table


def first_vectors(
    tokens: Sequence[Token], texts: Sequence[str], place: Callable[[list[str]], Matrix], width: int
) -> Matrix:
    """Where the tokens start, shape (tokens, width): `place` gives the teacher's vectors of texts.

    A token without a meaning starts where the texts lie in which it stands. Principal components
    and weights by rarity as in Model2Vec (Tulkens and van Dongen 2024) and SIF (Arora et al. 2017).
    """
    meant = [n for n, token in enumerate(tokens) if token.meaning]
    unique = list(dict.fromkeys(tokens[n].meaning for n in meant))
    row = {meaning: n for n, meaning in enumerate(unique)}
    placed = place(unique)
    placed = placed - placed.mean(axis=0)
    _, _, components = np.linalg.svd(placed, full_matrices=False)
    placed = _unit(placed @ components[:width].T)
    vectors = np.zeros((len(tokens), width), dtype=np.float32)
    vectors[meant] = placed[[row[tokens[n].meaning] for n in meant]]
    weights = np.array([[token.weight] for token in tokens], dtype=np.float32)
    vectors *= weights

    around: dict[int, list[Matrix]] = defaultdict(list)
    for encoding in tokenizer_of(tokens).encode_batch(list(texts)):
        ids = sorted(set(encoding.ids))
        for n in ids:
            if not tokens[n].meaning:
                around[n].append(vectors[ids].sum(axis=0))
    for n, found in around.items():
        vectors[n] = _unit(np.mean(found, axis=0, keepdims=True))[0] * weights[n] * PIECE_WEIGHT
    return vectors


def _counted(texts: Sequence[str], heard: Sequence[str]) -> Counter[str]:
    """How often each word is met: those of the texts, and of what is heard those met twice."""
    own = Counter(WORD.findall(normalized(" ".join(texts))))
    counts = own + Counter(WORD.findall(normalized(" ".join(heard))))
    return Counter({word: n for word, n in counts.items() if n > 1 or word in own})


def _forms(word: str) -> tuple[str, ...]:
    """A word whole and as the end of a compound, and so with the s that links it to a next part."""
    if len(word) < MIN_PIECE:
        return (word,)
    linked = (f"{word}s", f"##{word}s") if TAKES_S.search(word) else ()
    return (word, f"##{word}", *linked)


def _pieces(words: Iterable[str]) -> list[str]:
    """The commonest beginnings and continuations of these words, after all single characters.

    Counted here because the WordPiece trainer breaks ties differently in each run.
    """
    found: Counter[str] = Counter()
    for word in words:
        for start in range(len(word) - 1):
            mark = "##" if start else ""
            ends = range(start + 2, min(start + LONGEST_PIECE, len(word)) + 1)
            found.update(mark + word[start:end] for end in ends)
    commonest = sorted(found, key=lambda piece: (-found[piece], piece))[:PIECES]
    return [*ALPHABET, *(f"##{letter}" for letter in ALPHABET), *commonest]


def _reads_plainly(table: Tokenizer) -> None:
    table.normalizer = normalizers.BertNormalizer(lowercase=True, strip_accents=True)
    table.pre_tokenizer = pre_tokenizers.BertPreTokenizer()


def _unit(vectors: Matrix) -> Matrix:
    norms = np.linalg.norm(vectors, axis=1, keepdims=True)
    unit: Matrix = (vectors / np.maximum(norms, 1e-9)).astype(np.float32)
    return unit
