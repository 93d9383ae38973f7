// The tab of reports: looked for by words, sorted, in pages. One that is opened stands in the address, and which of its words
// are marked: ?tab=reports&report=ID&at=START-END.
import { CollectionFilter } from "./collections.js";
import { element, fill } from "./elements.js";
import { day } from "./facts.js";
import { Loading, nothing } from "./loading.js";
import { whoAmI } from "./me.js";
import { ReportPage } from "./report_page.js";
import { Uploading } from "./uploading.js";

const PAGE = 25;
const TYPED_MS = 250; // a word that is being typed is not looked for letter by letter

/** Where a report opens with cited words marked in it. */
export function reportAddress(id, { start, end }) {
  return `?${new URLSearchParams({ tab: "reports", report: id, at: `${start}-${end}` })}`;
}

/** `go` is given the tab and the filters that a visitor chose. */
export class ReportsView {
  constructor(words, go) {
    Object.assign(this, { words, go, filters: new URLSearchParams(), opened: null, removed: "" });
    this.scrolled = 0;
    this.root = element("section", "tl-view");
    this.root.setAttribute("aria-label", words.nav_reports);
    this.root.hidden = true;
    this.body = element("div", "tl-list");
    this.loading = new Loading(words, this.body);
    this.line = element("div", "tl-line-of-list");
    this.line.append(this.loading.root);
    this.uploading = new Uploading(words, () => this.list(this.filters));
    this.shelf = element("div");
    const heading = element("h2", "tl-hidden", words.nav_reports);
    this.shelf.append(heading, this.searchBar(), this.uploading.root, this.line, this.body);
    this.page = new ReportPage(words, (report) => this.leave(report));
    this.root.append(this.shelf, this.page.root);
  }

  /** Show the report that the address names, else the list that it asks for; `isChosen` unless the page just loads. */
  async show(filters, isChosen) {
    const before = this.opened;
    this.opened = filters.get("report");
    if (this.opened && !before) this.scrolled = scrollY;
    this.shelf.hidden = Boolean(this.opened);
    if (this.opened) {
      const back = this.address(filters, { report: null, at: null });
      return this.page.open({ id: this.opened, ...spanOf(filters.get("at")) }, back, isChosen);
    }
    this.page.close();
    await this.list(filters);
    if (before) this.comeBack(before);
  }

  /** Go on to the list when the opened report was removed. */
  async leave(report) {
    this.go("reports", changedFilters(new URLSearchParams(location.search), { tab: null, report: null, at: null }));
    this.removed = fill(this.words.removed, report.title);
    this.search.focus();
  }

  async list(filters) {
    this.filters = filters;
    whoAmI().then((me) => me?.may_edit && this.uploading.offer());
    this.drawSearch();
    const asked = new URLSearchParams({ limit: PAGE, offset: (this.number - 1) * PAGE });
    for (const name of ["q", "sort", "collection"]) if (filters.get(name)) asked.set(name, filters.get(name));
    const found = await this.loading.fetch(`/api/reports?${asked}`, () => this.list(filters));
    if (!found) return;
    const count = fill(this.words.reports_n, found.total.toLocaleString(this.words.lang));
    this.loading.tell(this.removed ? `${this.removed} ${count}` : count);
    this.removed = "";
    if (!filters.get("q") && !filters.get("collection")) tellHead(count);
    this.draw(found);
  }

  draw({ reports, total }) {
    const { words, filters } = this;
    if (!total) return this.body.replaceChildren(nothing(words, filters, words.none_reports, () => this.go("reports")));
    const list = element("ol", "tl-shelf");
    list.append(...reports.map((report) => this.entry(report)));
    const last = Math.ceil(total / PAGE);
    this.body.replaceChildren(list, ...(last > 1 ? [this.pages(last)] : []));
  }

  entry(report) {
    const { words } = this;
    const link = element("a", "tl-meeting-title", report.title);
    link.href = this.address(this.filters, { report: report.id });
    link.dataset.tab = "reports";
    const held = element("time", "", report.held_on ? day(report.held_on, words) : words.date_unknown);
    if (report.held_on) held.dateTime = report.held_on;
    const about = element("p", "tl-about");
    const where = [report.place ?? words.place_unknown, report.body ?? words.body_unknown, report.file];
    about.append(held, ` · ${where.join(" · ")}`);
    const made = element("li", "tl-shelf-entry");
    made.dataset.report = report.id;
    made.append(link, about);
    return made;
  }

  pages(last) {
    const { words, number } = this;
    const made = element("nav", "tl-pages");
    made.setAttribute("aria-label", words.pages);
    const step = (to, name, rel) => {
      if (to < 1 || to > last) return element("span");
      const link = element("a", "tl-plain", name);
      link.href = this.address(this.filters, { page: to > 1 ? to : null });
      link.dataset.tab = "reports";
      link.rel = rel;
      return link;
    };
    const told = element("span", "tl-small", fill(words.page_of, { page: number, last }));
    made.append(step(number - 1, words.page_before, "prev"), told, step(number + 1, words.page_after, "next"));
    return made;
  }

  /** The list again as it was left: where it was scrolled to, with the focus on the report that was open. */
  comeBack(id) {
    scrollTo(0, this.scrolled);
    this.body.querySelector(`[data-report="${CSS.escape(id)}"] a`)?.focus({ preventScroll: true });
  }

  get number() {
    return Math.max(1, Number.parseInt(this.filters.get("page") ?? "1", 10) || 1);
  }

  /** The address of this tab with these filters, changed so; null takes a filter away. */
  address(filters, changed) {
    return `?${new URLSearchParams([["tab", "reports"], ...changedFilters(filters, changed)])}`;
  }

  /** What was typed: asked for at once, without an entry in the browser's history for each letter. */
  find() {
    clearTimeout(this.typing);
    const q = this.search.value.trim();
    if (q === (this.filters.get("q") ?? "")) return;
    const filters = changedFilters(this.filters, { q: q || null, page: null });
    history.replaceState(null, "", this.address(filters, {}));
    this.list(filters);
  }

  searchBar() {
    const { words } = this;
    this.search = element("input");
    this.search.type = "search";
    this.search.maxLength = 200;
    this.search.placeholder = words.find_reports_hint;
    this.search.setAttribute("aria-label", words.find_reports);
    this.search.addEventListener("input", () => {
      clearTimeout(this.typing);
      this.typing = setTimeout(() => this.find(), TYPED_MS);
    });
    this.order = element("select");
    const orders = { "": words.order_latest, held_on: words.order_oldest, title: words.order_title, place: words.order_place };
    this.order.append(...Object.entries(orders).map(([value, name]) => new Option(name, value)));
    this.order.addEventListener("change", () => {
      this.go("reports", changedFilters(this.filters, { sort: this.order.value || null, page: null }));
    });
    const sorted = element("label", "tl-order", `${words.sort_by} `);
    sorted.append(this.order);
    const form = element("form", "tl-search");
    form.setAttribute("role", "search");
    form.setAttribute("aria-label", words.find_reports);
    this.collections = new CollectionFilter(words, (collection) => {
      this.go("reports", changedFilters(this.filters, { collection, page: null }));
    });
    form.append(this.search, this.collections.root, sorted);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.find();
    });
    return form;
  }

  drawSearch() {
    const { filters } = this;
    if (document.activeElement !== this.search) this.search.value = filters.get("q") ?? "";
    this.order.value = filters.get("sort") ?? "";
    if (this.order.selectedIndex < 0) this.order.selectedIndex = 0;
    this.collections.show(filters.get("collection") ?? "");
  }
}

/** Tell the page's head how many reports there are; where that changed, the latest day it tells may be another by now. */
function tellHead(count) {
  const told = document.querySelector(".tl-count");
  if (!told || told.textContent === count) return;
  told.textContent = count;
  document.querySelector(".tl-latest")?.remove();
}

/** The span that an address names as START-END; an empty one for anything else. */
function spanOf(told) {
  const [start, end] = (/^(\d{1,9})-(\d{1,9})$/.exec(told ?? "")?.slice(1) ?? [0, 0]).map(Number);
  return { start, end };
}

function changedFilters(filters, changed) {
  const made = new URLSearchParams(filters);
  for (const [name, value] of Object.entries(changed)) {
    if (value === null) made.delete(name);
    else made.set(name, value);
  }
  return made;
}
