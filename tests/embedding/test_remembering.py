"""RememberingEncoder: one question is embedded once, passages each time."""

from __future__ import annotations

import numpy as np
import pytest

from assistant.embedding import remembering
from assistant.embedding.remembering import RememberingEncoder
from tests.light_encoder import LightEncoder


class CountingEncoder(LightEncoder):
    asked = 0

    def embed_query(self, text: str) -> np.ndarray:
        self.asked += 1
        return super().embed_query(text)


def test_a_question_is_embedded_once_and_as_it_would_be() -> None:
    encoder = CountingEncoder()
    remembers = RememberingEncoder(encoder)
    first, again, other = (remembers.embed_query(text) for text in ("Ai chủ trì?", "Ai chủ trì?", "Họp ngày nào?"))
    assert encoder.asked == 2
    assert np.array_equal(first, LightEncoder().embed_query("Ai chủ trì?"))
    assert first is again
    assert not np.array_equal(first, other)
    with pytest.raises(ValueError, match="read-only"):
        first[0] = 1


def test_no_more_questions_are_remembered_than_there_is_room_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remembering, "REMEMBERED", 1)
    encoder = CountingEncoder()
    remembers = RememberingEncoder(encoder)
    for text in ("một", "hai", "một"):
        remembers.embed_query(text)
    assert encoder.asked == 3


def test_all_else_is_the_other_encoders() -> None:
    encoder = LightEncoder()
    remembers = RememberingEncoder(encoder)
    assert (remembers.identity, remembers.dimension) == (encoder.identity, encoder.dimension)
    assert remembers.count_tokens("ba từ đây") == encoder.count_tokens("ba từ đây")
    assert np.array_equal(remembers.embed_passages(["ba từ"]), encoder.embed_passages(["ba từ"]))
