"""What editors do in the tab of reports, in Chromium over a real library: upload, correct, remove."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from assistant.web.visitors import Visitor
from assistant.web.wording import VI
from assistant.web.wording_shelf import SHELF
from tests.web.axe import flaws
from tests.web.conftest import CHROMIUM, PHONE, Open, served
from tests.web.desk import APRIL, MAY, Office, opened_office

pytestmark = [pytest.mark.browser, pytest.mark.skipif(CHROMIUM is None, reason="no Chromium is installed")]

WORDS = SHELF["vi"]
TAB = "/?tab=reports"
TITLE = APRIL.split("\n")[0]


@pytest.fixture(scope="module")
def one_office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    with opened_office(tmp_path_factory.mktemp("office")) as office:
        yield office


@pytest.fixture(scope="module")
def base(one_office: Office) -> Iterator[str]:
    yield from served(one_office.app, socket.create_server(("127.0.0.1", 0)))


@pytest.fixture
def office(one_office: Office) -> Iterator[Office]:
    yield one_office
    one_office.clear()
    for file in one_office.folder.iterdir():
        file.unlink()


def titles(page: Page) -> Any:
    return expect(page.locator(".tl-shelf-entry a"))


def overflows(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth > innerWidth"))


def upload(page: Page, folder: Path, **files: str | bytes) -> None:
    """Choose files, each named by its keyword and what is behind its last underscore: a_txt -> a.txt."""
    chosen = []
    for named, content in files.items():
        file = folder / named.replace("_", ".")
        file.write_bytes(content.encode() if isinstance(content, str) else content)
        chosen.append(file)
    page.get_by_text(WORDS.add_reports).click()
    page.locator("input[type=file]").set_input_files(chosen)


@pytest.mark.parametrize("options", [{}, {"viewport": PHONE, "has_touch": True}], ids=["wide", "phone"])
def test_several_files_are_uploaded_and_the_one_that_fails_says_why(
    open_page: Open, office: Office, tmp_path: Path, options: dict[str, Any]
) -> None:
    office.hold("da-co.txt", MAY)
    page = open_page(TAB, **options)
    upload(page, tmp_path, april_txt=APRIL, hong_docx=b"PK\x03\x04", may_txt=MAY)
    rows = page.locator(".tl-uploads > li")
    expect(rows.filter(has_text="april.txt")).to_contain_text(WORDS.upload_added)
    expect(rows.filter(has_text="hong.docx").locator(".tl-upload-failed")).to_contain_text("Không đọc được: tệp hỏng")
    expect(rows.filter(has_text="may.txt")).to_contain_text(WORDS.upload_known)
    done = WORDS.uploaded_n.format(done=2, failed=1)
    expect(page.locator(".tl-upload").get_by_role("status")).to_have_text(done)
    expect(page.locator(".tl-uploads progress")).to_have_count(0)
    titles(page).to_have_text([MAY.split("\n")[0], TITLE])
    assert office.files() == ["april.txt"]
    assert not overflows(page)
    page.get_by_role("link", name=f"{WORDS.open_report}: april.txt").click()
    expect(page.locator(".tl-report-page h2")).to_have_text(TITLE)


def test_a_file_that_is_too_large_is_not_even_sent(open_page: Open, office: Office, tmp_path: Path) -> None:
    page = open_page(TAB)
    upload(page, tmp_path, to_txt="a" * ((1 << 20) + 1))
    expect(page.locator(".tl-upload-failed")).to_have_text("Không đọc được: tệp lớn hơn 1 MB")
    assert office.library.reports() == ()


def test_a_hostile_name_and_reason_are_text(open_page: Open, office: Office, tmp_path: Path) -> None:
    page = open_page(TAB)
    upload(page, tmp_path, **{"<img src=x onerror=window.hacked=1>_exe": "x"})
    expect(page.locator(".tl-upload-name")).to_have_text("<img src=x onerror=window.hacked=1>.exe")
    expect(page.locator(".tl-upload-failed")).to_have_text("Không đọc được: định dạng này không đọc được")
    assert page.evaluate("window.hacked") is None


def test_a_report_is_removed_only_when_that_is_confirmed(open_page: Open, office: Office) -> None:
    report_id = office.hold()
    page = open_page(f"{TAB}&report={report_id}")
    remove = page.get_by_role("button", name=WORDS.remove)
    remove.click()
    dialog = page.get_by_role("dialog", name=WORDS.remove_title)
    expect(dialog).to_contain_text(TITLE)
    expect(dialog.get_by_role("button", name=WORDS.cancel)).to_be_focused()
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    expect(remove).to_be_focused()
    assert office.library.summary(report_id)
    remove.click()
    dialog.get_by_role("button", name=WORDS.cancel).click()
    assert office.library.summary(report_id)
    remove.click()
    dialog.get_by_role("button", name=WORDS.remove).click()
    expect(page.locator(".tl-view:visible .tl-count-line")).to_contain_text(f"Đã gỡ “{TITLE}”.")
    expect(page.get_by_role("searchbox", name=WORDS.find_reports)).to_be_focused()
    assert office.library.reports() == ()
    assert "report=" not in page.url


@pytest.mark.parametrize("options", [{}, {"viewport": PHONE, "has_touch": True}], ids=["wide", "phone"])
def test_a_correction_shows_at_once_and_after_the_file_was_read_again(
    open_page: Open, office: Office, options: dict[str, Any]
) -> None:
    report_id = office.hold()
    page = open_page(f"{TAB}&report={report_id}", **options)
    page.get_by_role("button", name=WORDS.correct).click()
    dialog = page.get_by_role("dialog", name=WORDS.correct_title)
    dialog.get_by_label(WORDS.fact_title).fill("Họp thường kỳ tháng 4")
    dialog.get_by_label(VI.fact_place).fill("huyện Vân Hồ")
    dialog.get_by_label(VI.fact_held_on).fill("2024-04-06")
    assert not overflows(page)
    dialog.get_by_role("button", name=WORDS.save).click()
    expect(dialog).to_have_count(0)
    expect(page.locator(".tl-report-page h2")).to_have_text("Họp thường kỳ tháng 4")
    expect(page.locator(".tl-sheet dl")).to_contain_text(f"6/4/2024 ({WORDS.by_hand})")
    office.hold(text=MAY)
    page.reload()
    expect(page.locator(".tl-report-page h2")).to_have_text("Họp thường kỳ tháng 4")
    expect(page.get_by_role("region", name=WORDS.report_text)).to_contain_text("53 tỷ đồng")
    expect(page.locator(".tl-sheet dl")).to_contain_text(f"huyện Vân Hồ ({WORDS.by_hand})")
    page.get_by_role("button", name=WORDS.correct).click()
    dialog.get_by_role("button", name=WORDS.as_read).click()
    expect(page.locator(".tl-report-page h2")).to_have_text(MAY.split("\n")[0])
    assert office.library.corrections(report_id) == ()


def test_a_period_is_corrected_whole(open_page: Open, office: Office) -> None:
    report_id = office.hold()
    page = open_page(f"{TAB}&report={report_id}")
    page.get_by_role("button", name=WORDS.correct).click()
    dialog = page.get_by_role("dialog", name=WORDS.correct_title)
    period = dialog.get_by_role("group", name=VI.fact_period)
    for name, value in ((VI.from_day, "2024-03-31"), (VI.to_day, "2024-01-01"), (WORDS.period_words, "")):
        period.get_by_label(name).fill(value)
    save = dialog.get_by_role("button", name=WORDS.save)
    save.click()
    expect(dialog.get_by_role("alert")).to_have_text(WORDS.period_whole)
    period.get_by_label(WORDS.period_words).fill("quý I/2024")
    save.click()
    expect(dialog.get_by_role("alert")).to_have_text(VI.days_reversed)
    period.get_by_label(VI.from_day).fill("2024-01-01")
    period.get_by_label(VI.to_day).fill("2024-03-31")
    save.click()
    expect(dialog).to_have_count(0)
    expect(page.locator(".tl-sheet dl")).to_contain_text(f"quý I/2024 ({WORDS.by_hand})")


def test_a_change_that_fails_says_so_and_leaves_the_form_open(open_page: Open, office: Office) -> None:
    report_id = office.hold()
    page = open_page(f"{TAB}&report={report_id}")
    page.get_by_role("button", name=WORDS.correct).click()
    dialog = page.get_by_role("dialog", name=WORDS.correct_title)
    dialog.get_by_label(WORDS.fact_title).fill("Tên mới")
    page.route(f"**/api/reports/{report_id}", lambda route: route.fulfill(status=200, body="không phải JSON"))
    dialog.get_by_role("button", name=WORDS.save).click()
    expect(dialog.get_by_role("alert")).to_have_text(WORDS.change_failed)
    expect(dialog.get_by_label(WORDS.fact_title)).to_have_value("Tên mới")


def test_a_reader_is_offered_nothing_to_change(open_page: Open, office: Office) -> None:
    report_id = office.hold()
    office.visitor = Visitor("an", "reader")
    page = open_page(f"{TAB}&report={report_id}")
    expect(page.locator(".tl-sheet .tl-group")).not_to_have_count(0)
    expect(page.get_by_role("button", name=WORDS.correct)).to_have_count(0)
    expect(page.get_by_role("button", name=WORDS.remove)).to_have_count(0)
    page.get_by_role("link", name=WORDS.all_reports).click()
    titles(page).to_have_text([TITLE])
    expect(page.get_by_text(WORDS.add_reports)).to_be_hidden()


def test_axe_finds_nothing_serious_in_what_editors_see(open_page: Open, office: Office, tmp_path: Path) -> None:
    report_id = office.hold()
    page = open_page(TAB, bypass_csp=True)
    upload(page, tmp_path, may_txt=MAY, hong_docx=b"PK\x03\x04")
    expect(page.locator(".tl-upload-failed")).to_be_visible()
    found = flaws(page, "uploads")
    page.goto(page.url.split("?")[0] + f"{TAB.lstrip('/')}&report={report_id}")
    page.get_by_role("button", name=WORDS.correct).click()
    expect(page.get_by_role("dialog")).to_be_visible()
    found += flaws(page, "correcting")
    page.keyboard.press("Escape")
    page.get_by_role("button", name=WORDS.remove).click()
    expect(page.get_by_role("dialog")).to_be_visible()
    assert found + flaws(page, "removing") == []
