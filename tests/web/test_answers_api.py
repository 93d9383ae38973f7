"""What may follow an answer: filters, next questions, exports with every source, and a thumb."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from docx import Document
from fastapi import FastAPI
from fastapi.testclient import TestClient
from markdown_it import MarkdownIt

from assistant.domain import Answer, Filters, Period, Report, Statement
from assistant.feedback import stored_feedback
from assistant.web.answer_text import markdown, plain_text
from assistant.web.keeping import Kept
from assistant.web.schemas import FiltersIn
from assistant.web.visitors import Visitor
from assistant.web.wording import EN, VI
from tests.web.fake import (
    AUGUST,
    BARS,
    BUDGET,
    EVIL_QUOTE,
    EVIL_TITLE,
    HOSTILE,
    HOSTILE_CHART,
    JULY,
    NOT_SAID,
    QUOTE,
    REFUSED,
    TASKS,
    FakeAssistant,
    FakeLibrary,
)

QUESTION = "Thu ngân sách 8 tháng đầu năm 2023 ước đạt bao nhiêu?"
ABOUT = f"{AUGUST.title}, huyện Sơn Đông, 31/8/2023, 2023/thang-8.txt"


@pytest.fixture
def file(app: FastAPI, tmp_path: Path) -> Iterator[Path]:
    app.state.feedback_file = tmp_path / "feedback.sqlite"
    yield app.state.feedback_file
    app.state.feedback_file = None


def keep(client: TestClient, answer: Answer = BUDGET, question: str = QUESTION, filters: Filters | None = None) -> str:
    answers = client.app.state.answers  # type: ignore[attr-defined]
    return f"/api/answers/{answers.keep(Kept(question, answer, filters or Filters()))}"


def test_what_may_follow_an_answer(client: TestClient) -> None:
    body = client.get(keep(client)).json()
    assert body["question"] == QUESTION
    assert body["named"] == {
        "place": "huyện Sơn Đông",
        "body": None,
        "date_from": "2023-01-01",
        "date_to": "2023-08-31",
        "report_ids": [AUGUST.id],
    }
    assert not any(body["filters"].values())
    assert body["questions"] == [
        "Ai chủ trì hội nghị ngày 31/8/2023 của huyện Sơn Đông?",
        "Những hạn chế nào được nêu tại hội nghị ngày 31/8/2023 của huyện Sơn Đông?",
        "Hội nghị ngày 31/8/2023 của huyện Sơn Đông giao những nhiệm vụ gì?",
    ]
    assert body["takes_feedback"] is False
    assert body["text"] == plain_text(Kept(QUESTION, BUDGET), VI)


def test_the_filters_a_question_was_asked_by_are_told_as_they_were_sent(client: TestClient) -> None:
    asked = Filters(body="Huyện ủy", date_from=date(2023, 1, 1), report_ids=("thang-8",))
    told = client.get(keep(client, filters=asked)).json()["filters"]
    assert FiltersIn.model_validate(told).to_domain() == asked


@pytest.mark.parametrize(
    ("understood", "body"),
    [
        ("Ban Thường vụ Huyện ủy kết luận gì?", "Ban Thường vụ Huyện ủy"),
        ("ban thuong vu huyen uy, ket luan gi", "Ban Thường vụ Huyện ủy"),
        ("Huyện ủy kết luận gì?", None),
        ("Ban Thường vụ Huyện ủyên?", None),
    ],
)
def test_a_body_of_the_library_is_known_in_the_question(client: TestClient, understood: str, body: str | None) -> None:
    found = client.get(keep(client, replace(BUDGET, understood=understood))).json()
    assert found["named"]["body"] == body


SON_DONG = Filters(place="huyện Sơn Đông", date_from=date(2023, 1, 1), date_to=date(2023, 8, 31))
NUMBERED = replace(JULY, number="87/BC-UBND")
MAY_1, AUGUST_31 = date(2023, 5, 1), date(2023, 8, 31)
MET_31_8 = Filters(place="huyện Sơn Đông", date_from=AUGUST_31, date_to=AUGUST_31)
LOOKED_BACK = replace(AUGUST, id="thang-9", held_on=date(2023, 9, 4), period=Period(MAY_1, AUGUST_31, "4 tháng"))


@pytest.mark.parametrize(
    ("understood", "named", "reports", "ids"),
    [
        ("Báo cáo số 87/BC-UBND nêu gì về thu ngân sách?", Filters(), (NUMBERED, AUGUST), [JULY.id]),
        ("bao cao 87/bc-ubnd, huyen Son Dong noi gi", SON_DONG, (NUMBERED, AUGUST), [JULY.id]),
        ("Báo cáo số 187/BC-UBND nêu gì?", Filters(), (NUMBERED, AUGUST), []),
        ("Thu ngân sách huyện Sơn Đông 2023?", SON_DONG, (JULY, AUGUST), [AUGUST.id]),
        ("Thu ngân sách huyện Sơn Đông 2023?", SON_DONG, (AUGUST, replace(AUGUST, id="khac")), []),
        ("Ai chủ trì hội nghị ngày 31/8/2023 của huyện Sơn Đông?", MET_31_8, (LOOKED_BACK, AUGUST), [AUGUST.id]),
        ("Huyện Sơn Đông họp gì ngày 31/8/2023?", MET_31_8, (replace(AUGUST, id="khac"), AUGUST), []),
        ("Huyện Sơn Đông đạt gì đến 31/8/2023?", MET_31_8, (LOOKED_BACK,), [LOOKED_BACK.id]),
        ("Thu ngân sách huyện Sơn Đông?", Filters(place="huyện Sơn Đông"), (AUGUST,), []),
        ("Thu ngân sách năm 2023?", replace(SON_DONG, place=None), (AUGUST,), []),
        (
            "Thu ngân sách năm 2021?",
            replace(SON_DONG, date_from=date(2021, 1, 1), date_to=date(2021, 9, 1)),
            (AUGUST,),
            [],
        ),
    ],
)
def test_the_report_that_a_question_means_is_known_where_it_is_the_only_one(
    client: TestClient,
    assistant: FakeAssistant,
    monkeypatch: pytest.MonkeyPatch,
    understood: str,
    named: Filters,
    reports: tuple[Report, ...],
    ids: list[str],
) -> None:
    distinct = [replace(one, source=replace(one.source, sha256=one.id)) for one in reports]
    monkeypatch.setattr(assistant, "library", FakeLibrary(tuple(distinct)))
    found = client.get(keep(client, replace(BUDGET, understood=understood, named=named))).json()
    assert found["named"]["report_ids"] == ids


def test_questions_are_of_the_reports_that_may_be_read_and_in_the_language_of_the_page(
    client: TestClient, assistant: FakeAssistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = client.get(keep(client) + "?lang=en").json()
    assert told["questions"][0] == "Who chaired the meeting of huyện Sơn Đông on 31 August 2023?"
    monkeypatch.setattr(assistant, "library", FakeLibrary(()))
    assert client.get(keep(client)).json()["questions"] == []


def test_the_question_just_asked_is_not_offered_again(client: TestClient) -> None:
    asked = "Ai chủ trì hội nghị ngày 31/8/2023 của huyện Sơn Đông?"
    assert asked not in client.get(keep(client, question=asked.lower())).json()["questions"]


@pytest.mark.parametrize("path", ["", ".docx", ".md"])
def test_a_forgotten_answer_is_said_to_be(client: TestClient, path: str) -> None:
    answer = client.get(f"/api/answers/khong-co{path}")
    assert answer.status_code == 404
    assert "hỏi lại" in answer.json()["detail"]


def test_an_answer_is_the_askers_alone(client: TestClient) -> None:
    answers = client.app.state.answers  # type: ignore[attr-defined]
    of_lan = answers.keep(Kept(QUESTION, BUDGET, asked_by=Visitor("lan", "reader")))
    assert client.get(f"/api/answers/{of_lan}").status_code == 404
    assert client.get(f"/api/answers/{of_lan}.md").status_code == 404
    assert client.post(f"/api/answers/{of_lan}/feedback", json={"rating": "up"}).status_code == 404


def test_plain_text_has_the_sources_below() -> None:
    lines = plain_text(Kept(QUESTION, BUDGET), VI).splitlines()
    assert lines[0] == QUESTION
    assert lines[2] == "217 tỷ đồng, bằng 41,6% dự toán huyện giao. [1]"
    assert lines[4] == "So với 7 tháng, số thu tăng thêm 29 tỷ đồng. [1] [3] (217 − 188 = 29)"
    assert f"[1] {ABOUT}: “{QUOTE}”" in lines
    assert len([line for line in lines if line.startswith("[")]) == 3


def test_a_refusal_is_exported_with_the_nearest_passages() -> None:
    text = plain_text(Kept("Ai là huấn luyện viên?", REFUSED), EN)
    assert text.startswith(f"Ai là huấn luyện viên?\n\n{NOT_SAID}\n\n{EN.nearest}:\n[1] {AUGUST.title}")


def test_markdown_reads_as_it_was_said() -> None:
    text = markdown(Kept(QUESTION, BARS), VI)
    html = MarkdownIt("commonmark").enable("table").render(text)
    assert f"<h1>{QUESTION}</h1>" in html
    assert "<p>Ba số liệu so sánh được. [1] [2] [3]</p>" in html
    assert "<td>188 tỷ đồng [1]</td>" in html
    assert html.count("<blockquote>") == 3


@pytest.mark.parametrize("answer", [HOSTILE, HOSTILE_CHART], ids=["statement", "table"])
def test_nothing_in_a_report_is_markup_in_markdown(answer: Answer) -> None:
    text = markdown(Kept(f"# {EVIL_QUOTE}", answer), VI)
    html = MarkdownIt("commonmark", {"html": True, "linkify": False}).enable("table").render(text)
    allowed = ("h1", "h2", "p", "em", "blockquote", "table", "thead", "tbody", "tr", "th", "td")
    tags = {tag.strip("/").split()[0].rstrip(">/") for tag in html.split("<")[1:]}
    assert {tag.split(">")[0] for tag in tags} <= set(allowed)
    assert "&lt;img src=x onerror=" in html


@pytest.mark.parametrize(
    "first", ["1. Một", "2) Hai", "- gạch", "+ cộng", "# tiêu đề", "=== dòng", "> trích", ": định nghĩa", "``` mã"]
)
def test_a_line_that_would_begin_a_list_or_a_heading_stays_a_line(first: str) -> None:
    said = replace(TASKS, statements=(Statement(first, (1,)),))
    html = MarkdownIt("commonmark").render(markdown(Kept("Hỏi?", said), VI))
    assert f"<p>{first.replace('>', '&gt;')} [1]</p>" in html


def test_a_word_document_holds_answer_table_and_sources(client: TestClient) -> None:
    answer = client.get(keep(client, BARS) + ".docx")
    assert answer.headers["Content-Disposition"] == (
        'attachment; filename="tra-loi-thu-ngan-sach-8-thang-dau-nam-2023-uoc-dat-bao-nhieu.docx"'
    )
    file = Document(io.BytesIO(answer.content))
    texts = [paragraph.text for paragraph in file.paragraphs]
    assert texts[:2] == [QUESTION, "Ba số liệu so sánh được. [1] [2] [3]"]
    assert f"[2] {ABOUT}" in texts
    assert texts[-1] == "412 tỷ đồng"
    (table,) = file.tables
    assert [cell.text for cell in table.rows[1].cells] == ["xã Bình Minh", "188 tỷ đồng [1]", "1/8/2023"]


def test_a_word_document_takes_whatever_a_report_holds(client: TestClient) -> None:
    strange = replace(HOSTILE, statements=(Statement("Một\x00hai\x0bba\ufffebốn", (1,)),))
    answer = client.get(keep(client, strange, "Hỏi\x07?") + ".docx?lang=en")
    file = Document(io.BytesIO(answer.content))
    assert [paragraph.text for paragraph in file.paragraphs][:2] == ["Hỏi?", "Mộthaibabốn [1]"]
    assert any(EVIL_TITLE in paragraph.text for paragraph in file.paragraphs)
    assert not [part for part in file.part.rels.values() if part.is_external]


def test_markdown_is_a_download_in_utf8(client: TestClient) -> None:
    answer = client.get(keep(client) + ".md?lang=en")
    assert answer.headers["Content-Type"] == "text/markdown; charset=utf-8"
    assert answer.headers["Content-Disposition"].endswith('.md"')
    assert f"## {EN.sources}" in answer.text


def test_other_formats_are_refused(client: TestClient) -> None:
    assert client.get(keep(client) + ".exe").status_code == 422


def test_a_thumb_stores_that_question_and_answer_and_nothing_about_who_gave_it(client: TestClient, file: Path) -> None:
    address = keep(client, filters=Filters(place="huyện Sơn Đông"))
    assert client.get(address).json()["takes_feedback"] is True
    given = client.post(f"{address}/feedback", json={"rating": "down", "comment": "  Thiếu tháng 7 "})
    assert (given.status_code, given.content) == (204, b"")
    (stored,) = stored_feedback(file)
    assert (stored.rating, stored.comment, stored.question) == ("down", "Thiếu tháng 7", QUESTION)
    assert json.loads(stored.answer)["answer"] == BUDGET.text
    assert json.loads(stored.filters)["place"] == "huyện Sơn Đông"


@pytest.mark.parametrize(
    "body",
    [{}, {"rating": "tốt"}, {"rating": "up", "comment": "a" * 2001}, {"rating": "up", "answer": "của tôi"}],
)
def test_a_thumb_that_says_anything_else_is_refused(client: TestClient, file: Path, body: dict[str, str]) -> None:
    assert client.post(f"{keep(client)}/feedback", json=body).status_code == 422
    assert list(stored_feedback(file)) == []


def test_a_thumb_from_another_site_is_refused(client: TestClient, file: Path) -> None:
    headers = {"Origin": "http://evil.example"}
    assert client.post(f"{keep(client)}/feedback", json={"rating": "up"}, headers=headers).status_code == 403
    assert list(stored_feedback(file)) == []


def test_without_a_file_nobody_is_asked_for_a_thumb(client: TestClient) -> None:
    assert client.post(f"{keep(client)}/feedback", json={"rating": "up"}).status_code == 404


def test_what_a_question_may_be_limited_to(client: TestClient) -> None:
    body = client.get("/api/ask/choices").json()
    assert body["places"] == [{"value": "huyện Sơn Đông", "count": 1}]
    assert body["bodies"] == [{"value": "Ban Thường vụ Huyện ủy", "count": 1}]
    assert body["years"] == [2023]
    assert [one["id"] for one in body["reports"]] == ["thang-8", "thang-7", "độc-1"]
    assert body["reports"][0]["held_on"] == "2023-08-31"
