"""The widget's page beside its answers: what its marks tell, what is copied, and what it says before a question."""

from __future__ import annotations

import socket
from dataclasses import replace
from typing import Any

import pytest
from playwright.sync_api import Browser, FrameLocator, Locator, Page, Route, expect

from assistant.domain import Answer, Report, Statement, Table
from assistant.web.answer_text import plain_text
from assistant.web.keeping import Kept
from assistant.web.render import answer_html
from assistant.web.wording import EN, VI, Wording
from tests.web.conftest import CHROMIUM, PHONE, Open
from tests.web.fake import (
    ANSWERS,
    AUGUST,
    BARS,
    BUDGET,
    CORRECTED,
    JULY,
    QUOTE,
    REFUSED,
    FakeAssistant,
    FakeLibrary,
    answer,
    cite,
)

pytestmark = [pytest.mark.browser, pytest.mark.skipif(CHROMIUM is None, reason="no Chromium is installed")]

QUESTION = "Thu ngân sách 8 tháng đầu năm 2023 ước đạt bao nhiêu?"
WHY = "Một câu đã được thay bằng nguyên văn vì “65 tỷ đồng” không có trong đoạn trích."

FOUR = answer(
    "list",
    (Statement("Bốn cuộc.", (1, 2, 3, 4)),),
    tuple(replace(cite(n, AUGUST, QUOTE), report_id=f"giao-ban-{n}", title=f"Giao ban tuần {n}") for n in range(1, 5)),
)
UNDATED = answer("list", (Statement("Một cuộc.", (1,)),), (replace(cite(1, JULY, "188 tỷ đồng"), held_on=None),))
TITLED = replace(BUDGET, table=Table(("Nơi", "Báo cáo"), (("huyện Sơn Đông", AUGUST.title),), ((1, 1),)))
COLUMNS = ("Nơi", "Kỳ", "Thu ngân sách nhà nước", "Báo cáo")
COMPARED = replace(
    BUDGET,
    table=Table(COLUMNS, (("huyện Sơn Đông", "8 tháng đầu năm 2023", "253 tỷ đồng", AUGUST.title),), ((1, 1, 1, 1),)),
)
# Of each column: how wide it is, and how much of what lies in the table's own box another one hides.
COLUMNS_SEEN = """
(table) => [...table.tBodies[0].rows[0].cells].map((cell) => {
  const { left, right, top, bottom } = cell.getBoundingClientRect();
  const box = table.parentElement.getBoundingClientRect();
  const inside = [...Array(Math.round(right - left)).keys()].map((x) => left + x + 0.5)
    .filter((x) => x > box.left && x < box.right);
  return [right - left, inside.filter((x) => !cell.contains(document.elementFromPoint(x, (top + bottom) / 2))).length];
})
"""
NEXT_TOLD = "Quang cảnh hội nghị."
NEAREST = replace(REFUSED, nearest=(*REFUSED.nearest, cite(3, AUGUST, NEXT_TOLD)))
# Of each line that names a report: its list, its words, whether it is folded, where its pills lead, its parts.
REPORTS_TOLD = """
() => [...document.querySelectorAll(".tl-reports li, .tl-nearest li, .tl-fold > summary")].map((line) => [
  line.parentElement.className, line.textContent.replace(/\\s+/g, " "), line.closest("details") !== null,
  [...line.querySelectorAll("a.tl-pill")].map((pill) => pill.getAttribute("href")),
  [...line.querySelectorAll("small, div > span")].map(({ textContent }) => textContent)])
"""


def ask(page: Page | FrameLocator, question: str = QUESTION) -> Locator:
    """Ask, and return the answer once it is whole."""
    page.locator("textarea").fill(question)
    page.locator("textarea").press("Enter")
    answer = page.locator(".tl-answer").last
    expect(answer.get_by_role("button", name=VI.copy_answer).or_(answer.locator(".tl-copy"))).to_be_visible()
    return answer


def test_nothing_can_be_typed_before_enter_asks(browser: Browser, base: str) -> None:
    """Enter would only begin a new line, and the question would wait for an answer that never comes."""
    page = browser.new_page()
    held: list[Route] = []
    page.route("**/ui/embed.js", lambda route: held.append(route))
    with page.expect_request("**/ui/embed.js"):
        page.goto(f"{base}/embed", wait_until="commit")
    expect(page.locator("textarea")).to_be_disabled()
    held[0].continue_()
    answer = ask(page)
    expect(answer.locator("a.tl-pill").first).to_be_visible()
    page.close()


@pytest.mark.parametrize("how", ["click", "tap", "Enter"])
@pytest.mark.parametrize(
    ("question", "name", "told"),
    [
        (QUESTION, VI.computed, [VI.computed, "217 − 188 = 29", f"1. {QUOTE}", f"3. {BUDGET.citations[2].quote}"]),
        ("đã sửa", VI.corrected, [VI.corrected, WHY]),
    ],
)
def test_a_mark_opens_a_note_of_how_or_why(
    open_page: Open, how: str, question: str, name: str, told: list[str]
) -> None:
    page = open_page("/embed", **({"viewport": PHONE, "has_touch": True} if how == "tap" else {}))
    answer = ask(page, question)
    opener = answer.get_by_role("button", name=name)
    note = answer.get_by_role("note")
    expect(note).to_have_count(0)
    if how == "Enter":
        opener.press("Enter")
    else:
        getattr(opener, how)()
    assert note.locator("> *").all_text_contents() == told
    expect(opener).to_have_attribute("aria-expanded", "true")
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")
    opener.press("Enter")
    expect(note).to_have_count(0)
    expect(opener).to_have_attribute("aria-expanded", "false")


def test_escape_closes_the_note_then_the_source_s_sheet_or_the_frame(
    open_page: Open, intranet: tuple[socket.socket, str]
) -> None:
    page = open_page(origin=intranet[1])
    page.get_by_role("button", name="Mở trợ lý: Hỏi về hội nghị").click()
    frame = page.frame_locator("iframe")
    answer = ask(frame)
    opener = answer.get_by_role("button", name=VI.computed)
    opener.click()
    expect(answer.get_by_role("note")).to_be_visible()
    frame.locator("textarea").focus()
    page.keyboard.press("Escape")
    expect(answer.get_by_role("note")).to_have_count(0)
    expect(opener).to_be_focused()
    opener.click()
    answer.locator("a.tl-pill").first.click()
    expect(frame.locator("#tl-source mark")).to_be_in_viewport()
    page.keyboard.press("Escape")
    expect(frame.locator("#tl-source")).to_be_hidden()
    expect(answer.get_by_role("note")).to_be_visible()
    page.keyboard.press("Escape")
    expect(answer.get_by_role("note")).to_have_count(0)
    expect(page.locator("iframe")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("iframe")).to_be_hidden()


def test_a_verified_sentence_has_no_mark(open_page: Open) -> None:
    answer = ask(open_page("/embed"), "giao nhiệm vụ")
    expect(answer.locator("p:has(a.tl-pill)")).to_have_count(2)
    expect(answer.locator(".tl-mark")).to_have_count(0)


@pytest.mark.parametrize(("path", "words"), [("/embed", VI), ("/embed?lang=en", EN)])
@pytest.mark.parametrize(
    ("given", "lines"),
    [(BUDGET, 2), (TITLED, 1), (UNDATED, 1), (FOUR, 5), (NEAREST, 2)],
    ids=["two reports", "in a table", "no day", "folded", "nearest"],
)
def test_reports_are_named_as_on_the_chat_page(
    open_page: Open, monkeypatch: pytest.MonkeyPatch, path: str, words: Wording, given: Answer, lines: int
) -> None:
    monkeypatch.setitem(ANSWERS, "Hỏi thử", given)
    page = open_page(path, viewport=PHONE)
    chat = page.context.new_page()
    chat.set_content(answer_html(given, words, "Hỏi thử"))
    ask(page, "Hỏi thử")
    told = page.evaluate(REPORTS_TOLD)
    assert told == chat.evaluate(REPORTS_TOLD)
    assert len(told) == lines
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")


@pytest.mark.parametrize("width", [360, 416])  # a phone, and the widget's frame on a wide screen
def test_each_column_of_a_table_can_be_read(open_page: Open, monkeypatch: pytest.MonkeyPatch, width: int) -> None:
    monkeypatch.setitem(ANSWERS, "So sánh", COMPARED)
    page = open_page("/embed", viewport={"width": width, "height": 740})
    table = ask(page, "So sánh thu ngân sách của các huyện").locator("table.tl-cells")
    table.scroll_into_view_if_needed()
    columns = table.evaluate(COLUMNS_SEEN)
    assert len(columns) == len(COLUMNS) + 1
    assert all(wide >= 70 and hidden <= 3 for wide, hidden in columns), columns
    assert columns[COLUMNS.index("Báo cáo")][0] >= 170
    assert table.evaluate("({ parentElement: box }) => box.scrollWidth > box.clientWidth")
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")


def test_a_report_named_under_an_answer_opens_at_its_words(open_page: Open) -> None:
    page = open_page("/embed", viewport=PHONE)
    named = ask(page).locator(".tl-reports li")
    expect(named.first).to_contain_text(f"{AUGUST.title} · 31/8/2023")
    named.first.locator("a.tl-pill").nth(1).click()
    expect(page.locator("#tl-source mark")).to_have_text("Thu ngân sách nhà nước tháng 8 được 52 tỷ đồng")


def test_nearest_passages_stand_under_their_report(open_page: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(ANSWERS, "huấn luyện viên", NEAREST)
    of_august, of_july = ask(open_page("/embed"), "huấn luyện viên").locator(".tl-nearest li").all()
    expect(of_august.locator("small")).to_have_text(f"{AUGUST.title} · huyện Sơn Đông · 31/8/2023")
    expect(of_august.locator("div > span")).to_have_text([REFUSED.nearest[0].quote, NEXT_TOLD])
    expect(of_july.locator("small")).to_have_text(f"{JULY.title} · {VI.place_unknown} · 28/7/2023")


@pytest.mark.parametrize(("path", "words"), [("/embed", VI), ("/embed?lang=en", EN)])
@pytest.mark.parametrize(
    ("question", "answer"), [(QUESTION, BUDGET), ("đã sửa", CORRECTED), ("So sánh", BARS), ("huấn luyện viên", REFUSED)]
)
def test_an_answer_is_copied_with_its_sources(
    open_page: Open, path: str, words: Wording, question: str, answer: Any
) -> None:
    """The same words as the chat page's server puts together."""
    page = open_page(path, permissions=["clipboard-read", "clipboard-write"])
    shown = ask(page, question)
    shown.get_by_role("button", name=words.copy_answer).click()
    expect(shown.get_by_role("status")).to_have_text(words.copied)
    assert ANSWERS.get(question, BUDGET) is answer
    assert page.evaluate("navigator.clipboard.readText()") == plain_text(Kept(question, answer), words)


def test_it_is_copied_out_of_a_frame_of_another_site(open_page: Open, intranet: tuple[socket.socket, str]) -> None:
    page = open_page(origin=intranet[1])
    page.get_by_role("button", name="Mở trợ lý: Hỏi về hội nghị").click()
    answer = ask(page.frame_locator("iframe"))
    answer.get_by_role("button", name=VI.copy_answer).click()
    expect(answer.get_by_role("status")).to_have_text(VI.copied)


@pytest.mark.parametrize(("path", "words"), [("/embed", VI), ("/embed?lang=en", EN)])
@pytest.mark.parametrize("held", [(), FakeLibrary().held], ids=["empty", "filled"])
def test_the_greeting_tells_whether_there_is_anything_to_ask_about(
    open_page: Open,
    fake: FakeAssistant,
    monkeypatch: pytest.MonkeyPatch,
    path: str,
    words: Wording,
    held: tuple[Report, ...],
) -> None:
    monkeypatch.setattr(fake, "library", FakeLibrary(held))
    page = open_page("/healthz")
    with page.expect_response("**/api/reports?*"):
        page.goto(page.url.removesuffix("/healthz") + path)
    expect(page.locator(".tl-hello")).to_have_text(words.promise if held else words.empty_widget)


def test_who_meets_a_server_that_is_gone_is_told_so(browser: Browser, base: str) -> None:
    page = browser.new_page()  # the browser itself complains of what is cut here
    page.goto(f"{base}/embed")
    expect(page.locator(".tl-hello")).to_have_text(VI.promise)
    page.route("**/api/**", lambda route: route.abort())
    page.locator("textarea").fill(QUESTION)
    page.locator("textarea").press("Enter")
    expect(page.locator(".tl-failed")).to_have_text(VI.unreachable)
    page.reload()
    expect(page.locator(".tl-hello")).to_have_text(VI.unreachable)
    page.close()
