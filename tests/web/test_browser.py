"""The chat page and the widget as a visitor meets them, in Debian's Chromium."""

from __future__ import annotations

import socket
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from assistant.domain import Report, Source, Statement
from assistant.reading import read_report
from assistant.web.wording import EN, INGEST_COMMAND, VI
from tests.web.conftest import CHROMIUM, PHONE, Open
from tests.web.fake import (
    ANSWERS,
    AUGUST,
    EVIL,
    EVIL_QUOTE,
    NOT_SAID,
    QUOTE,
    FakeAssistant,
    FakeLibrary,
    answer,
    cite,
)
from tests.web.plenum import BORDER_QUOTE, PLENUM

QUESTION = "Thu ngân sách 8 tháng đầu năm 2023 ước đạt bao nhiêu?"

pytestmark = [pytest.mark.browser, pytest.mark.skipif(CHROMIUM is None, reason="no Chromium is installed")]
OpenSource = Callable[..., Locator]


@pytest.fixture
def open_source(open_page: Open, fake: FakeAssistant, monkeypatch: pytest.MonkeyPatch) -> OpenSource:
    """Open the panel at words of a report that is alone in the library, and return the panel."""

    def open_one(report: Report, quote: str, path: str = "/", **options: Any) -> Locator:
        monkeypatch.setattr(fake, "library", FakeLibrary((report,)))
        cited = answer("list", (Statement("Xem nguồn.", (1,)),), (cite(1, report, quote),))
        monkeypatch.setitem(ANSWERS, "Mở báo cáo", cited)
        page = open_page(path, **options)
        ask(page, "Mở báo cáo")
        pills(page).first.click()
        expect(page.locator("#tl-source mark").first).to_be_in_viewport()
        return page.locator("#tl-source")

    return open_one


def ask(page: Page, question: str = QUESTION) -> None:
    page.locator("#tl-box textarea").fill(question)
    page.locator("#tl-box textarea").press("Enter")


def pills(page: Page) -> Locator:
    return page.locator("#tl-chat a.tl-pill")


def overflows(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth > innerWidth"))


def test_a_page_that_asks_another_site_is_seen(browser: Browser, base: str, no_other_site: list[str]) -> None:
    """So that the check behind every browser test could fail."""
    with browser.new_context(bypass_csp=True) as context:
        for page in (context.new_page(), browser.new_page(bypass_csp=True)):
            page.goto(f"{base}/healthz")
            page.set_content("<img src='http://khac.example/anh.png'>")
            page.close()
    assert no_other_site == ["http://khac.example/anh.png"] * 2
    no_other_site.clear()


def test_a_pill_opens_the_cited_words_in_the_report(open_page: Open) -> None:
    page = open_page()
    ask(page)
    expect(page.locator(".tl-lead")).to_contain_text("217 tỷ đồng, bằng 41,6% dự toán huyện giao.")
    pills(page).first.click()
    panel = page.locator("#tl-source")
    expect(panel.locator("h2")).to_have_text(AUGUST.title)
    expect(panel).to_contain_text("31/8/2023 · huyện Sơn Đông · 2023/thang-8.txt")
    assert panel.locator("mark").all_text_contents() == [QUOTE]
    expect(panel.locator("mark")).to_be_in_viewport()
    expect(panel.get_by_text("Lượt truy cập")).to_be_hidden()
    panel.locator("summary").last.click()
    expect(panel.get_by_text("Lượt truy cập")).to_be_visible()


@pytest.mark.parametrize(("path", "words"), [("/", VI), ("/en/", EN)], ids=["vi", "en"])
@pytest.mark.parametrize("options", [{}, {"viewport": PHONE, "has_touch": True}], ids=["wide", "phone"])
def test_the_cited_report_opens_as_a_page_with_the_cited_words_marked(
    open_page: Open, path: str, words: Any, options: dict[str, Any]
) -> None:
    page = open_page(path, **options)
    ask(page)
    pills(page).first.click()
    page.get_by_role("link", name=words.open_as_page).press("Enter")
    opened = page.locator(".tl-report-page")
    expect(opened.get_by_role("heading", level=2)).to_be_focused()
    expect(page.locator("#tl-source")).to_be_hidden()
    for _ in range(2):
        expect(opened.locator("mark")).to_have_text([QUOTE])
        expect(opened.locator("mark")).to_be_in_viewport()
        page.reload()  # the address tells it all
    page.go_back()
    expect(page.locator(".tl-question")).to_have_text([QUESTION])
    expect(page).to_have_title(words.product)


def test_sections_are_labelled_where_they_begin(open_source: OpenSource) -> None:
    panel = open_source(PLENUM, BORDER_QUOTE)
    expected = "Mở đầu, Thành phần, Kết quả, Nhiệm vụ, Hạn chế, Thảo luận, Nhiệm vụ"
    assert panel.locator(".tl-section").all_text_contents() == expected.split(", ")
    behind = panel.locator(".tl-section", has_text="Hạn chế").locator("xpath=following-sibling::*[1]")
    expect(behind).to_have_text("Về hạn chế, giải ngân còn chậm.")
    expect(panel.locator(".tl-caption")).to_have_text("Quang cảnh hội nghị.")


@pytest.mark.parametrize(("path", "tasks"), [("/", "Nhiệm vụ (2)"), ("/en/", "Tasks (2)")])
def test_a_link_leads_to_the_first_place_of_its_section_then_to_the_next(
    open_source: OpenSource, path: str, tasks: str
) -> None:
    panel = open_source(PLENUM, BORDER_QUOTE, path)
    expect(panel.locator(".tl-sections button")).to_have_count(6)
    places = panel.locator(".tl-section", has_text=tasks.removesuffix(" (2)"))
    for n in (0, 1, 0):
        panel.get_by_role("button", name=tasks).press("Enter")
        expect(places.nth(n)).to_be_focused()
        expect(places.nth(n)).to_be_in_viewport()


def test_labels_and_captions_of_a_report_end_where_its_text_does(open_source: OpenSource) -> None:
    panel = open_source(PLENUM, BORDER_QUOTE, viewport={"width": 1900, "height": 900})
    parts = panel.locator(".tl-report > :is(.tl-prose, .tl-section, .tl-caption, details)")
    assert len({round((part.bounding_box() or {})["width"]) for part in parts.all()}) == 1


def test_a_citation_across_the_border_of_two_sections_is_marked_whole(open_source: OpenSource) -> None:
    panel = open_source(PLENUM, BORDER_QUOTE)
    marks = panel.locator("mark")
    expect(marks).to_have_count(2)
    assert "".join(marks.all_text_contents()) == BORDER_QUOTE
    panel.get_by_text("Về cuộc họp").click()
    panel.get_by_role("button", name="Nghị quyết 13-NQ/HU").click()
    assert "".join(panel.locator("mark.tl-cited").all_text_contents()) == BORDER_QUOTE


def test_a_report_tells_about_its_meeting(open_source: OpenSource) -> None:
    panel = open_source(PLENUM, BORDER_QUOTE)
    expect(panel.locator("dl")).to_be_hidden()
    panel.get_by_text("Về cuộc họp").click()
    told = {row.locator("dt").inner_text(): row.locator("dd").inner_text() for row in panel.locator("dl > div").all()}
    place = told.pop("Nơi").splitlines()
    assert told == {
        "Cơ quan": "Ban Chấp hành Đảng bộ huyện",
        "Khóa, nhiệm kỳ": "khóa XXIII",
        "Lần thứ": "9",
        "Ngày họp": "28/6/2024 ngày ghi ở phần mở đầu; năm theo ngày đăng",
        "Ngày đăng": "2/7/2024 theo dòng ngày tháng của trang",
        "Giai đoạn": "6 tháng đầu năm 2024",
        "Chủ trì": "Vũ Thị Thanh Hà, Bí thư Huyện ủy",
        "Khai mạc": "Vũ Thị Thanh Hà, Bí thư Huyện ủy",
        "Phát biểu": "Nông Văn Bình",
        "Văn bản được nêu": "Nghị quyết 13-NQ/HU",
        "Tệp": "2024/hoi-nghi-9.html",
    }
    assert place[0] == "huyện Lục Nam, tỉnh Bắc Giang (theo thuộc tính của trang)"
    assert place[1].startswith("Từ 1/7/2025 không còn huyện Lục Nam; địa bàn thuộc các xã ")
    assert place[2:] == ["Từ 1/7/2025 tỉnh Bắc Giang thuộc tỉnh Bắc Ninh (Nghị quyết 202/2025/QH15)"]
    expect(panel.get_by_role("button", name="tỉnh Bắc Giang")).to_have_count(0)


VALUES = (
    ("khóa XXIII", "khóa XXIII"),
    ("28/6/2024", "Sáng 28/6"),
    ("2/7/2024", "02/07/2024"),  # stands in folded noise
    ("Nông Văn Bình", "Nông Văn Bình"),
)


@pytest.mark.parametrize("options", [{}, {"viewport": PHONE, "has_touch": True}], ids=["wide", "phone"])
def test_a_value_leads_to_the_words_it_was_read_from(open_source: OpenSource, options: dict[str, Any]) -> None:
    panel = open_source(PLENUM, BORDER_QUOTE, **options)
    panel.get_by_text("Về cuộc họp").click()
    for value, words in VALUES:
        panel.get_by_role("button", name="6 tháng đầu năm 2024").click()
        panel.get_by_role("button", name=value, exact=True).press("Enter")
        expect(panel.locator("mark.tl-sought")).to_have_text([words])
        expect(panel.locator("mark.tl-sought")).to_be_in_viewport()
        expect(panel.locator("dl [aria-current]")).to_have_text([value])
        assert not overflows(panel.page)


def test_escape_folds_what_a_report_tells_before_it_closes_the_panel(open_source: OpenSource) -> None:
    panel = open_source(PLENUM, BORDER_QUOTE)
    panel.get_by_text("Về cuộc họp").click()
    panel.get_by_role("button", name="khóa XXIII").focus()
    panel.page.keyboard.press("Escape")
    expect(panel.locator("dl")).to_be_hidden()
    expect(panel.locator(".tl-facts summary")).to_be_focused()
    panel.page.keyboard.press("Escape")
    expect(panel).to_be_hidden()


def test_a_report_with_pages_tells_where_they_begin_and_the_page_of_the_cited_words(open_source: OpenSource) -> None:
    border = AUGUST.text.index(QUOTE) + len("Cộng dồn 8 tháng,")
    paged = replace(AUGUST, pages=(0, AUGUST.text.index("Sáng ngày"), border, border))
    panel = open_source(paged, QUOTE)
    expect(panel.locator(".tl-about")).to_have_text("31/8/2023 · huyện Sơn Đông · trang 2 · 2023/thang-8.txt")
    labels = panel.locator(".tl-page")
    expect(labels).to_have_count(3)
    assert labels.all_text_contents()[-1] == "trang 4"  # the page before it is empty
    assert "".join(panel.locator("mark.tl-cited").all_text_contents()) == QUOTE


def test_of_a_report_that_tells_nothing_the_file_is_known_and_there_are_no_links(open_source: OpenSource) -> None:
    panel = open_source(EVIL, "Mở đầu.")
    assert panel.locator("dl > div").all_text_contents() == ["Tệpdoc.html"]
    expect(panel.locator(".tl-sections")).to_be_hidden()
    expect(panel.locator(".tl-section")).to_have_count(0)


@pytest.mark.parametrize("file", ["seeds/000_19034aa2bf9d7828.txt", "pages/page_10.html"])
def test_a_real_report_is_shown_with_its_sections_and_its_noise_folded(
    open_source: OpenSource, shared: Path, file: str
) -> None:
    report = read_report(shared / "reports" / file, Source("default", "", file, ""), "that")
    quote = real_quote(report)
    panel = open_source(report, quote)
    assert "".join(panel.locator("mark").all_text_contents()) == quote
    names = [getattr(VI, f"section_{section.kind}") for section in report.sections]
    assert panel.locator(".tl-section").all_text_contents() == names
    assert panel.locator(".tl-sections button").count() == len(set(names))
    noise = panel.locator(".tl-report .tl-noise")
    assert noise.count() == sum(block.kind == "noise" for block in report.blocks)
    expect(noise.first).to_be_hidden()
    expect(noise.last).to_be_hidden()
    panel.locator(".tl-report summary").last.click()
    expect(noise.last).to_be_visible()


def real_quote(report: Report) -> str:
    """Words on both sides of a section's border inside a paragraph; of a report without one, its first heading."""
    borders = ((b, s.start) for s in report.sections for b in report.blocks if b.start < s.start < b.end)
    for block, border in borders:
        return report.text[max(block.start, border - 40) : min(block.end, border + 40)]
    heading = next(block for block in report.blocks if block.kind == "heading")
    return report.text[heading.start : heading.end]


def test_one_source_needs_no_tabs_and_leaves_a_phone_s_sheet_to_the_text(open_source: OpenSource) -> None:
    long = replace(AUGUST, title=f"{AUGUST.title}, {AUGUST.title}, {AUGUST.title}")
    panel = open_source(long, QUOTE, viewport=PHONE, has_touch=True)
    expect(panel.locator(".tl-source-tabs")).to_be_hidden()
    expect(panel.locator(".tl-about")).to_have_text("31/8/2023 · huyện Sơn Đông · 2023/thang-8.txt")
    expect(panel.locator(".tl-file")).to_be_hidden()
    head, sheet = panel.locator("header").bounding_box(), panel.bounding_box()
    assert head and sheet and head["height"] < sheet["height"] / 3
    close = panel.get_by_role("button", name=VI.close).bounding_box()
    assert close and close["x"] + close["width"] > PHONE["width"] - 40
    panel.get_by_text(VI.about_meeting).click()
    expect(panel.locator("dl > div").last).to_have_text("Tệp2023/thang-8.txt")


def test_the_panel_follows_its_tabs_and_escape_gives_the_focus_back(open_page: Open) -> None:
    page = open_page()
    ask(page)
    pills(page).nth(1).focus()
    page.keyboard.press("Enter")
    panel = page.locator("#tl-source")
    expect(panel.locator(".tl-source-tabs a")).to_have_count(3)
    panel.locator(".tl-source-tabs a").nth(2).click()
    expect(panel.locator("h2")).to_have_text("Giao ban Ủy ban nhân dân huyện tháng 7")
    expect(panel).to_contain_text(VI.place_unknown)
    page.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    expect(pills(page).nth(1)).to_be_focused()
    expect(page.get_by_role("tooltip")).to_be_hidden()


def test_a_pill_previews_its_quote(open_page: Open) -> None:
    page = open_page()
    ask(page)
    expect(pills(page)).to_have_count(8)
    expect(page.get_by_role("button", name=VI.send)).to_be_visible()  # drawn for the last time: what has focus keeps it
    preview = page.get_by_role("tooltip")
    for how in ("hover", "focus"):
        getattr(pills(page).first, how)()
        expect(preview).to_contain_text(QUOTE)
        expect(preview).to_contain_text(AUGUST.title)
        page.keyboard.press("Escape")
        expect(preview).to_be_hidden()


LOOK = """pill => {
    const { color, backgroundColor, fontSize, fontWeight } = getComputedStyle(pill);
    const { width, height } = pill.getBoundingClientRect();
    return [color, backgroundColor, fontSize, fontWeight, width.toFixed(1), height.toFixed(1)].join(" ");
}"""


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_pill_looks_the_same_wherever_it_stands(open_page: Open, theme: str) -> None:
    page = open_page(color_scheme=theme)
    ask(page)
    pills(page).first.click()
    tab = page.locator(".tl-source-tabs a:not([aria-current])").first
    expect(tab).to_be_visible()
    embedded = open_page("/embed", color_scheme=theme)
    embedded.locator("textarea").fill(QUESTION)
    embedded.locator("textarea").press("Enter")
    expect(embedded.locator(".tl-answer a.tl-pill").first).to_be_visible()
    others = (page.locator("#tl-chat a.tl-pill:not([aria-current])").first, embedded.locator("a.tl-pill").first)
    assert {one.evaluate(LOOK) for one in others} == {tab.evaluate(LOOK)}


def test_statements_stream_and_an_answer_can_be_stopped(
    open_page: Open, fake: FakeAssistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fake, "pause_s", 1.0)
    page = open_page()
    ask(page)
    expect(page.locator(".tl-answer")).to_have_text(VI.working, timeout=900)
    expect(page.locator(".tl-answer .tl-lead")).to_be_visible()
    expect(pills(page)).to_have_count(0)
    ask(page, "Chen ngang?")
    page.get_by_role("button", name=VI.stop).click()
    expect(page.locator(".tl-stopped")).to_have_text(VI.stopped)
    expect(page.get_by_role("button", name=VI.send)).to_be_visible()
    expect(page.locator(".tl-answer").first).to_contain_text("217 tỷ đồng")
    expect(page.get_by_text("Lỗi", exact=True)).to_be_hidden()
    monkeypatch.setattr(fake, "pause_s", 0.0)
    ask(page, "Ai là huấn luyện viên?")
    expect(page.get_by_text(NOT_SAID)).to_be_visible()
    expect(page.locator(".tl-question")).to_have_text([QUESTION, "Ai là huấn luyện viên?"])


def test_what_is_typed_while_an_answer_grows_stays_in_the_box(
    open_page: Open, fake: FakeAssistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fake, "pause_s", 0.5)
    page = open_page()
    ask(page)
    expect(page.locator(".tl-answer")).to_have_text(VI.working)
    box = page.locator("#tl-box textarea")
    expect(box).to_have_value("")
    box.press_sequentially("Còn tháng 7?")
    expect(page.get_by_role("button", name=VI.send)).to_be_visible()
    expect(pills(page)).to_have_count(8)
    expect(box).to_have_value("Còn tháng 7?")
    box.press("Enter")
    expect(page.locator(".tl-question")).to_have_text([QUESTION, "Còn tháng 7?"])


def test_an_example_is_asked_with_one_click_and_the_next_question_knows_it(
    open_page: Open, fake: FakeAssistant
) -> None:
    page = open_page()
    page.get_by_role("button", name=QUESTION).click()
    expect(pills(page).first).to_be_visible()
    expect(page.locator("#tl-welcome")).to_be_hidden()
    fake.asked.clear()
    expect(page.locator("#tl-box .submit-button")).to_be_visible()  # the first answer is complete
    ask(page, "Còn tháng 7 thì sao?")
    expect(page.locator(".tl-question")).to_have_count(2)
    expect(page.locator(".tl-answer")).to_have_count(2)
    expect(pills(page)).to_have_count(16)
    assert fake.asked[0][1][0].content == QUESTION


def test_the_cited_reports_are_named_under_the_answer(open_page: Open) -> None:
    page = open_page(viewport=PHONE, has_touch=True)
    ask(page)
    named = page.locator(".tl-reports li")
    expect(named).to_have_count(2)
    expect(named.first).to_contain_text(f"{AUGUST.title} · 31/8/2023")
    below = page.locator(".tl-answer p").nth(2).bounding_box()
    line = named.first.bounding_box()
    assert below and line and line["y"] >= below["y"] + below["height"]
    named.first.locator("a.tl-pill").nth(1).click()
    expect(page.locator("#tl-source mark")).to_have_text("Thu ngân sách nhà nước tháng 8 được 52 tỷ đồng")
    assert not overflows(page)


def test_many_cited_reports_are_folded(open_page: Open, fake: FakeAssistant, monkeypatch: pytest.MonkeyPatch) -> None:
    copies = tuple(replace(AUGUST, id=f"ban-{n}", title=f"Giao ban tuần {n}") for n in range(1, 6))
    monkeypatch.setattr(fake, "library", FakeLibrary(copies))
    cited = tuple(cite(n, one, QUOTE) for n, one in enumerate(copies, 1))
    monkeypatch.setitem(ANSWERS, "Năm cuộc", answer("list", (Statement("Năm cuộc.", (1, 2, 3, 4, 5)),), cited))
    page = open_page()
    ask(page, "Năm cuộc")
    expect(page.locator(".tl-reports li")).to_have_count(5)
    expect(page.locator(".tl-reports")).to_be_hidden()
    page.get_by_text(VI.sources_n.format(5)).click()
    page.locator(".tl-reports a.tl-pill").last.click()
    expect(page.locator("#tl-source h2")).to_have_text("Giao ban tuần 5")


def test_a_refusal_offers_the_nearest_passages(open_page: Open) -> None:
    page = open_page()
    ask(page, "Ai là huấn luyện viên đội tuyển bóng đá?")
    expect(page.get_by_text(NOT_SAID)).to_be_visible()
    expect(pills(page)).to_have_count(2)
    pills(page).nth(1).click()
    expect(page.locator("#tl-source mark")).to_have_text("Hội nghị không nêu địa danh")


def test_the_head_tells_how_much_the_library_holds_and_its_latest_meeting(open_page: Open) -> None:
    page = open_page()
    expect(page.locator(".tl-library")).to_contain_text("3 báo cáo")
    expect(page.locator(".tl-latest")).to_have_text(f"{VI.latest_meeting}: 31/8/2023")
    page.get_by_role("link", name=VI.nav_reports).click()
    expect(page.locator(".tl-shelf-entry")).to_have_count(3)
    expect(page.locator(".tl-latest")).to_be_visible()


def test_an_empty_library_tells_the_command(
    open_page: Open, fake: FakeAssistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fake, "library", FakeLibrary(()))
    page = open_page()
    expect(page.get_by_role("heading", name=VI.empty_title)).to_be_visible()
    expect(page.locator("#tl-welcome")).to_contain_text(INGEST_COMMAND)
    expect(page.locator("#tl-welcome button")).to_have_count(0)


@pytest.mark.parametrize(("path", "words", "locale"), [("/", VI, "en-US"), ("/", VI, "de-DE"), ("/en", EN, "vi-VN")])
def test_the_page_speaks_its_own_language(open_page: Open, path: str, words: Any, locale: str) -> None:
    page = open_page(path, locale=locale)
    ask(page, "Thu?")
    expect(pills(page).first).to_be_visible()
    expect(page).to_have_title(words.product)
    expect(page.get_by_role("heading", level=1)).to_have_text(words.product)
    expect(page.get_by_role("textbox", name=words.question_label)).to_have_attribute("placeholder", words.question_hint)
    expect(page.get_by_role("button", name=words.send, exact=True)).to_be_visible()
    expect(page.get_by_role("log", name=words.chat_label)).to_be_visible()
    expect(page.locator(f"[aria-label='{words.answer_label}']").first).to_be_visible()
    assert page.evaluate("document.documentElement.lang") == words.lang
    strangers = ("Built with Gradio", "Use via API", "Settings", "message:", "Submit", "chatbot conversation")
    assert not [text for text in strangers if text in page.content().split("<body")[1]]


def test_the_two_languages_link_to_each_other(open_page: Open) -> None:
    page = open_page()
    page.get_by_role("link", name=VI.other_lang_name).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(EN.product)
    page.get_by_role("link", name=EN.other_lang_name).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(VI.product)


@pytest.mark.parametrize("system", ["light", "dark"])
def test_the_theme_follows_the_system_until_the_visitor_chooses(open_page: Open, system: str) -> None:
    page = open_page(color_scheme=system)
    paper = {"light": "rgb(250, 248, 243)", "dark": "rgb(24, 23, 21)"}
    other = {"light": "dark", "dark": "light"}[system]
    expect(page.locator("body")).to_have_css("background-color", paper[system])
    page.get_by_role("button", name=VI.theme).click()
    expect(page.locator("body")).to_have_css("background-color", paper[other])
    page.reload()
    expect(page.locator("#tl-box textarea")).to_be_visible()
    expect(page.locator("body")).to_have_css("background-color", paper[other])
    expect(page.locator("#tl-box .input-container")).to_have_css(
        "background-color", {"light": "rgb(255, 255, 255)", "dark": "rgb(33, 31, 28)"}[other]
    )


def test_a_phone_never_scrolls_sideways(open_page: Open) -> None:
    page = open_page(viewport=PHONE, has_touch=True)
    expect(page.get_by_role("button", name=QUESTION)).to_be_visible()
    assert not overflows(page)
    ask(page, "độc " + "a" * 300)
    expect(pills(page).first).to_be_visible()
    assert not overflows(page)
    pills(page).first.click()
    expect(page.locator("#tl-source mark").first).to_be_in_viewport()
    assert not overflows(page)
    sheet = page.locator("#tl-source").bounding_box()
    assert sheet is not None
    assert (sheet["x"], sheet["width"]) == (0, PHONE["width"])
    assert sheet["y"] > 0


def test_nothing_in_a_report_can_act(open_page: Open) -> None:
    page = open_page()
    ask(page, "độc <img src=x onerror='window.hacked=1'>")
    expect(page.locator(".tl-lead")).to_contain_text('<img src=x onerror="window.hacked=1"> ${window.hacked=1}')
    pills(page).first.hover()
    expect(page.get_by_role("tooltip")).to_contain_text("<script>window.hacked=1</script>")
    pills(page).first.click()
    expect(page.locator("#tl-source mark")).to_have_text(EVIL_QUOTE.strip())
    assert page.evaluate("window.hacked") is None
    assert page.locator("#tl-chat img, #tl-source img, #tl-chat b, #tl-chat code, #tl-chat .katex").count() == 0


def test_a_report_that_is_gone_is_said_to_be(open_page: Open, fake: FakeAssistant) -> None:
    page = open_page()
    page.route("**/api/reports/*", lambda route: route.fulfill(status=200, body="not JSON"))
    ask(page)
    pills(page).first.click()
    expect(page.locator("#tl-source")).to_contain_text(VI.source_failed)


def test_the_api_documents_itself(open_page: Open) -> None:
    page = open_page("/api/docs")
    page.get_by_text("POST /api/ask", exact=True).first.wait_for(state="attached")
    page.locator("summary", has_text="/api/ask").first.click()
    page.get_by_role("button", name="POST /api/ask", exact=True).click()
    expect(page.locator("pre", has_text='"abstained": false')).to_be_visible()


def test_the_widget_asks_cites_and_closes(open_page: Open, intranet: tuple[socket.socket, str]) -> None:
    page = open_page(origin=intranet[1])
    button = page.get_by_role("button", name="Mở trợ lý: Hỏi về hội nghị")
    expect(button).to_have_css("background-color", "rgb(15, 90, 92)")
    button.click()
    frame = page.frame_locator("iframe")
    expect(frame.get_by_role("heading", name="Hỏi về hội nghị")).to_be_visible()
    box = frame.get_by_role("textbox", name=VI.question_label)
    expect(box).to_be_focused()
    box.fill(QUESTION)
    box.press("Enter")
    expect(frame.locator(".tl-lead")).to_contain_text("217 tỷ đồng")
    frame.locator(".tl-answer a.tl-pill").first.click()
    expect(frame.locator("mark")).to_have_text(QUOTE)
    expect(frame.locator("#tl-source .tl-whole")).to_be_hidden()  # the widget has no tabs
    page.keyboard.press("Escape")
    expect(frame.locator("#tl-source")).to_be_hidden()
    page.keyboard.press("Escape")
    expect(page.locator("iframe")).to_be_hidden()
    expect(page.get_by_role("button", name="Mở trợ lý: Hỏi về hội nghị")).to_be_focused()


def test_the_widget_keeps_the_conversation_and_refuses_to_run_what_it_reads(
    open_page: Open, fake: FakeAssistant
) -> None:
    page = open_page("/embed?title=<img src=x onerror=window.hacked=1>", viewport=PHONE)
    box = page.get_by_role("textbox", name=VI.question_label)
    for question in (QUESTION, "độc"):
        fake.asked.clear()
        box.fill(question)
        box.press("Enter")
        expect(page.locator(".tl-answer").last.locator("a.tl-pill").first).to_be_visible()
    assert [turn.role for turn in fake.asked[0][1]] == ["user", "assistant"]
    expect(page.locator(".tl-answer").last).to_contain_text('<img src=x onerror="window.hacked=1">')
    assert page.evaluate("window.hacked") is None
    assert page.locator("img, main b").count() == 0
    assert not overflows(page)


def test_a_site_that_is_not_listed_cannot_frame_the_widget(
    browser: Browser, base: str, intranet: tuple[socket.socket, str]
) -> None:
    page = browser.new_page()
    page.goto(intranet[1].replace("127.0.0.1", "localhost"))
    refusals: list[str] = []
    page.on("console", lambda said: refusals.append(said.text))
    page.get_by_role("button", name="Mở trợ lý").click()
    for _ in range(300):
        if refusals:
            break
        page.wait_for_timeout(15)
    assert any("frame-ancestors" in refusal for refusal in refusals)
    assert not [frame for frame in page.frames if frame.url.startswith(base)]
    page.close()
