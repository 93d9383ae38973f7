// Pills and the source panel, for the chat page and the widget's page alike. Report text only ever becomes text nodes.
import { button, drawn, element, fill } from "./elements.js";
import { Facts, day } from "./facts.js";
import { openedReport } from "./opened_report.js";
import { ReportText, SectionLinks } from "./report.js";

const LINK = 'a[href^="#nguon="]';
const PILL = `${LINK}.tl-pill`; // other links name the same words: the points of a chart, the numbers of a list
const OUTWARDS = "M14 4h6v6M20 4l-7 7M10 20H4v-6M4 20l7-7";

/**
 * Wire every present and future pill of the document: click opens the panel, hover and focus preview the quote.
 * `addressOf` tells where a report with cited words opens as a page; where there is no such page, the panel has no link.
 */
export function serveSources(words, addressOf = null) {
  const preview = new Preview(words);
  const panel = new SourcePanel(words, preview, addressOf);
  const pillOf = (event) => event.target.closest?.(LINK);

  document.addEventListener("click", (event) => {
    const pill = pillOf(event);
    if (!pill || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    event.stopPropagation();
    preview.hide();
    panel.open(pill);
  }, true);
  for (const [show, hide] of [["mouseover", "mouseout"], ["focusin", "focusout"]]) {
    document.addEventListener(show, (event) => pillOf(event) && preview.show(pillOf(event)));
    document.addEventListener(hide, (event) => pillOf(event) && preview.hide());
  }
  document.addEventListener("scroll", () => preview.hide(), true);
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.isComposing) return;
    if (preview.hide() || panel.facts.fold() || panel.close()) {
      event.preventDefault();
      event.stopImmediatePropagation();
    }
  }, true);
  return panel;
}

/** A pill for a citation of the API; without one, a number that is not a link yet. */
export function pill(number, citation, words) {
  const made = element(citation ? "a" : "span", "tl-pill");
  made.append(element("span", "tl-hidden", `${words.source} `), String(number));
  if (citation) made.href = sourceLink(citation);
  return made;
}

/** The fragment that names words of a report, as render.py writes it. */
export function sourceLink({ report_id, start, end }) {
  return `#nguon=${encodeURIComponent(report_id)}:${start}-${end}`;
}

/** The fragment that names a figure's clause and, in it, the figure's own words. */
export function figureLink({ report_id, start, end, clause_start, clause_end }) {
  return `${sourceLink({ report_id, start: clause_start, end: clause_end })}:${start}-${end}`;
}

class SourcePanel {
  constructor(words, preview, addressOf) {
    Object.assign(this, { words, preview, addressOf, opener: null });
    this.root = element("aside", "tl-source");
    this.root.id = "tl-source";
    this.root.hidden = true;
    this.root.tabIndex = -1;
    this.root.setAttribute("aria-label", words.source);
    this.closer = button("tl-close", "✕", () => this.close());
    this.closer.title = words.close;
    this.closer.setAttribute("aria-label", words.close);
    this.tabs = element("nav", "tl-source-tabs");
    this.tabs.setAttribute("aria-label", words.source);
    this.whole = wholeLink(words);
    const top = element("div", "tl-source-top");
    top.append(element("b", "", words.source), this.tabs, this.whole, this.closer);
    this.title = element("h2");
    this.about = element("p", "tl-about");
    this.text = new ReportText(words);
    this.facts = new Facts(words, (span) => this.text.seek(span));
    this.sections = new SectionLinks(words, (label) => this.text.reach(label));
    const head = element("header");
    head.append(top, this.title, this.about, this.facts.root, this.sections.root);
    this.root.append(head, this.text.root);
    document.body.append(this.root);
  }

  async open(pill) {
    if (!this.root.contains(pill)) this.opener = pill;
    const cited = target(pill);
    this.showTabs(pill);
    this.root.hidden = false;
    document.body.classList.add("tl-has-source");
    this.closer.focus({ preventScroll: true });
    if (cited.id !== this.shownId) this.say(this.words.loading);
    this.wanted = pill;
    const { report, failure, isGone } = await openedReport(cited.id, this.words);
    if (this.wanted !== pill) return; // another pill was clicked, or the panel closed, meanwhile
    this.shownId = report ? cited.id : null;
    if (report) this.show(report, cited);
    else this.say(failure, ...(isGone ? [] : [button("tl-plain", this.words.retry, () => this.open(pill))]));
  }

  show(report, cited) {
    this.title.textContent = report.title;
    this.about.replaceChildren(about(report, this.words, cited), element("span", "tl-file", ` · ${report.file}`));
    this.whole.hidden = !this.addressOf;
    if (this.addressOf) this.whole.href = this.addressOf(report.id, cited);
    this.facts.show(report);
    this.text.show(report, cited);
    this.sections.show(this.text.labels);
    if (cited.words) this.text.seek(cited.words);
    else this.text.scrollToCited();
  }

  say(sentence, ...offered) {
    this.title.textContent = this.about.textContent = "";
    this.whole.hidden = true;
    this.text.say(sentence, ...offered);
    this.facts.show(null);
    this.sections.show([]);
  }

  /** Close, and give the focus back if it stood here; false when it was not open. */
  close() {
    if (this.root.hidden) return false;
    const hadFocus = this.root.contains(document.activeElement);
    this.facts.fold();
    this.root.hidden = true;
    this.wanted = null;
    document.body.classList.remove("tl-has-source");
    this.markCurrent(null);
    if (hadFocus && this.opener?.isConnected) this.opener.focus({ preventScroll: true });
    this.preview.hide(); // the focus came back by itself, nobody asked for a preview
    return true;
  }

  showTabs(pill) {
    if (this.root.contains(pill)) return this.markCurrent(pill);
    const siblings = [...(pill.closest(".tl-answer")?.querySelectorAll(PILL) ?? [])];
    const byLink = new Map(siblings.map((one) => [one.getAttribute("href"), one]));
    this.tabs.replaceChildren(...[...byLink.values()].map((one) => one.cloneNode(true)));
    this.tabs.hidden = byLink.size < 2;
    this.markCurrent(pill);
  }

  markCurrent(pill) {
    const link = pill?.getAttribute("href");
    for (const one of document.querySelectorAll(LINK)) {
      if (one.getAttribute("href") === link) one.setAttribute("aria-current", "true");
      else one.removeAttribute("aria-current");
    }
  }
}

class Preview {
  constructor(words) {
    this.words = words;
    this.root = element("div", "tl-preview");
    this.root.id = "tl-preview";
    this.root.setAttribute("role", "tooltip");
    this.root.hidden = true;
    document.body.append(this.root);
  }

  async show(pill) {
    if (pill.closest(".tl-source")) return;
    this.wanted = pill;
    const { id, start, end } = target(pill);
    if (start === end) return; // a whole report, no words of it
    const { report } = await openedReport(id, this.words);
    if (this.wanted !== pill || !report) return;
    const quote = report.points.slice(start, end).join("");
    this.root.replaceChildren(
      element("b", "", report.title), element("small", "", about(report, this.words, { start, end })), element("q", "", quote),
    );
    this.root.hidden = false;
    pill.setAttribute("aria-describedby", this.root.id);
    this.place(pill.getBoundingClientRect());
  }

  place(at) {
    const { width, height } = this.root.getBoundingClientRect();
    const below = at.bottom + 8 + height < innerHeight;
    this.root.style.top = `${below ? at.bottom + 8 : Math.max(8, at.top - 8 - height)}px`;
    this.root.style.left = `${Math.max(8, Math.min(at.left, innerWidth - width - 16))}px`;
  }

  /** Hide; false when nothing was shown. */
  hide() {
    const shown = this.root.getClientRects().length > 0;
    this.wanted = null;
    this.root.hidden = true;
    return shown;
  }
}

/** The link to the cited report as a page of its own; tabs.js opens it without leaving the page. */
function wholeLink(words) {
  const made = element("a", "tl-whole");
  made.append(drawn(OUTWARDS));
  made.dataset.tab = "reports";
  made.title = words.open_as_page;
  made.setAttribute("aria-label", words.open_as_page);
  return made;
}

function target(pill) {
  const [, id, ...ends] = /^#nguon=([^:]+):(\d+)-(\d+)(?::(\d+)-(\d+))?$/.exec(pill.getAttribute("href"));
  const [start, end, first, last] = ends.map(Number);
  return { id, start, end, words: ends[2] ? { start: first, end: last } : null };
}

/** Day and place of a report in one line, and the page of cited words; an unknown day or place is said to be. */
export function about(report, words, { start, end }) {
  const held = report.held_on ? day(report.held_on, words) : words.date_unknown;
  const page = start < end ? report.pages.filter((begin) => begin <= start).length : 0;
  const at = page ? [fill(words.page_n, page)] : [];
  return [held, report.place ?? words.place_unknown, ...at].join(" · ");
}
