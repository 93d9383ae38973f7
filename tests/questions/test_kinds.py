"""cue_of, kind_of: a question -> the kind of answer it wants."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import get_args

import numpy as np
import pytest
from numpy.typing import NDArray

from assistant.domain import AnswerKind
from assistant.embedding.prepare import PACKAGED_MODEL, READING_MODEL
from assistant.questions import kind_weights, understand
from assistant.questions.kind_weights import FILE, fits
from assistant.questions.kinds import cue_of, kind_of, signs_of

Weigh = Callable[..., None]
SURE: list[tuple[str, AnswerKind]] = [
    ("Xin chào", "talk"),
    ("Bạn là ai?", "talk"),
    ("ban lam duoc gi", "talk"),
    ("Trợ lý có thể giúp tôi những gì?", "talk"),
    ("Who are you?", "talk"),
    ("What can you do?", "talk"),
    ("So sánh thu ngân sách với năm trước", "comparison"),
    ("Nơi nào thu cao hơn?", "comparison"),
    ("Có những hội nghị nào?", "meetings"),
    ("Huyện họp bao nhiêu lần?", "meetings"),
    ("Which sessions were held?", "meetings"),
    ("Vướng mắc lớn nhất là gì?", "limitation"),
    ("Tóm lược kỳ họp", "summary"),
    ("Give an overview of the session", "summary"),
    ("Có đúng là rừng bị cháy?", "yesno"),
    ("Was the plan approved?", "yesno"),
    ("Giải pháp là gì?", "task"),
]


@pytest.fixture
def weigh(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Weigh]:
    """Return what puts other weights in the place of those that ship."""
    file = tmp_path / "kinds.json"
    monkeypatch.setattr(kind_weights, "FILE", file)
    _forget()

    def write(weights: Mapping[str, Mapping[str, float]], **more: object) -> None:
        file.write_text(json.dumps({"words": weights, **more}), encoding="utf-8")
        _forget()

    yield write
    _forget()


def _forget() -> None:
    kind_weights.kind_weights.cache_clear()
    kind_weights._stored.cache_clear()


@pytest.mark.parametrize(("question", "kind"), SURE)
def test_a_sure_cue_decides_whatever_the_weights_say(question: str, kind: AnswerKind, weigh: Weigh) -> None:
    weigh({"person": {"bias": 99.0}, kind: {}})
    assert kind_of(question, ()) == kind


def test_the_weights_in_the_file_decide_over_a_cue_that_is_not_sure(weigh: Weigh) -> None:
    weigh({"person": {"cue date": 9.0}, "date": {}})
    assert (cue_of("Họp khi nào?", ()), kind_of("Họp khi nào?", ())) == ("date", "person")


@pytest.mark.parametrize(("others", "kind"), [(1, "person"), (4, "none")])  # a half of all, or a fifth
def test_without_a_cue_a_kind_must_be_probable(others: int, kind: AnswerKind, weigh: Weigh) -> None:
    weigh({"person": {"nep": 0.01}, **{name: {} for name in ("place", "date", "list", "count")[:others]}})
    assert kind_of("gạo nếp", ()) == kind


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("Xin chào", "talk"),
        ("xin chao ban", "talk"),
        ("Hello!", "talk"),
        ("Cảm ơn nhé", "talk"),
        ("Thank you", "talk"),
        ("Tạm biệt", "talk"),
        ("Chào, hội nghị họp khi nào?", "date"),
        ("Hello, who chaired the meeting?", "person"),
        ("Đại biểu nói lời cảm ơn ai?", "person"),
    ],
)
def test_a_greeting_alone_is_talk(question: str, kind: AnswerKind) -> None:
    assert cue_of(question, ()) == kind


@pytest.mark.parametrize(
    ("question", "names", "kind"),
    [
        ("Nhiệm vụ của xã Bản May", ("Bản May",), "task"),
        ("rừng xã bản may", (), "count"),
        ("rừng xã bản may", ("Bản May",), "none"),
        ("rừng May Ai và May Ai", ("May Ai",), "none"),
        ("rừng xã Mây", (), "none"),
        ("thu NSNN bn?", (), "figure"),
    ],
)
def test_a_cue_stands_in_no_name_and_in_no_abbreviation(question: str, names: tuple[str, ...], kind: str) -> None:
    assert cue_of(question, names) == kind


@pytest.mark.parametrize("question", ["", "  ", "gạo nếp", "xyz"])
def test_where_nothing_tells_the_kind_is_none(question: str) -> None:
    assert kind_of(question, ()) == "none"


def test_the_weights_that_ship_are_of_known_kinds() -> None:
    stored = json.loads(FILE.read_text(encoding="utf-8"))
    assert stored["models"].keys() == {PACKAGED_MODEL, READING_MODEL}
    beside = [one[part] for one in stored["models"].values() for part in ("words", "vectors")]
    for known in (stored["words"], *beside):
        assert {"person", "date", "place", "figure", "count", "list"} <= known.keys() <= set(get_args(AnswerKind))
    assert all(fits(one["model"]) for one in stored["models"].values())
    assert not fits("some other model")


class Meant:
    """An encoder that gives every question one vector."""

    def __init__(self, identity: str) -> None:
        self.identity = identity

    def embed_query(self, text: str) -> NDArray[np.float32]:
        return np.array([0.0, 1.0], np.float32)


def test_the_vectors_of_each_model_have_their_own_weights(weigh: Weigh) -> None:
    words = {"person": {"gao": 1.0}, "date": {}}
    models = {
        name: {"model": f"{name}@1", "words": words, "vectors": {"person": [0.0, -weight], "date": [0.0, weight]}}
        for name, weight in (("one", 9.0), ("other", -9.0))
    }
    weigh(words, models=models)
    assert [kind_of("gạo nếp", (), Meant(f"{name}@1")) for name in models] == ["date", "person"]
    assert kind_of("gạo nếp", ()) == "person"
    assert understand("gạo nếp", meaning=Meant("one@1")).kind == "date"


def test_without_fitted_weights_the_cue_decides(weigh: Weigh) -> None:
    assert (kind_of("Ai chủ trì?", ()), fits("")) == ("person", False)


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("Chủ tịch UBND huyện", "person"),
        ("Tên người chủ trì hội nghị", "person"),
        ("I need the name of the chairman", "person"),
    ],
)
def test_the_weights_that_ship_tell_a_kind_that_no_cue_does(question: str, kind: AnswerKind) -> None:
    assert (cue_of(question, ()), kind_of(question, ())) == ("none", kind)


def test_signs_are_the_cue_and_runs_of_words_with_numbers_alike() -> None:
    signs = signs_of("Họp ngày 5/9?", ())
    assert {"bias", "cue none", "hop", "ngay 0", "< hop ngay", "0 ? >"} <= set(signs)
    assert set(signs) == set(signs_of("họp ngày 17/10?", ()))
