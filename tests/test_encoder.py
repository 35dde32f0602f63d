"""The encoder: its numpy reader, its size, its errors, and that it knows what belongs together."""

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from assistant.encoder import SHIPPED, EncoderError, StaticEncoder, load_encoder

TEXTS = (
    "Wie nodigen we uit voor de bewonersavond?",
    "How do we deal with angry people in the audience?",
    "",
    "   ",
    "🙂🙃",
    "Coördinatie, officiële ideeën & één Q&A (B1-niveau)!",
    "xqzwv 12345",
    "De gemeente organiseert een bijeenkomst voor omwonenden. " * 200,
)
RELATED = (
    (
        "boze inwoners tijdens de bijeenkomst",
        "omgaan met heftige emoties in de zaal",
        "nieuwsbrief",
    ),
    ("geruchten op Facebook", "desinformatie op sociale media", "koffie bij de ontvangst"),
    ("beveiliging en politie", "veiligheidsmaatregelen vooraf", "een uitnodiging versturen"),
    ("buren van de locatie", "direct omwonenden", "woordvoering richting de pers"),
    ("who decides?", "de gemeenteraad neemt het besluit", "deel foto's en video's"),
)


@pytest.fixture(scope="module")
def encoder() -> StaticEncoder:
    return StaticEncoder()


@pytest.mark.slow
def test_the_numpy_reader_gives_what_sentence_transformers_gives(encoder: StaticEncoder) -> None:
    reference = load_encoder(str(SHIPPED)).encode(TEXTS)
    np.testing.assert_allclose(encoder.encode(TEXTS), reference, atol=1e-5)


def test_importing_the_encoder_imports_no_torch() -> None:
    code = (
        "import sys, assistant.encoder as e; e.load_encoder().encode(['vraag']);"
        "sys.exit(bool({'torch', 'transformers', 'sentence_transformers'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_the_model_folder_is_at_most_eight_megabytes() -> None:
    assert sum(f.stat().st_size for f in SHIPPED.rglob("*") if f.is_file()) <= 8_000_000


def test_vectors_are_unit_float32_and_zero_for_a_text_without_a_known_token(
    encoder: StaticEncoder,
) -> None:
    vectors = encoder.encode(["bijeenkomst", "", "🙂"])
    assert vectors.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), [1, 0, 0], atol=1e-6)


def test_no_texts_give_no_vectors(encoder: StaticEncoder) -> None:
    assert encoder.encode([]).shape == (0, encoder.encode(["a"]).shape[1])


def test_case_and_accents_make_no_difference(encoder: StaticEncoder) -> None:
    one, two = encoder.encode(["Coördinatie van IDEEËN", "coordinatie van ideeen"])
    np.testing.assert_array_equal(one, two)


def test_the_langchain_methods_give_the_same_vectors(encoder: StaticEncoder) -> None:
    expected = encoder.encode(["uitnodiging"])[0]
    np.testing.assert_array_equal(np.float32(encoder.embed_query("uitnodiging")), expected)
    np.testing.assert_array_equal(np.float32(encoder.embed_documents(["uitnodiging"])[0]), expected)


@pytest.mark.parametrize(("text", "related", "unrelated"), RELATED)
def test_a_related_text_is_nearer_than_an_unrelated_one(
    encoder: StaticEncoder, text: str, related: str, unrelated: str
) -> None:
    vectors = encoder.encode([text, related, unrelated])
    near, far = vectors[1:] @ vectors[0]
    assert near > far + 0.1


def test_a_compound_that_was_never_seen_is_near_its_parts(encoder: StaticEncoder) -> None:
    compound, parts, other = encoder.encode(["omwonendenbrief", "brief omwonenden", "politie"])
    assert compound @ parts > compound @ other + 0.5


def test_the_fingerprint_follows_the_weights(encoder: StaticEncoder, tmp_path: Path) -> None:
    for name in ("model.safetensors", "tokenizer.json"):
        (tmp_path / name).write_bytes((SHIPPED / name).read_bytes())
    assert StaticEncoder(tmp_path).fingerprint == encoder.fingerprint
    weights = bytearray((SHIPPED / "model.safetensors").read_bytes())
    weights[-2] ^= 1
    (tmp_path / "model.safetensors").write_bytes(weights)
    assert StaticEncoder(tmp_path).fingerprint != encoder.fingerprint


def test_a_damaged_shipped_folder_says_in_one_line_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "tokenizer.json").write_text("{", encoding="utf-8")
    with pytest.raises(EncoderError, match="kan niet worden gelezen") as caught:
        StaticEncoder(tmp_path)
    assert "\n" not in str(caught.value)


@pytest.mark.slow
def test_a_folder_that_is_no_model_says_in_one_line_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(EncoderError, match="kan niet worden geladen") as caught:
        load_encoder(str(tmp_path / "leeg"))
    assert "HANDREIKING_ENCODER" in str(caught.value)
    assert "\n" not in str(caught.value)
