"""What editors do in the tab of reports, in Chromium over a real library: upload, correct, remove."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import CDPSession, Page, expect

from assistant.desk import Desk
from assistant.web.visitors import Visitor
from assistant.web.wording import VI
from assistant.web.wording_shelf import SHELF
from tests.web.axe import flaws
from tests.web.conftest import CHROMIUM, PHONE, Open, served
from tests.web.desk import APRIL, CHAIRED, MAY, Office, opened_office

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
    done = "Xong: 1 tệp đã vào thư viện, 1 tệp thư viện đã có từ trước, 1 tệp không đọc được."
    expect(page.locator(".tl-upload").get_by_role("status")).to_have_text(done)
    expect(page.locator(".tl-uploads progress")).to_have_count(0)
    titles(page).to_have_text([MAY.split("\n")[0], TITLE])
    assert office.files() == ["april.txt"]
    assert not overflows(page)
    page.get_by_role("link", name=f"{WORDS.open_report}: april.txt").click()
    expect(page.locator(".tl-report-page h2")).to_have_text(TITLE)


@pytest.mark.parametrize(
    ("path", "told"),
    [(TAB, "Xong: 1 tệp thư viện đã có từ trước."), (f"/en{TAB}", "Done: 1 in the library already.")],
)
def test_a_file_that_the_library_had_is_said_to_have_been_there(
    open_page: Open, office: Office, tmp_path: Path, path: str, told: str
) -> None:
    office.hold("da-co.txt", MAY)
    page = open_page(path)
    page.locator(".tl-upload > summary").click()
    file = tmp_path / "ten-khac.txt"
    file.write_text(MAY, encoding="utf-8")
    page.locator("input[type=file]").set_input_files(file)
    expect(page.locator(".tl-upload").get_by_role("status")).to_have_text(told)
    assert len(office.library.reports()) == 1


def test_a_file_that_is_too_large_is_not_even_sent(open_page: Open, office: Office, tmp_path: Path) -> None:
    page = open_page(TAB)
    upload(page, tmp_path, to_txt="a" * ((1 << 20) + 1))
    expect(page.locator(".tl-upload-failed")).to_have_text("Không đọc được: tệp lớn hơn 1 MB")
    assert office.library.reports() == ()


def test_each_file_tells_whether_it_waits_is_sent_or_is_read(
    open_page: Open, office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    let_go = threading.Semaphore(0)
    adding = Desk.add

    def add_when_let_go(self: Desk, *given: Any) -> None:
        assert let_go.acquire(timeout=30)
        adding(self, *given)

    monkeypatch.setattr(Desk, "add", add_when_let_go)
    page = open_page(TAB)
    network = page.context.new_cdp_session(page)
    limit_uploads(network, 100_000)
    upload(page, tmp_path, hong_docx=b"PK" * 200_000, may_txt=MAY)
    first, second = (page.locator(".tl-uploads > li", has_text=name) for name in ("hong.docx", "may.txt"))
    bar, told = first.get_by_role("progressbar", name="hong.docx"), page.locator(".tl-upload > [role=status]")
    expect(first).to_contain_text(WORDS.upload_sending)
    expect(second).to_contain_text(WORDS.upload_waits)
    expect(told).to_have_text(WORDS.uploading_n.format(2))
    page.wait_for_function("bar => 0 < bar.position && bar.position < 1", arg=bar.element_handle())
    limit_uploads(network, -1)
    expect(first).to_contain_text(WORDS.upload_reading)
    assert bar.evaluate("bar => bar.position") == -1  # how long it takes nobody knows
    expect(second).to_contain_text(WORDS.upload_waits)
    let_go.release()
    expect(first.locator(".tl-upload-failed")).to_contain_text("Không đọc được: ")
    expect(second).to_contain_text(WORDS.upload_reading)
    expect(told).to_have_text(WORDS.uploading_n.format(1))
    let_go.release()
    expect(second).to_contain_text(WORDS.upload_added)
    expect(page.locator(".tl-uploads progress")).to_have_count(0)


def limit_uploads(network: CDPSession, bytes_a_second: int) -> None:
    network.send("Network.enable")
    limits = {"offline": False, "latency": 0, "downloadThroughput": -1, "uploadThroughput": bytes_a_second}
    network.send("Network.emulateNetworkConditions", limits)


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


@pytest.mark.parametrize("options", [{}, {"viewport": PHONE}], ids=["wide", "phone"])
def test_who_took_part_is_corrected_person_by_person(open_page: Open, office: Office, options: dict[str, Any]) -> None:
    report_id = office.hold(text=CHAIRED)
    page = open_page(f"{TAB}&report={report_id}", **options)
    page.get_by_role("button", name=WORDS.correct).click()
    dialog = page.get_by_role("dialog", name=WORDS.correct_title)
    people = dialog.get_by_role("group", name=WORDS.people)
    people.get_by_role("button", name=WORDS.person_drop.format("Lê Thị Mận")).click()
    people.get_by_role("button", name=WORDS.person_add).click()
    name = people.get_by_role("textbox", name=WORDS.person_name).last
    expect(name).to_be_focused()
    name.fill("Trần Văn Khoai")
    people.get_by_label(WORDS.person_part).last.select_option(VI.part_chair)
    assert not overflows(page)
    dialog.get_by_role("button", name=WORDS.save).click()
    expect(dialog).to_have_count(0)
    sheet = page.locator(".tl-sheet dl")
    expect(sheet).to_contain_text(f"Trần Văn Khoai ({WORDS.by_hand})")
    expect(sheet).not_to_contain_text("Lê Thị Mận")
    sheet.get_by_role("button", name="Trần Văn Khoai").first.click()
    expect(page.locator("mark")).to_have_text("Trần Văn Khoai")


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


def collections_of(office: Office) -> dict[str, str]:
    return {report.source.path: report.source.collection for report in office.library.reports()}


def test_an_editor_chooses_the_collection_or_names_a_new_one(open_page: Open, office: Office, tmp_path: Path) -> None:
    office.hold("cu.txt", MAY.replace("Vân Sơn", "Kỳ Lâm"), collection="hđnd")
    page = open_page(TAB)
    page.get_by_text(WORDS.add_reports).click()
    into = page.get_by_label(WORDS.put_into)
    expect(into.locator("option")).to_have_text([WORDS.default_collection, "hđnd", WORDS.new_collection])
    send(page, tmp_path, "a.txt", APRIL)
    into.select_option("hđnd")
    send(page, tmp_path, "b.txt", MAY)
    into.select_option(WORDS.new_collection)
    name = page.get_by_label(WORDS.new_collection_name)
    expect(name).to_be_focused()
    page.locator("input[type=file]").set_input_files(tmp_path / "b.txt")
    expect(page.locator(".tl-upload").get_by_role("status")).to_have_text(WORDS.name_collection)
    name.fill(" <b>đảng ủy</b> ")
    send(page, tmp_path, "c.txt", APRIL.replace("Vân Sơn", "Mường Chà"))
    held = {"cu.txt": "hđnd", "a.txt": "default", "b.txt": "hđnd", "c.txt": "<b>đảng ủy</b>"}
    assert collections_of(office) == held
    expect(into).to_have_value("<b>đảng ủy</b>")  # what comes next goes there, too
    assert page.locator(".tl-view:visible b").count() == 0


def send(page: Page, folder: Path, name: str, text: str) -> None:
    """Choose a file, and wait until it is in the library and in the list."""
    (folder / name).write_text(text, encoding="utf-8")
    page.locator("input[type=file]").set_input_files(folder / name)
    row = page.locator(".tl-uploads > li", has=page.get_by_text(name, exact=True))
    expect(row).to_contain_text(WORDS.upload_added)
    expect(page.locator(".tl-shelf-entry", has_text=name)).to_be_visible()


def test_an_editor_of_some_collections_chooses_among_those_alone(
    open_page: Open, office: Office, tmp_path: Path
) -> None:
    office.hold("an.txt", MAY, collection="mật")
    office.visitor = Visitor("bình", "editor", frozenset(("hđnd", "đảng-ủy")))
    page = open_page(TAB)
    page.get_by_text(WORDS.add_reports).click()
    into = page.get_by_label(WORDS.put_into)
    expect(into.locator("option")).to_have_text(["hđnd", "đảng-ủy"])
    into.select_option("đảng-ủy")
    send(page, tmp_path, "a.txt", APRIL)
    assert collections_of(office) == {"an.txt": "mật", "a.txt": "đảng-ủy"}
    assert "mật" not in page.content()


def test_an_editor_of_one_collection_chooses_nothing(open_page: Open, office: Office, tmp_path: Path) -> None:
    office.hold("an.txt", MAY, collection="mật")
    office.visitor = Visitor("bình", "editor", frozenset(("hđnd",)))
    page = open_page(TAB)
    page.get_by_text(WORDS.add_reports).click()
    expect(page.get_by_label(WORDS.put_into)).to_be_hidden()
    send(page, tmp_path, "a.txt", APRIL)
    assert collections_of(office)["a.txt"] == "hđnd"


@pytest.mark.parametrize("options", [{}, {"viewport": PHONE, "has_touch": True}], ids=["wide", "phone"])
def test_who_sees_several_collections_filters_by_them_and_reads_which_a_report_is_of(
    open_page: Open, office: Office, options: dict[str, Any]
) -> None:
    report_id = office.hold()
    office.hold("may.txt", MAY, collection="hđnd")
    page = open_page(TAB, **options)
    chosen = page.get_by_label(WORDS.collection)
    expect(chosen.locator("option")).to_have_text([VI.every, f"{WORDS.default_collection} (1)", "hđnd (1)"])
    titles(page).to_have_count(2)
    chosen.select_option("hđnd")
    titles(page).to_have_text([MAY.split("\n")[0]])
    assert not overflows(page)
    page.reload()
    expect(chosen).to_have_value("hđnd")
    titles(page).to_have_text([MAY.split("\n")[0]])
    chosen.select_option(VI.every)
    page.get_by_role("link", name=TITLE).click()
    expect(page.locator(".tl-report-head")).to_contain_text(WORDS.collection_is.format(WORDS.default_collection))
    assert f"report={report_id}" in page.url
    page.get_by_role("link", name=WORDS.all_reports).click()
    titles(page).to_have_count(2)


def test_who_sees_one_collection_is_told_of_none(open_page: Open, office: Office) -> None:
    office.hold("an.txt", MAY, collection="mật")
    report_id = office.hold(collection="hđnd")
    office.visitor = Visitor("an", "reader", frozenset(("hđnd", "chưa-có")))
    page = open_page(TAB)
    titles(page).to_have_text([TITLE])
    expect(page.get_by_label(WORDS.collection)).to_be_hidden()
    page.goto(page.url + f"&report={report_id}")
    expect(page.locator(".tl-sheet .tl-group").first).to_be_visible()
    expect(page.locator(".tl-collection")).to_be_hidden()
    assert "mật" not in page.content()


def test_axe_finds_nothing_serious_in_what_editors_see(open_page: Open, office: Office, tmp_path: Path) -> None:
    report_id = office.hold()
    office.hold("khac.txt", APRIL.replace("Vân Sơn", "Kỳ Lâm"), collection="hđnd")
    page = open_page(TAB, bypass_csp=True)
    upload(page, tmp_path, may_txt=MAY, hong_docx=b"PK\x03\x04")
    expect(page.locator(".tl-upload-failed")).to_be_visible()
    page.get_by_label(WORDS.put_into).select_option(WORDS.new_collection)
    found = flaws(page, "uploads")
    page.goto(page.url.split("?")[0] + f"{TAB.lstrip('/')}&report={report_id}")
    page.get_by_role("button", name=WORDS.correct).click()
    expect(page.get_by_role("dialog")).to_be_visible()
    found += flaws(page, "correcting")
    page.keyboard.press("Escape")
    page.get_by_role("button", name=WORDS.remove).click()
    expect(page.get_by_role("dialog")).to_be_visible()
    assert found + flaws(page, "removing") == []
