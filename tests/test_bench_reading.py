"""The benchmark of reading: golden tables hold what reports say, and the figures tell how much of it was read."""

from __future__ import annotations

import hashlib
import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from assistant.domain import Period, Report, Source
from assistant.reading import read_report
from evaluation import bench_reading, golden
from evaluation.bars import MET, MISSED, NO_DATA
from evaluation.golden import Golden, GoldenOutdated, Letters, Value, check, read_table

TITLE = "Huyện ủy Hà Thanh họp phiên tháng 5"
TEXT = (
    f"{TITLE}\n\n"
    "Sáng 3/5/2024, Ban Thường vụ Huyện ủy Hà Thanh tổ chức hội nghị. Đồng chí Lê Văn Tám, Bí thư Huyện ủy chủ trì.\n\n"
    "Thu ngân sách tháng 5 ước đạt 41 tỷ đồng, bằng 52,3% dự toán; trồng mới 812 ha rừng theo Kế hoạch số 12-KH/HU.\n\n"
    "Lan Chi\n"
)
SECTIONS = {"opening": "Sáng 3/5/2024", "participants": "Đồng chí Lê Văn Tám", "results": "Thu ngân sách"}
SET_NAMES = ("seeds", "pages", "samples", "development", "unseen")
Entry = dict[str, Any]


def at(words: str, text: str = TEXT) -> list[int]:
    """Where words stand in a text, as a table writes it: in letters and digits."""
    start = text.index(words)
    letters = Letters.of(text)
    return [letters.offset(start), letters.offset(start + len(words))]


def entry(file: str = "hop-thang-5.txt", text: str = TEXT, **changes: Any) -> Entry:
    """What a table says of a report; by default all of it is right."""
    values = {
        "title": {"value": TITLE, "at": at(TITLE)},
        "body": {"value": "Ban Thường vụ Huyện ủy", "at": at("Ban Thường vụ Huyện ủy")},
        "level": {"value": "huyện", "at": at("Ban Thường vụ Huyện ủy")},
        "place": {"value": "huyện Hà Thanh", "at": at("Huyện ủy Hà Thanh")},
        "district": {"value": "huyện Hà Thanh", "at": at("Huyện ủy Hà Thanh")},
        "held_on": {"value": "2024-05-03", "at": at("3/5/2024")},
        "period": {"value": ["2024-05-01", "2024-05-31"], "at": at("tháng 5")},
    }
    letters = Letters.of(text)
    return {
        "file": file,
        "sha256": hashlib.sha256(text.encode()).hexdigest(),
        "letters_sha256": letters.sha256,
        "values": values | changes.pop("values", {}),
        "people": [["Lê Văn Tám", "chair", "Bí thư Huyện ủy"]],
        "documents": ["12-KH/HU"],
        "sections": [[kind, at(words)[0]] for kind, words in SECTIONS.items()],
        "content": [[0, at("Lan Chi")[0]]],
    } | changes


class Bench:
    """The benchmark over folders and tables of a test's own."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self._monkeypatch = monkeypatch
        self._capsys = capsys
        (folder / "tables").mkdir()
        monkeypatch.setattr(golden, "TABLES", folder / "tables")
        monkeypatch.setattr(bench_reading, "FOLDERS", {name: folder / name for name in SET_NAMES})
        for name in SET_NAMES:
            (folder / name).mkdir()
            self.annotate(name)

    def annotate(self, name: str, *entries: Entry, text: str = TEXT) -> None:
        """Put down a table, and beside it the text of each of its reports."""
        (self.folder / "tables" / f"{name}.json").write_text(json.dumps(entries), encoding="utf-8")
        for known in entries:
            (self.folder / name / known["file"]).write_text(text, encoding="utf-8")

    def run(self, *arguments: str) -> tuple[int, str]:
        """Return the exit status and what was printed."""
        self._monkeypatch.setattr("sys.argv", ["bench_reading", *arguments])
        status = bench_reading.main()
        return status, self._capsys.readouterr().out

    def figures(self) -> dict[str, float]:
        """Return the figures by name, those of what was counted without the count."""
        _, printed = self.run()
        rows = re.findall(r"^  (\S.*?)(?:,? of \d+)?\s{2,}(\d\.\d+)", printed, re.MULTILINE)
        return {name: float(value) for name, value in rows}


@pytest.fixture
def bench(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Bench:
    return Bench(tmp_path, monkeypatch, capsys)


def read_text(folder: Path, text: str = TEXT) -> tuple[bytes, Report]:
    path = folder / "hop-thang-5.txt"
    path.write_text(text, encoding="utf-8")
    return path.read_bytes(), read_report(path, Source("golden", "", path.name, ""), "r")


class TestLetters:
    def test_they_are_the_letters_and_digits_with_their_places(self) -> None:
        letters = Letters.of("Họp 3/4: 5%!")
        assert (letters.text, letters.positions) == ("Họp345", (0, 1, 2, 4, 6, 9))

    @pytest.mark.parametrize(("position", "offset"), [(0, 0), (2, 2), (3, 3), (4, 3), (5, 4), (6, 4), (10, 6), (12, 6)])
    def test_an_offset_counts_the_letters_before_a_place(self, position: int, offset: int) -> None:
        assert Letters.of("Họp 3/4: 5%!").offset(position) == offset

    def test_spaces_breaks_and_signs_change_neither_offsets_nor_hash(self) -> None:
        spaced = TEXT.replace(" ", "\n  ").replace(",", " ; ")
        assert Letters.of(spaced).sha256 == Letters.of(TEXT).sha256
        assert at("chủ\n  trì", spaced) == at("chủ trì")

    @pytest.mark.parametrize("other", ["410 tỷ", "14 tỷ", "41 ty", "41 TỶ"])
    def test_any_other_letter_changes_the_hash(self, other: str) -> None:
        assert Letters.of(TEXT.replace("41 tỷ", other)).sha256 != Letters.of(TEXT).sha256


class TestTables:
    def test_an_entry_becomes_values_with_their_places(self, bench: Bench) -> None:
        bench.annotate("samples", entry(values={"number": {"value": "46/BB-VP", "at": None}}))
        (known,) = read_table("samples")
        assert known.values["held_on"] == Value(date(2024, 5, 3), (at("3/5/2024")[0], at("3/5/2024")[1]))
        assert known.values["period"].value == Period(date(2024, 5, 1), date(2024, 5, 31), "")
        assert known.values["number"] == Value("46/BB-VP", None)
        assert known.people == (("Lê Văn Tám", "chair", "Bí thư Huyện ủy"),)
        assert known.sections[0] == ("opening", at("Sáng")[0])
        assert known.content == ((0, at("Lan Chi")[0]),)

    def test_what_was_not_marked_is_unknown_and_not_empty(self, bench: Bench) -> None:
        bench.annotate("samples", entry(content=None))
        (known,) = read_table("samples")
        assert known.content is None

    def test_a_report_that_was_annotated_is_known_again(self, bench: Bench, tmp_path: Path) -> None:
        assert check(self._annotated(bench), *read_text(tmp_path)).text.startswith("HuyệnủyHàThanh")

    def test_another_file_is_outdated(self, bench: Bench, tmp_path: Path) -> None:
        raw, report = read_text(tmp_path)
        with pytest.raises(GoldenOutdated, match=r"hop-thang-5\.txt is not the file"):
            check(self._annotated(bench), raw + b"\n", report)

    def test_another_kept_text_is_outdated_though_the_file_is_the_same(self, bench: Bench, tmp_path: Path) -> None:
        raw, _ = read_text(tmp_path)
        _, other = read_text(tmp_path, TEXT.replace("41 tỷ", "43 tỷ"))
        with pytest.raises(GoldenOutdated, match="annotate it again"):
            check(self._annotated(bench), raw, other)

    @pytest.mark.parametrize("name", ["samples", "development"])
    def test_the_reports_of_this_repository_are_those_that_were_annotated(self, name: str) -> None:
        folder = bench_reading.FOLDERS[name]
        entries = read_table(name)
        assert entries
        for known in entries:
            report = read_report(folder / known.file, Source("golden", "", known.file, ""), known.file)
            assert check(known, (folder / known.file).read_bytes(), report)

    def _annotated(self, bench: Bench) -> Golden:
        bench.annotate("samples", entry())
        return read_table("samples")[0]


class TestFigures:
    def test_all_is_right_where_the_table_says_what_is_read(self, bench: Bench) -> None:
        bench.annotate("samples", entry())
        figures = bench.figures()
        assert figures.pop("letters of noise let through") == 0
        assert {name for name, value in figures.items() if value < 1} == set()
        assert {"body: precision", "place: recall", "chairs: recall", "documents: precision"} <= set(figures)

    @pytest.mark.parametrize(
        ("field", "value"),
        [
            ("body", "Huyện ủy"),
            ("place", "huyện Suối Bạc"),
            ("place", "xã Hà Thanh"),
            ("held_on", "2024-05-04"),
            ("period", ["2024-05-01", "2024-05-30"]),
        ],
    )
    def test_a_wrong_value_lowers_precision_and_recall(self, bench: Bench, field: str, value: Any) -> None:
        bench.annotate("samples", entry(), entry("b.txt", values={field: {"value": value, "at": None}}))
        figures = bench.figures()
        assert (figures[f"{field}: precision"], figures[f"{field}: recall"]) == (0.5, 0.5)

    def test_a_missing_value_lowers_recall_alone(self, bench: Bench) -> None:
        bench.annotate(
            "samples", entry(), entry("b.txt", people=[["Lê Văn Tám", "chair", None], ["Vũ Hoa", "chair", None]])
        )
        figures = bench.figures()
        assert figures["chairs: precision"] == 1
        assert figures["chairs: recall"] == pytest.approx(2 / 3, abs=1e-4)

    def test_a_value_too_many_lowers_precision_alone(self, bench: Bench) -> None:
        silent = entry("b.txt")
        del silent["values"]["held_on"]
        bench.annotate("samples", entry(), silent)
        figures = bench.figures()
        assert (figures["held_on: precision"], figures["held_on: recall"]) == (0.5, 1)

    def test_a_value_that_is_never_found_has_a_recall_and_no_precision(self, bench: Bench) -> None:
        bench.annotate("samples", entry(values={"province": {"value": "tỉnh Lam Châu", "at": None}}))
        figures = bench.figures()
        assert figures["province: recall"] == 0
        assert "province: precision" not in figures

    @pytest.mark.parametrize(
        ("field", "value"),
        [("body", "Ban thường vụ huyện uỷ"), ("title", TITLE.upper()), ("place", "Huyện Hà Thanh")],
    )
    def test_a_value_in_another_spelling_is_right(self, bench: Bench, field: str, value: str) -> None:
        bench.annotate("samples", entry(values={field: {"value": value, "at": None}}))
        assert bench.figures()[f"{field}: precision"] == 1

    def test_a_right_value_that_stands_elsewhere_lowers_the_share_of_spans(self, bench: Bench) -> None:
        elsewhere = {"held_on": {"value": "2024-05-03", "at": at("812 ha rừng")}}
        bench.annotate("samples", entry(values=elsewhere))
        (share,) = (value for name, value in bench.figures().items() if name.startswith("right values whose span"))
        assert share == pytest.approx(6 / 7, abs=1e-4)

    def test_letters_that_are_lost_or_let_through_are_counted(self, bench: Bench) -> None:
        names, whole = at("Lan Chi"), at("Thu ngân sách")[0]
        bench.annotate("samples", entry(content=[[0, whole], names]))
        figures = bench.figures()
        own = whole + names[1] - names[0]
        assert figures["the report's own letters kept"] == pytest.approx(whole / own, abs=1e-4)
        assert figures["letters of noise let through"] == 1

    def test_blocks_that_were_not_marked_are_not_judged(self, bench: Bench) -> None:
        bench.annotate("samples", entry(content=None))
        assert not [name for name in bench.figures() if "letters" in name and "section" not in name]

    def test_a_letter_in_another_section_is_wrong(self, bench: Bench) -> None:
        starts = {kind: at(words)[0] for kind, words in SECTIONS.items()}
        end = at("Lan Chi")[0]
        wrong = [["opening", starts["opening"]], ["participants", starts["participants"]], ["tasks", starts["results"]]]
        bench.annotate("samples", entry(sections=wrong))
        share = (starts["results"] - starts["opening"]) / (end - starts["opening"])
        assert bench.figures()["letters in the annotated section"] == pytest.approx(share, abs=1e-4)

    def test_development_and_unseen_are_told_apart(self, bench: Bench) -> None:
        bench.annotate("seeds", entry())
        bench.annotate("unseen", entry(), entry("b.txt"))
        _, printed = bench.run()
        development, _, unseen = printed.partition("unseen: ")
        assert "development: 1 reports" in development
        assert "body: precision of 1 " in development
        assert unseen.startswith("2 reports")
        assert "body: precision of 2 " in unseen


class TestExitStatus:
    def test_it_is_0_when_every_bar_is_met(self, bench: Bench) -> None:
        bench.annotate("samples", entry())
        status, printed = bench.run()
        assert status == MET
        assert "MISSED" not in printed

    @pytest.mark.parametrize("field", ["body", "place"])
    @pytest.mark.parametrize("name", ["pages", "unseen"])
    def test_it_is_1_when_a_bar_is_missed(self, bench: Bench, name: str, field: str) -> None:
        bench.annotate(name, entry(values={field: {"value": "huyện Suối Bạc", "at": None}}))
        status, printed = bench.run()
        assert status == MISSED
        assert re.search(rf"{field}: precision of 1 .* MISSED", printed)

    def test_a_field_without_a_bar_misses_none(self, bench: Bench) -> None:
        bench.annotate("samples", entry(documents=["13-NQ/HU"], values={"level": {"value": "xã", "at": None}}))
        assert bench.run()[0] == MET

    def test_it_is_2_when_the_reports_beside_the_checkout_are_missing(self, bench: Bench) -> None:
        bench.annotate("samples", entry())
        for name in ("seeds", "pages"):
            (bench.folder / name).rmdir()
        status, printed = bench.run()
        assert status == NO_DATA
        assert f"data missing: seeds (no {bench.folder / 'seeds'})" in printed
        assert "data missing: pages" in printed
        assert "development: 1 reports of samples, development" in printed

    def test_it_is_2_when_there_is_nothing_at_all(self, bench: Bench) -> None:
        for name in SET_NAMES:
            (bench.folder / name).rmdir()
        status, printed = bench.run()
        assert status == NO_DATA
        assert printed.count("data missing") == len(SET_NAMES)
        assert printed.splitlines()[-1] == "No bar is missed, but the reports named as missing were not measured."

    def test_a_missed_bar_counts_for_more_than_missing_data(self, bench: Bench) -> None:
        bench.annotate("samples", entry(people=[["Vũ Thị Hoa", "chair", None]]))
        (bench.folder / "seeds").rmdir()
        status, printed = bench.run()
        assert (status, printed.splitlines()[-1]) == (MISSED, "A bar is missed.")

    def test_a_report_that_has_changed_stops_it(self, bench: Bench) -> None:
        bench.annotate("samples", entry())
        (bench.folder / "samples" / "hop-thang-5.txt").write_text(TEXT.replace("41", "43"), encoding="utf-8")
        with pytest.raises(GoldenOutdated):
            bench.run()


def test_what_is_wrong_or_missing_is_shown_only_when_asked_for(bench: Bench) -> None:
    wrong = {"place": {"value": "huyện Suối Bạc", "at": None}}
    bench.annotate("samples", entry(values=wrong, people=[["Vũ Thị Hoa", "chair", None]]))
    line = "hop-thang-5.txt: place is 'huyện Hà Thanh', should be 'huyện Suối Bạc'"
    _, quiet = bench.run()
    _, shown = bench.run("--show")
    assert line not in quiet
    assert line in shown
    assert re.search(r"hop-thang-5\.txt: chairs: missing \['vũ thị hoa'\], too many \['lê văn tám'\]", shown)
    assert "body is" not in shown


def test_the_bars_hold_on_the_reports_of_the_repository(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["bench_reading"])
    assert bench_reading.main() in (MET, NO_DATA)
    assert "unseen: 24 reports" in capsys.readouterr().out
