"""Under an answer, over the question box, and while something is wrong: the chat page in Debian's Chromium."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, Route, expect

from assistant.domain import Filters
from assistant.feedback import stored_feedback
from assistant.web.app import create_app
from assistant.web.wording import EN, VI, Wording
from tests.web.axe import violations
from tests.web.conftest import CHROMIUM, PHONE, Open, served
from tests.web.fake import AUGUST, BUDGET, JULY, QUOTE, FakeAssistant

QUESTION = "Thu ngân sách 8 tháng đầu năm 2023 ước đạt bao nhiêu?"
CHAIR = "Ai chủ trì hội nghị ngày 31/8/2023 của huyện Sơn Đông?"

pytestmark = [pytest.mark.browser, pytest.mark.skipif(CHROMIUM is None, reason="no Chromium is installed")]


@pytest.fixture(scope="module")
def feedback_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("thu-vien") / "feedback.sqlite"


@pytest.fixture(scope="module")
def base(fake: FakeAssistant, feedback_file: Path) -> Iterator[str]:
    listener = socket.create_server(("127.0.0.1", 0))
    yield from served(create_app(fake, feedback_file=feedback_file), listener)


def ask(page: Page, question: str = QUESTION) -> Locator:
    """Ask, and return the answer once it is whole and may be followed by another question."""
    answers = page.locator("#tl-chat .tl-answer")
    before = answers.count()
    page.locator("#tl-box textarea").fill(question)
    page.locator("#tl-box textarea").press("Enter")
    expect(answers).to_have_count(before + 1)
    expect(answers.last.get_by_role("button", name=VI.copy_answer).or_(tools(page, EN.copy_answer))).to_be_visible()
    expect(page.locator("#tl-box .submit-button")).to_be_visible()
    return answers.last


def tools(page: Page, name: str) -> Locator:
    return page.locator("#tl-chat .tl-answer").last.get_by_role("button", name=name, exact=True)


def chip(page: Page, name: str) -> Locator:
    return page.locator(".tl-asking summary", has_text=name)


def choose(page: Page, name: str, *options: str) -> None:
    """With the keyboard alone."""
    chip(page, name).press("Enter")
    for option in options:
        found = page.locator("details[open]").get_by_role("button", name=option)
        found.focus()
        found.press("Enter")


def limits(fake: FakeAssistant) -> tuple[int, Filters]:
    _, turns, filters, _ = fake.asked[-1]
    return len(turns), filters


def test_what_the_question_named_stands_over_the_box_and_limits_nothing(open_page: Open, fake: FakeAssistant) -> None:
    page = open_page()
    expect(chip(page, VI.fact_place)).to_contain_text(VI.every)
    ask(page)
    expect(chip(page, VI.fact_place)).to_contain_text("huyện Sơn Đông")
    expect(chip(page, VI.fact_place)).to_contain_text(VI.named_in_question)
    expect(chip(page, VI.filter_time)).to_contain_text("1/1 – 31/8/2023")
    expect(chip(page, VI.filter_reports)).to_contain_text(AUGUST.title)
    expect(chip(page, VI.filter_reports)).to_contain_text(VI.named_in_question)
    ask(page, "Còn tháng 7?")
    assert limits(fake) == (2, Filters())


def test_a_filter_chosen_by_hand_goes_with_every_question_until_it_is_cleared(
    open_page: Open, fake: FakeAssistant
) -> None:
    page = open_page()
    choose(page, VI.fact_body, "Ban Thường vụ Huyện ủy")
    choose(page, VI.filter_reports, AUGUST.title)
    page.keyboard.press("Escape")
    ask(page)
    assert limits(fake) == (0, Filters(body="Ban Thường vụ Huyện ủy", report_ids=(AUGUST.id,)))
    ask(page, "Ai chủ trì?")
    assert limits(fake) == (2, Filters(body="Ban Thường vụ Huyện ủy", report_ids=(AUGUST.id,)))
    page.get_by_role("button", name=VI.clear_filters).press("Enter")
    expect(chip(page, VI.fact_place)).to_be_focused()
    ask(page, "Ai kết luận?")
    assert limits(fake) == (0, Filters())


def test_what_was_named_and_is_cleared_does_not_come_back_by_itself(open_page: Open, fake: FakeAssistant) -> None:
    page = open_page()
    ask(page)
    choose(page, VI.fact_place, VI.every)
    expect(chip(page, VI.fact_place)).not_to_contain_text("huyện Sơn Đông")
    expect(page.locator(".tl-asking span[role=status]")).to_have_text(VI.asked_alone)
    ask(page, "Ai chủ trì?")
    assert limits(fake) == (0, Filters())
    expect(page.locator(".tl-asking span[role=status]")).to_have_text("")


def test_the_report_that_was_meant_is_exchanged_for_another(open_page: Open, fake: FakeAssistant) -> None:
    page = open_page()
    ask(page)
    choose(page, VI.filter_reports, JULY.title, AUGUST.title)
    page.keyboard.press("Escape")
    expect(page.locator(".tl-asking span[role=status]")).to_have_text(VI.asked_alone)
    ask(page, "Thu ngân sách bao nhiêu?")
    assert limits(fake) == (0, Filters(report_ids=(JULY.id,)))


def test_a_year_and_days_are_chosen(open_page: Open, fake: FakeAssistant) -> None:
    page = open_page()
    choose(page, VI.filter_time, "2023")
    ask(page)
    first, last = limits(fake)[1].date_from, limits(fake)[1].date_to
    assert f"{first} {last}" == "2023-01-01 2023-12-31"


def test_beside_the_source_panel_the_filters_take_one_row(open_page: Open) -> None:
    page = open_page(viewport={"width": 1280, "height": 800})
    choose(page, VI.fact_body, "Ban Thường vụ Huyện ủy")
    answer = ask(page)
    answer.locator("a.tl-pill").first.click()
    expect(page.locator("#tl-source mark")).to_be_in_viewport()
    row = (page.locator(".tl-over-box").bounding_box() or {})["height"]
    chips = [chip.bounding_box() or {} for chip in page.locator(".tl-asking summary, .tl-over-box > button").all()]
    assert len(chips) == 5
    assert row < 2 * chips[0]["height"]
    assert len({round(chip["y"]) for chip in chips}) == 1
    assert max(chip["x"] + chip["width"] for chip in chips) <= (page.locator("#tl-source").bounding_box() or {})["x"]
    assert (page.locator("#tl-box").bounding_box() or {})["height"] < 130
    expect(page.get_by_role("button", name=VI.new_conversation)).to_be_visible()
    for name in (VI.fact_place, VI.filter_time, VI.filter_reports):  # a name that is not seen is heard
        chip(page, name).press("Enter")
        shown = page.locator("details[open] .tl-options").bounding_box() or {}
        assert shown["x"] >= 0
        assert shown["x"] + shown["width"] <= (page.locator("#tl-source").bounding_box() or {})["x"]
        page.keyboard.press("Escape")


@pytest.mark.parametrize(
    ("path", "first", "last", "told"),
    [
        ("/", "2024-01-01", "2024-06-30", "1/1 – 30/6/2024"),
        ("/", "2023-12-01", "2024-01-31", "1/12/2023 – 31/1/2024"),
        ("/", "2024-06-30", "2024-06-30", "30/6/2024"),
        ("/", "2024-06-30", "", "30/6/2024 –"),
        ("/en/", "2024-01-01", "2024-06-30", "1 January – 30 June 2024"),
    ],
)
def test_days_of_one_year_tell_it_once(open_page: Open, path: str, first: str, last: str, told: str) -> None:
    page = open_page(path)
    days = page.locator(".tl-asking .tl-picker", has=page.locator(".tl-days"))
    days.locator("summary").click()
    for field, value in zip(days.locator("input[type=date]").all(), (first, last), strict=True):
        field.fill(value)
    days.locator(".tl-days button").click()
    expect(days.locator("summary b")).to_have_text(told)


def test_days_that_are_being_chosen_stay_when_the_list_comes_anew(open_page: Open) -> None:
    page = open_page()
    days = page.locator(".tl-asking .tl-picker", has=page.locator(".tl-days"))
    expect(days).to_be_visible()
    held: list[Route] = []
    page.route("**/api/ask/choices", lambda route: held.append(route))
    days.locator("summary").click()
    days.locator("input[type=date]").first.fill("2024-06-30")
    for _ in range(300):
        if held:
            break
        page.wait_for_timeout(15)
    with page.expect_response("**/api/ask/choices"):
        held[0].continue_()
    page.wait_for_timeout(100)
    expect(days.locator("input[type=date]").first).to_have_value("2024-06-30")
    days.locator(".tl-days button").click()
    expect(days.locator("summary b")).to_have_text("30/6/2024 –")


def test_a_next_question_is_asked_with_one_press(open_page: Open, fake: FakeAssistant) -> None:
    page = open_page()
    answer = ask(page)
    expect(answer.locator(".tl-next-question")).to_have_count(3)
    answer.get_by_role("button", name=CHAIR).press("Enter")
    expect(page.locator(".tl-question")).to_have_text([QUESTION, CHAIR])
    expect(page.locator("#tl-chat .tl-answer")).to_have_count(2)
    expect(page.locator("#tl-box .submit-button")).to_be_visible()
    expect(answer.locator(".tl-next-question").first).to_be_visible()
    expect(page.locator("#tl-chat .tl-answer").first.locator(".tl-next-question").first).to_be_hidden()
    assert fake.asked[-1][0] == CHAIR


def test_on_a_phone_a_next_question_raises_no_keyboard(open_page: Open, fake: FakeAssistant) -> None:
    page = open_page(viewport=PHONE, has_touch=True, is_mobile=True)
    answer = ask(page)
    page.evaluate("document.activeElement.blur()")
    answer.get_by_role("button", name=CHAIR).tap()
    expect(page.locator(".tl-question")).to_have_text([QUESTION, CHAIR])
    expect(page.locator("#tl-chat .tl-answer")).to_have_count(2)
    expect(page.locator("#tl-box .submit-button")).to_be_visible()
    expect(page.locator("#tl-box textarea")).not_to_be_focused()
    assert fake.asked[-1][0] == CHAIR


def test_the_last_question_is_taken_up_again_with_a_key(open_page: Open) -> None:
    page = open_page()
    box = page.locator("#tl-box textarea")
    box.press("ArrowUp")
    expect(box).to_have_value("")
    ask(page, "Ai chủ trì?")
    ask(page, "Thu <b>ngân sách</b>\ntháng 7?")
    box.press("ArrowUp")
    expect(box).to_have_value("Thu <b>ngân sách</b>\ntháng 7?")
    box.press("End")
    box.press_sequentially(" Chi?")
    box.press("ArrowUp")
    expect(box).to_have_value("Thu <b>ngân sách</b>\ntháng 7? Chi?")
    box.press("Enter")
    expect(page.locator(".tl-question").last).to_contain_text("tháng 7? Chi?")


def test_escape_stops_an_answer_once_nothing_else_is_open(
    open_page: Open, fake: FakeAssistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = open_page()
    ask(page)
    monkeypatch.setattr(fake, "pause_s", 2.0)
    page.locator("#tl-chat a.tl-pill").first.click()
    expect(page.locator("#tl-source mark")).to_be_in_viewport()
    box = page.locator("#tl-box textarea")
    box.fill("Còn tháng 7?")
    box.press("Enter")
    stop = page.get_by_role("button", name=VI.stop)
    expect(stop).to_be_visible()
    box.press("Escape")
    expect(page.locator("#tl-source")).to_be_hidden()
    expect(stop).to_be_visible()
    box.press("Escape")
    expect(page.locator(".tl-stopped")).to_have_text(VI.stopped)
    expect(stop).to_be_hidden()
    box.press("Escape")  # nothing runs: nothing happens
    expect(page.locator(".tl-question")).to_have_count(2)


def test_an_answer_is_copied_with_its_sources(open_page: Open) -> None:
    page = open_page(permissions=["clipboard-read", "clipboard-write"])
    answer = ask(page)
    tools(page, VI.copy_answer).click()
    expect(answer.get_by_role("status")).to_have_text(VI.copied)
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith(f"{QUESTION}\n\n217 tỷ đồng")
    assert QUOTE in copied


def test_without_the_newer_clipboard_it_is_copied_all_the_same(open_page: Open) -> None:
    page = open_page()
    page.evaluate("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    page.evaluate("document.addEventListener('copy', () => window.copied = document.activeElement.value)")
    answer = ask(page)
    tools(page, VI.copy_link).click()
    expect(answer.get_by_role("status")).to_have_text(VI.link_copied)
    assert page.evaluate("window.copied").endswith("/#q=" + page.evaluate("q => encodeURIComponent(q)", QUESTION))
    expect(tools(page, VI.copy_link)).to_be_focused()


@pytest.mark.parametrize(("path", "words"), [("/", VI), ("/en/", EN)], ids=["vi", "en"])
def test_what_may_be_done_with_an_answer_is_named_and_stays_on_a_phone(open_page: Open, path: str, words: Any) -> None:
    page = open_page(path, viewport=PHONE, has_touch=True)
    row = ask(page).locator(".tl-tools-of-answer > .tl-row")
    named = [words.copy_answer, words.copy_link, words.export_as.format("Word"), words.export_as.format("Markdown")]
    assert row.get_by_role("button").all_text_contents()[2:] == named
    for tool in row.get_by_role("button").all():
        box = tool.bounding_box()
        assert box and box["x"] >= 0
        assert box["x"] + box["width"] <= PHONE["width"]


def test_an_answer_is_saved_as_a_file(open_page: Open) -> None:
    page = open_page()
    ask(page)
    for name, ending in (("Word", "docx"), ("Markdown", "md")):
        with page.expect_download() as saved:
            tools(page, VI.export_as.format(name)).click()
        named = f"tra-loi-thu-ngan-sach-8-thang-dau-nam-2023-uoc-dat-bao-nhieu.{ending}"
        assert saved.value.suggested_filename == named
        assert saved.value.path().stat().st_size > 500


def test_a_link_puts_its_question_into_the_box_and_the_visitor_asks(open_page: Open, fake: FakeAssistant) -> None:
    fake.asked.clear()
    page = open_page("/#q=Ai%20ch%E1%BB%A7%20tr%C3%AC%20%3Cimg%20src%3Dx%3E%3F")
    box = page.locator("#tl-box textarea")
    expect(box).to_have_value("Ai chủ trì <img src=x>?")
    expect(box).to_be_focused()
    expect(page.get_by_text(VI.linked_question)).to_be_visible()
    assert page.evaluate("location.hash") == ""
    assert fake.asked == []
    box.press("Enter")
    expect(page.locator(".tl-question")).to_have_text("Ai chủ trì <img src=x>?")
    expect(page.get_by_text(VI.linked_question)).to_be_hidden()
    page.evaluate("location.hash = '#q=%E0%A4%A'")  # broken on its way: nothing happens
    page.evaluate("location.hash = '#q=Thu'")
    expect(box).to_have_value("Thu")


def test_a_thumb_is_stored_only_after_the_page_has_said_what_is(open_page: Open, feedback_file: Path) -> None:
    page = open_page()
    answer = ask(page)
    form = answer.get_by_role("group", name=VI.feedback_comment)
    expect(form).to_be_hidden()
    tools(page, VI.thumb_down).press("Enter")
    expect(form).to_contain_text(VI.feedback_promise)
    comment = form.get_by_role("textbox", name=VI.feedback_comment)
    expect(comment).to_be_focused()
    page.keyboard.press("Escape")
    expect(form).to_be_hidden()
    expect(tools(page, VI.thumb_down)).to_be_focused()
    assert list(stored_feedback(feedback_file)) == []
    tools(page, VI.thumb_down).press("Enter")
    comment.fill("Thiếu số của <b>tháng 7</b>")
    form.get_by_role("button", name=VI.feedback_send).click()
    expect(answer.get_by_text(VI.feedback_thanks)).to_be_visible()
    expect(tools(page, VI.thumb_down)).to_have_attribute("aria-pressed", "true")
    (stored,) = stored_feedback(feedback_file)
    assert (stored.rating, stored.comment, stored.question) == ("down", "Thiếu số của <b>tháng 7</b>", QUESTION)
    assert json.loads(stored.answer)["answer"] == BUDGET.text


@pytest.mark.parametrize("how", ["hover", "focus"])
def test_a_mark_shows_how_and_why(open_page: Open, how: str) -> None:
    page = open_page(viewport=PHONE, has_touch=True) if how == "focus" else open_page()
    for question, told in ((QUESTION, "217 − 188 = 29"), ("đã sửa", "“65 tỷ đồng” không có trong đoạn trích")):
        answer = ask(page, question)
        shown = answer.locator(".tl-how")
        assert (shown.bounding_box() or {})["width"] <= 1
        getattr(answer.locator(".tl-why"), how)()
        expect(shown).to_contain_text(told)
        assert (shown.bounding_box() or {})["width"] > 200
        assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")
        page.keyboard.press("Escape")
        assert (shown.bounding_box() or {})["width"] <= 1


def test_what_a_mark_tells_stands_above_its_sentence_where_there_is_room(open_page: Open) -> None:
    page = open_page()
    mark = ask(page).locator(".tl-why")
    sentence = page.locator("p:has(> .tl-why)")
    mark.hover()
    for above in (True, False):
        told, of = mark.locator(".tl-how").bounding_box(), sentence.bounding_box()
        assert told and of
        assert (told["y"] + told["height"] <= of["y"]) == above
        assert (told["y"] >= of["y"] + of["height"]) != above
        page.mouse.move(1, 1)
        page.evaluate("scrollTo(0, 0); document.querySelector('#tl-chat').style.marginTop = '-6rem'")
        mark.hover()


def test_a_library_that_is_busy_is_said_to_be(open_page: Open) -> None:
    page = open_page()
    page.locator("#tl-box textarea").fill("đang bận")
    page.locator("#tl-box textarea").press("Enter")
    expect(page.locator(".tl-failed")).to_have_text(VI.library_busy)


def test_an_answer_that_is_no_longer_kept_says_so(browser: Browser, base: str) -> None:
    page = browser.new_page()  # the browser itself complains of the 404 that is meant here
    page.goto(base)
    ask(page)
    gone = json.dumps({"detail": "…"})
    page.route("**/api/answers/*.docx*", lambda route: route.fulfill(status=404, body=gone))
    with page.expect_response("**/api/answers/*.docx*"):
        tools(page, VI.export_as.format("Word")).click()
    expect(page.get_by_text(VI.answer_forgotten)).to_be_visible()
    page.close()


def test_a_server_that_cannot_be_reached_is_said_to_be_until_it_is_back(browser: Browser, base: str) -> None:
    page = browser.new_page()
    page.goto(base)
    expect(page.locator(".tl-asking")).to_be_visible()

    def cut(route: Route) -> None:
        route.abort()

    page.route("**/*", cut)
    page.locator("#tl-box textarea").fill(QUESTION)
    page.locator("#tl-box textarea").press("Enter")
    expect(page.get_by_role("alert")).to_have_text(VI.connection_lost)
    page.unroute("**/*", cut)
    expect(page.get_by_role("alert")).to_have_count(0)
    expect(page.locator("#tl-box textarea")).to_be_visible()  # Gradio may have drawn the page anew
    page.close()


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("options", [{}, {"viewport": PHONE, "has_touch": True}], ids=["wide", "phone"])
def test_axe_finds_nothing_serious_on_the_chat_page(open_page: Open, theme: str, options: dict[str, Any]) -> None:
    page = open_page(color_scheme=theme, bypass_csp=True, **options)
    expect(page.get_by_role("button", name=QUESTION)).to_be_visible()
    expect(page.locator(".tl-asking")).to_be_visible()
    assert violations(page) == []
    ask(page, "So sánh")
    ask(page, "huấn luyện viên")
    answer = ask(page)
    tools(page, VI.thumb_up).click()
    answer.locator(".tl-why").focus()
    assert violations(page) == []
    chip(page, VI.filter_time).press("Enter")
    assert violations(page) == []
    page.keyboard.press("Escape")
    answer.locator("a.tl-pill").first.click()
    expect(page.locator("#tl-source mark")).to_be_in_viewport()
    assert violations(page) == []


PASTE = """(length) => {
  const pasted = new DataTransfer();
  pasted.setData("text/plain", "a".repeat(length));
  const box = document.activeElement;
  box.dispatchEvent(new ClipboardEvent("paste", { clipboardData: pasted, bubbles: true, cancelable: true }));
}"""


@pytest.mark.parametrize(("path", "words"), [("/", VI), ("/en/", EN), ("/embed", VI)], ids=["vi", "en", "widget"])
def test_what_is_pasted_and_does_not_fit_is_said_to_be_cut(open_page: Open, path: str, words: Wording) -> None:
    page = open_page(path)
    box, said = page.locator("textarea"), page.locator(".tl-cut")
    expect(box).to_be_focused()
    page.evaluate(PASTE, 2000)
    expect(said).to_be_hidden()
    page.keyboard.type("Hỏi: ")
    page.evaluate(PASTE, 1996)
    expect(said).to_have_text(words.question_cut)
    expect(said).to_be_in_viewport()
    page.keyboard.type("x")
    expect(said).to_be_hidden()
