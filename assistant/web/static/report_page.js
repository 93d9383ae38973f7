// One report opened as a page: its text beside a sheet of what it states, each line of which leads to its words.
import { CollectionLine } from "./collections.js";
import { button, element } from "./elements.js";
import { FactSheet } from "./fact_sheet.js";
import { openedReport } from "./opened_report.js";
import { ReportText, SectionLinks } from "./report.js";
import { ReportTools } from "./report_tools.js";
import { about } from "./source.js";
import { setTitle } from "./title.js";

/** `gone` is called when the report was removed. */
export class ReportPage {
  constructor(words, gone) {
    Object.assign(this, { words, wanted: null, report: null });
    this.back = element("a", "tl-plain tl-back", `← ${words.all_reports}`);
    this.back.dataset.tab = "reports";
    this.title = element("h2");
    this.title.tabIndex = -1;
    this.about = element("p", "tl-about");
    this.collection = new CollectionLine(words);
    this.tools = new ReportTools(words, (report) => this.correct(report), gone);
    this.text = new ReportText(words);
    this.text.root.setAttribute("role", "region");
    this.text.root.setAttribute("aria-label", words.report_text);
    this.sections = new SectionLinks(words, (label) => this.text.reach(label));
    this.sheet = new FactSheet(words, (span) => this.seek(span));
    const head = element("header", "tl-report-head");
    head.append(this.back, this.title, this.about, this.collection.root, this.tools.root);
    const reading = element("div", "tl-reading");
    reading.append(this.sections.root, this.text.root);
    const both = element("div", "tl-beside");
    both.append(this.sheet.root, reading);
    this.root = element("article", "tl-report-page");
    this.root.hidden = true;
    this.root.append(head, both);
  }

  /** Open a report with words marked; `back` is the address of the list, with `focus` the title gets the focus. */
  async open(wanted, back, focus) {
    this.back.href = back;
    this.root.hidden = false;
    const isShown = ["id", "start", "end"].every((name) => this.wanted?.[name] === wanted[name]);
    if (isShown) return this.entitle();
    this.wanted = wanted;
    this.say(this.words.loading);
    if (focus) {
      scrollTo(0, 0);
      this.title.focus({ preventScroll: true });
    }
    const { report, failure, isGone } = await openedReport(encodeURIComponent(wanted.id), this.words);
    if (this.wanted !== wanted) return; // another one was opened, or the list, meanwhile
    if (!report) return this.fail(failure, isGone ? null : () => this.openAgain(wanted, back));
    this.show(report);
    this.text.scrollToCited();
    if (wanted.start < wanted.end) this.showText();
  }

  fail(reason, again) {
    this.say(reason);
    if (again) this.about.append(button("tl-plain", this.words.retry, again));
  }

  openAgain(wanted, back) {
    this.wanted = null;
    this.open(wanted, back, true);
  }

  /** Show a report, or show it anew. */
  show(report) {
    this.report = report;
    this.title.textContent = report.title;
    this.entitle();
    this.about.textContent = `${about(report, this.words, this.wanted)} · ${report.file}`;
    this.text.show(report, this.wanted);
    this.sections.show(this.text.labels);
    this.sheet.show(report);
    this.collection.show(report);
    this.tools.show(report);
  }

  /** Show a report of the API that was just changed. */
  correct(report) {
    if (this.wanted?.id === report.id) this.show({ ...report, points: Array.from(report.text) });
  }

  /** Name the browser's window after the report, once it is there and while it is what is shown. */
  entitle() {
    if (this.report && this.root.checkVisibility()) setTitle(`${this.report.title} · ${this.words.product}`);
  }

  close() {
    this.wanted = null;
    this.tools.show(null);
    this.root.hidden = true;
  }

  say(sentence) {
    this.report = null;
    this.title.textContent = sentence;
    this.about.textContent = "";
    this.text.say("");
    this.sections.show([]);
    this.sheet.clear();
    this.collection.show(null);
    this.tools.show(null);
  }

  /** Highlight the words of a line of the sheet; where the text stands below the sheet, go there. */
  seek(span) {
    this.text.seek(span);
    this.showText();
  }

  showText() {
    const { top, bottom } = this.text.root.getBoundingClientRect();
    if (top > innerHeight / 2 || bottom < 0) this.text.root.parentElement.scrollIntoView({ block: "start" });
  }
}
