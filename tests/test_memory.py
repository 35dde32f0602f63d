"""Texts that are known, found again by meaning and by words."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from assistant.encoder import load_encoder
from assistant.memory import Memory, alike_by_words, load_memory, memory_of, save_memory

TEXTS = (
    "hoeveel mensen nodig ik uit",
    "wie nodig ik uit",
    "hoeveel stoelen zet ik neer",
)


@pytest.fixture(scope="module")
def memory() -> Memory:
    return memory_of(TEXTS, load_encoder())


def test_a_known_text_is_found_whole(memory: Memory) -> None:
    cosines = alike_by_words(memory, "Hoeveel mensen nodig ik uit?")
    assert cosines.argmax() == 0
    assert cosines[0] == pytest.approx(1.0, abs=1e-5)


def test_a_question_word_tells_what_is_asked(memory: Memory) -> None:
    asked = alike_by_words(memory, "hoeveel gasten nodig ik uit")
    assert asked[0] > asked[1] > asked[2]


def test_a_text_without_a_known_word_is_like_nothing(memory: Memory) -> None:
    assert not alike_by_words(memory, "xyzzy").any()
    assert not alike_by_words(memory, "").any()


def test_no_texts_are_a_memory_too() -> None:
    empty = memory_of((), load_encoder())
    assert len(empty.vectors) == len(alike_by_words(empty, "hoeveel")) == 0


def test_what_is_stored_is_read_back(memory: Memory, tmp_path: Path) -> None:
    save_memory(memory, tmp_path / "known.npz")
    again = load_memory(tmp_path / "known.npz")
    for name in Memory.__slots__:
        assert np.array_equal(getattr(again, name), getattr(memory, name)), name
