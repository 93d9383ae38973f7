"""Editors add, correct and remove reports over HTTP; readers may not, and nobody touches a collection not theirs."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from fastapi.testclient import TestClient

from assistant.file_names import FORMATS
from assistant.web.visitors import Visitor
from assistant.web.wording import EDITORS_ONLY, NO_DESK, NO_SUCH_REPORT
from tests.web.desk import APRIL, CHAIRED, MAX_BYTES, MAY, Office, opened_office

READER = Visitor("an", "reader")


@pytest.fixture(scope="module")
def one_office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    with opened_office(tmp_path_factory.mktemp("office")) as office:
        yield office


@pytest.fixture
def office(one_office: Office) -> Iterator[Office]:
    yield one_office
    one_office.clear()
    for file in one_office.folder.iterdir():
        file.unlink()


@pytest.fixture
def client(office: Office) -> TestClient:
    return TestClient(office.app, base_url="http://127.0.0.1:7860")


def upload(client: TestClient, name: str, content: str | bytes = APRIL, **query: str) -> list[tuple[str, Any]]:
    """Upload a file; return the events told, by name."""
    answer = client.post("/api/uploads", params={"name": name, **query}, content=content)
    assert answer.status_code == 200, answer.text
    events = [part.split("\n") for part in answer.text.strip().split("\n\n") if not part.startswith(":")]
    return [(name.removeprefix("event: "), json.loads(data.removeprefix("data: "))) for name, data in events]


@pytest.mark.parametrize(
    ("visitor", "told"),
    [
        (Visitor(), {"name": None, "role": "editor", "may_edit": True, "collections": None, "signs_out": False}),
        (READER, {"name": "an", "role": "reader", "may_edit": False, "collections": None, "signs_out": False}),
    ],
)
def test_the_page_learns_who_may_edit(office: Office, client: TestClient, visitor: Visitor, told: object) -> None:
    office.visitor = visitor
    assert client.get("/api/me").json() == told


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("GET", "/api/uploads", None),
        ("POST", "/api/uploads?name=a.txt", APRIL.encode()),
        ("PATCH", "/api/reports/{id}", b'{"title": "X"}'),
        ("DELETE", "/api/reports/{id}/corrections", None),
        ("DELETE", "/api/reports/{id}", None),
    ],
)
def test_a_reader_changes_nothing(
    office: Office, client: TestClient, method: str, path: str, body: bytes | None
) -> None:
    report_id = office.hold()
    before = office.library.reports()
    office.visitor = READER
    answer = client.request(method, path.format(id=report_id), content=body)
    assert (answer.status_code, answer.json()) == (403, {"detail": EDITORS_ONLY})
    assert office.library.reports() == before
    assert office.files() == []


@pytest.mark.parametrize(("method", "path"), [("PATCH", ""), ("DELETE", ""), ("DELETE", "/corrections")])
def test_a_report_of_a_collection_not_theirs_does_not_exist(
    office: Office, client: TestClient, method: str, path: str
) -> None:
    report_id = office.hold(collection="mật")
    office.visitor = Visitor("bình", "editor", frozenset(("default",)))
    body = {"title": "X"} if method == "PATCH" else None
    answer = client.request(method, f"/api/reports/{report_id}{path}", json=body)
    other = client.request(method, f"/api/reports/khong-co{path}", json=body)
    assert (answer.status_code, answer.json()) == (404, {"detail": NO_SUCH_REPORT})
    assert (other.status_code, other.json()) == (answer.status_code, answer.json())
    assert office.library.summary(report_id).title != "X"  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("collections", "wanted", "goes_to"),
    [
        (None, None, "default"),
        (None, "mật", "mật"),
        (frozenset(("default", "an")), None, "default"),
        (frozenset(("c", "b")), None, "b"),
        (frozenset(("c", "b")), "c", "c"),
        (frozenset(("c", "b")), "mật", None),
        (frozenset(), None, None),
    ],
)
def test_an_upload_goes_to_a_collection_of_the_editor(
    office: Office, client: TestClient, collections: frozenset[str] | None, wanted: str | None, goes_to: str | None
) -> None:
    office.visitor = Visitor("bình", "editor", collections)
    query = {"name": "a.txt"} | ({"collection": wanted} if wanted else {})
    answer = client.post("/api/uploads", params=query, content=APRIL.encode())
    assert answer.status_code == (200 if goes_to else 403)
    assert [report.source.collection for report in office.library.reports()] == ([goes_to] if goes_to else [])


def test_an_upload_is_told_step_by_step(office: Office, client: TestClient) -> None:
    events = upload(client, "báo cáo.txt")
    (report,) = office.library.reports()
    assert events == [
        ("reading", {"file": "báo cáo.txt"}),
        ("outcome", {"file": "báo cáo.txt", "status": "added", "reason": "", "report_id": report.id}),
        ("done", {"file": "báo cáo.txt"}),
    ]
    assert client.get("/api/reports").json()["total"] == 1


@pytest.mark.parametrize("name", ["../../../tmp/x.txt", "..\\..\\x.txt", "/x.txt", "a/b/x.txt"])
def test_a_name_never_leads_out_of_the_uploads(office: Office, client: TestClient, name: str) -> None:
    upload(client, name)
    assert office.files() == ["x.txt"]


def test_why_a_file_failed_is_told(office: Office, client: TestClient) -> None:
    (_, (kind, told), _) = upload(client, "a.docx", b"khong phai docx")
    assert (kind, told["status"], told["report_id"]) == ("outcome", "failed", None)
    assert "docx" in told["reason"]
    assert office.files() == []


def test_a_file_larger_than_other_bodies_is_read(office: Office, client: TestClient) -> None:
    said = "".join(f"<p>{line}</p>" for line in APRIL.split("\n\n"))
    page = f"<html><body><!-- {'x' * 400_000} -->{said}</body></html>"
    assert upload(client, "trang.html", page)[1][1]["status"] == "added"


@pytest.mark.parametrize("declared", [True, False])
def test_a_file_that_is_too_large_is_refused_and_not_kept(office: Office, client: TestClient, declared: bool) -> None:
    content = b"a" * (MAX_BYTES + 1)
    pieces = content if declared else iter([content[: MAX_BYTES // 2]] * 3)
    answer = client.post("/api/uploads?name=a.txt", content=pieces)
    assert (answer.status_code, answer.json()["detail"].split(" / ")[0]) == (413, "Tệp lớn hơn 1 MB")
    assert office.files() == []
    assert office.library.reports() == ()


def test_other_bodies_stay_small(office: Office, client: TestClient) -> None:
    report_id = office.hold()
    answer = client.patch(f"/api/reports/{report_id}", json={"title": "a" * 300_000})
    assert answer.status_code == 413


@pytest.mark.parametrize(
    ("collections", "offered", "takes_new"),
    [
        (None, ["default", "an", "mật"], True),
        (frozenset(("b", "an")), ["an", "b"], False),
        (frozenset(("b", "an", "default")), ["default", "an", "b"], False),
        (frozenset(), [], False),
    ],
)
def test_what_may_be_uploaded_is_told(
    office: Office, client: TestClient, collections: frozenset[str] | None, offered: list[str], takes_new: bool
) -> None:
    for name in ("mật", "an"):
        office.hold(f"{name}.txt", collection=name)
    office.visitor = Visitor("bình", "editor", collections)
    told = {"max_bytes": MAX_BYTES, "formats": list(FORMATS), "collections": offered, "takes_new": takes_new}
    assert client.get("/api/uploads").json() == told


def test_a_new_collection_is_named_as_the_command_line_names_it(office: Office, client: TestClient) -> None:
    upload(client, "a.txt", collection="  Huyện u\u0309y\n")
    assert [report.source.collection for report in office.library.reports()] == ["Huyện ủy"]
    for name in (" ", "", "\u0007", "a" * 101):
        answer = client.post("/api/uploads", params={"name": "b.txt", "collection": name}, content=MAY.encode())
        assert answer.status_code == 422
    assert len(office.library.reports()) == 1


def test_collections_are_told_and_filter_the_list_for_who_may_read_them(office: Office, client: TestClient) -> None:
    for name in ("mật", "an"):
        office.hold(f"{name}.txt", collection=name)
    office.hold("hai.txt", MAY, collection="an")
    seen = client.get("/api/collections").json()["collections"]
    assert seen == [{"value": "an", "count": 2}, {"value": "mật", "count": 1}]
    assert [one["file"] for one in client.get("/api/reports?collection=mật").json()["reports"]] == ["mật.txt"]
    office.visitor = Visitor("bình", "reader", frozenset(("an",)))
    assert client.get("/api/collections").json()["collections"] == [{"value": "an", "count": 2}]
    assert client.get("/api/reports?collection=mật").json() == {"total": 0, "reports": []}


def test_only_the_named_fields_are_corrected(office: Office, client: TestClient) -> None:
    report_id = office.hold()
    before = client.get(f"/api/reports/{report_id}").json()
    period = {"start": "2024-01-01", "end": "2024-03-31", "label": "quý I/2024"}
    changes = {"title": "  Họp\ntháng 4 ", "held_on": "2024-04-06", "period": period, "body": None, "session": 9}
    after = client.patch(f"/api/reports/{report_id}", json=changes).json()
    assert {name: after[name] for name in changes} == {**changes, "title": "Họp tháng 4"}
    assert {"field": "title", "rule": "corrected by hand", "start": None, "end": None} in after["origins"]
    same = set(before) - {*changes, "origins"}
    assert {name: after[name] for name in same} == {name: before[name] for name in same}
    assert client.get(f"/api/reports/{report_id}").json() == after
    assert client.get("/api/reports").json()["reports"][0]["held_on"] == "2024-04-06"
    assert client.delete(f"/api/reports/{report_id}/corrections").json() == before


def test_participants_are_corrected_whole_and_only_to_people_whom_the_text_names(
    office: Office, client: TestClient
) -> None:
    report_id = office.hold(text=CHAIRED)
    named = {"name": "Trần Văn Khoai", "part": "chair", "office": "Phó Chủ tịch"}
    told = client.patch(f"/api/reports/{report_id}", json={"participants": [named]}).json()
    (held,) = told["participants"]
    assert {name: held[name] for name in named} == named
    assert told["text"][held["start"] : held["end"]] == "Trần Văn Khoai"
    unnamed = client.patch(f"/api/reports/{report_id}", json={"participants": [{**named, "name": "Lê Văn Sắn"}]})
    assert unnamed.status_code == 422 and "Lê Văn Sắn" in unnamed.json()["detail"]
    assert client.get(f"/api/reports/{report_id}").json() == told
    assert client.patch(f"/api/reports/{report_id}", json={"participants": []}).json()["participants"] == []


def test_a_correction_outlasts_another_reading(office: Office, client: TestClient) -> None:
    report_id = office.hold()
    client.patch(f"/api/reports/{report_id}", json={"place": "huyện Vân Hồ"})
    office.hold(text=MAY)
    told = client.get(f"/api/reports/{report_id}").json()
    assert told["place"] == "huyện Vân Hồ"
    assert "53 tỷ đồng" in told["text"]
    assert {one["place"] for one in client.get("/api/figures").json()["figures"]} == {"huyện Vân Hồ"}


@pytest.mark.parametrize(
    "changes",
    [
        {"title": None},
        {"participants": None},
        {"participants": [{"name": "A", "part": "guest"}]},
        {"participants": [{"name": " ", "part": "chair"}]},
        {"title": " \n "},
        {"title": "a" * 501},
        {"held_on": "6/4/2024"},
        {"held_on": "2024-02-30"},
        {"session": 0},
        {"session": "9"},
        {"period": {"start": "2024-03-31", "end": "2024-01-01", "label": "quý I"}},
        {"period": {"start": "2024-01-01", "end": "2024-03-31"}},
        {"text": "khác"},
        {"source": {"path": "/etc/passwd"}},
    ],
)
def test_what_no_metadata_can_be_is_refused_in_both_languages(
    office: Office, client: TestClient, changes: dict[str, Any]
) -> None:
    report_id = office.hold()
    before = office.library.summary(report_id)
    answer = client.patch(f"/api/reports/{report_id}", json=changes)
    assert answer.status_code == 422
    assert " / " in answer.json()["detail"]
    assert office.library.summary(report_id) == before


def test_a_removed_report_is_gone_with_what_it_stated(office: Office, client: TestClient) -> None:
    report_id = office.hold()
    assert client.delete(f"/api/reports/{report_id}").status_code == 204
    assert client.get(f"/api/reports/{report_id}").status_code == 404
    assert client.get("/api/figures").json()["total"] == 0
    assert client.delete(f"/api/reports/{report_id}").status_code == 404


def test_a_page_of_another_origin_uploads_nothing(office: Office, client: TestClient) -> None:
    headers = {"Origin": "http://xau.example.vn"}
    assert client.post("/api/uploads?name=a.txt", content=APRIL.encode(), headers=headers).status_code == 403
    assert office.files() == []


def test_an_app_without_a_desk_has_nothing_to_edit(app: Any) -> None:
    client = TestClient(app, base_url="http://127.0.0.1:7860")
    assert client.get("/api/me").json()["may_edit"] is False
    answer = client.delete("/api/reports/thang-8")
    assert (answer.status_code, answer.json()) == (404, {"detail": NO_DESK})
