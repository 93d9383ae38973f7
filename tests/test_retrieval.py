"""A Query becomes ranked Evidence: constraints narrow, unknown values stay, two rankings are fused."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from assistant.domain import (
    Block,
    Evidence,
    Facts,
    Figure,
    Filters,
    MeetingsAsked,
    Participant,
    Passage,
    Period,
    Query,
    Report,
    ReportSummary,
    Source,
)
from assistant.embedding.clauses import embed_passages
from assistant.questions.measuring import figures_asked
from assistant.retrieval import ACCENTED, ENGLISH, UNACCENTED, Retriever, choose_weights, fuse
from assistant.scoping import permits
from assistant.store.identity import report_id
from assistant.store.library import Library
from tests.facts_of import make_figure
from tests.light_encoder import DIMENSION, LightEncoder

REVENUE = "Thu ngân sách ước đạt {} tỷ đồng, bằng 50% dự toán."
FOREST = "Diện tích rừng trồng mới đạt {} ha."
APRIL = Filters(date_from=date(2024, 4, 1), date_to=date(2024, 4, 30))
HALF = Period(date(2024, 1, 1), date(2024, 6, 30), "6 tháng đầu năm 2024")


def report(
    name: str,
    place: str | None = None,
    held_on: date | None = None,
    period: Period | None = None,
    *,
    sentences: Sequence[str] = (REVENUE.format(10), FOREST.format(20)),
    collection: str = "default",
    body: str | None = None,
    published_on: date | None = None,
    participants: tuple[Participant, ...] = (),
) -> Report:
    text = "\n".join(sentences)
    source = Source(collection, "/kho", name, hashlib.sha256(f"{name} {text}".encode()).hexdigest())
    block = Block(0, len(text), "prose")
    return Report(
        id=report_id(collection, "/kho", name),
        source=source,
        text=text,
        blocks=(block,),
        title=f"Hội nghị {name}",
        body=body,
        place=place,
        held_on=held_on,
        published_on=published_on,
        period=period,
        participants=participants,
    )


def summary(made: Report) -> ReportSummary:
    names = ("id", "source", "title", "body", "place", "held_on", "published_on", "period", "participants")
    return ReportSummary(**{name: getattr(made, name) for name in names})


def query(question: str = "Thu ngân sách đạt bao nhiêu?", **values: object) -> Query:
    made = Query(question, question, "figure", "vi", "vi", has_diacritics=True)
    return replace(made, **values)  # type: ignore[arg-type]


class Shelves:
    """A library of made-up reports with one passage for each sentence, and its retriever."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self._encoder = LightEncoder()
        self.retrieve = Retriever(library, self._encoder).retrieve

    def put(self, *reports: Report, figures: Sequence[Figure] = ()) -> None:
        for made in reports:
            passages, start = [], 0
            for number, sentence in enumerate(made.text.split("\n"), start=1):
                name = f"{made.id}-{number:04d}"
                passages.append(Passage(name, made.id, number, start, start + len(sentence), sentence, made.title))
                start += len(sentence) + 1
            told = embed_passages(made.text, passages, self._encoder.embed_passages)
            self.library.put(made, passages, told.vectors, Facts(tuple(figures)), clauses=told.clauses)
        self.library.catch_up()


@pytest.fixture
def shelves(tmp_path: Path) -> Iterator[Shelves]:
    with Library.open(tmp_path / "vectorstore", model="light", dimension=DIMENSION) as library, library.own():
        yield Shelves(library)


def files(evidence: Sequence[Evidence]) -> set[str]:
    return {found.report.source.path for found in evidence}


class TestFuse:
    def test_the_share_says_which_ranking_decides(self) -> None:
        cosines, bm25 = np.array([0.9, 0.8, 0.7], np.float32), np.array([1.0, 2.0, 30.0], np.float32)
        assert fuse(cosines, bm25, 1.0).argmax() == 0
        assert fuse(cosines, bm25, 0.0).argmax() == 2

    def test_scales_don_t_matter(self) -> None:
        cosines, bm25 = np.array([0.9, 0.8, 0.1], np.float32), np.array([3.0, 20.0, 0.0], np.float32)
        assert fuse(cosines, bm25, 0.6) == pytest.approx(fuse(cosines / 10 + 0.8, bm25 * 100, 0.6), abs=1e-4)

    def test_what_both_find_beats_what_one_finds(self) -> None:
        both, dense_only, lexical_only, neither = fuse(
            np.array([0.88, 0.9, 0.8, 0.8], np.float32), np.array([9.0, 0.0, 10.0, 0.0], np.float32), 0.5
        )
        assert both > max(dense_only, lexical_only) > neither

    @pytest.mark.parametrize("count", [1, 3])
    def test_equal_scores_rank_nothing_and_stay_finite(self, count: int) -> None:
        same = np.full(count, 0.85, np.float32)
        assert fuse(same, same, 0.6) == pytest.approx(np.zeros(count), abs=1e-6)


class TestWeights:
    @pytest.mark.parametrize(
        ("language", "has_diacritics", "expected"),
        [
            ("vi", True, ACCENTED),
            ("vi", False, UNACCENTED),
            ("en", False, ENGLISH),
            ("en", True, ENGLISH),  # "How much did Nậm Khê collect?"
        ],
    )
    def test_they_follow_how_the_question_was_typed(
        self, language: str, has_diacritics: bool, expected: object
    ) -> None:
        assert choose_weights(query(asked_in=language, has_diacritics=has_diacritics)) is expected

    def test_words_without_marks_are_looked_up_folded_only_and_trusted_over_vectors(self) -> None:
        assert UNACCENTED.exact == 0 < UNACCENTED.folded
        assert UNACCENTED.dense < ACCENTED.dense < ENGLISH.dense

    def test_marks_decide_between_words_that_fold_alike(self, shelves: Shelves) -> None:
        shelves.put(
            report("a.txt", sentences=["Huyện bán chợ cũ."]),
            report("b.txt", sentences=["Huyện bàn chỗ cư trú."]),
        )
        assert files(shelves.retrieve(query("bán chợ cũ"), k=1).evidence) == {"a.txt"}

    def test_a_question_without_marks_finds_the_accented_words(self, shelves: Shelves) -> None:
        shelves.put(report("a.txt"), report("b.txt", sentences=["Đoàn thăm trường học."]))
        (best,) = shelves.retrieve(query("thu ngan sach dat bao nhieu", has_diacritics=False), k=1).evidence
        assert best.passage.text == REVENUE.format(10)

    def test_an_abbreviation_finds_the_words_in_full(self, shelves: Shelves) -> None:
        shelves.put(
            report("a.txt", sentences=["Công tác giải phóng mặt bằng còn chậm."]),
            report("b.txt", sentences=["Đoàn thăm trường học."]),
        )
        assert files(shelves.retrieve(query("GPMB ra sao?"), k=1).evidence) == {"a.txt"}


class TestPermits:
    @pytest.mark.parametrize(
        ("asked", "known", "expected"),
        [
            ("huyện Vân Sơn", "huyện Vân Sơn", True),
            ("Vân Sơn", "huyện Vân Sơn", True),
            ("van son", "huyện Vân Sơn", True),
            ("huyện Hoà An", "huyện Hòa An", True),
            ("huyện Vân Sơn", "huyện Vân Hồ", False),
            ("huyện Sơn", "huyện Vân Sơn", False),
            ("huyện Vân Sơn", None, True),
            (None, "huyện Vân Sơn", True),
        ],
    )
    def test_place(self, asked: str | None, known: str | None, expected: bool) -> None:
        assert permits(Filters(place=asked), summary(report("a.txt", known))) == expected

    @pytest.mark.parametrize(
        ("asked", "known", "expected"),
        [
            ("Huyện ủy", "Huyện ủy", True),
            ("huyen uy", "Ban Thường vụ Huyện ủy", True),
            ("HĐND huyện", "UBND huyện", False),
            ("UBND huyện", None, True),
            ("Ủy ban nhân dân huyện", "UBND huyện", True),
        ],
    )
    def test_body(self, asked: str, known: str | None, expected: bool) -> None:
        assert permits(Filters(body=asked), summary(report("a.txt", body=known))) == expected

    @pytest.mark.parametrize(
        ("held_on", "period", "published_on", "expected"),
        [
            (date(2024, 4, 1), None, None, True),
            (date(2024, 4, 30), None, None, True),
            (date(2024, 5, 1), None, None, False),
            (date(2024, 3, 31), None, date(2024, 4, 2), False),  # the meeting counts, not the news of it
            (None, None, date(2024, 4, 2), True),
            (None, None, date(2024, 5, 2), True),  # when it met is unknown, so it stays
            (None, HALF, None, True),
            (date(2024, 7, 3), HALF, None, True),  # it met in July about the months from January to June
            (date(2024, 4, 20), Period(date(2024, 1, 1), date(2024, 3, 31), "quý I/2024"), None, False),
            (date(2024, 7, 3), Period(date(2024, 5, 1), date(2024, 6, 30), "tháng 5 và 6"), None, False),
            (None, None, None, True),
        ],
    )
    def test_dates(
        self, held_on: date | None, period: Period | None, published_on: date | None, expected: bool
    ) -> None:
        made = report("a.txt", held_on=held_on, period=period, published_on=published_on)
        assert permits(APRIL, summary(made)) == expected

    @pytest.mark.parametrize(
        ("filters", "day", "expected"),
        [
            (Filters(date_from=date(2024, 4, 1)), date(2030, 1, 1), True),
            (Filters(date_from=date(2024, 4, 1)), date(2024, 3, 31), False),
            (Filters(date_to=date(2024, 4, 1)), date(2000, 1, 1), True),
            (Filters(date_to=date(2024, 4, 1)), date(2024, 4, 2), False),
        ],
    )
    def test_one_open_end(self, filters: Filters, day: date, expected: bool) -> None:
        assert permits(filters, summary(report("a.txt", held_on=day))) == expected

    @pytest.mark.parametrize(("asked", "expected"), [("default", True), ("huyện ủy", False), (None, True)])
    def test_collection_is_exact(self, asked: str | None, expected: bool) -> None:
        assert permits(Filters(collection=asked), summary(report("a.txt"))) == expected

    @pytest.mark.parametrize(("ids", "expected"), [((), True), (("x", "own"), True), (("x",), False)])
    def test_report_ids_are_exact(self, ids: tuple[str, ...], expected: bool) -> None:
        made = summary(report("a.txt"))
        asked = tuple(made.id if name == "own" else name for name in ids)
        assert permits(Filters(report_ids=asked), made) == expected

    def test_every_filter_must_hold(self) -> None:
        made = summary(report("a.txt", "huyện Vân Sơn", date(2024, 4, 5)))
        assert permits(replace(APRIL, place="Vân Sơn", collection="default"), made)
        assert not permits(replace(APRIL, place="Vân Hồ", collection="default"), made)


class TestScope:
    VAN_SON, VAN_HO = "huyện Vân Sơn", "huyện Vân Hồ"

    @pytest.fixture
    def filled(self, shelves: Shelves) -> Shelves:
        shelves.put(
            report("son-4.txt", self.VAN_SON, date(2024, 4, 5)),
            report("son-9.txt", self.VAN_SON, date(2024, 9, 5)),
            report("ho-4.txt", self.VAN_HO, date(2024, 4, 6)),
        )
        return shelves

    def test_nothing_named_searches_everything(self, filled: Shelves) -> None:
        found = filled.retrieve(query(), k=50)
        assert files(found.evidence) == {"son-4.txt", "son-9.txt", "ho-4.txt"}
        assert found.notes == ()

    def test_place_and_time_named_narrow_the_search(self, filled: Shelves) -> None:
        found = filled.retrieve(query(named=replace(APRIL, place=self.VAN_SON)), k=50)
        assert files(found.evidence) == {"son-4.txt"}
        assert found.notes == ()

    def test_a_time_that_nothing_matches_is_given_up_before_the_place(self, filled: Shelves) -> None:
        may = Filters(self.VAN_HO, date_from=date(2024, 5, 1), date_to=date(2024, 5, 31))
        found = filled.retrieve(query(named=may), k=50)
        assert files(found.evidence) == {"ho-4.txt"}
        (note,) = found.notes
        assert found.is_of_other_times
        assert "thời gian được hỏi" in note
        assert "mở rộng" in note

    def test_a_place_that_nothing_matches_is_given_up_and_the_time_kept(self, filled: Shelves) -> None:
        found = filled.retrieve(query(named=replace(APRIL, place="huyện Vân Mỹ")), k=50)
        assert files(found.evidence) == {"son-4.txt", "ho-4.txt"}
        (note,) = found.notes
        assert not found.is_of_other_times
        assert "nơi “huyện Vân Mỹ”" in note

    def test_where_neither_matches_everything_is_searched(self, filled: Shelves) -> None:
        named = Filters("huyện Vân Mỹ", date_from=date(2030, 1, 1))
        found = filled.retrieve(query(named=named), k=50)
        assert files(found.evidence) == {"son-4.txt", "son-9.txt", "ho-4.txt"}
        assert len(found.notes) == 1

    def test_the_note_speaks_the_language_of_the_question(self, filled: Shelves) -> None:
        found = filled.retrieve(query(language="en", named=Filters("huyện Vân Mỹ")))
        assert found.notes == ("No report matches the place “huyện Vân Mỹ”; the search was widened to other reports.",)

    def test_the_user_s_own_filters_are_never_widened(self, filled: Shelves) -> None:
        for filters in (Filters("huyện Vân Mỹ"), Filters(date_from=date(2030, 1, 1)), Filters(collection="mật")):
            assert filled.retrieve(query(filters=filters)).evidence == ()
        found = filled.retrieve(query(filters=Filters(self.VAN_HO), named=Filters(self.VAN_SON)), k=50)
        assert files(found.evidence) == {"ho-4.txt"}
        assert len(found.notes) == 1

    def test_an_empty_library_says_how_to_fill_it(self, shelves: Shelves) -> None:
        found = shelves.retrieve(query(named=Filters(self.VAN_SON)))
        assert (found.evidence, found.reports) == ((), ())
        assert "ingest.py" in found.notes[0]

    def test_filters_that_permit_nothing_say_so(self, filled: Shelves) -> None:
        assert filled.retrieve(query(filters=Filters(collection="mật"))).notes == ("Không có báo cáo nào khớp bộ lọc.",)

    def test_a_report_of_an_unknown_organ_is_ranked_lower_under_a_filter_by_organ(self, shelves: Shelves) -> None:
        shelves.put(report("a.txt"), report("z.txt", body="UBND huyện"))
        found = shelves.retrieve(query(filters=Filters(body="UBND huyện")), k=50)
        assert found.evidence[0].report.source.path == "z.txt"
        assert len(found.unplaced) == 1

    def test_a_report_that_is_removed_is_found_no_more(self, filled: Shelves) -> None:
        gone = report("son-9.txt", self.VAN_SON)
        filled.library.remove(gone.id)
        filled.library.catch_up()
        assert files(filled.retrieve(query(), k=50).evidence) == {"son-4.txt", "ho-4.txt"}


class TestUnknown:
    @pytest.mark.parametrize("field", ["named", "filters"])
    def test_a_report_of_an_unknown_place_stays_ranked_lower_and_is_known_to_be_unplaced(
        self, shelves: Shelves, field: str
    ) -> None:
        # The same words, so that nothing but the place tells them apart.
        shelves.put(report("a.txt", sentences=[REVENUE.format(10)]))
        shelves.put(replace(report("z.txt", "huyện Vân Sơn", sentences=[REVENUE.format(10)]), title="Hội nghị a.txt"))
        found = shelves.retrieve(query(**{field: Filters("huyện Vân Sơn")}))
        assert [evidence.report.source.path for evidence in found.evidence] == ["z.txt", "a.txt"]
        assert [evidence.rank for evidence in found.evidence] == [1, 2]
        assert found.evidence[0].score > found.evidence[1].score
        assert found.unplaced == {found.evidence[1].report.id}

    @pytest.mark.parametrize(
        ("values", "unknown"),
        [
            ({}, True),
            ({"held_on": date(2024, 4, 5)}, False),
            ({"published_on": date(2024, 4, 5)}, False),
            ({"period": HALF}, False),
        ],
    )
    def test_a_time_is_unknown_where_no_date_at_all_is_known(
        self, shelves: Shelves, values: dict[str, date], unknown: bool
    ) -> None:
        shelves.put(report("a.txt", **values), report("b.txt", held_on=date(2024, 4, 9)))  # type: ignore[arg-type]
        found = shelves.retrieve(query(named=APRIL), k=50)
        assert files(found.evidence) == {"a.txt", "b.txt"}
        assert bool(found.unplaced) == unknown

    def test_all_are_unplaced_when_no_report_states_its_time(self, shelves: Shelves) -> None:
        shelves.put(report("a.txt"))
        found = shelves.retrieve(query(named=APRIL))
        assert files(found.evidence) == {"a.txt"}
        assert len(found.unplaced) == 1

    def test_unknown_values_matter_only_where_they_are_asked_for(self, shelves: Shelves) -> None:
        shelves.put(report("a.txt"), report("b.txt", "huyện Vân Sơn", date(2024, 4, 9)))
        assert shelves.retrieve(query()).unplaced == frozenset()


class TestRanking:
    def test_ranks_count_from_one_and_scores_never_rise(self, shelves: Shelves) -> None:
        shelves.put(*(report(f"{n}.txt", sentences=[REVENUE.format(n), FOREST.format(n)]) for n in range(4)))
        evidence = shelves.retrieve(query(), k=5).evidence
        assert [found.rank for found in evidence] == [1, 2, 3, 4, 5]
        scores = [found.score for found in evidence]
        assert scores == sorted(scores, reverse=True)
        assert all(found.passage.text.startswith("Thu ngân sách") for found in evidence[:4])

    def test_the_same_question_ranks_the_same_every_time(self, shelves: Shelves) -> None:
        shelves.put(*(report(f"{n}.txt") for n in range(5)))
        first, second = (shelves.retrieve(query(), k=50).evidence for _ in range(2))
        assert [found.passage.id for found in first] == [found.passage.id for found in second]


class TestCopies:
    """A file that was copied or renamed holds no second meeting."""

    def put(self, shelves: Shelves) -> None:
        made = report("a.txt", held_on=date(2024, 4, 5), collection="cũ")
        copied = replace(made, id="bản-sao", source=replace(made.source, path="b.txt", collection="mới"))
        shelves.put(made, copied, report("c.txt", held_on=date(2024, 5, 5), sentences=(REVENUE.format(30),)))

    def test_passages_come_once(self, shelves: Shelves) -> None:
        self.put(shelves)
        assert sorted(found.report.source.path for found in shelves.retrieve(query()).evidence) == [
            *("a.txt", "a.txt", "c.txt")
        ]

    def test_meetings_are_counted_once(self, shelves: Shelves) -> None:
        self.put(shelves)
        found = shelves.retrieve(query(kind="meetings"))
        assert (found.report_count, found.considered) == (2, 2)

    def test_the_one_that_the_filters_permit_is_taken(self, shelves: Shelves) -> None:
        self.put(shelves)
        found = shelves.retrieve(query(filters=Filters(collection="mới")))
        assert files(found.evidence) == {"b.txt"}


class TestMeetings:
    def listed(self, shelves: Shelves, **values: object) -> list[str]:
        return [made.source.path for made in shelves.retrieve(query(kind="meetings", **values)).reports]

    def test_they_come_by_date_and_only_when_they_are_asked_for(self, shelves: Shelves) -> None:
        shelves.put(report("sau.txt", held_on=date(2024, 9, 5)), report("trước.txt", held_on=date(2024, 4, 5)))
        assert self.listed(shelves) == ["trước.txt", "sau.txt"]
        assert shelves.retrieve(query()).reports == ()

    def test_a_month_means_the_meetings_held_in_it_not_those_that_speak_of_it(self, shelves: Shelves) -> None:
        shelves.put(report("tháng 7.txt", period=HALF, held_on=date(2024, 7, 3)))
        shelves.put(report("tháng 4.txt", held_on=date(2024, 4, 5)))
        assert self.listed(shelves, named=APRIL) == ["tháng 4.txt"]

    def test_where_none_was_held_none_is_listed_though_others_speak_of_that_time(self, shelves: Shelves) -> None:
        shelves.put(report("tháng 7.txt", period=HALF, held_on=date(2024, 7, 3)))
        found = shelves.retrieve(query(kind="meetings", named=APRIL))
        assert (found.reports, found.report_count, found.considered) == ((), 0, 1)

    def test_one_whose_day_is_unknown_is_meant_when_all_its_time_lies_in_the_time_named(self, shelves: Shelves) -> None:
        shelves.put(report("a.txt", period=HALF, body="HĐND"))
        assert self.listed(shelves, named=Filters(date_from=date(2024, 1, 1), date_to=date(2024, 12, 31))) == ["a.txt"]
        assert self.listed(shelves, named=APRIL) == []

    def test_those_of_an_unknown_place_are_not_listed(self, shelves: Shelves) -> None:
        shelves.put(report("a.txt", body="HĐND"), report("b.txt", "huyện Vân Sơn", body="HĐND"))
        assert self.listed(shelves, named=Filters("huyện Vân Sơn")) == ["b.txt"]

    def test_what_is_about_no_meeting_is_none(self, shelves: Shelves) -> None:
        shelves.put(report("bài viết.txt"), report("họp.txt", body="HĐND"))
        found = shelves.retrieve(query(kind="meetings"))
        assert ([made.source.path for made in found.reports], found.considered) == (["họp.txt"], 1)

    def test_one_without_a_day_is_not_the_latest(self, shelves: Shelves) -> None:
        shelves.put(report("a.txt", held_on=date(2024, 4, 5)), report("b.txt", body="HĐND"))
        assert self.listed(shelves, meetings=MeetingsAsked(is_latest=True)) == ["a.txt"]

    @pytest.mark.parametrize(
        ("asked", "listed"),
        [
            (MeetingsAsked(), ["hđnd.txt", "huyện ủy.txt"]),
            (MeetingsAsked(body=("hoi dong nhan dan",)), ["hđnd.txt"]),
            (MeetingsAsked(people=("Lê Văn Tư",)), ["hđnd.txt", "huyện ủy.txt"]),
            (MeetingsAsked(people=("Lê Văn Tư",), part="chair"), ["huyện ủy.txt"]),
            (MeetingsAsked(people=("Lê Văn Tư",), part="conclusion"), []),
            (MeetingsAsked(is_latest=True), ["huyện ủy.txt"]),
            (MeetingsAsked(body=("hoi dong nhan dan",), is_latest=True), ["hđnd.txt"]),
        ],
    )
    def test_they_are_of_the_body_and_with_the_people_asked_about(
        self, shelves: Shelves, asked: MeetingsAsked, listed: list[str]
    ) -> None:
        spoke, chaired = (Participant("Lê Văn Tư", part, None, 0, 1) for part in ("speech", "chair"))
        shelves.put(report("hđnd.txt", held_on=date(2024, 4, 5), body="HĐND huyện", participants=(spoke,)))
        shelves.put(report("huyện ủy.txt", held_on=date(2024, 9, 5), body="Huyện ủy", participants=(chaired,)))
        assert self.listed(shelves, meetings=asked) == listed


class TestMeasured:
    def test_figures_of_the_indicator_come_with_their_reports_only_when_they_are_compared(
        self, shelves: Shelves
    ) -> None:
        made = report("a.txt")
        revenue = make_figure("10 tỷ đồng", made, canonical="thu ngân sách nhà nước")
        forest = make_figure("20 ha", made, canonical="diện tích trồng rừng")
        shelves.put(made, figures=(revenue, forest))
        asked = figures_asked("So sánh thu ngân sách các huyện", (), ())
        found = shelves.retrieve(query(kind="comparison", figures=asked))
        assert [(figure.words, owner.id) for figure, owner in found.measured] == [("10 tỷ đồng", made.id)]
        assert found.considered == 1
        assert shelves.retrieve(query()).measured == ()
