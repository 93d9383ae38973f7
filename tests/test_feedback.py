"""What visitors think of answers is kept beside the library and comes out as JSON lines."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assistant.__main__ import main
from assistant.errors import FeedbackDamaged
from assistant.feedback import FEEDBACK_FILE, Feedback, store_feedback, stored_feedback

GIVEN = Feedback(
    answer_id="a1",
    at="2026-03-02T08:00:00+00:00",
    rating="down",
    comment="Thiếu số của tháng 7\n'; drop table feedback; --",
    question="Thu ngân sách tháng 7?",
    filters='{"place": "huyện Đồi Mây"}',
    answer='{"answer": "52 tỷ đồng"}',
)
EARLIER = Feedback("a2", "2026-03-01T08:00:00+00:00", "up", "", "Ai chủ trì?", "{}", "{}")


def test_it_comes_out_as_it_went_in_the_oldest_first(tmp_path: Path) -> None:
    file = tmp_path / FEEDBACK_FILE
    for one in (GIVEN, EARLIER):
        store_feedback(file, one)
    assert list(stored_feedback(file)) == [EARLIER, GIVEN]


def test_a_second_thumb_for_an_answer_replaces_the_first(tmp_path: Path) -> None:
    file = tmp_path / FEEDBACK_FILE
    for rating in ("up", "down"):
        store_feedback(file, Feedback("a1", GIVEN.at, rating, "", "", "{}", "{}"))  # type: ignore[arg-type]
    assert [one.rating for one in stored_feedback(file)] == ["down"]


def test_where_nobody_gave_any_there_is_none_and_no_file_is_made(tmp_path: Path) -> None:
    file = tmp_path / FEEDBACK_FILE
    assert list(stored_feedback(file)) == []
    assert not file.exists()


def test_a_file_that_is_none_of_ours_is_named(tmp_path: Path) -> None:
    file = tmp_path / FEEDBACK_FILE
    file.write_text("không phải cơ sở dữ liệu " * 100, encoding="utf-8")
    with pytest.raises(FeedbackDamaged, match=FEEDBACK_FILE):
        store_feedback(file, GIVEN)
    with pytest.raises(FeedbackDamaged, match=FEEDBACK_FILE):
        list(stored_feedback(file))


def test_the_command_prints_one_object_a_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ASSISTANT_LIBRARY", str(tmp_path))
    assert main(["feedback", "export"]) == 0
    assert capsys.readouterr().out == ""
    store_feedback(tmp_path / FEEDBACK_FILE, GIVEN)
    assert main(["feedback", "export"]) == 0
    (line,) = capsys.readouterr().out.splitlines()
    assert json.loads(line) == {
        "answer_id": "a1",
        "at": GIVEN.at,
        "rating": "down",
        "comment": GIVEN.comment,
        "question": GIVEN.question,
        "filters": {"place": "huyện Đồi Mây"},
        "answer": {"answer": "52 tỷ đồng"},
    }
