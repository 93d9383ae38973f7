"""The tab of reports as a reader meets it, in Chromium: looked for, opened by a link, each line at its words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from assistant.domain import Figure, Point, Report
from assistant.web.wording import EN, INGEST_COMMAND, VI
from assistant.web.wording_shelf import SHELF
from tests.web.conftest import CHROMIUM, PHONE, Open
from tests.web.fake import (
    AUGUST,
    EVIL,
    EVIL_QUOTE,
    EVIL_TITLE,
    JULY,
    QUARTER,
    TASK_QUOTES,
    FakeAssistant,
    FakeLibrary,
    point,
    report,
)
from tests.web.plenum import PLENUM

pytestmark = [pytest.mark.browser, pytest.mark.skipif(CHROMIUM is None, reason="no Chromium is installed")]

WORDS = SHELF["vi"]
TAB = "/?tab=reports"


@pytest.fixture(autouse=True)
def held(fake: FakeAssistant, monkeypatch: pytest.MonkeyPatch) -> tuple[Report, ...]:
    reports = (JULY, AUGUST, PLENUM)
    monkeypatch.setattr(fake, "library", FakeLibrary(reports))
    return reports


def titles(page: Page) -> Any:
    return expect(page.locator(".tl-shelf-entry a"))


def overflows(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth > innerWidth"))


@pytest.mark.parametrize("options", [{}, {"viewport": PHONE, "has_touch": True}], ids=["wide", "phone"])
def test_reports_are_found_by_words_without_diacritics(open_page: Open, options: dict[str, Any]) -> None:
    page = open_page(TAB, **options)
    titles(page).to_have_text([PLENUM.title, AUGUST.title, JULY.title])
    search = page.get_by_role("searchbox", name=WORDS.find_reports)
    search.press_sequentially("huyen son dong")
    titles(page).to_have_text([AUGUST.title])
    expect(page.locator(".tl-view:visible").get_by_role("status")).to_have_text("1 báo cáo")
    assert page.url.endswith("q=huyen+son+dong")
    assert not overflows(page)
    page.reload()
    expect(search).to_have_value("huyen son dong")
    titles(page).to_have_text([AUGUST.title])


def test_what_nothing_fits_is_said_and_can_be_cleared(open_page: Open) -> None:
    page = open_page(f"{TAB}&q=không có đâu")
    expect(page.get_by_text(WORDS.none_reports)).to_be_visible()
    page.get_by_role("button", name=VI.clear_filters).click()
    expect(page.locator(".tl-shelf-entry")).to_have_count(3)
    expect(page.get_by_role("searchbox", name=WORDS.find_reports)).to_have_value("")


def test_the_order_is_chosen_and_stands_in_the_address(open_page: Open) -> None:
    page = open_page(TAB)
    page.get_by_label(VI.sort_by).select_option(WORDS.order_oldest)
    titles(page).to_have_text([JULY.title, AUGUST.title, PLENUM.title])
    page.reload()
    titles(page).to_have_text([JULY.title, AUGUST.title, PLENUM.title])
    page.go_back()
    titles(page).to_have_text([PLENUM.title, AUGUST.title, JULY.title])


def test_a_title_with_white_space_of_its_own_leaves_the_page_alive(
    open_page: Open, fake: FakeAssistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A browser tells its window's title without the white space that it was given."""
    odd = report("lẻ", "le.txt", " Họp  giao\tban ", ("prose", "Họp."))
    monkeypatch.setattr(fake, "library", FakeLibrary((odd,)))
    page = open_page(f"{TAB}&report=lẻ")
    expect(page.locator(".tl-report-page h2")).to_have_text("Họp giao ban")
    expect(page).to_have_title(f"Họp giao ban · {VI.product}")


def test_many_reports_come_in_pages(open_page: Open, fake: FakeAssistant, monkeypatch: pytest.MonkeyPatch) -> None:
    many = tuple(
        report(f"r{n}", f"{n}.txt", f"Giao ban số {n}", ("prose", "Họp."), held_on=date(2024, 1, n))
        for n in range(1, 29)
    )
    monkeypatch.setattr(fake, "library", FakeLibrary(many))
    page = open_page(TAB)
    expect(page.locator(".tl-shelf-entry")).to_have_count(25)
    page.get_by_role("link", name=WORDS.page_after).click()
    titles(page).to_have_text(["Giao ban số 3", "Giao ban số 2", "Giao ban số 1"])
    expect(page.get_by_role("navigation", name=WORDS.pages)).to_contain_text("Trang 2 / 2")
    page.get_by_role("searchbox", name=WORDS.find_reports).fill("giao ban so 28")
    titles(page).to_have_text(["Giao ban số 28"])  # not the second page of one


@pytest.mark.parametrize("options", [{}, {"viewport": PHONE, "has_touch": True}], ids=["wide", "phone"])
def test_each_line_of_an_opened_report_leads_to_its_words(open_page: Open, options: dict[str, Any]) -> None:
    page = open_page(TAB, **options)
    page.get_by_role("link", name=AUGUST.title).click()
    expect(page.get_by_role("heading", name=AUGUST.title, level=2)).to_be_focused()
    expect(page).to_have_title(f"{AUGUST.title} · {VI.product}")
    sheet = page.get_by_role("complementary", name=WORDS.fact_sheet)
    sought = page.get_by_role("region", name=WORDS.report_text).locator("mark.tl-sought")
    for group, words in (
        ("Số liệu (5)", "41,6%"),
        ("Nhiệm vụ (2)", TASK_QUOTES[0]),
        ("Hạn chế (1)", "giải ngân vốn đầu tư công còn chậm"),
    ):
        sheet.get_by_text(group).press("Enter")
        sheet.get_by_role("button", name=words).press("Enter")
        expect(sought).to_have_text(words)
        expect(sought).to_be_in_viewport()
        expect(sheet.locator("[aria-current]")).to_have_text(words)
    assert not overflows(page)
    page.get_by_role("link", name=WORDS.all_reports).click()
    expect(page.get_by_role("link", name=AUGUST.title)).to_be_focused()


def test_the_title_is_ours_also_when_gradio_is_ready_later(open_page: Open) -> None:
    page = open_page(TAB)
    page.get_by_role("link", name=AUGUST.title).click()
    expect(page).to_have_title(f"{AUGUST.title} · {VI.product}")
    page.evaluate("document.title = 'Gradio'")
    expect(page).to_have_title(f"{AUGUST.title} · {VI.product}")


@pytest.mark.parametrize(("path", "lang"), [("/", "vi"), ("/en/", "en")])
def test_a_link_opens_a_report_and_what_it_says_about_itself(open_page: Open, path: str, lang: Any) -> None:
    page = open_page(f"{path}?tab=reports&report={PLENUM.id}")
    expect(page.locator(".tl-report-page h2")).to_have_text(PLENUM.title)
    sheet = page.get_by_role("complementary", name=SHELF[lang].fact_sheet)
    expect(sheet.locator("dl > div").first).to_contain_text({"vi": VI, "en": EN}[lang].fact_body)
    sheet.get_by_role("button", name="khóa XXIII").click()
    expect(page.locator(".tl-report-page mark.tl-sought")).to_have_text("khóa XXIII")
    page.get_by_role("link", name=SHELF[lang].all_reports).click()
    expect(page.locator(".tl-shelf-entry")).to_have_count(3)
    page.go_back()
    expect(page.locator(".tl-report-page h2")).to_have_text(PLENUM.title)


def test_at_the_end_of_the_page_sheet_and_text_stand_below_its_head(open_page: Open) -> None:
    page = open_page(f"{TAB}&report={PLENUM.id}")
    expect(page.locator(".tl-sheet .tl-group").first).to_be_visible()
    page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
    page.wait_for_function("scrollY > 0")
    head = page.locator("#tl-header").bounding_box()
    for part in (".tl-sheet", ".tl-reading"):
        box = page.locator(part).bounding_box()
        assert head and box and box["y"] >= head["y"] + head["height"]


@pytest.mark.parametrize("at", ["", "9-", "-9", "1e3-2", "9-3", "0-0", "99999999-999999999", "<img src=x>", "1-2-3"])
def test_an_address_that_names_no_words_marks_none(open_page: Open, at: str) -> None:
    page = open_page(f"{TAB}&report={AUGUST.id}&at={at}")
    expect(page.locator(".tl-reading")).to_contain_text(TASK_QUOTES[0])
    expect(page.locator(".tl-reading mark")).to_have_count(0)


def test_a_report_that_is_opened_again_names_the_window_again(open_page: Open) -> None:
    page = open_page(f"{TAB}&report={AUGUST.id}")
    for _ in range(2):
        expect(page).to_have_title(f"{AUGUST.title} · {VI.product}")
        page.get_by_role("link", name=VI.nav_ask).click()
        expect(page).to_have_title(VI.product)
        page.go_back()


def test_a_report_that_is_gone_is_said_to_be(open_page: Open) -> None:
    page = open_page()  # a browser would log a real 404 as an error
    page.route("**/api/reports/da-go", lambda route: route.fulfill(json={"detail": "không có"}, status=200))
    page.goto(page.url.split("?")[0] + "?tab=reports&report=da-go")
    expect(page.locator(".tl-report-page h2")).to_have_text(VI.source_failed)
    expect(page.locator(".tl-sheet .tl-group")).to_have_count(0)


def test_hostile_reports_are_text(open_page: Open, fake: FakeAssistant, monkeypatch: pytest.MonkeyPatch) -> None:
    evil = report(
        "x", "x.txt", EVIL_TITLE, ("prose", "Thu ngân sách đạt 9 tỷ đồng."), place=EVIL_QUOTE, body=EVIL_QUOTE
    )
    monkeypatch.setattr(fake, "library", FakeLibrary((evil, EVIL)))
    page = open_page(TAB)
    expect(page.locator(".tl-shelf-entry").first).to_contain_text("<script>window.hacked=1</script>")
    page.locator(".tl-shelf-entry a").first.click()
    expect(page.locator(".tl-sheet dl")).to_contain_text('<img src=x onerror="window.hacked=1">')
    assert page.evaluate("window.hacked") is None
    assert page.locator(".tl-view img, .tl-view code, .tl-view script").count() == 0


def test_an_empty_library_tells_the_command(
    open_page: Open, fake: FakeAssistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fake, "library", FakeLibrary(()))
    page = open_page(TAB)
    expect(page.locator(".tl-view:visible .tl-nothing")).to_contain_text(INGEST_COMMAND)


class Crowded(FakeLibrary):
    """A report that states more than the API gives at once."""

    def figures(self, report_ids: Any = None, canonical: Any = None, kind: Any = None) -> tuple[Figure, ...]:
        (one,) = super().figures([QUARTER.id])[:1]
        return tuple(replace(one, id=f"{n}", words=one.words) for n in range(620))

    def points(self, report_ids: Any, kind: Any) -> tuple[Point, ...]:
        made = (point("task", QUARTER, "Thu ngân sách tháng 1/2024"),) * 501
        return made if kind in (None, "task") else ()


def test_what_a_report_states_beyond_the_first_five_hundred_is_said_and_loaded(
    open_page: Open, fake: FakeAssistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fake, "library", Crowded((QUARTER,)))
    page = open_page(f"{TAB}&report={QUARTER.id}")
    sheet = page.get_by_role("complementary", name=WORDS.fact_sheet)
    for name, total, left in ((VI.nav_figures, 620, 120), (WORDS.group_tasks, 501, 1)):
        group = sheet.locator(".tl-group", has=page.get_by_text(f"{name} ({total})"))
        group.locator("summary").click()
        expect(group.locator("li")).to_have_count(500)
        group.get_by_role("button", name=f"{VI.more} ({left})").click()
        expect(group.locator("li")).to_have_count(total)
        expect(group.locator("li").nth(500).locator("button")).to_be_focused()
        expect(group.get_by_role("button", name=VI.more)).to_have_count(0)
        group.locator("summary").click()


def test_lines_that_cannot_be_loaded_leave_the_others(
    open_page: Open, fake: FakeAssistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fake, "library", Crowded((QUARTER,)))
    page = open_page(f"{TAB}&report={QUARTER.id}")
    group = page.locator(".tl-sheet .tl-group").first
    group.locator("summary").click()
    page.route("**/api/figures?*offset=500*", lambda route: route.fulfill(status=200, body="not JSON"))
    group.get_by_role("button", name=VI.more).click()
    expect(group.get_by_role("status")).to_have_text(WORDS.facts_failed)
    expect(group.locator("li")).to_have_count(500)
    page.unroute("**/api/figures?*offset=500*")
    group.get_by_role("button", name=VI.more).click()
    expect(group.locator("li")).to_have_count(620)
    expect(group.get_by_role("status")).to_have_text("")
