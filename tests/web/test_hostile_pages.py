"""Hostile texts in every place of our pages, in Chromium: none acts, none loads from elsewhere, each stands as text.

The pages are opened without our Content-Security-Policy, so that it is they themselves that hold.
"""

from __future__ import annotations

import socket
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from math import ceil
from typing import Any
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Frame, Locator, Page, Route, expect

from assistant.web.app import create_app
from assistant.web.site import STATIC
from assistant.web.wording import VI
from assistant.web.wording_shelf import SHELF
from tests.web.conftest import CHROMIUM, EXPECTED_MS, served
from tests.web.corpus import DRAWN, EVERYTHING, NOTHING, TOGETHER, WHOLE, HostileAssistant, HostileDesk, questions
from tests.web.embedders import embedder
from tests.web.vectors import ELSEWHERE, VECTORS

pytestmark = [pytest.mark.browser, pytest.mark.skipif(CHROMIUM is None, reason="no Chromium is installed")]
WORDS = SHELF["vi"]
PATIENCE_MS = 60_000
# All that the bodies of our pages and of Gradio's are made of.
PLAIN = (
    "a article aside b br button caption code dd details div dl dt fieldset figcaption figure gradio-app h1 h2 h3 h4 "
    "header label legend li main mark meter nav ol option p pre progress q section small span strong summary table "
    "tbody td textarea th thead time tl-visitor tr ul"
)
OURS = (
    "img[src='/ui/icon.svg'][alt='']",
    "input[type=search][aria-label], .tl-days input[type=date], .tl-drop > input[type=file], .tl-order > select",
    ".tl-into > input[maxlength='100']",
    "form.tl-search, body > form:has(> textarea[maxlength='2000'])",
    "figure.tl-chart > svg[role=img], figure.tl-chart > svg > :is(rect, line)",
    "#tl-box button svg, #tl-box button svg *",
    "#tl-chat button[aria-haspopup] svg, #tl-chat button[aria-haspopup] svg *",
    "#tl-source .tl-whole svg, #tl-source .tl-whole svg path",
    "gradio-app ~ script:not([src])",
    "body > script[src='/ui/embed.js']",
)
# What only markup in a text could have made: an element of another kind, a handler, an address that is not ours.
STRANGERS = """([plain, ours]) => {
  const addresses = "href xlink:href src srcset action formaction data background poster ping".split(" ");
  const originOf = (address) => new URL(address, location).origin;
  const isForeign = (address) => !/^(data:image|blob):/.test(address) && originOf(address) !== location.origin;
  const acts = ({ name, value }) => /^on|^srcdoc$/i.test(name) || (addresses.includes(name) && isForeign(value));
  const made = [...document.body.querySelectorAll("*")].filter((one) => !one.matches(plain) && !one.matches(ours));
  const acting = [...document.querySelectorAll("*")].filter((one) => [...one.attributes].some(acts));
  return [...new Set([...made, ...acting])].map((one) => one.outerHTML.slice(0, 200));
}"""
# What the functions below share: `until` waits for something to be found, and does `again` meanwhile.
SHARED = """
const until = async (found, again) => {
  const last = performance.now() + 30_000;
  for (let tries = 0; performance.now() < last; tries++) {
    if (tries % 50 === 0) again?.();
    const one = found();
    if (one) return one;
    await new Promise((done) => setTimeout(done, 4));
  }
  throw new Error("it never came");
};
const $ = (selector) => document.querySelector(selector);
const all = (selector) => [...document.querySelectorAll(selector)].map((node) => node.innerText);
const told = (...selectors) => selectors.map((one) => all(one).join("\\n"));
const unfold = (within) => { for (const one of document.querySelectorAll(`${within} details`)) one.open = true; };
"""
# Look at the words behind each pill, then open it: what preview and panel told of each. Each pill stands by itself
# then, for a page of so many takes its time to be drawn anew.
OPEN_PILLS = f"""async ([pills, most]) => {{ {SHARED}
  const seen = [];
  const chosen = [...document.querySelectorAll(pills)].slice(0, most);
  const place = chosen[0].closest("p");
  place.closest("main").replaceChildren(place);
  for (const pill of chosen) {{
    place.replaceChildren(pill);
    const look = () => pill.dispatchEvent(new MouseEvent("mouseover", {{ bubbles: true }}));
    await until(() => $("#tl-preview:not([hidden])"), look);
    const preview = told("#tl-preview b", "#tl-preview small", "#tl-preview q");
    const before = $("#tl-source mark");
    pill.click();
    await until(() => $("#tl-source mark") && $("#tl-source mark") !== before);
    unfold("#tl-source");
    seen.push([...preview, ...told("#tl-source h2", "#tl-source .tl-about", "#tl-source mark", "#tl-source dl",
      "#tl-source .tl-heading", "#tl-source .tl-caption", "#tl-source .tl-byline", "#tl-source .tl-noise")]);
  }}
  return seen;
}}"""
# Open each report in the tab of reports: what its head, its sheet of facts and its text told.
OPEN_REPORTS = f"""async (count) => {{ {SHARED}
  const seen = [];
  for (let number = 0; number < count; number++) {{
    const before = $(".tl-sheet .tl-group");
    history.pushState(null, "", `?tab=reports&report=v-${{number}}`);
    dispatchEvent(new PopStateEvent("popstate"));
    await until(() => $(".tl-sheet .tl-group") && $(".tl-sheet .tl-group") !== before);
    unfold(".tl-report-page");
    const [head, text] = [".tl-report-head", ".tl-report-page .tl-report"];
    seen.push([...all(".tl-sheet .tl-group"), ...told(".tl-sheet dl", `${{head}} h2`, `${{head}} .tl-about`,
      ...["heading", "caption", "byline", "prose", "noise"].map((kind) => `${{text}} .tl-${{kind}}`))]);
  }}
  return seen;
}}"""
# Go where the address carries a text as every filter; no answer comes, so that only the page itself is looked at.
FILTER = f"""([tab, filters, text]) => {{ {SHARED}
  const fetching = window.fetch;
  window.fetch = () => new Promise(() => {{}});
  history.pushState(null, "", `?${{new URLSearchParams([["tab", tab], ...filters.map((name) => [name, text])])}}`);
  dispatchEvent(new PopStateEvent("popstate"));
  window.fetch = fetching;
  const typed = [...document.querySelectorAll(".tl-view:not([hidden]) .tl-search input")].map((one) => one.value);
  return [...told(".tl-view:not([hidden]) > .tl-filters"), ...typed].join("\\n");
}}"""
DROP = """(names) => {
  const dropped = new DataTransfer();
  for (const name of names) dropped.items.add(new File(["x"], name));
  const at = document.querySelector(".tl-drop");
  at.dispatchEvent(new DragEvent("drop", { bubbles: true, cancelable: true, dataTransfer: dropped }));
}"""


AS_MARKUP = """(texts) => {
  for (const text of texts) {
    const made = document.createElement("div");
    made.innerHTML = text;
    document.body.append(made);
  }
}"""
# Add the widget once more, with texts as its title, side and language.
CARRY = """([home, text]) => new Promise((done) => {
  delete window.MeetingAssistant;
  const script = document.createElement("script");
  Object.assign(script.dataset, { title: text, position: text, lang: text });
  script.onload = done;
  script.src = `${home}/widget.js`;
  document.head.append(script);
})"""


@dataclass
class Watched:
    """A page, and what happened in it that must not."""

    page: Page
    home: str
    hits: list[Any] = field(default_factory=list)
    strange: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def strangers(self, *ours: str, within: Frame | None = None) -> list[str]:
        """What stands on the page that markup in a text must have made, `ours` aside."""
        known = [", ".join(PLAIN.split()), ", ".join((*OURS, *ours))]
        return list((within or self.page.main_frame).evaluate(STRANGERS, known))

    def hold(self, *ours: str, within: Frame | None = None) -> None:
        """Nothing acted, nothing was asked of another site, nothing stands there that a text made."""
        self.page.wait_for_timeout(300)
        assert self.strangers(*ours, within=within) == []
        assert (self.hits, self.strange, self.errors) == ([], [], [])


@pytest.fixture(scope="module")
def host() -> Iterator[str]:
    """A page of the intranet that may carry the widget."""
    with embedder() as port:
        yield f"http://127.0.0.1:{port}"


@pytest.fixture(scope="module")
def home(host: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    desk: Any = HostileDesk(tmp_path_factory.mktemp("desk"))
    app = create_app(HostileAssistant(), desk=desk, embed_origins=(host,))
    yield from served(app, socket.create_server(("127.0.0.1", 0)))


@pytest.fixture
def no_other_site() -> None:
    """`watched` sees to it: two tests here show that a page which is not ours does ask other sites."""


@pytest.fixture(autouse=True, scope="module")
def patience() -> Iterator[None]:
    """Pages as full as these take their time on a busy machine."""
    expect.set_options(timeout=PATIENCE_MS)
    yield
    expect.set_options(timeout=EXPECTED_MS)


@pytest.fixture
def watched(browser: Browser, home: str, host: str) -> Iterator[Watched]:
    context = browser.new_context(bypass_csp=True, locale="vi-VN", viewport={"width": 1440, "height": 900})
    context.set_default_timeout(PATIENCE_MS)
    found = Watched(context.new_page(), home)
    context.expose_function("HIT", lambda number: found.hits.append(number))
    allowed = (f"{home}/", f"{host}/", "data:image/", "data:,", "blob:", "about:")
    context.on("request", lambda sent: None if sent.url.startswith(allowed) else found.strange.append(sent.url))
    context.on("page", lambda opened: found.strange.append(f"a window: {opened.url}"))
    context.on("dialog", lambda dialog: (found.hits.append(dialog.message), dialog.dismiss()))
    found.page.on("pageerror", lambda error: found.errors.append(str(error)))
    yield found
    context.close()


def bare(text: str) -> str:
    """What a page keeps of a text wherever it shows it: not NUL, the kind of its white space, a small first letter."""
    return "".join(text.replace("\0", "").casefold().split())


def missing(texts: Sequence[str]) -> list[str]:
    """The vectors that none of these texts holds whole."""
    held = "\n".join(map(bare, texts))
    return [vector for vector in VECTORS if bare(vector) not in held]


def tells(shown: Locator | Page, *selectors: str) -> None:
    """What fits each selector holds every vector as text that a reader sees."""
    lacking = {one: missing(shown.locator(one).all_inner_texts())[:3] for one in selectors}
    assert lacking == {one: [] for one in selectors}


def each_tells(seen: Sequence[Sequence[str]], vectors: Sequence[str] = VECTORS) -> None:
    """Of each vector every place that was looked at told it whole."""
    assert len(seen) == len(vectors)
    for vector, places in zip(vectors, seen, strict=True):
        assert [number for number, place in enumerate(places) if bare(vector) not in bare(place)] == [], vector


def chat(page: Page, question: str) -> None:
    """Ask the chat page, and wait until the answer has its tools."""
    asked = page.locator(".tl-question").count() + 1
    box = page.locator("#tl-box textarea")
    box.fill(question)
    box.press("Enter")
    expect(page.locator(".tl-question")).to_have_count(asked)
    expect(page.locator("#tl-box .submit-button")).to_be_visible()
    expect(page.locator(".tl-answer .tl-tools-of-answer")).to_have_count(asked)


def carry_to(page: Page, question: str) -> None:
    page.evaluate("(question) => { location.hash = `#q=${encodeURIComponent(question)}` }", question)
    expect(page.locator("#tl-box textarea")).to_have_value(question)


def go(page: Page, tab: str) -> Locator:
    """Another tab of the same page, once it has its list."""
    page.locator(f".tl-nav a[data-tab={tab}]").click()
    view = page.locator(".tl-view:visible")
    expect(view.locator(".tl-count-line")).not_to_be_empty()
    expect(view.locator(".tl-list[aria-busy]")).to_have_count(0)
    return view


def go_on(view: Locator, rows: str) -> None:
    """Let a list show all it has."""
    more = view.locator(".tl-more")
    while more.is_visible():
        count = view.locator(rows).count()
        more.click()
        expect(view.locator(rows).nth(count)).to_be_attached()


def choices(picker: Locator) -> Locator:
    """What a picker offers, once it is open."""
    picker.locator("summary").click()
    return picker.locator("ul")


def follow_with_all(route: Route) -> None:
    """Let every text be a question to ask next."""
    answered = route.fetch()
    route.fulfill(response=answered, json={**answered.json(), "questions": VECTORS})


def filtered(page: Page, tab: str, *filters: str) -> list[str]:
    """What the tab's filters tell at addresses that carry the texts, several at once, in each of these filters."""
    return [str(page.evaluate(FILTER, [tab, filters, text])) for text in questions(200)]


def test_the_texts_act_where_a_page_takes_them_for_markup(watched: Watched) -> None:
    """Else the tests below could not fail."""
    page = watched.page
    page.context.route(f"**{ELSEWHERE}/**", lambda route: route.abort())
    page.goto(f"{watched.home}/healthz")
    staying = [vector for vector in VECTORS if "http-equiv" not in vector and "<base" not in vector]
    page.evaluate(AS_MARKUP, staying)
    for _ in range(300):
        if len(set(watched.hits)) >= 20 and len(set(watched.strange)) >= 15:
            break
        page.wait_for_timeout(50)
    assert len(set(watched.hits)) >= 20
    assert len(set(watched.strange)) >= 15
    assert len(watched.strangers()) >= 100
    assert len(set(VECTORS)) >= 150


def test_one_slip_in_a_module_of_ours_is_seen(watched: Watched) -> None:
    page = watched.page
    slip = (STATIC / "elements.js").read_text(encoding="utf-8").replace("textContent", "innerHTML")
    page.route("**/ui/elements.js", lambda route: route.fulfill(body=slip, content_type="text/javascript"))
    page.goto(f"{watched.home}/embed")
    say(page, VECTORS[0])
    page.wait_for_timeout(300)
    assert 0 in watched.hits
    assert watched.strangers()


def test_nothing_acts_in_the_chat(watched: Watched) -> None:
    page = watched.page
    first, *others = questions()
    page.goto(f"{watched.home}/#q={quote(first)}")
    expect(page.locator(".tl-example:visible")).to_have_count(4)
    tells(page, ".tl-example:visible")
    expect(page.locator("#tl-box textarea")).to_have_value(first)
    chat(page, first)
    for question in others:
        carry_to(page, question)
        chat(page, question)
    chat(page, NOTHING)
    tells(page, ".tl-question", ".tl-lead:has(a)", ".tl-lead:not(:has(a))", ".tl-small")
    page.route("**/api/answers/*", follow_with_all)
    chat(page, EVERYTHING)
    said = page.locator(".tl-answer", has=page.locator("table"))
    tells(said, "p:has(a.tl-pill)", ".tl-how", "th", "td", "figcaption", ".tl-points span", ".tl-point")
    tells(said, ".tl-nearest span", ".tl-nearest small", ".tl-small", ".tl-next-question")
    expect(said.locator("rect")).to_have_count(len(VECTORS))
    place, body, _, reports = page.locator(".tl-asking details").all()
    tells(place, "summary b")
    for picker in (place, body, reports):
        tells(choices(picker), ".tl-option")
    page.keyboard.press("Escape")
    each_tells(page.evaluate(OPEN_PILLS, [".tl-answer:has(table) p > a.tl-pill", 4]), VECTORS[:4])
    watched.hold()


def test_nothing_acts_in_the_tabs_of_figures_and_meetings(watched: Watched) -> None:
    page = watched.page
    page.goto(f"{watched.home}/?tab=meetings")
    view = go(page, "meetings")
    go_on(view, ".tl-meeting")
    tells(view, ".tl-meeting-title", ".tl-about:not(:has(+ .tl-about))", ".tl-about + .tl-about")
    for picker in view.locator("details").all()[:3]:
        tells(choices(picker), ".tl-option")
    page.keyboard.press("Escape")
    assert missing(filtered(page, "meetings", "place", "body", "chair")) == []
    watched.hold()
    view = go(page, "figures")
    go_on(view, "tbody tr")
    tells(view, ".tl-indicator", ".tl-figure", ".tl-kind", ".tl-period", ".tl-place", ".tl-title")
    labels, points = [], []
    offers = view.locator(".tl-offers button")
    for number in range(ceil(len(VECTORS) / DRAWN)):
        offers.nth(number).click()
        expect(view.locator(".tl-chart rect").first).to_be_attached()
        labels += view.locator(".tl-points span").all_inner_texts()
        points += view.locator(".tl-point").all_inner_texts()
        page.go_back()
    assert missing(labels) == missing(points) == []
    tells(choices(view.locator("details").nth(1)), ".tl-option")
    page.keyboard.press("Escape")
    assert missing(filtered(page, "figures", "indicator", "place", "kind", "unit", "against", "length")) == []
    watched.hold()


def test_nothing_acts_in_the_tab_of_reports(watched: Watched) -> None:
    page = watched.page
    page.goto(f"{watched.home}/?tab=reports")
    view = go(page, "reports")
    titles, abouts = [], []
    pages = ceil(len(VECTORS) / 25)
    for number in range(1, pages + 1):
        expect(view.locator(".tl-pages .tl-small")).to_have_text(WORDS.page_of.format(page=number, last=pages))
        titles += view.locator(".tl-shelf-entry a").all_inner_texts()
        abouts += view.locator(".tl-shelf-entry .tl-about").all_inner_texts()
        if number < pages:
            view.locator("a[rel=next]").click()
    assert missing(titles) == missing(abouts) == []
    assert missing(filtered(page, "reports", "q", "sort", "page")) == []
    each_tells(page.evaluate(OPEN_REPORTS, len(VECTORS)))
    watched.hold()


def test_nothing_acts_in_what_editors_see(watched: Watched) -> None:
    page = watched.page
    page.goto(f"{watched.home}/?tab=reports&report={TOGETHER.id}")
    expect(page.locator(".tl-example")).to_have_count(4)  # Gradio has drawn its part
    dialog = page.get_by_role("dialog")
    page.get_by_role("button", name=WORDS.correct).click()
    for name in (WORDS.fact_title, VI.fact_body, VI.fact_place, VI.fact_number, WORDS.period_words):
        assert missing([dialog.get_by_label(name, exact=True).input_value()]) == []
    for name in (WORDS.person_name, WORDS.person_office):
        assert missing([one.input_value() for one in dialog.get_by_role("textbox", name=name).all()]) == []
    watched.hold("dialog, dialog > form, dialog input, dialog select, dialog option")
    page.keyboard.press("Escape")
    page.get_by_role("button", name=WORDS.remove).click()
    assert missing([dialog.inner_text()]) == []
    watched.hold("dialog")
    page.keyboard.press("Escape")
    view = go(page, "reports")
    view.locator(".tl-upload > summary").click()
    page.evaluate(DROP, VECTORS)
    expect(view.locator(".tl-upload-failed")).to_have_count(len(VECTORS))
    tells(view, ".tl-upload-name", ".tl-upload-failed span", ".tl-upload-failed small")
    watched.hold()


def say(page: Page, question: str) -> None:
    """Ask the widget's page, and wait until it has answered."""
    asked = page.locator(".tl-question").count() + 1
    page.locator("textarea").fill(question)
    page.locator("textarea").press("Enter")
    expect(page.locator(".tl-answer")).to_have_count(asked)
    expect(page.locator("form > button")).to_have_text(VI.send)


def test_nothing_acts_in_the_widget_s_page(watched: Watched) -> None:
    page = watched.page
    page.goto(f"{watched.home}/embed?title={quote(WHOLE)}")
    tells(page, "h1")
    for question in (*questions(), NOTHING):
        say(page, question)
    tells(page, ".tl-question", ".tl-answer p:has(a)", ".tl-answer p:not(:has(a)):not(.tl-small)", ".tl-small")
    say(page, EVERYTHING)
    said = page.locator(".tl-answer", has=page.locator("table"))
    tells(said, "p:has(a.tl-pill)", "th", "td", "figcaption", ".tl-points span", ".tl-point")
    tells(said, ".tl-nearest li", ".tl-nearest small", ".tl-small")
    page.evaluate("() => { for (const one of document.querySelectorAll('.tl-mark')) one.click() }")
    tells(said, ".tl-note-of-mark")
    each_tells(page.evaluate(OPEN_PILLS, [".tl-answer:has(table) p > a.tl-pill", len(VECTORS)]))
    watched.hold()


def test_nothing_acts_in_a_page_that_carries_the_widget(watched: Watched, host: str) -> None:
    page = watched.page
    page.goto(f"{host}/none")
    for title in questions(200):
        page.evaluate(CARRY, [watched.home, title])
    tells(page, "button")
    frame = page.frame_locator("iframe")
    for number, question in enumerate(questions(), 1):
        page.evaluate("(question) => MeetingAssistant.ask(question)", question)
        expect(frame.locator(".tl-answer .tl-small")).to_have_count(number)
    tells(frame, ".tl-question")
    made = page.evaluate(
        "() => [...document.body.children].flatMap((one) => [...(one.shadowRoot ?? one).querySelectorAll('*')])"
        ".map(({ localName }) => localName)"
    )
    assert set(made) == {"button", "iframe", "path", "span", "svg"}
    assert made.count("iframe") == 1
    watched.hold(within=page.frames[1])
