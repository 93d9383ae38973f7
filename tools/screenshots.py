"""The app over samples/, driven in Chromium -> the pictures of docs/images; `python -m tools.screenshots` takes all."""

from __future__ import annotations

import io
import shutil
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Literal

from PIL import Image
from playwright.sync_api import Browser, Page, expect, sync_playwright

from assistant.settings import PROJECT
from assistant.web.wording import VI
from assistant.web.wording_shelf import SHELF
from evaluation.serving import ingest, serving, settings_as_shipped

IMAGES = PROJECT / "docs" / "images"
EXAMPLE = PROJECT / "examples" / "intranet.html"
EXAMPLE_HOME = "http://127.0.0.1:7860"  # where the example looks for the assistant
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
COLOURS = 128  # text and flat paper need no more, and a picture stays below 100 kB
WIDE = (1280, 800)
TALL = (1280, 1060)
PHONE = (390, 844)
TIMEOUT_MS = 300_000  # a busy machine answers slowly; a picture of a half-drawn page is worth nothing

FIGURE = "Thu ngân sách 6 tháng đầu năm 2024 của huyện Thạch Lam đạt bao nhiêu?"
COMPARISON = "So sánh thu ngân sách 6 tháng đầu năm 2024 của các huyện"
UNSTATED = "Kinh phí sửa chữa chợ trung tâm huyện Thạch Lam năm 2024 là bao nhiêu?"
WIDGET = "Hỏi về hội nghị"
REPORT = "Hội nghị lần thứ 21 Ban Chấp hành Đảng bộ huyện Thạch Lam"
VALUE = "118,4 tỷ đồng"
REVENUE = "/?tab=figures&canonical=thu+ngân+sách+nhà+nước&kind=result&unit=đồng&length=6+months"


@dataclass(frozen=True, slots=True)
class Shot:
    """One picture: its name, the page it begins at, what is done there, and for whom."""

    name: str
    path: str
    prepare: Callable[[Page], None]
    size: tuple[int, int] = WIDE
    theme: Literal["light", "dark"] = "light"


def main() -> int:
    """Ingest samples/ into a library of its own, serve it, take every picture; return 2 without a browser."""
    if not any(map(shutil.which, BROWSERS)):
        print("No Chromium is installed: sudo apt install chromium", file=sys.stderr)
        return 2
    with TemporaryDirectory() as folder, intranet(Path(folder) / "intranet") as (origin, point_at):
        environment = settings_as_shipped(Path(folder) / "library", embed_origins=origin)
        ingest(PROJECT / "samples", Path(folder), environment)
        with serving(Path(folder), environment) as home:
            point_at(home)
            take_all(home, origin)
    return 0


def take_all(home: str, origin: str) -> None:
    """Take every picture of the app at `home` and of the page at `origin` that frames it."""
    expect.set_options(timeout=TIMEOUT_MS)
    IMAGES.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        executable = next(filter(None, map(shutil.which, BROWSERS)))
        browser = playwright.chromium.launch(executable_path=executable, args=["--no-sandbox"])
        for shot in SHOTS:
            file = IMAGES / f"{shot.name}.png"
            file.write_bytes(reduced(_take(browser, shot, origin if shot.name == "widget" else home)))
            print(f"{file.relative_to(PROJECT)}: {file.stat().st_size // 1000} kB", flush=True)
        browser.close()


def reduced(png: bytes) -> bytes:
    """Return the same picture in few colours."""
    small = io.BytesIO()
    picture = Image.open(io.BytesIO(png)).convert("RGB")
    picture.quantize(COLOURS, dither=Image.Dither.NONE).save(small, "PNG", optimize=True)
    return small.getvalue()


def _take(browser: Browser, shot: Shot, origin: str) -> bytes:
    width, height = shot.size
    context = browser.new_context(
        locale="vi-VN",
        viewport={"width": width, "height": height},
        color_scheme=shot.theme,
        reduced_motion="reduce",
        has_touch=shot.size == PHONE,
    )
    page = context.new_page()
    page.set_default_timeout(TIMEOUT_MS)
    page.goto(origin + shot.path)
    shot.prepare(page)
    page.mouse.move(width - 1, height - 1)
    page.wait_for_timeout(1000)  # fonts, and what glides into place
    taken = page.screenshot(animations="disabled")
    context.close()
    return taken


# What is done on the page before it is taken.


def _ask(page: Page, question: str) -> None:
    """Ask; the answer is whole, and what may follow it is shown."""
    page.locator("#tl-box textarea").fill(question)
    page.locator("#tl-box textarea").press("Enter")
    expect(page.locator("#tl-chat .tl-answer").get_by_text(VI.next_questions)).to_be_visible()
    expect(page.locator("#tl-box .submit-button")).to_be_visible()


def _answer(page: Page) -> None:
    _ask(page, FIGURE)


def _answer_and_source(page: Page) -> None:
    _ask(page, FIGURE)
    page.locator("#tl-chat .tl-answer a.tl-pill").first.click()
    expect(page.locator("#tl-source mark").first).to_be_in_viewport()


def _comparison(page: Page) -> None:
    _ask(page, COMPARISON)
    expect(page.locator(".tl-chart rect")).to_have_count(3)
    page.locator(".tl-why").last.focus()  # shows how the difference was worked out


def _refusal(page: Page) -> None:
    _ask(page, UNSTATED)


def _report(page: Page) -> None:
    page.get_by_role("link", name=REPORT).click()
    expect(page.locator(".tl-report-page h2")).to_contain_text(REPORT)
    group = page.locator(".tl-sheet .tl-group", has_text=SHELF["vi"].group_figures).first
    group.locator("summary").click()
    group.locator(".tl-value", has_text=VALUE).first.click()
    expect(page.locator(".tl-reading mark").first).to_be_in_viewport()


def _listed(page: Page) -> None:
    expect(page.locator(".tl-list:visible")).not_to_have_attribute("aria-busy", "true")
    expect(page.locator(".tl-view:visible .tl-count-line")).not_to_be_empty()


def _widget(page: Page) -> None:
    page.get_by_role("button", name=WIDGET).click()
    frame = page.frame_locator("iframe")
    frame.locator("textarea").fill(FIGURE)
    frame.locator("textarea").press("Enter")
    expect(frame.locator(".tl-answer a.tl-pill").first).to_be_visible()
    expect(frame.locator(".tl-working")).to_have_count(0)


SHOTS = (
    Shot("ask", "/", _answer_and_source),
    Shot("ask-dark", "/", _answer_and_source, theme="dark"),
    Shot("compare", "/", _comparison, TALL),
    Shot("refusal", "/", _refusal),
    Shot("phone", "/", _answer, PHONE),
    Shot("phone-source", "/", _answer_and_source, PHONE),
    Shot("report", "/?tab=reports", _report),
    Shot("figures", REVENUE, _listed),
    Shot("meetings", "/?tab=meetings", _listed),
    Shot("widget", "/intranet.html", _widget),
)


# What the pictures are taken of.


@contextmanager
def intranet(folder: Path) -> Iterator[tuple[str, Callable[[str], None]]]:
    """Serve the example page on an origin of its own; yield that and what says where the assistant is."""
    folder.mkdir()

    def point_at(home: str) -> None:
        page = EXAMPLE.read_text(encoding="utf-8").replace(EXAMPLE_HOME, home)
        (folder / EXAMPLE.name).write_text(page, encoding="utf-8")

    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Silent, directory=str(folder))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}", point_at
        server.shutdown()


class _Silent(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        pass


if __name__ == "__main__":
    sys.exit(main())
