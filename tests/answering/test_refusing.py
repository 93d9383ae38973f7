"""abstain: a Query that nothing answers -> a refusal: what is missing, what the library holds, what came closest."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from assistant.answering.draft import Draft, Quote
from assistant.answering.refusing import abstain, quote_of
from assistant.domain import Filters, Language, Query, Retrieved
from tests.answering.building import make_clause, make_query
from tests.reports import make_report

REPORT = make_report("Ông Lê Văn Tư dự. Thu tăng. Chi giảm. Nợ hết.")
RANKED = tuple(make_clause(words, REPORT) for words in ("Thu tăng.", "Nợ hết.", "Chi giảm.", "Ông Lê Văn Tư dự."))
NOT_SAID = "Các báo cáo không nêu thông tin này."
IN_2019 = Filters(date_from=date(2019, 1, 1), date_to=date(2019, 12, 31))


def query(*names: str, named: Filters = IN_2019, language: Language = "vi") -> Query:
    return replace(make_query("Sản lượng thóc?"), names=names, named=named, language=language)


def said(draft: Draft) -> str:
    (statement,) = draft.statements
    assert draft.abstained and statement.quotes == ()
    return statement.text


@pytest.mark.parametrize(("language", "text"), [("vi", NOT_SAID), ("en", "The reports do not say.")])
def test_it_refuses_in_the_language_of_the_answer(language: Language, text: str) -> None:
    assert said(abstain(query(language=language), RANKED, Retrieved(()))) == text


@pytest.mark.parametrize(
    ("names", "missing"),
    [
        (("Bản Lẫm",), " Các báo cáo không nhắc đến Bản Lẫm."),
        (("Bản Lẫm", "Lê Văn Tư", "Ái Khê"), " Các báo cáo không nhắc đến Bản Lẫm, Ái Khê."),
        (("Lê Văn Tư",), ""),
    ],
)
def test_it_names_what_no_report_knows(names: tuple[str, ...], missing: str) -> None:
    assert said(abstain(query(*names), RANKED, Retrieved(()))) == NOT_SAID + missing


def test_what_one_report_of_several_knows_is_not_missing() -> None:
    other = make_clause("Bản Lẫm trồng rừng.", make_report("Bản Lẫm trồng rừng.", id="other"))
    assert said(abstain(query("Bản Lẫm"), (*RANKED, other), Retrieved(()))) == NOT_SAID


def test_without_any_clause_no_name_is_called_missing() -> None:
    draft = abstain(query("Bản Lẫm"), (), Retrieved(()))
    assert (said(draft), draft.nearest) == (NOT_SAID, ())


@pytest.mark.parametrize(
    ("names", "widened", "told"),
    [(("Bản Lẫm",), False, True), ((), True, True), ((), False, False), (("Lê Văn Tư",), False, False)],
)
def test_it_tells_the_places_where_a_name_or_the_place_is_unknown(
    names: tuple[str, ...], widened: bool, told: bool
) -> None:
    found = Retrieved((), widened=widened, places=("huyện Đồi Mây", "huyện Suối Bạc"))
    holds = "Thư viện có báo cáo của huyện Đồi Mây, huyện Suối Bạc."
    assert (holds in said(abstain(query(*names), RANKED, found))) == told


def test_with_filters_it_speaks_of_what_they_permit_and_not_of_the_library() -> None:
    asked = replace(query("Bản Lẫm"), filters=Filters(place="huyện Đồi Mây"))
    found = Retrieved((), widened=True, places=("huyện Đồi Mây",), years=(2023,))
    assert said(abstain(asked, RANKED, found)) == (
        f"{NOT_SAID} Các báo cáo trong phạm vi đang lọc không nhắc đến Bản Lẫm. Phạm vi đang lọc có báo cáo của huyện "
        "Đồi Mây. Các báo cáo trong phạm vi đang lọc là của năm 2023. Bỏ lọc để tìm trong cả thư viện."
    )


@pytest.mark.parametrize(("count", "ending"), [(8, "xã 7."), (9, "xã 7 …")])
def test_of_many_places_it_tells_the_first(count: int, ending: str) -> None:
    found = Retrieved((), widened=True, places=tuple(f"xã {number}" for number in range(count)))
    assert said(abstain(query(), RANKED, found)).endswith(ending)


@pytest.mark.parametrize(
    ("named", "widened", "years", "ending"),
    [
        (IN_2019, True, (2022, 2020, 2021), " Các báo cáo trong thư viện là của năm 2020–2022."),
        (IN_2019, True, (2022,), " Các báo cáo trong thư viện là của năm 2022."),
        (IN_2019, True, (), ""),
        (IN_2019, False, (2022,), ""),
        (Filters(), True, (2022,), ""),
    ],
)
def test_it_tells_the_years_where_none_is_of_the_time_asked_about(
    named: Filters, widened: bool, years: tuple[int, ...], ending: str
) -> None:
    found = Retrieved((), widened=widened, years=years)
    assert said(abstain(query(named=named), RANKED, found)) == NOT_SAID + ending


def test_it_shows_the_three_clauses_that_came_closest() -> None:
    draft = abstain(query(), RANKED, Retrieved(()))
    assert [quote.text for quote in draft.nearest] == ["Thu tăng.", "Nợ hết.", "Chi giảm."]


def test_a_clause_is_quoted_in_its_own_words() -> None:
    start = REPORT.text.index("Nợ hết.")
    assert quote_of(RANKED[1]) == Quote(REPORT, start, start + len("Nợ hết."))
