"""Figures to be compared over HTTP: several places, orders, charts, choices, and files for a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from datetime import datetime
from decimal import Decimal

import pytest
from fastapi.testclient import TestClient
from openpyxl import load_workbook

from assistant.domain import Report
from assistant.web.exporting import XLSX_TYPE, columns_in
from assistant.web.wording import EN, VI
from tests.web.fake import AUGUST, JULY, NEIGHBOURS, QUARTER, FakeAssistant, FakeLibrary, report

HEADINGS = [heading for heading, _, _ in columns_in(VI)]
Hold = Callable[..., None]
REVENUE = "canonical=thu ngân sách nhà nước"


# Says another sum for a place and a month that a neighbour tells too.
OTHER = report("x", "x.txt", "X", ("prose", "Thu ngân sách tháng 1/2024 đạt 11 tỷ đồng."), place="xã A")


@pytest.fixture
def hold(assistant: FakeAssistant, monkeypatch: pytest.MonkeyPatch) -> Hold:
    """Give the library these reports only."""
    return lambda *reports: monkeypatch.setattr(assistant, "library", FakeLibrary(reports))


def words_of(client: TestClient, query: str) -> list[str]:
    return [figure["words"] for figure in client.get(f"/api/figures?{query}").json()["figures"]]


@pytest.mark.parametrize(
    ("query", "words"),
    [
        (f"{REVENUE}&kind=result", ["188 tỷ đồng", "52 tỷ đồng", "217 tỷ đồng"]),
        ("canonical=thu ngân sách", []),  # exact, not in part
        (f"{REVENUE}&kind=result&place=huyện Sơn Đông&place=xã Khác", ["52 tỷ đồng", "217 tỷ đồng"]),
        (f"{REVENUE}&kind=result&sort=value", ["52 tỷ đồng", "188 tỷ đồng", "217 tỷ đồng"]),
        (f"{REVENUE}&kind=result&sort=-value", ["217 tỷ đồng", "188 tỷ đồng", "52 tỷ đồng"]),
        (f"{REVENUE}&kind=result&sort=-report", ["52 tỷ đồng", "217 tỷ đồng", "188 tỷ đồng"]),
        (f"{REVENUE}&kind=result&length=1 months", ["52 tỷ đồng"]),
        (f"{REVENUE}&unit=%25&against=du toan huyen giao", ["41,6%"]),
        (f"{REVENUE}&collection=khac", []),
    ],
)
def test_figures_are_filtered_and_sorted(client: TestClient, query: str, words: list[str]) -> None:
    assert words_of(client, query) == words


def test_one_place_through_time_is_a_line(client: TestClient, hold: Hold) -> None:
    hold(QUARTER)
    body = client.get(f"/api/figures?{REVENUE}&limit=1").json()
    assert (body["plot"]["shape"], body["obstacles"], body["comparable"]) == ("line", [], [])
    assert [(p["label"], p["words"]) for p in body["plot"]["points"]] == [
        ("tháng 1/2024", "40 tỷ đồng"),
        ("tháng 2/2024", "55 tỷ đồng"),
        ("tháng 3/2024", "61 tỷ đồng"),
    ]
    assert body["plot"]["points"][0]["figure_id"] == body["figures"][0]["id"]


def test_places_are_bars_the_highest_first(client: TestClient, hold: Hold) -> None:
    hold(*NEIGHBOURS)
    plot = client.get(f"/api/figures?{REVENUE}").json()["plot"]
    assert (plot["shape"], [point["label"] for point in plot["points"]]) == ("bars", ["xã B", "xã C", "xã A"])


@pytest.mark.parametrize(
    ("reports", "query", "obstacles"),
    [
        (NEIGHBOURS[:2], REVENUE, ["few"]),
        ((JULY, AUGUST, QUARTER), REVENUE, ["kind", "unit", "against", "length"]),
        ((JULY, AUGUST, QUARTER), f"{REVENUE}&kind=result", ["length"]),
        ((JULY, AUGUST, QUARTER), f"{REVENUE}&kind=result&length=1 months", []),
        ((*NEIGHBOURS, OTHER), REVENUE, ["contradiction"]),
    ],
)
def test_why_there_is_no_chart_is_told(
    client: TestClient, hold: Hold, reports: tuple[Report, ...], query: str, obstacles: list[str]
) -> None:
    hold(*reports)
    body = client.get(f"/api/figures?{query}").json()
    assert body["obstacles"] == obstacles
    assert (body["plot"] is None) == bool(obstacles)


def test_what_would_make_a_chart_is_offered_as_filters(client: TestClient, hold: Hold) -> None:
    hold(*NEIGHBOURS, AUGUST)
    (offered,) = client.get("/api/figures").json()["comparable"]
    assert offered == {
        "canonical": "thu ngân sách nhà nước",
        "kind": "result",
        "unit": "đồng",
        "against": None,
        "length": "1 months",
        "figures": 4,
    }
    count = offered.pop("figures")
    body = client.get("/api/figures", params={name: value for name, value in offered.items() if value}).json()
    assert (body["total"], len(body["plot"]["points"])) == (count, count)


def test_what_figures_can_be_filtered_by(client: TestClient, hold: Hold) -> None:
    hold(*NEIGHBOURS, QUARTER)
    assert client.get("/api/figures/choices").json() == {
        "indicators": [{"value": "thu ngân sách nhà nước", "count": 6}],
        "kinds": [{"value": "result", "count": 6}],
        "places": [
            {"value": "huyện Ba Tơ", "count": 3},
            *({"value": place, "count": 1} for place in ("xã A", "xã B", "xã C")),
        ],
        "years": [2024],
    }
    assert client.get("/api/figures/choices?collection=khac").json()["indicators"] == []


def test_a_csv_opens_in_a_spreadsheet_as_it_stands(client: TestClient) -> None:
    answer = client.get(f"/api/figures.csv?{REVENUE}&sort=value&kind=plan_share")
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert answer.headers["content-disposition"] == 'attachment; filename="so-lieu-thu-ngan-sach-nha-nuoc.csv"'
    assert answer.content.startswith(b"\xef\xbb\xbf")
    headings, *rows = csv.reader(io.StringIO(answer.content.decode("utf-8-sig"), newline=""))
    assert headings == HEADINGS
    told = dict(zip(headings, rows[-1], strict=True))
    assert (told["Giá trị"], told["Đơn vị"], told["Loại"]) == ("41.6", "%", "So với kế hoạch")
    assert (told["Tệp"], told["Ngày họp"]) == ("2023/thang-8.txt", "2023-08-31")
    assert "bằng 41,6% dự toán huyện giao" in told["Trích dẫn"]


def test_a_workbook_has_numbers_and_days(client: TestClient) -> None:
    answer = client.get(f"/api/figures.xlsx?{REVENUE}&kind=result&sort=-value")
    assert answer.headers["content-type"] == XLSX_TYPE
    assert answer.headers["content-disposition"].endswith('.xlsx"')
    sheet = load_workbook(io.BytesIO(answer.content)).active
    headings, first, *others = sheet.iter_rows(values_only=True)
    assert list(headings) == HEADINGS
    told = dict(zip(headings, first, strict=True))
    assert (told["Giá trị"], told["Ngày họp"]) == (217 * 10**9, datetime(2023, 8, 31))
    assert len(others) == 2


def test_a_file_in_english_has_english_headings_kinds_and_sheet(client: TestClient) -> None:
    query = f"{REVENUE}&sort=value&kind=plan_share&lang=en"
    answer = client.get(f"/api/figures.csv?{query}")
    assert answer.headers["content-disposition"] == 'attachment; filename="figures-thu-ngan-sach-nha-nuoc.csv"'
    headings, *rows = csv.reader(io.StringIO(answer.content.decode("utf-8-sig"), newline=""))
    told = dict(zip(headings, rows[-1], strict=True))
    assert len(told) == len(HEADINGS)
    assert set(headings) & set(HEADINGS) == set()
    assert (told["Value"], told["Unit"], told["Kind"], told["File"]) == (
        "41.6",
        "%",
        EN.kind_plan_share,
        "2023/thang-8.txt",
    )
    assert told["Indicator"] == "thu ngân sách nhà nước"  # a report's own words stay
    sheet = load_workbook(io.BytesIO(client.get(f"/api/figures.xlsx?{query}").content)).active
    assert sheet.title == EN.nav_figures
    assert [cell.value for cell in sheet[1]] == headings
    assert client.get("/api/figures.csv?lang=fr").status_code == 422


@pytest.mark.parametrize("mark", ["=", "+", "-", "@", "\t", "\r"])
def test_no_text_in_a_file_is_a_formula(client: TestClient, hold: Hold, mark: str) -> None:
    evil = f'{mark}HYPERLINK("x")'
    told = ("prose", f"{evil} thu ngân sách tháng 1/2024 đạt 9 tỷ đồng, giảm -5%.")
    hold(report("x", evil, evil, told, place=evil))
    content = client.get("/api/figures.csv").content.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(content, newline="")))[1:]
    sheet = load_workbook(io.BytesIO(client.get("/api/figures.xlsx").content)).active
    workbook = [cell for row in sheet.iter_rows(min_row=2) for cell in row]
    assert [cell for row in rows for cell in row].count(f"'{evil}") >= 3 * len(rows) > 0
    assert all(cell.data_type != "f" for cell in workbook)
    texts = [cell for row in rows for cell in row] + [cell.value for cell in workbook if cell.data_type == "s"]
    assert [text for text in texts if text.startswith(mark) and not is_number(text)] == []


def is_number(text: str) -> bool:
    return text.lstrip("-").replace(".", "", 1).isdigit() and Decimal(text) is not None


def test_what_xml_cannot_hold_is_left_out_of_a_workbook(client: TestClient, hold: Hold) -> None:
    hold(report("x", "x.txt", "Họp\x0b giao ban", ("prose", "Thu ngân sách đạt 9 tỷ đồng.")))
    sheet = load_workbook(io.BytesIO(client.get("/api/figures.xlsx").content)).active
    assert sheet.cell(2, HEADINGS.index("Báo cáo") + 1).value == "Họp giao ban"


@pytest.mark.parametrize(
    "path", ["figures?sort=size", "figures.csv?kind=guess", "figures.xlsx?from=2024-02-01&to=2024-01-01"]
)
def test_a_malformed_request_is_refused(client: TestClient, path: str) -> None:
    answer = client.get(f"/api/{path}")
    assert answer.status_code == 422
    assert answer.json()["detail"]
