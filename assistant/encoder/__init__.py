"""Text to vectors: the shipped static encoder, or any sentence-transformers model by setting.

The shipped model is a token table. It is read with tokenizers and numpy; importing
sentence-transformers for it would cost seconds at every start.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any, Protocol, runtime_checkable

import numpy as np
from langchain_core.embeddings import Embeddings
from numpy.typing import NDArray
from safetensors.numpy import load_file
from tokenizers import Tokenizer

SHIPPED = Path(__file__).parent / "model"
WEIGHTS = Path("model.safetensors")
TOKENIZER = Path("tokenizer.json")

Vectors = NDArray[np.float32]


class EncoderError(Exception):
    """An encoder that cannot be loaded; the message says, in Dutch, what to do."""


@runtime_checkable
class Encoder(Protocol):
    """What the index needs of an encoder: unit vectors, and a name for exactly these weights."""

    @property
    def fingerprint(self) -> str:
        """Changes when the weights do."""

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors, float32, shape (texts, dimensions)."""


class StaticEncoder(Embeddings):
    """A sentence-transformers `StaticEmbedding` folder: the mean of a text's token vectors."""

    def __init__(self, folder: Path = SHIPPED) -> None:
        try:
            self._tokenizer: Tokenizer = Tokenizer.from_file(str(folder / TOKENIZER))
            table = load_file(str(folder / WEIGHTS))["embedding.weight"]
        except Exception as error:  # tokenizers raises bare Exception for a bad file
            raise EncoderError(
                f"De encoder in {folder} kan niet worden gelezen ({_first_line(error)}). "
                "Zet de map terug zoals zij in de repository staat."
            ) from error
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()
        self._table: Vectors = table.astype(np.float32)
        content = (folder / WEIGHTS).read_bytes() + (folder / TOKENIZER).read_bytes()
        self._fingerprint = hashlib.sha256(content).hexdigest()[:16]

    @property
    def fingerprint(self) -> str:
        """The checksum of weights and tokenizer."""
        return self._fingerprint

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors, float32, (texts, dimensions); zero for a text without a known token."""
        vectors = np.zeros((len(texts), self._table.shape[1]), dtype=np.float32)
        encodings = self._tokenizer.encode_batch(list(texts), add_special_tokens=False)
        for row, encoding in enumerate(encodings):
            if encoding.ids:
                vectors[row] = self._table[encoding.ids].mean(axis=0)
        norms = np.linalg.norm(vectors, axis=1, keepdims=True)
        unit: Vectors = (vectors / np.where(norms > 0, norms, 1)).astype(np.float32)
        return unit

    def knows(self, word: str) -> bool:
        """Whether the lower-case word has a vector of its own, not one of its syllables."""
        return self._tokenizer.token_to_id(word) is not None

    @property
    def table(self) -> Vectors:
        """The vector of each token, (tokens, dimensions)."""
        return self._table

    def pieces(self, word: str) -> list[int]:
        """The rows of the table that spell the word."""
        return list(self._tokenizer.encode(word, add_special_tokens=False).ids)

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """The vectors as lists, for LangChain."""
        return [[float(x) for x in row] for row in self.encode(texts)]

    def embed_query(self, text: str) -> list[float]:
        """The vector of one text, for LangChain."""
        return self.embed_documents([text])[0]


class SentenceTransformerEncoder(Embeddings):
    """Any sentence-transformers model, by folder or by the name of one already downloaded."""

    def __init__(self, name: str) -> None:
        try:
            from sentence_transformers import SentenceTransformer
        except ImportError as error:
            raise EncoderError(
                "Voor een andere encoder is het pakket sentence-transformers nodig: "
                "pip install 'handreiking[encoder]'."
            ) from error
        try:
            self._model: Any = SentenceTransformer(name, device="cpu", local_files_only=True)
        except Exception as error:  # the library raises many kinds for a folder it cannot use
            raise EncoderError(
                f"De encoder '{name}' kan niet worden geladen ({_first_line(error)}). "
                "Geef in HANDREIKING_ENCODER een map met een sentence-transformers-model."
            ) from error
        # a folder in half precision would round differently from the same weights read by numpy
        self._model.float()
        probe = self._model.encode(["handreiking"], normalize_embeddings=True)
        self._fingerprint = hashlib.sha256(name.encode() + probe.tobytes()).hexdigest()[:16]

    @property
    def fingerprint(self) -> str:
        """A checksum of the name and of one vector."""
        return self._fingerprint

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors, float32, (texts, dimensions)."""
        vectors: Vectors = self._model.encode(
            list(texts), normalize_embeddings=True, show_progress_bar=False
        ).astype(np.float32)
        return vectors

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """The vectors as lists, for LangChain."""
        return [[float(x) for x in row] for row in self.encode(texts)]

    def embed_query(self, text: str) -> list[float]:
        """The vector of one text, for LangChain."""
        return self.embed_documents([text])[0]


def load_encoder(name: str | None = None) -> Encoder:
    """The shipped encoder, or the sentence-transformers model of that folder or name.

    Raises EncoderError when it cannot be loaded.
    """
    return SentenceTransformerEncoder(name) if name else shipped_encoder()


@cache
def shipped_encoder() -> StaticEncoder:
    """The shipped one, read once. Raises EncoderError when it cannot be loaded."""
    return StaticEncoder()


def _first_line(error: Exception) -> str:
    return (str(error).strip() or type(error).__name__).splitlines()[0].rstrip(".")
