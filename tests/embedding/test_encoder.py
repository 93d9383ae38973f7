"""The prepared model against the wheel's own engine; both engines against each other."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from assistant.embedding.encoder import SentenceEncoder, load_encoder
from assistant.embedding.prepare import PACKAGED_MODEL, prepare
from assistant.settings import load_settings

REFERENCE = json.loads(Path(__file__).with_name("reference.json").read_text(encoding="utf-8"))
PASSAGES = tuple(row["text"] for row in REFERENCE if row["kind"] == "passage")


@pytest.fixture(scope="module")
def encoder() -> SentenceEncoder:
    """The model as its authors have it, without the reader's adapter: the reference is of that."""
    models = load_settings().models
    prepare(PACKAGED_MODEL, models, print)
    return load_encoder(PACKAGED_MODEL, models)


@pytest.fixture(scope="module")
def torch_encoder(encoder: SentenceEncoder) -> SentenceEncoder:
    return load_encoder(PACKAGED_MODEL, load_settings().models, engine="torch")


@pytest.mark.parametrize("row", REFERENCE, ids=lambda row: row["text"][:20])
def test_float32_vectors_equal_the_reference_engine(row: dict, torch_encoder: SentenceEncoder) -> None:
    assert _embed(torch_encoder, row) @ np.array(row["vector"]) >= 0.999


@pytest.mark.parametrize("row", REFERENCE, ids=lambda row: row["text"][:20])
def test_int8_vectors_stay_close_to_the_reference_engine(row: dict, encoder: SentenceEncoder) -> None:
    assert _embed(encoder, row) @ np.array(row["vector"]) >= 0.99


@pytest.mark.parametrize(
    "row", [row for row in REFERENCE if row["kind"] == "passage"], ids=lambda row: row["text"][:20]
)
def test_tokens_are_counted_as_the_reference_counts_them(row: dict, encoder: SentenceEncoder) -> None:
    assert encoder.count_tokens(row["text"]) == row["tokens"]


def test_both_engines_have_one_identity(encoder: SentenceEncoder, torch_encoder: SentenceEncoder) -> None:
    assert encoder.identity == torch_encoder.identity
    assert encoder.identity.startswith(f"{PACKAGED_MODEL}@")


def test_vectors_are_unit_rows_whatever_the_batch(encoder: SentenceEncoder) -> None:
    together = encoder.embed_passages(PASSAGES)
    alone = np.stack([encoder.embed_passages([text])[0] for text in PASSAGES])
    assert together.shape == (len(PASSAGES), encoder.dimension)
    assert together.dtype == np.float32
    assert np.allclose(np.linalg.norm(together, axis=1), 1, atol=1e-5)
    assert np.all((together * alone).sum(axis=1) > 0.99)


def test_no_text_gives_no_row(encoder: SentenceEncoder) -> None:
    assert encoder.embed_passages([]).shape == (0, encoder.dimension)


def test_a_text_beyond_the_model_s_window_is_embedded(encoder: SentenceEncoder) -> None:
    assert np.isfinite(encoder.embed_passages(["hội nghị đánh giá tình hình " * 400])).all()


def _embed(encoder: SentenceEncoder, row: dict) -> np.ndarray:
    return encoder.embed_query(row["text"]) if row["kind"] == "query" else encoder.embed_passages([row["text"]])[0]
