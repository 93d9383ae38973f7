"""Figures, people and meetings over HTTP: filtered, paged, each with the words it stands in."""

from __future__ import annotations

import unicodedata

import pytest
from fastapi.testclient import TestClient

from tests.web.fake import AUGUST, JULY, FakeAssistant, FakeLibrary


def words_of(client: TestClient, query: str) -> list[str]:
    return [figure["words"] for figure in client.get(f"/api/figures?{query}").json()["figures"]]


def test_a_figure_carries_its_words_and_its_clause(client: TestClient) -> None:
    body = client.get("/api/figures", params={"report_id": AUGUST.id, "kind": "plan_share"}).json()
    figure = body["figures"][0]
    assert AUGUST.text[figure["start"] : figure["end"]] == figure["words"] == "41,6%"
    assert AUGUST.text[figure["clause_start"] : figure["clause_end"]] == figure["quote"]
    assert (figure["value"], figure["unit"], figure["against"]) == ("41.6", "%", "dự toán huyện giao")
    assert (figure["canonical"], figure["place"]) == ("thu ngân sách nhà nước", "huyện Sơn Đông")
    assert figure["period"]["start"] == "2023-01-01"


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("indicator=thu ngan sach&kind=result", ["188 tỷ đồng", "52 tỷ đồng", "217 tỷ đồng"]),
        ("indicator=thu ngân sách&kind=result&place=son dong", ["52 tỷ đồng", "217 tỷ đồng"]),
        ("indicator=thu ngan sach&kind=result&to=2023-07-31", ["188 tỷ đồng", "217 tỷ đồng"]),
        ("indicator=thu ngan sach&kind=result&from=2023-08-01&to=2023-08-31", ["52 tỷ đồng", "217 tỷ đồng"]),
        ("indicator=đàn trâu", []),
        ("kind=rank", []),
        ("indicator=thu ngan sach&place=&kind=result&to=2023-07-31", ["188 tỷ đồng", "217 tỷ đồng"]),
    ],
)
def test_figures_are_filtered(client: TestClient, query: str, words: list[str]) -> None:
    assert words_of(client, query) == words


def test_a_page_of_figures_tells_how_many_there_are_of_how_many_reports(client: TestClient) -> None:
    query = "indicator=thu ngan sach&kind=result"
    body = client.get(f"/api/figures?{query}&limit=1&offset=1").json()
    assert (body["total"], body["reports"]) == (3, 2)
    assert [figure["words"] for figure in body["figures"]] == words_of(client, query)[1:2]


def test_meetings_tell_how_much_they_state(client: TestClient) -> None:
    august, july = client.get("/api/meetings").json()["reports"]
    assert august["counts"] == {"figures": 5, "decisions": 0, "tasks": 2, "limitations": 1, "events": 0}
    assert july["counts"] == {"figures": 2, "decisions": 0, "tasks": 0, "limitations": 1, "events": 0}


def test_what_meetings_can_be_filtered_by(client: TestClient) -> None:
    assert client.get("/api/meetings/choices").json() == {
        "places": [{"value": "huyện Sơn Đông", "count": 1}],
        "bodies": [{"value": "Ban Thường vụ Huyện ủy", "count": 1}],
        "chairs": [{"value": "Vũ Thị Thanh Hà", "count": 1}],
        "years": [2023],
    }
    assert client.get("/api/meetings/choices?collection=khac").json()["places"] == []


@pytest.mark.parametrize(
    ("query", "starts"),
    [
        ("kind=task", ["Các phòng, ban rà soát", "Phòng Tài chính"]),
        ("kind=limitation", ["giải ngân", "Hội nghị không"]),
        (f"report_id={JULY.id}", ["Hội nghị không"]),
        ("place=son dong&kind=limitation", ["giải ngân"]),
        ("from=2023-09-10", ["Các phòng, ban rà soát"]),
        ("to=2023-08-31", []),
        ("kind=event", []),
        ("limit=1&offset=1", ["Các phòng, ban rà soát"]),
    ],
)
def test_points_are_filtered_each_with_its_clause(client: TestClient, query: str, starts: list[str]) -> None:
    found = client.get(f"/api/points?{query}").json()["points"]
    texts = {AUGUST.id: AUGUST.text, JULY.id: JULY.text}
    assert [point["quote"].startswith(start) for point, start in zip(found, starts, strict=True)] == [True] * len(
        starts
    )
    assert all(texts[point["report_id"]][point["start"] : point["end"]] == point["quote"] for point in found)


def test_a_page_of_points_tells_how_many_there_are(client: TestClient) -> None:
    body = client.get("/api/points?limit=1").json()
    assert (body["total"], body["reports"], len(body["points"])) == (4, 2, 1)


@pytest.mark.parametrize("query", ["name=thanh ha", "part=chair", "place=huyện sơn đông", f"report_id={AUGUST.id}"])
def test_people_are_found_with_the_part_they_took(client: TestClient, query: str) -> None:
    (person,) = client.get(f"/api/people?{query}").json()["people"]
    assert (person["name"], person["part"], person["report_id"]) == ("Vũ Thị Thanh Hà", "chair", AUGUST.id)
    assert person["held_on"] == "2023-08-31"


def test_nobody_is_found_where_nobody_is(client: TestClient) -> None:
    assert client.get("/api/people?part=opening").json() == {"total": 0, "people": []}


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("", [AUGUST.id, JULY.id]),
        ("body=huyen uy", [AUGUST.id]),
        ("chair=Vũ Thị Thanh Hà", [AUGUST.id]),
        ("place=Sơn Đông", [AUGUST.id]),
        ("from=2023-08-01", [AUGUST.id]),
        ("to=2023-08-01", [JULY.id]),
        ("limit=1&offset=1", [JULY.id]),
    ],
)
def test_meetings_are_filtered_the_latest_first(client: TestClient, query: str, ids: list[str]) -> None:
    assert [report["id"] for report in client.get(f"/api/meetings?{query}").json()["reports"]] == ids


@pytest.mark.parametrize(
    "path",
    ["figures?kind=guess", "figures?limit=0", "people?part=guess", "meetings?from=today"],
)
def test_a_malformed_filter_is_refused(client: TestClient, path: str) -> None:
    answer = client.get(f"/api/{path}")
    assert answer.status_code == 422
    assert answer.json()["detail"]


@pytest.mark.parametrize("path", ["figures", "meetings"])
def test_days_in_the_wrong_order_are_refused(client: TestClient, path: str) -> None:
    answer = client.get(f"/api/{path}?from=2024-02-01&to=2024-01-01")
    assert answer.status_code == 422
    assert "from" in answer.json()["detail"]


def test_a_filter_typed_in_decomposed_unicode_finds_the_same(client: TestClient) -> None:
    words = {"indicator": "thu ngân sách", "place": "huyện Sơn Đông"}
    typed = {name: unicodedata.normalize("NFD", value) for name, value in words.items()}
    assert typed != words
    assert client.get("/api/figures", params=typed).json() == client.get("/api/figures", params=words).json()
    assert client.get("/api/figures", params=typed).json()["total"] > 0


def test_an_empty_library_has_nothing_to_list(
    client: TestClient, assistant: FakeAssistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(assistant, "library", FakeLibrary(()))
    body = client.get("/api/figures").json()
    assert (body["total"], body["reports"], body["figures"], body["plot"]) == (0, 0, [], None)
    assert client.get("/api/meetings").json() == {"total": 0, "reports": []}
