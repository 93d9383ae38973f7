"""Passages -> vectors of their clauses and the mean of those."""

from __future__ import annotations

import numpy as np
import pytest

from assistant.domain import Passage
from assistant.embedding.clauses import embed_passages
from tests.light_encoder import DIMENSION, LightEncoder

TEXT = "Họp sáng 5/4.\nThu ngân sách đạt 41 tỷ đồng; trồng được 30 ha rừng. Giải ngân còn chậm.\n***"
HEADER = "Giao ban tháng 4 | huyện Vân Sơn"


def passage(words: str, header: str = HEADER) -> Passage:
    start = TEXT.index(words)
    return Passage("p", "r", 1, start, start + len(words), words, header)


def test_each_clause_is_embedded_under_the_header_at_its_span() -> None:
    encoder = LightEncoder()
    made = embed_passages(TEXT, (passage(TEXT[:13]), passage(TEXT[14:-4])), encoder.embed_passages)
    assert [[TEXT[start:end] for start, end in one.spans] for one in made.clauses] == [
        ["Họp sáng 5/4."],
        ["Thu ngân sách đạt 41 tỷ đồng", "trồng được 30 ha rừng.", "Giải ngân còn chậm."],
    ]
    assert encoder.embedded[1] == f"{HEADER}\nThu ngân sách đạt 41 tỷ đồng"
    assert [one.rows.shape for one in made.clauses] == [(1, DIMENSION), (3, DIMENSION)]
    assert np.array_equal(made.clauses[1].rows[2], encoder.embed_query(f"{HEADER}\nGiải ngân còn chậm."))


def test_a_passage_has_the_mean_of_its_clauses_at_unit_length() -> None:
    made = embed_passages(TEXT, (passage(TEXT[14:-4]),), LightEncoder().embed_passages)
    mean = made.clauses[0].rows.sum(axis=0)
    assert made.vectors[0] == pytest.approx(mean / np.linalg.norm(mean), abs=1e-6)
    assert made.vectors.dtype == np.float32


def test_a_passage_without_words_is_embedded_whole() -> None:
    encoder = LightEncoder()
    made = embed_passages(TEXT, (passage("***", header=""),), encoder.embed_passages)
    assert encoder.embedded == ["***"]
    assert made.clauses[0].spans == ((TEXT.index("***"), len(TEXT)),)
    assert made.vectors[0] == pytest.approx(made.clauses[0].rows[0], abs=1e-6)


def test_of_no_passages_there_is_nothing() -> None:
    made = embed_passages(TEXT, (), LightEncoder().embed_passages)
    assert (made.vectors.shape, made.clauses) == ((0, DIMENSION), ())
