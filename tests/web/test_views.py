"""Charts in answers and the tabs of figures and meetings as a visitor meets them, in Debian's Chromium."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from assistant.domain import Report
from assistant.web.wording import EN, INGEST_COMMAND, VI
from tests.web.conftest import CHROMIUM, PHONE, Open
from tests.web.fake import AUGUST, EVIL_QUOTE, JULY, NEIGHBOURS, QUARTER, REPORTS, FakeAssistant, FakeLibrary, report

pytestmark = [pytest.mark.browser, pytest.mark.skipif(CHROMIUM is None, reason="no Chromium is installed")]

FIGURES = "/?tab=figures"
REVENUE = f"{FIGURES}&canonical=thu ngân sách nhà nước"


@pytest.fixture
def held(fake: FakeAssistant, monkeypatch: pytest.MonkeyPatch) -> tuple[Report, ...]:
    """A library with enough to compare."""
    reports = (*REPORTS, QUARTER, *NEIGHBOURS)
    monkeypatch.setattr(fake, "library", FakeLibrary(reports))
    return reports


def ask(page: Page, question: str) -> Locator:
    page.locator("#tl-box textarea").fill(question)
    page.locator("#tl-box textarea").press("Enter")
    return page.locator(".tl-chart").last


def numbers(page: Page) -> list[str]:
    expect(page.locator(".tl-list[aria-busy]")).to_have_count(0)
    return page.locator(".tl-figure").all_text_contents()


def lengths(chart: Locator, name: str) -> list[float]:
    return [float(mark.get_attribute(name) or 0) for mark in chart.locator("svg > rect, svg > circle").all()]


def overflows(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth > innerWidth"))


@pytest.mark.parametrize("options", [{}, {"viewport": PHONE, "has_touch": True}], ids=["wide", "phone"])
def test_an_answer_draws_its_bars_and_each_point_opens_its_words(open_page: Open, options: dict[str, Any]) -> None:
    page = open_page(**options)
    chart = ask(page, "So sánh ngân sách")
    picture = chart.get_by_role(
        "img", name="Cao nhất: huyện Đắk R’Lấp, 412 tỷ đồng; thấp nhất: xã Bình Minh, 188 tỷ đồng."
    )
    expect(picture).to_be_visible()
    expect(chart.locator("rect")).to_have_count(3)
    widths = lengths(chart, "width")
    assert widths == sorted(widths)
    assert widths[0] / widths[2] == pytest.approx(188 / 412, abs=0.02)
    assert not overflows(page)
    chart.get_by_role("link", name="217 tỷ đồng").press("Enter")
    expect(page.locator("#tl-source mark")).to_have_text("217 tỷ đồng")
    expect(page.locator(".tl-source-tabs a")).to_have_count(3)


def test_a_line_rises_with_its_values_and_is_drawn_anew_when_gradio_draws_the_message(open_page: Open) -> None:
    page = open_page()
    chart = ask(page, "Diễn biến ngân sách")
    expect(chart.locator("circle")).to_have_count(3)
    heights = lengths(chart, "cy")
    assert heights == sorted(heights, reverse=True)
    again = ask(page, "So sánh ngân sách")
    expect(again.locator("rect")).to_have_count(3)
    expect(page.locator(".tl-line svg")).to_have_count(1)
    page.set_viewport_size({"width": 500, "height": 900})
    page.wait_for_function("document.querySelector('.tl-line svg').getAttribute('width') < 500")


def test_a_table_in_an_answer_cites_its_rows(open_page: Open) -> None:
    page = open_page()
    ask(page, "So sánh ngân sách")
    row = page.get_by_role("row", name="huyện Sơn Đông")
    expect(row.get_by_role("rowheader")).to_have_text("huyện Sơn Đông")
    table, box = page.locator(".tl-scroll").bounding_box(), page.locator("#tl-box .input-container").bounding_box()
    assert table and box and round(table["x"] + table["width"]) == round(box["x"] + box["width"])
    row.locator("a.tl-pill").click()
    expect(page.locator("#tl-source h2")).to_have_text(AUGUST.title)


def test_the_widget_shows_the_same_table_and_chart(open_page: Open) -> None:
    page = open_page("/embed", viewport=PHONE)
    page.locator("textarea").fill("So sánh ngân sách")
    page.locator("textarea").press("Enter")
    expect(page.locator(".tl-chart rect")).to_have_count(3)
    expect(page.get_by_role("columnheader")).to_have_text(["Nơi", "Giá trị", "Ngày họp", VI.sources])
    assert not overflows(page)
    page.locator(".tl-cells a.tl-pill").first.click()
    expect(page.locator("#tl-source mark")).to_have_text("188 tỷ đồng")


@pytest.mark.parametrize("path", ["/", "/embed"])
def test_nothing_in_a_table_or_a_chart_can_act(open_page: Open, path: str) -> None:
    page = open_page(path)
    page.locator("textarea").fill("độc hại")
    page.locator("textarea").press("Enter")
    chart = page.locator(".tl-chart")
    expect(chart.locator("figcaption")).to_contain_text('<img src=x onerror="window.hacked=1">')
    expect(chart.locator("rect")).to_have_count(3)
    assert page.evaluate("window.hacked") is None
    assert page.locator("td img, th img, .tl-chart img, .tl-chart script, td b, th code").count() == 0


@pytest.mark.parametrize(("path", "words"), [("/", VI), ("/en/", EN)], ids=["vi", "en"])
def test_the_views_are_reached_by_links_and_the_back_button(open_page: Open, path: str, words: Any) -> None:
    page = open_page(path)
    nav = page.get_by_role("navigation", name=words.nav)
    nav.get_by_role("link", name=words.nav_figures).press("Enter")
    expect(page.get_by_role("region", name=words.nav_figures)).to_be_visible()
    expect(page.locator("#tl-box")).to_be_hidden()
    expect(page).to_have_title(f"{words.nav_figures} · {words.product}")
    nav.get_by_role("link", name=words.nav_meetings).click()
    expect(page.get_by_role("region", name=words.nav_meetings)).to_be_visible()
    expect(nav.locator("[aria-current=page]")).to_have_text(words.nav_meetings)
    page.go_back()
    expect(page.get_by_role("region", name=words.nav_figures)).to_be_visible()
    page.go_back()
    expect(page.locator("#tl-box textarea")).to_be_visible()


def test_a_conversation_outlasts_a_look_at_the_figures(open_page: Open) -> None:
    page = open_page()
    ask(page, "So sánh ngân sách")
    expect(page.locator(".tl-chart rect")).to_have_count(3)
    page.get_by_role("link", name=VI.nav_figures).click()
    expect(page.locator(".tl-answer")).to_be_hidden()
    page.get_by_role("link", name=VI.nav_ask).click()
    expect(page.locator(".tl-answer")).to_be_visible()


def test_the_other_language_shows_the_same_figures(open_page: Open) -> None:
    page = open_page(f"{FIGURES}&kind=plan_share")
    expect(page.locator(".tl-figure").first).to_be_visible()
    page.get_by_role("link", name=VI.other_lang_name).click()
    expect(page.locator(".tl-count-line:visible")).to_have_text("Figures: 3, from reports: 2")
    assert page.url.endswith("/en/?tab=figures&kind=plan_share")


def test_an_indicator_is_found_by_typing_and_the_choice_stands_in_the_address(
    open_page: Open, held: tuple[Report, ...]
) -> None:
    page = open_page(FIGURES)
    picker = page.locator(".tl-view:visible details", has_text=VI.filter_indicator).first
    picker.locator("summary").click()
    search = picker.get_by_role("searchbox")
    expect(search).to_be_focused()
    search.fill("ngan sach nha")
    search.press("Enter")
    expect(picker.locator("summary")).to_contain_text("thu ngân sách nhà nước")
    expect(picker.locator("summary")).to_be_focused()
    assert "canonical=thu+ng%C3%A2n+s%C3%A1ch+nh%C3%A0+n%C6%B0%E1%BB%9Bc" in page.url
    expect(page.locator(".tl-count-line:visible")).to_have_text("11 số liệu của 6 báo cáo")
    page.go_back()
    expect(picker.locator("summary")).to_contain_text(VI.every)


def test_several_places_are_chosen_and_drawn_as_bars(open_page: Open, held: tuple[Report, ...]) -> None:
    page = open_page(REVENUE)
    picker = page.locator(".tl-view:visible details", has_text=VI.fact_place).first
    picker.locator("summary").click()
    for place in ("xã A", "xã B", "xã C"):
        picker.get_by_role("button", name=place).click()
    expect(picker.get_by_role("button", name="xã C")).to_be_focused()
    page.keyboard.press("Escape")
    expect(picker.get_by_role("button").first).to_be_hidden()
    expect(page.locator(".tl-count-line:visible")).to_have_text("3 số liệu của 3 báo cáo")
    expect(page.locator(".tl-points span")).to_have_text(["xã B", "xã C", "xã A"])
    expect(page.locator(".tl-chart rect")).to_have_count(3)
    page.locator(".tl-point").first.click()
    expect(page.locator("#tl-source mark.tl-sought")).to_have_text("30 tỷ đồng")


def test_why_there_is_no_chart_is_said_and_a_comparison_offered(open_page: Open, held: tuple[Report, ...]) -> None:
    page = open_page(REVENUE)
    expect(page.locator(".tl-no-chart")).to_contain_text(
        "Chưa vẽ được biểu đồ: các số liệu khác nhau về loại, đơn vị, mốc so sánh, độ dài kỳ."
    )
    page.get_by_role("button", name="Kết quả · 1 tháng · đồng (7)").click()
    expect(page.locator(".tl-chart figcaption")).to_have_text("thu ngân sách nhà nước · Kết quả · 1 tháng")
    expect(page.locator(".tl-chart rect")).to_have_count(7)
    page.get_by_role("button", name=f"{VI.clear_filters}: 1 tháng").click()
    expect(page.locator(".tl-no-chart")).to_be_visible()


def test_headings_sort_the_figures(open_page: Open, held: tuple[Report, ...]) -> None:
    page = open_page(f"{REVENUE}&kind=result&place=huyện Ba Tơ")
    expect(page.locator(".tl-line circle")).to_have_count(3)
    heading = page.get_by_role("columnheader", name=VI.column_value)
    for order, first in (("descending", "61 tỷ đồng"), ("ascending", "40 tỷ đồng")):
        heading.get_by_role("button").press("Enter")
        expect(heading).to_have_attribute("aria-sort", order)
        expect(page.locator(".tl-figure").first).to_have_text(first)
        expect(heading.get_by_role("button")).to_be_focused()
    page.reload()
    expect(heading).to_have_attribute("aria-sort", "ascending")
    assert numbers(page) == ["40 tỷ đồng", "55 tỷ đồng", "61 tỷ đồng"]


@pytest.mark.parametrize("options", [{}, {"viewport": PHONE, "has_touch": True}], ids=["wide", "phone"])
def test_a_number_opens_its_words_within_its_clause(open_page: Open, options: dict[str, Any]) -> None:
    page = open_page(f"{FIGURES}&kind=plan_share", **options)
    page.get_by_role("link", name="41,6%").click()
    panel = page.locator("#tl-source")
    expect(panel.locator("mark.tl-sought")).to_have_text("41,6%")
    expect(panel.locator("mark.tl-sought")).to_be_in_viewport()
    assert "bằng 41,6% dự toán huyện giao" in "".join(panel.locator("mark").all_text_contents())
    assert not overflows(page)


def test_the_unknown_and_slips_are_said(open_page: Open, fake: FakeAssistant, monkeypatch: pytest.MonkeyPatch) -> None:
    odd = report("odd", "odd.txt", "Họp", ("prose", "Thu ngân sách đạt 125,7 kế hoạch."))
    monkeypatch.setattr(fake, "library", FakeLibrary((odd,)))
    page = open_page(FIGURES)
    row = page.locator(".tl-figures tbody tr").first
    expect(row).to_contain_text(VI.slip)
    expect(row).to_contain_text(VI.period_unknown)
    expect(row).to_contain_text(VI.place_unknown)
    expect(row).to_contain_text(VI.date_unknown)


def test_hostile_reports_are_text_in_the_tabs(
    open_page: Open, fake: FakeAssistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    evil = report(
        "x", "x.txt", EVIL_QUOTE, ("prose", "Thu ngân sách đạt 9 tỷ đồng."), place=EVIL_QUOTE, body=EVIL_QUOTE
    )
    monkeypatch.setattr(fake, "library", FakeLibrary((evil,)))
    for path in (FIGURES, "/?tab=meetings"):
        page = open_page(path)
        expect(page.locator(".tl-list:visible")).to_contain_text('<img src=x onerror="window.hacked=1">')
        assert page.evaluate("window.hacked") is None
        assert page.locator(".tl-view img, .tl-view code").count() == 0


def test_what_is_listed_is_downloaded(open_page: Open, held: tuple[Report, ...]) -> None:
    page = open_page(f"{REVENUE}&kind=result&place=huyện Ba Tơ&sort=-value")
    contents = {}
    for ending in ("CSV", "XLSX"):
        with page.expect_download() as download:
            page.get_by_role("link", name=VI.export_as.format(ending)).click()
        assert download.value.suggested_filename == f"so-lieu-thu-ngan-sach-nha-nuoc.{ending.lower()}"
        contents[ending] = Path(download.value.path()).read_bytes()
    rows = list(csv.DictReader(io.StringIO(contents["CSV"].decode("utf-8-sig"), newline="")))
    assert [row["Nguyên văn"] for row in rows] == ["61 tỷ đồng", "55 tỷ đồng", "40 tỷ đồng"]
    assert contents["XLSX"].startswith(b"PK")


def test_the_english_page_downloads_english_headings(open_page: Open, held: tuple[Report, ...]) -> None:
    page = open_page(f"/en/{REVENUE.lstrip('/')}&kind=result")
    with page.expect_download() as download:
        page.get_by_role("link", name=EN.export_as.format("CSV")).click()
    assert download.value.suggested_filename == "figures-thu-ngan-sach-nha-nuoc.csv"
    rows = list(csv.DictReader(io.StringIO(Path(download.value.path()).read_text("utf-8-sig"), newline="")))
    assert {row["Kind"] for row in rows} == {EN.kind_result}


def test_more_figures_are_shown_on_demand(
    open_page: Open, fake: FakeAssistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    many = ("prose", " ".join(f"Thu ngân sách tháng 1 đạt {n} tỷ đồng." for n in range(1, 131)))
    monkeypatch.setattr(fake, "library", FakeLibrary((report("x", "x.txt", "Họp", many),)))
    page = open_page(FIGURES)
    expect(page.locator(".tl-figure")).to_have_count(100)
    page.get_by_role("button", name=f"{VI.more} (30)").click()
    expect(page.locator(".tl-figure")).to_have_count(130)
    expect(page.get_by_role("button", name=VI.more)).to_be_hidden()


@pytest.mark.parametrize(("tab", "nothing"), [("figures", VI.none_figures), ("meetings", VI.none_meetings)])
def test_filters_that_nothing_fits_can_be_cleared(open_page: Open, tab: str, nothing: str) -> None:
    page = open_page(f"/?tab={tab}&place=nơi không có")
    expect(page.get_by_text(nothing)).to_be_visible()
    page.locator(".tl-nothing").get_by_role("button", name=VI.clear_filters).click()
    expect(page.locator(".tl-figure, .tl-meeting").first).to_be_visible()
    assert page.url.endswith(f"/?tab={tab}")


@pytest.mark.parametrize("tab", ["figures", "meetings"])
def test_an_empty_library_tells_the_command_in_each_view(
    open_page: Open, fake: FakeAssistant, monkeypatch: pytest.MonkeyPatch, tab: str
) -> None:
    monkeypatch.setattr(fake, "library", FakeLibrary(()))
    page = open_page(f"/?tab={tab}")
    expect(page.locator(".tl-nothing")).to_contain_text(VI.empty_title)
    expect(page.locator(".tl-nothing")).to_contain_text(INGEST_COMMAND)


@pytest.mark.parametrize("tab", ["figures", "meetings"])
def test_a_list_that_fails_says_so_and_can_be_tried_again(open_page: Open, tab: str) -> None:
    page = open_page()
    expect(page.locator("#tl-box textarea")).to_be_visible()
    page.route(f"**/api/{tab}?*", lambda route: route.fulfill(status=200, body="not JSON"))
    page.get_by_role("link", name=getattr(VI, f"nav_{tab}")).click()
    expect(page.locator(".tl-view:visible .tl-failed")).to_contain_text(VI.list_failed)
    page.unroute(f"**/api/{tab}?*")
    page.get_by_role("button", name=VI.retry).click()
    expect(page.locator(".tl-figure, .tl-meeting").first).to_be_visible()


def test_a_slow_list_gives_a_sign_of_work(open_page: Open) -> None:
    page = open_page()
    expect(page.locator("#tl-box textarea")).to_be_visible()
    held_back: list[Any] = []
    page.route("**/api/figures?*", lambda route: held_back.append(route))
    page.get_by_role("link", name=VI.nav_figures).click()
    expect(page.locator(".tl-view:visible .tl-working")).to_have_text(VI.list_loading, timeout=300)
    held_back[0].continue_()
    expect(page.locator(".tl-figure").first).to_be_visible()


def test_meetings_stand_on_a_timeline_the_latest_first(
    open_page: Open, fake: FakeAssistant, held: tuple[Report, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    undated = report("bo", "bo.txt", "Họp không rõ ngày", ("prose", "Họp."), body="Ban Thường vụ Huyện ủy")
    monkeypatch.setattr(fake, "library", FakeLibrary((undated, *held)))
    page = open_page("/?tab=meetings")
    expect(page.locator(".tl-count-line:visible")).to_have_text("7 hội nghị")
    expect(page.locator(".tl-year h3")).to_have_text(["2024", "2023", VI.undated])
    expect(page.locator(".tl-month h4")).to_have_text(["Tháng 4", "Tháng 8", "Tháng 7", ""])
    entry = page.locator(".tl-meeting", has_text=AUGUST.title)
    expect(entry).to_contain_text("Ban Thường vụ Huyện ủy · huyện Sơn Đông")
    expect(entry).to_contain_text("Chủ trì: Vũ Thị Thanh Hà")
    expect(entry).to_contain_text("5 số liệu · 2 nhiệm vụ · 1 hạn chế")
    entry.get_by_role("link", name=AUGUST.title).click()
    expect(page.locator("#tl-source h2")).to_have_text(AUGUST.title)
    page.keyboard.press("Escape")
    entry.get_by_role("link", name="5 số liệu").click()
    expect(page.locator(".tl-count-line:visible")).to_have_text("5 số liệu của 1 báo cáo")


def test_meetings_are_filtered(open_page: Open, held: tuple[Report, ...]) -> None:
    page = open_page("/?tab=meetings", viewport=PHONE, has_touch=True)
    meetings = sum(one.is_meeting for one in held)
    for name, choice, titles in (
        (VI.fact_place, "huyện Sơn Đông", [AUGUST.title]),
        (VI.fact_body, "Ban Thường vụ Huyện ủy", [AUGUST.title]),
        (VI.filter_chair, "Vũ Thị Thanh Hà", [AUGUST.title]),
        (VI.filter_year, "2023", [AUGUST.title, JULY.title]),
    ):
        expect(page.locator(".tl-meeting-title")).to_have_count(meetings)
        picker = page.locator(".tl-view:visible details", has_text=name).first
        picker.locator("summary").click()
        picker.get_by_role("button", name=choice).click()
        expect(page.locator(".tl-meeting-title")).to_have_text(titles)
        expect(picker.locator("summary")).to_contain_text(choice)
        assert not overflows(page)
        page.go_back()


def test_days_in_the_wrong_order_are_told_before_they_are_asked(open_page: Open) -> None:
    page = open_page("/?tab=meetings")
    picker = page.locator(".tl-view:visible details", has_text=VI.filter_year).first
    picker.locator("summary").click()
    picker.get_by_label(VI.from_day).fill("2023-09-01")
    picker.get_by_label(VI.to_day).fill("2023-08-01")
    picker.get_by_role("button", name=VI.apply).click()
    expect(picker.get_by_role("alert")).to_have_text(VI.days_reversed)
    picker.get_by_label(VI.from_day).fill("2023-08-01")
    picker.get_by_label(VI.to_day).fill("2023-09-01")
    picker.get_by_role("button", name=VI.apply).click()
    expect(page.locator(".tl-meeting-title")).to_have_text([AUGUST.title])
    expect(picker.locator("summary")).to_contain_text("1/8 – 1/9/2023")
