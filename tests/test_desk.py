"""What an editor uploads, corrects and removes changes the library, and nothing outside it; bad files leave nothing."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from assistant.desk import Desk, NotNamed, Received
from assistant.domain import Correction, Participant, ReportSummary
from assistant.errors import ReadingError
from assistant.file_names import kept_name
from assistant.finding import find_files
from assistant.ingesting import Ingester
from assistant.isolation import ReaderPool
from assistant.store.library import Library
from tests.light_encoder import DIMENSION, LightEncoder
from tests.reading_here import ReadingHere

MEETING = (
    "Hội nghị Huyện ủy Vân Sơn lần thứ năm\n\n"
    "Sáng ngày 5/4/2024, Ban Thường vụ Huyện ủy Vân Sơn họp phiên thường kỳ tháng 4.\n\n"
    "Thu ngân sách 3 tháng đầu năm ước đạt 41 tỷ đồng, bằng 27,3% dự toán."
)
CHAIRED = f"{MEETING}\n\nĐồng chí Lê Thị Mận, Bí thư Huyện ủy chủ trì cuộc họp. Ông Trần Văn Khoai báo cáo."
OTHER = MEETING.replace("41 tỷ", "52 tỷ")
PLACE = Correction("place", "huyện Vân Hồ")


class Office:
    """A library, a desk and the folder of its uploads."""

    def __init__(self, base: Path, library: Library) -> None:
        self.library = library
        self.uploads = base / "vectorstore" / "uploads"
        self.encoder = LightEncoder()
        self.desk = Desk(library, self.encoder, self.uploads, ReadingHere())

    def upload(self, name: str, content: str | bytes = MEETING, collection: str = "default") -> tuple[Received, ...]:
        file = self.desk.arriving()
        file.write_bytes(content.encode() if isinstance(content, str) else content)
        told: list[Received] = []
        self.desk.add(file, name, collection, told.append)
        assert not file.exists()
        return tuple(told)

    def held(self) -> ReportSummary:
        (report,) = self.library.reports()
        return report

    def ingest(self, *, reread: bool = False) -> dict[str, str]:
        ingester = Ingester(self.library, self.encoder, "default", ReadingHere())
        found = find_files([self.uploads / "default"])
        return {outcome.path: outcome.status for outcome in ingester.ingest(found, reread=reread)}

    def files(self) -> list[str]:
        return sorted(str(file.relative_to(self.uploads)) for file in self.uploads.rglob("*") if file.is_file())


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    with Library.open(tmp_path / "vectorstore", model="light", dimension=DIMENSION) as library:
        yield Office(tmp_path, library)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("báo cáo tháng 8.docx", "báo cáo tháng 8.docx"),
        ("../../etc/cron.d/x.txt", "x.txt"),
        ("..\\..\\Windows\\x.TXT", "x.txt"),
        ("/etc/passwd.md", "passwd.md"),
        (".hidden.txt", "hidden.txt"),
        ("~$khoa.docx", "khoa.docx"),
        ("README.md", "_README.md"),
        ("a\x00b\nc\u202etxt.pdf", "a b ctxt.pdf"),
        ('a<b>:"c|?*.txt', "a_b___c___.txt"),
        ("ho\u0300a bi\u0300nh.txt", "hòa bình.txt"),
        ("đ" * 300 + ".txt", "đ" * 90 + ".txt"),
    ],
)
def test_a_name_is_kept_without_what_could_harm(given: str, kept: str) -> None:
    assert kept_name(given) == kept


@pytest.mark.parametrize("given", ["a.exe", "txt", "", "..", ".txt", "a.txt/", "a.txt.html.js", "con.txt\x00.exe"])
def test_a_format_that_is_not_read_is_refused(given: str) -> None:
    with pytest.raises(ReadingError, match="is not read"):
        kept_name(given)


def test_an_uploaded_file_is_kept_and_found_again_when_its_folder_is_ingested(office: Office) -> None:
    (received,) = office.upload("thang-4.txt")
    assert (received.outcome.status, received.report_id) == ("added", office.held().id)
    assert office.files() == ["default/thang-4.txt"]
    assert office.ingest() == {"thang-4.txt": "unchanged"}


def test_the_same_bytes_are_not_kept_twice(office: Office) -> None:
    office.upload("a.txt")
    (received,) = office.upload("b.txt")
    assert (received.outcome.path, received.outcome.status, received.report_id) == (
        "a.txt",
        "unchanged",
        office.held().id,
    )
    assert office.files() == ["default/a.txt"]


def test_another_file_of_the_same_name_replaces_nothing(office: Office) -> None:
    office.upload("a.txt")
    (received,) = office.upload("a.txt", OTHER)
    assert (received.outcome.path, received.outcome.status) == ("a (2).txt", "added")
    assert office.files() == ["default/a (2).txt", "default/a.txt"]
    assert len(office.library.reports()) == 2


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [("a.txt", "", "empty"), ("a.exe", MEETING, "the format .exe is not read"), ("a.docx", b"PK\x03\x04", "damaged")],
)
def test_a_file_that_fails_is_told_with_its_reason_and_not_kept(
    office: Office, name: str, content: str | bytes, reason: str
) -> None:
    (received,) = office.upload(name, content)
    assert received.outcome.status == "failed"
    assert reason in received.outcome.reason
    assert received.report_id is None
    assert office.files() == []


def test_an_archive_is_told_document_by_document_and_kept_for_those_that_are_read(
    office: Office, tmp_path: Path
) -> None:
    packed = tmp_path / "a.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("tốt.txt", MEETING)
        archive.writestr("hỏng.txt", "")
    told = {one.outcome.path: one.outcome.status for one in office.upload("a.zip", packed.read_bytes())}
    assert told == {"a.zip/tốt.txt": "added", "a.zip/hỏng.txt": "failed"}
    office.desk.remove(office.held())
    assert office.files() == []


def test_each_collection_has_a_folder_and_its_own_reports(office: Office) -> None:
    office.upload("a.txt")
    (received,) = office.upload("a.txt", collection="../mật")
    assert received.outcome.status == "added"
    folders = {file.split("/")[0] for file in office.files()}
    assert len(folders) == 2
    assert "default" in folders
    assert all("." not in folder for folder in folders)
    assert {report.source.collection for report in office.library.reports()} == {"default", "../mật"}


def test_removing_an_upload_removes_its_file_and_no_other(office: Office, tmp_path: Path) -> None:
    outside = tmp_path / "kho" / "b.txt"
    outside.parent.mkdir()
    outside.write_text(OTHER, encoding="utf-8")
    list(Ingester(office.library, office.encoder, "default", ReadingHere()).ingest(find_files([outside])))
    office.upload("a.txt")
    for report in office.library.reports():
        office.desk.remove(report)
    assert office.library.reports() == ()
    assert office.files() == []
    assert outside.exists()


def test_a_correction_holds_in_what_is_retrieved_and_in_the_figures(office: Office) -> None:
    office.upload("a.txt")
    report = office.held()
    assert report.place == "huyện Vân Sơn"
    office.desk.correct(report, [PLACE, Correction("held_on", date(2024, 4, 6))])
    (passage, *_) = office.library.passages_of(report.id)
    assert passage.header.endswith("huyện Vân Hồ | ngày 6/4/2024")
    assert office.encoder.embedded[-1].startswith(f"{passage.header}\n")
    assert {figure.place for figure in office.library.figures()} == {"huyện Vân Hồ"}


def test_corrections_are_kept_when_the_file_is_read_again(office: Office) -> None:
    office.upload("a.txt")
    report = office.held()
    office.desk.correct(report, [PLACE])
    headers = [passage.header for passage in office.library.passages_of(report.id)]
    assert office.ingest(reread=True) == {"a.txt": "unchanged"}
    (office.uploads / "default" / "a.txt").write_text(OTHER, encoding="utf-8")
    assert office.ingest() == {"a.txt": "updated"}
    assert office.held().place == "huyện Vân Hồ"
    assert [passage.header for passage in office.library.passages_of(report.id)] == headers
    assert {figure.place for figure in office.library.figures()} == {"huyện Vân Hồ"}


def test_participants_corrected_by_hand_lead_to_their_names_in_the_text(office: Office) -> None:
    office.upload("a.txt", CHAIRED)
    report = office.held()
    assert report.chairs == ("Lê Thị Mận",)
    people = (
        Participant("lê  thị mận", "conclusion", None, 0, 0),
        Participant("Trần Văn Khoai", "chair", "Phó Bí thư", 0, 0),
    )
    office.desk.correct(report, [Correction("participants", people)])
    held = office.library.report(report.id)
    assert held is not None and held.chairs == ("Trần Văn Khoai",)
    assert [held.text[one.start : one.end] for one in held.participants] == ["Lê Thị Mận", "Trần Văn Khoai"]
    assert [one.office for one in held.participants] == [None, "Phó Bí thư"]
    office.desk.correct(report, [Correction("participants", report.participants)])
    assert office.library.corrections(report.id) == ()


def test_nobody_takes_part_whom_the_text_does_not_name(office: Office) -> None:
    office.upload("a.txt", CHAIRED)
    report = office.held()
    for name in ("Nguyễn Thị Bưởi", "Trần Văn Kho", "ị Mận"):
        with pytest.raises(NotNamed, match=name):
            office.desk.correct(report, [Correction("participants", (Participant(name, "chair", None, 0, 0),))])
    assert office.library.corrections(report.id) == ()


def test_corrected_participants_follow_the_text_when_it_is_read_again(office: Office) -> None:
    office.upload("a.txt", CHAIRED)
    people = tuple(Participant(name, "speech", None, 0, 0) for name in ("Lê Thị Mận", "Trần Văn Khoai"))
    office.desk.correct(office.held(), [Correction("participants", people)])
    changed = CHAIRED.replace("phiên thường kỳ", "phiên họp bất thường").replace("Ông Trần Văn Khoai", "Văn phòng")
    (office.uploads / "default" / "a.txt").write_text(changed, encoding="utf-8")
    assert office.ingest() == {"a.txt": "updated"}
    held = office.library.report(office.held().id)
    assert held is not None
    assert [held.text[one.start : one.end] for one in held.participants] == ["Lê Thị Mận"]
    assert office.ingest(reread=True) == {"a.txt": "unchanged"}


def test_corrections_of_several_times_add_up_and_can_be_taken_back(office: Office) -> None:
    office.upload("a.txt")
    report = office.held()
    office.desk.correct(report, [PLACE])
    office.desk.correct(report, [Correction("title", "Họp tháng 4")])
    assert (office.held().place, office.held().title) == ("huyện Vân Hồ", "Họp tháng 4")
    office.desk.correct(report, [Correction("title", report.title)])  # as it was read: no correction any more
    assert office.library.corrections(report.id) == (PLACE,)
    office.desk.restore(report)
    assert office.held() == report
    assert {figure.place for figure in office.library.figures()} == {"huyện Vân Sơn"}


def test_the_unit_that_a_place_took_along_can_be_set_back(office: Office) -> None:
    office.upload("a.txt")
    report = office.held()
    assert report.district == "huyện Vân Sơn"
    office.desk.correct(report, [PLACE])
    office.desk.correct(report, [Correction("district", "huyện Vân Sơn")])
    assert (office.held().place, office.held().district) == ("huyện Vân Hồ", "huyện Vân Sơn")


def test_facts_of_a_corrected_report_are_found_in_a_process_of_their_own(office: Office) -> None:
    office.upload("a.txt")
    with ReaderPool(1) as pool:
        desk = Desk(office.library, office.encoder, office.uploads, pool)
        desk.correct(office.held(), [PLACE])
    assert [figure.words for figure in office.library.figures()] == ["41 tỷ đồng", "27,3%"]
    assert {figure.place for figure in office.library.figures()} == {"huyện Vân Hồ"}
