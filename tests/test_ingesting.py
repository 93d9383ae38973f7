"""Files become changes of the library; whatever one file is like, nothing else is lost."""

from __future__ import annotations

import hashlib
import os
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.domain import ReportSummary
from assistant.errors import LibraryError
from assistant.finding import Found, PathsMissing, find_files
from assistant.ingesting import Ingester
from assistant.reading import READER, read_report
from assistant.store.library import Library
from tests.light_encoder import DIMENSION, LightEncoder
from tests.reading_here import ReadingHere
from tests.schema_1 import Kept, write_catalog

MEETING = (
    "Hội nghị Huyện ủy Vân Sơn lần thứ năm\n\n"
    "Sáng ngày 5/4/2024, Ban Thường vụ Huyện ủy Vân Sơn họp phiên thường kỳ tháng 4.\n\n"
    "Thu ngân sách 3 tháng đầu năm ước đạt 41 tỷ đồng, bằng 27,3% dự toán."
)
BINARY = b"\x89PNG\r\n\x1a\n" + bytes(40)


class Shelf:
    """A folder of reports and a library that they are ingested into."""

    def __init__(self, folder: Path, library: Library) -> None:
        self.folder = folder
        self.library = library
        self.encoder = LightEncoder()

    def write(self, *names: str, text: str = MEETING) -> None:
        for name in names:
            file = self.folder / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")

    def ingester(self, collection: str = "default") -> Ingester:
        return Ingester(self.library, self.encoder, collection, ReadingHere())

    def ingest(self, *paths: Path, collection: str = "default", reread: bool = False) -> dict[str, str]:
        """Ingest these paths, or the whole folder; return what became of each file."""
        outcomes = self.ingester(collection).ingest(find_files(paths or (self.folder,)), reread=reread)
        return {outcome.path: outcome.status for outcome in outcomes}

    def ids(self) -> set[str]:
        return {report.id for report in self.library.reports()}

    def passage_ids(self) -> set[str]:
        return {p.id for report in self.library.reports() for p in self.library.passages_of(report.id)}


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Shelf]:
    folder = tmp_path / "báo cáo"
    folder.mkdir()
    with Library.open(tmp_path / "vectorstore", model="light", dimension=DIMENSION) as library:
        yield Shelf(folder, library)


def paths(reports: tuple[ReportSummary, ...]) -> list[str]:
    return [report.source.path for report in reports]


class TestWhatBecomesOfAFile:
    def test_a_new_one_is_added_with_its_passages(self, shelf: Shelf) -> None:
        shelf.write("a.txt")
        (outcome,) = shelf.ingester().ingest(find_files([shelf.folder]))
        (report,) = shelf.library.reports()
        kept = shelf.library.passages_of(report.id)
        assert (outcome.path, outcome.status, outcome.passages) == ("a.txt", "added", len(kept))
        assert any("41 tỷ đồng" in passage.text for passage in kept)

    def test_one_that_is_the_same_is_unchanged_and_not_embedded_again(self, shelf: Shelf) -> None:
        shelf.write("a.txt", "b.txt")
        shelf.ingest()
        ids, passage_ids, seq = shelf.ids(), shelf.passage_ids(), shelf.library.last_seq()
        shelf.encoder.embedded.clear()
        assert shelf.ingest() == {"a.txt": "unchanged", "b.txt": "unchanged"}
        assert (shelf.ids(), shelf.passage_ids(), shelf.library.last_seq()) == (ids, passage_ids, seq)
        assert shelf.encoder.embedded == []

    def test_a_touched_one_is_unchanged(self, shelf: Shelf) -> None:
        shelf.write("a.txt")
        shelf.ingest()
        os.utime(shelf.folder / "a.txt", (1, 1))
        assert shelf.ingest() == {"a.txt": "unchanged"}

    def test_a_changed_one_replaces_its_report_whole(self, shelf: Shelf) -> None:
        shelf.write("a.txt")
        shelf.ingest()
        ids = shelf.ids()
        shelf.write("a.txt", text=MEETING.replace("41 tỷ", "43 tỷ"))
        assert shelf.ingest() == {"a.txt": "updated"}
        assert shelf.ids() == ids
        kept = " ".join(passage.text for passage in shelf.library.passages_of(ids.pop()))
        assert "43 tỷ" in kept
        assert "41 tỷ" not in kept

    @pytest.mark.parametrize(
        ("name", "content", "reason"),
        [
            ("hỏng.txt", BINARY, "binary"),
            ("trống.txt", b"", "empty"),
            ("khoảng trắng.md", b"  \n\n ", "empty"),
            ("cũ.txt", "Hội nghị huyện ủy".encode("utf-16-le")[:-1] + b"\xff\xff\xff", "encoding|binary"),
            # What the HTML parser makes of this is no error of ours.
            ("dở.html", b"<!-- ", "cannot be read|empty"),
        ],
    )
    def test_a_bad_one_fails_with_a_reason_and_the_others_go_on(
        self, shelf: Shelf, name: str, content: bytes, reason: str
    ) -> None:
        shelf.write("0.txt", "zz.txt")
        (shelf.folder / name).write_bytes(content)
        outcomes = {o.path: o for o in shelf.ingester().ingest(find_files([shelf.folder]))}
        assert outcomes["0.txt"].status == outcomes["zz.txt"].status == "added"
        assert outcomes[name].status == "failed"
        assert re.search(reason, outcomes[name].reason)

    def test_one_that_a_parser_chokes_on_does_not_stop_the_others(
        self, shelf: Shelf, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def choke(path: Path, *rest: object) -> object:
            if path.name == "b.txt":
                raise RecursionError("too deep")
            return read_report(path, *rest)  # type: ignore[arg-type]

        monkeypatch.setattr("assistant.reading.read_report", choke)
        shelf.write("a.txt", "b.txt", "c.txt")
        outcomes = tuple(shelf.ingester().ingest(find_files([shelf.folder])))
        assert [outcome.status for outcome in outcomes] == ["added", "failed", "added"]
        assert outcomes[1].reason == "it cannot be read (RecursionError: too deep)"

    def test_a_library_that_cannot_be_written_stops_all(self, shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
        def full(*_: object, **__: object) -> bool:
            raise LibraryError("The disk is full; free some space.")

        monkeypatch.setattr(shelf.library, "put", full)
        shelf.write("a.txt", "b.txt")
        with pytest.raises(LibraryError, match="disk is full"):
            shelf.ingest()

    def test_one_that_turned_bad_keeps_the_report_it_had(self, shelf: Shelf) -> None:
        shelf.write("a.txt")
        shelf.ingest()
        ids, passage_ids = shelf.ids(), shelf.passage_ids()
        (shelf.folder / "a.txt").write_bytes(BINARY)
        (outcome,) = shelf.ingester().ingest(find_files([shelf.folder]))
        assert outcome.status == "failed"
        assert outcome.reason.endswith("what was read of it before stays in the library")
        assert (shelf.ids(), shelf.passage_ids()) == (ids, passage_ids)

    def test_one_that_vanishes_meanwhile_fails(self, shelf: Shelf) -> None:
        shelf.write("a.txt", "b.txt")
        found = find_files([shelf.folder])
        (shelf.folder / "a.txt").unlink()
        outcomes = tuple(shelf.ingester().ingest(found))
        assert [outcome.status for outcome in outcomes] == ["failed", "added"]
        assert "cannot be opened" in outcomes[0].reason

    def test_a_format_that_is_not_read_fails_when_it_is_named(self, shelf: Shelf) -> None:
        (shelf.folder / "báo cáo.xls").write_bytes(b"PK\x03\x04")
        (outcome,) = shelf.ingester().ingest(find_files([shelf.folder / "báo cáo.xls"]))
        assert outcome.status == "failed"
        assert ".xls" in outcome.reason
        assert ".txt" in outcome.reason

    def test_reread_reads_unchanged_files_again(self, shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
        shelf.write("a.txt", "b.txt")
        shelf.ingest()
        assert shelf.ingest(reread=True) == {"a.txt": "unchanged", "b.txt": "unchanged"}
        # A newer version reads more out of the same bytes.
        monkeypatch.setattr("assistant.reading.read_report", lambda *told: _retitled(*told[:3]))
        assert shelf.ingest() == {"a.txt": "unchanged", "b.txt": "unchanged"}
        assert shelf.ingest(reread=True) == {"a.txt": "updated", "b.txt": "updated"}
        assert {report.title for report in shelf.library.reports()} == {"Tên mới"}

    def test_one_that_older_rules_read_is_read_again_once(self, shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
        shelf.write("a.txt", "b.txt")
        shelf.ingest()
        for module in ("assistant.reading", "assistant.ingesting"):
            monkeypatch.setattr(f"{module}.READER", READER + 1)
        shelf.encoder.embedded.clear()
        assert shelf.ingest() == {"a.txt": "updated", "b.txt": "updated"}
        assert {report.source.reader for report in shelf.library.reports()} == {READER + 1}
        assert shelf.encoder.embedded != []
        assert shelf.ingest() == {"a.txt": "unchanged", "b.txt": "unchanged"}


def test_an_unchanged_file_of_a_library_of_the_first_schema_is_read_again(tmp_path: Path) -> None:
    folder = tmp_path / "báo cáo"
    folder.mkdir()
    (folder / "a.txt").write_text(MEETING, encoding="utf-8")
    kept = Kept(str(folder), "a.txt", MEETING, hashlib.sha256(MEETING.encode()).hexdigest())
    vectorstore = tmp_path / "vectorstore"
    write_catalog(vectorstore / "catalog.sqlite", [kept], model="light", dimension=DIMENSION)
    with Library.open(vectorstore, model="light", dimension=DIMENSION) as library:
        shelf = Shelf(folder, library)
        (before,) = library.reports()
        assert (before.id, before.source.sha256, before.level) == (kept.id, kept.sha256, None)
        assert shelf.ingest() == {"a.txt": "updated"}
        (after,) = library.reports()
        assert (after.id, after.level, after.session, after.source.reader) == (kept.id, "huyện", 5, READER)
        assert shelf.ingest() == {"a.txt": "unchanged"}


class TestIdentity:
    def test_a_folder_then_a_file_in_it_make_one_report(self, shelf: Shelf) -> None:
        shelf.write("2024/a.txt")
        shelf.ingest()
        assert shelf.ingest(shelf.folder / "2024/a.txt") == {"2024/a.txt": "unchanged"}
        assert shelf.ingest(shelf.folder / "2024") == {"2024/a.txt": "unchanged"}
        assert len(shelf.ids()) == 1

    def test_a_file_then_its_folder_make_one_report(self, shelf: Shelf) -> None:
        shelf.write("2024/a.txt", "2024/b.txt")
        shelf.ingest(shelf.folder / "2024/a.txt")
        assert sorted(shelf.ingest().values()) == ["added", "unchanged"]
        assert len(shelf.ids()) == 2

    def test_a_folder_and_a_file_in_it_named_together_count_once(self, shelf: Shelf) -> None:
        shelf.write("a.txt")
        assert shelf.ingest(shelf.folder, shelf.folder / "a.txt", shelf.folder) == {"a.txt": "added"}

    def test_files_of_one_name_from_two_folders_are_two_reports(self, shelf: Shelf) -> None:
        shelf.write("huyện A/bao-cao.txt", "huyện B/bao-cao.txt")
        for folder in ("huyện A", "huyện B"):
            assert shelf.ingest(shelf.folder / folder) == {"bao-cao.txt": "added"}
        assert len(shelf.ids()) == 2
        assert paths(shelf.library.reports()) == ["bao-cao.txt", "bao-cao.txt"]

    def test_a_path_written_another_way_is_the_same_file(self, shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
        shelf.write("2024/a.txt")
        shelf.ingest()
        monkeypatch.chdir(shelf.folder / "2024")
        assert shelf.ingest(Path("..")) == {"2024/a.txt": "unchanged"}

    def test_each_collection_has_its_own_report(self, shelf: Shelf) -> None:
        shelf.write("a.txt")
        assert shelf.ingest() == shelf.ingest(collection="huyện ủy") == {"a.txt": "added"}
        assert len(shelf.ids()) == 2
        assert [len(shelf.library.reports(name)) for name in ("default", "huyện ủy", "khác")] == [1, 1, 0]


class TestFindFiles:
    def test_it_finds_every_format_below_a_folder_in_order(self, shelf: Shelf) -> None:
        shelf.write("b.MD", "a.txt", "năm 2024/c.html", "năm 2024/d.htm", "e.log")
        found = find_files([shelf.folder])
        assert [item.file.relative_to(shelf.folder).as_posix() for item in found] == [
            "a.txt",
            "b.MD",
            "năm 2024/c.html",
            "năm 2024/d.htm",
        ]

    def test_it_leaves_out_readme_hidden_files_hidden_folders_links_and_what_word_leaves(self, shelf: Shelf) -> None:
        shelf.write("a.txt", "README.md", "con/readme.txt", ".ẩn.txt", ".git/b.txt", "~$bao-cao.docx")
        (shelf.folder / "lối tắt.txt").symlink_to(shelf.folder / "a.txt")
        (shelf.folder / "vòng").symlink_to(shelf.folder, target_is_directory=True)
        assert [item.file.name for item in find_files([shelf.folder])] == ["a.txt"]

    @pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes among files")
    def test_a_pipe_is_left_out_and_fails_when_it_is_named(self, shelf: Shelf) -> None:
        shelf.write("a.txt")
        os.mkfifo(shelf.folder / "ống.txt")
        assert shelf.ingest() == {"a.txt": "added"}
        (outcome,) = shelf.ingester().ingest(find_files([shelf.folder / "ống.txt"]))
        assert (outcome.status, "pipe" in outcome.reason) == ("failed", True)

    @pytest.mark.parametrize("name", ["README.md", ".ẩn.txt"])
    def test_what_is_named_itself_is_taken(self, shelf: Shelf, name: str) -> None:
        shelf.write(name)
        assert find_files([shelf.folder / name]) == (Found(shelf.folder / name, shelf.folder),)

    def test_a_link_that_is_named_itself_stands_for_its_file(self, shelf: Shelf) -> None:
        shelf.write("a.txt")
        (shelf.folder / "lối tắt.txt").symlink_to(shelf.folder / "a.txt")
        assert shelf.ingest(shelf.folder, shelf.folder / "lối tắt.txt") == {"a.txt": "added"}

    @pytest.mark.parametrize("name", ["không có", "a.txt/b.txt", "đứt.txt", "vòng.txt"])
    def test_a_path_that_leads_nowhere_stops_before_anything_is_read(self, shelf: Shelf, name: str) -> None:
        shelf.write("a.txt")
        (shelf.folder / "đứt.txt").symlink_to("không có")
        (shelf.folder / "vòng.txt").symlink_to("vòng.txt")
        with pytest.raises(PathsMissing, match=name):
            find_files([shelf.folder / "a.txt", shelf.folder / name])

    def test_a_folder_below_that_cannot_be_read_fails_like_a_file(
        self, shelf: Shelf, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        shelf.write("a.txt", "lost+found/b.txt", "z.txt")
        forbid(shelf.folder / "lost+found", monkeypatch)
        outcomes = {outcome.path: outcome for outcome in shelf.ingester().ingest(find_files([shelf.folder]))}
        assert {path: outcome.status for path, outcome in outcomes.items()} == {
            "a.txt": "added",
            "z.txt": "added",
            "lost+found": "failed",
        }
        assert "cannot be read" in outcomes["lost+found"].reason

    def test_one_that_cannot_even_be_looked_at_fails_alone(self, shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
        shelf.write("a.txt", "b.txt")
        refuse_to_show(shelf.folder / "a.txt", monkeypatch)
        outcomes = {outcome.path: outcome for outcome in shelf.ingester().ingest(find_files([shelf.folder]))}
        assert {path: outcome.status for path, outcome in outcomes.items()} == {"a.txt": "failed", "b.txt": "added"}
        assert "cannot be opened: Permission denied" in outcomes["a.txt"].reason

    def test_the_named_folder_must_be_readable(self, shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
        forbid(shelf.folder, monkeypatch)
        with pytest.raises(PathsMissing, match="cannot be read"):
            find_files([shelf.folder])


class TestRemove:
    def test_removed_reports_are_gone_and_their_files_stay(self, shelf: Shelf) -> None:
        shelf.write("2023/a.txt", "2024/b.txt")
        shelf.ingest()
        ingester = shelf.ingester()
        outcomes = tuple(ingester.remove(ingester.below(shelf.folder / "2023")))
        assert [(outcome.path, outcome.status) for outcome in outcomes] == [("2023/a.txt", "removed")]
        assert paths(shelf.library.reports()) == ["2024/b.txt"]
        assert (shelf.folder / "2023/a.txt").exists()
        assert shelf.ingest() == {"2023/a.txt": "added", "2024/b.txt": "unchanged"}

    def test_below_takes_the_path_of_a_file_or_a_folder_also_when_it_is_gone(
        self, shelf: Shelf, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        shelf.write("2023/a.txt", "2023/b.txt", "2023-phụ/c.txt")
        shelf.ingest()
        (shelf.folder / "2023/a.txt").unlink()
        monkeypatch.chdir(shelf.folder / "2023-phụ")
        below = shelf.ingester().below
        assert paths(below(shelf.folder / "2023")) == ["2023/a.txt", "2023/b.txt"]
        assert paths(below(Path("../2023/a.txt"))) == ["2023/a.txt"]
        assert paths(below(Path("c.txt"))) == ["2023-phụ/c.txt"]
        assert below(shelf.folder / "202") == ()

    def test_only_the_named_collection_is_looked_into(self, shelf: Shelf) -> None:
        shelf.write("a.txt")
        shelf.ingest(collection="huyện ủy")
        assert shelf.ingester().below(shelf.folder) == ()
        assert paths(shelf.ingester("huyện ủy").below(shelf.folder)) == ["a.txt"]


class TestPrune:
    def test_only_reports_below_the_folder_whose_file_is_gone(self, shelf: Shelf) -> None:
        shelf.write("2023/a.txt", "2023/b.txt", "2024/c.txt")
        shelf.ingest()
        (shelf.folder / "2023/a.txt").unlink()
        (shelf.folder / "2024/c.txt").unlink()
        assert paths(shelf.ingester().gone(shelf.folder / "2023")) == ["2023/a.txt"]
        assert paths(shelf.ingester().gone(shelf.folder)) == ["2023/a.txt", "2024/c.txt"]

    def test_a_folder_that_is_gone_within_a_readable_one_counts(self, shelf: Shelf) -> None:
        shelf.write("2023/a.txt", "2024/c.txt")
        shelf.ingest()
        (shelf.folder / "2023/a.txt").unlink()
        (shelf.folder / "2023").rmdir()
        assert paths(shelf.ingester().gone(shelf.folder)) == ["2023/a.txt"]

    def test_files_that_are_still_there_are_never_gone_however_they_are_named(self, shelf: Shelf) -> None:
        shelf.write("a.txt", ".ẩn.txt", "README.md", "[2024] báo cáo.txt")
        # A name in an encoding from before Unicode: no text, so the library keeps it escaped.
        old = os.fsencode(shelf.folder) + b"/b\xe1o c\xe1o.txt"
        Path(os.fsdecode(old)).write_text(MEETING, encoding="utf-8")
        shelf.ingest(*(Path(os.fsdecode(path)) for path in (shelf.folder, old)), shelf.folder / ".ẩn.txt")
        assert len(shelf.ids()) == 4
        assert shelf.ingester().gone(shelf.folder) == ()

    @pytest.mark.parametrize("state", ["missing", "empty", "a file", "unreadable", "unreadable below"])
    def test_it_is_refused_where_the_files_may_only_be_out_of_sight(
        self, shelf: Shelf, monkeypatch: pytest.MonkeyPatch, state: str
    ) -> None:
        folder = shelf.folder / "ổ đĩa"
        shelf.write("ổ đĩa/con/a.txt", "b.txt")
        shelf.ingest()
        match state:
            case "unreadable":
                forbid(folder, monkeypatch)
            case "unreadable below":
                forbid(folder / "con", monkeypatch)
            case _:
                (folder / "con/a.txt").unlink()
                (folder / "con").rmdir()
        if state in ("missing", "a file"):
            folder.rmdir()
        if state == "a file":
            folder.touch()
        with pytest.raises(PathsMissing, match="nothing is pruned"):
            shelf.ingester().gone(folder)


def test_a_failed_file_is_shown_in_words_that_can_be_printed(shelf: Shelf) -> None:
    Path(os.fsdecode(os.fsencode(shelf.folder) + b"/h\xe1ng.txt")).write_bytes(BINARY)
    (outcome,) = shelf.ingester().ingest(find_files([shelf.folder]))
    assert outcome.status == "failed"
    assert outcome.path.encode("utf-8") == rb"h\xe1ng.txt"


def _retitled(path: Path, source: object, name: str) -> object:
    from dataclasses import replace

    return replace(read_report(path, source, name), title="Tên mới")  # type: ignore[arg-type]


def forbid(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Make a folder unreadable; tests may run as root, whom permissions don't stop."""
    scandir = os.scandir

    def refuse(path: str | Path | int = ".") -> object:
        if str(path) == str(folder):
            raise PermissionError(13, "Permission denied", str(path))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)


class TestArchives:
    def pack(self, shelf: Shelf, *names: str, text: str = MEETING) -> None:
        with zipfile.ZipFile(shelf.folder / "hồ sơ.zip", "w") as archive:
            for name in names:
                archive.writestr(name, text)

    def test_each_document_becomes_a_report_told_below_its_archive(self, shelf: Shelf) -> None:
        self.pack(shelf, "xã/a.txt", "b.txt", "../c.txt")
        shelf.write("z.txt")
        first = {"hồ sơ.zip/b.txt": "added", "hồ sơ.zip/xã/a.txt": "added", "z.txt": "added"}
        failed = {"hồ sơ.zip/../c.txt": "failed"}
        assert shelf.ingest() == first | failed
        assert shelf.ingest() == dict.fromkeys(first, "unchanged") | failed

    def test_only_what_changed_in_it_is_read_again(self, shelf: Shelf) -> None:
        self.pack(shelf, "a.txt", "b.txt")
        shelf.ingest()
        with zipfile.ZipFile(shelf.folder / "hồ sơ.zip", "w") as archive:
            archive.writestr("a.txt", MEETING)
            archive.writestr("b.txt", MEETING + "\n\nTrồng 12 ha rừng.")
        assert shelf.ingest() == {"hồ sơ.zip/a.txt": "unchanged", "hồ sơ.zip/b.txt": "updated"}

    def test_it_is_removed_whole_or_by_document(self, shelf: Shelf) -> None:
        self.pack(shelf, "a.txt", "b.txt")
        shelf.ingest()
        archive = shelf.folder / "hồ sơ.zip"
        assert [report.source.path for report in shelf.ingester().below(archive / "a.txt")] == ["hồ sơ.zip/a.txt"]
        assert len(shelf.ingester().below(archive)) == 2

    def test_a_document_that_left_it_is_gone(self, shelf: Shelf) -> None:
        self.pack(shelf, "a.txt", "b.txt")
        shelf.ingest()
        assert shelf.ingester().gone(shelf.folder) == ()
        self.pack(shelf, "a.txt")
        assert [report.source.path for report in shelf.ingester().gone(shelf.folder)] == ["hồ sơ.zip/b.txt"]

    def test_nothing_is_gone_while_it_cannot_be_read(self, shelf: Shelf) -> None:
        self.pack(shelf, "a.txt")
        shelf.ingest()
        (shelf.folder / "hồ sơ.zip").write_bytes(b"PK")
        with pytest.raises(PathsMissing, match="nothing is pruned"):
            shelf.ingester().gone(shelf.folder)

    def test_one_without_documents_or_damaged_fails(self, shelf: Shelf) -> None:
        self.pack(shelf, "a.xls")
        (shelf.folder / "hỏng.zip").write_bytes(b"PK")
        outcomes = {o.path: o.reason for o in shelf.ingester().ingest(find_files([shelf.folder]))}
        assert "no document" in outcomes["hồ sơ.zip"]
        assert "damaged .zip" in outcomes["hỏng.zip"]


def test_a_pipe_is_not_waited_for(shelf: Shelf) -> None:
    os.mkfifo(shelf.folder / "ống.txt")
    assert find_files([shelf.folder]) == ()
    (outcome,) = shelf.ingester().ingest(find_files([shelf.folder / "ống.txt"]))
    assert "not a file" in outcome.reason


def refuse_to_show(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Make the size and kind of a file unknown, as in a folder that may be listed and not entered."""
    look = os.stat

    def refuse(path: str | Path, **more: bool) -> os.stat_result:
        if path == file:
            raise PermissionError(13, "Permission denied", str(path))
        return look(path, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(os, "stat", refuse)
