"""A question about a column of a table, or about the difference between columns."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.index import Index
from assistant.language import stem
from assistant.query import QueryWord, names_cell, naming, query_words
from assistant.sentences import sentences
from assistant.types import Claim, ClaimGroup, Language, Passage

# how people ask what a thing is or which of two to take; these words name no row
ASKING = frozenset(
    stem(word)
    for word in (
        *("verschil", "verschillen", "verschilt", "houdt", "inhoudt", "betekent", "bedoeld"),
        *("bedoelen", "kiezen", "kies", "keuze", "vergelijk", "vergelijking", "versus"),
        *("passen", "past", "verstaan", "difference", "differ", "mean", "means", "choose"),
        *("compare", "involve", "involves", "between", "explain", "leg"),
    )
)


def columns_asked(
    index: Index, question: str, asked: Sequence[QueryWord]
) -> tuple[tuple[Passage, ...], ...]:
    """The cells of each column that the question is about, in its first table; else ().

    It is about columns when it names one or more, names no row, and asks after nothing else.
    """
    table = _first_table(index, asked)
    if not table or any(names_cell(cell, question, asked) for cell in table):
        return ()
    named = {c.column: _named(c.column, asked) for c in table}
    heads = [head for head, those in named.items() if those]
    spoken = {word for those in named.values() for word in those}
    rest = [w for w in asked if not w.light and w.word not in spoken and stem(w.word) not in ASKING]
    if rest or not heads:
        return ()
    return tuple(tuple(c for c in table if c.column == head) for head in heads)


def asks_for_columns(index: Index, question: str) -> bool:
    """Whether the question is about nothing but columns of a table, which then answer it."""
    return bool(columns_asked(index, question, query_words(index, question)))


def column_claims(
    index: Index, columns: Sequence[Sequence[Passage]], most: int, language: Language
) -> tuple[ClaimGroup, ...]:
    """Per column a group of its cells, row by row for as many rows as make at most `most` cells."""
    rows = list(dict.fromkeys(cell.row for column in columns for cell in column))
    kept: list[str] = []
    for row in rows:
        kept.append(row)
        if len(kept) > 1 and sum(c.row in kept for column in columns for c in column) > most:
            kept.pop()
            break
    return tuple(
        ClaimGroup(
            index.passage(column[0].id, language).column if len(columns) > 1 else "",
            tuple(
                Claim(sentence, (cell.id,))
                for cell in column
                if cell.row in kept
                for sentence in sentences(index.passage(cell.id, language).text)
            ),
        )
        for column in columns
    )


def _first_table(index: Index, asked: Sequence[QueryWord]) -> tuple[Passage, ...]:
    """The cells of the first table that has a column with such a name."""
    for cell in index.passages:
        if cell.kind == "cell" and cell.row and _named(cell.column, asked):
            those = index.sections[cell.section]
            return tuple(c for c in those if c.kind == "cell" and c.row and c.column)
    return ()


def _named(head: str, asked: Sequence[QueryWord]) -> set[str]:
    return naming(head, [word for word in asked if not word.light])
