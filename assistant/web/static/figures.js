// The tab of figures: filters, a chart of what fits or why there is none, a table whose numbers open their sources.
import { chartList, drawCharts } from "./chart.js";
import { DaysPicker } from "./days.js";
import { button, element, fill } from "./elements.js";
import { FigureTable } from "./figure_table.js";
import { against, kindNames, lengthWords, obstacleWords } from "./figure_words.js";
import { Loading, fetchQuietly, nothing } from "./loading.js";
import { Picker } from "./picker.js";
import { figureLink } from "./source.js";

const PAGE = 100;
const SHARED = ["unit", "against", "length"]; // filters without a picker of their own: an offered comparison sets them

/** `go` is given the tab and the filters that a visitor chose. */
export class FiguresView {
  constructor(words, go) {
    Object.assign(this, { words, go, filters: new URLSearchParams(), choices: null });
    this.root = element("section", "tl-view");
    this.root.setAttribute("aria-label", words.nav_figures);
    this.root.hidden = true;
    this.body = element("div", "tl-list");
    this.loading = new Loading(words, this.body);
    this.table = new FigureTable(words, (sort) => this.set({ sort: [sort] }));
    this.above = element("div");
    this.more = button("tl-plain tl-more", "", () => this.showMore());
    this.downloads = element("span", "tl-downloads");
    const line = element("div", "tl-line-of-list");
    line.append(this.loading.root, this.downloads);
    this.root.append(element("h2", "tl-hidden", words.nav_figures), this.filterBar(), line, this.body);
  }

  /** List what fits the filters of the address. */
  async show(filters) {
    this.filters = filters;
    if (!this.choices) this.loadChoices();
    this.drawFilters();
    const found = await this.loading.fetch(this.address("figures", { limit: PAGE }), () => this.show(filters));
    this.drawDownloads(Boolean(found?.total));
    if (!found) return;
    this.loading.tell(fill(this.words.figures_of, { figures: found.total, reports: found.reports }));
    if (found.total) this.draw(found);
    else this.body.replaceChildren(nothing(this.words, filters, this.words.none_figures, () => this.go("figures")));
  }

  draw(found) {
    this.above.replaceChildren(this.chart(found));
    this.table.show(found.figures, this.filters.get("sort"));
    this.tellMore(found.total);
    // A heading that was pressed keeps the focus: what stands there is not moved.
    if (!this.body.contains(this.table.root)) this.body.replaceChildren(this.above, this.table.root, this.more);
    drawCharts(this.words);
  }

  async showMore() {
    const offset = this.table.length;
    const found = await this.loading.fetch(this.address("figures", { limit: PAGE, offset }), () => this.show(this.filters));
    if (!found) return;
    this.loading.tell(fill(this.words.figures_of, { figures: found.total, reports: found.reports }));
    this.table.add(found.figures);
    this.tellMore(found.total);
  }

  tellMore(total) {
    this.more.textContent = `${this.words.more} (${total - this.table.length})`;
    this.more.hidden = total <= this.table.length;
  }

  chart({ plot, figures: [first], obstacles, comparable }) {
    if (plot) {
      const shared = [kindNames(this.words)[first.kind], against(first, this.words), this.lengthOf()];
      const title = [first.canonical ?? first.indicator, ...shared].filter(Boolean).join(" · ");
      return chartList({ shape: plot.shape, title, points: plot.points.map((one) => ({ ...one, href: figureLink(one) })) });
    }
    const made = element("div", "tl-no-chart");
    made.append(element("p", "tl-small", fill(this.words.no_chart, obstacleWords(obstacles, this.words))));
    if (comparable.length) {
      const offers = element("p", "tl-offers", this.words.comparable);
      offers.append(...comparable.map((one) => this.offer(one)));
      made.append(offers);
    }
    return made;
  }

  lengthOf() {
    return this.filters.has("length") ? lengthWords(this.filters.get("length"), this.words) : "";
  }

  offer({ figures, ...shared }) {
    const { canonical, kind, length, unit } = shared;
    const named = this.filters.get("canonical") === canonical ? [] : [canonical];
    const told = [...named, kindNames(this.words)[kind], lengthWords(length, this.words), against(shared, this.words), unit];
    const values = Object.entries(shared).map(([name, value]) => [name, value ? [value] : []]);
    return button("tl-chip", `${told.filter(Boolean).join(" · ")} (${figures})`, () => this.set(Object.fromEntries(values)));
  }

  /** Go where these filters have these values and the others stay. */
  set(changed) {
    const filters = new URLSearchParams(this.filters);
    for (const [name, values] of Object.entries(changed)) {
      filters.delete(name);
      for (const value of values) filters.append(name, value);
    }
    this.go("figures", filters);
  }

  address(name, more = {}) {
    const asked = new URLSearchParams(this.filters);
    for (const [key, value] of Object.entries(more)) asked.set(key, value);
    return `/api/${name}?${asked}`;
  }

  filterBar() {
    const { words } = this;
    const named = (name, isTyped) => (isTyped ? { canonical: [], indicator: name } : { canonical: name, indicator: [] });
    this.pickers = {
      indicator: new Picker({ name: words.filter_indicator, words, free: true }, (name, isTyped) => this.set(named(name, isTyped))),
      place: new Picker({ name: words.fact_place, words, several: true }, (place) => this.set({ place })),
      time: new DaysPicker(words.filter_time, words, (first, last) =>
        this.set({ from: first ? [first] : [], to: last ? [last] : [] })),
      kind: new Picker({ name: words.filter_kind, words }, (kind) => this.set({ kind })),
    };
    this.chips = element("span", "tl-chips");
    const bar = element("div", "tl-filters");
    bar.setAttribute("role", "group");
    bar.setAttribute("aria-label", words.filters);
    bar.append(...Object.values(this.pickers).map(({ root }) => root), this.chips);
    return bar;
  }

  async loadChoices() {
    this.choices = await fetchQuietly("/api/figures/choices");
    this.drawFilters();
  }

  drawFilters() {
    const { indicators = [], places = [], kinds = [], years = [] } = this.choices ?? {};
    const { filters, pickers } = this;
    const names = kindNames(this.words);
    const labelled = (list) => list.map(({ value, count }) => ({ value, count, label: names[value] ?? value }));
    pickers.indicator.show(labelled(indicators), filters.getAll("canonical"), filters.get("indicator") ?? "");
    pickers.place.show(labelled(places), filters.getAll("place"));
    pickers.time.show(years, filters.get("from") ?? "", filters.get("to") ?? "");
    pickers.kind.show(labelled(kinds), filters.getAll("kind"));
    this.drawChips();
  }

  drawChips() {
    const { filters, words } = this;
    const told = { unit: (unit) => unit, against: (plan) => fill(words.against, plan), length: (one) => lengthWords(one, words) };
    const chips = SHARED.filter((name) => filters.has(name)).map((name) => this.chip(name, told[name](filters.get(name))));
    if (filters.has("report_id")) chips.push(this.chip("report_id", words.filter_report));
    const isFiltered = [...filters.keys()].some((name) => name !== "sort");
    if (isFiltered) chips.push(button("tl-plain", words.clear_filters, () => this.go("figures")));
    this.chips.replaceChildren(...chips);
  }

  chip(name, text) {
    const made = button("tl-chip", `${text} ✕`, () => this.set({ [name]: [] }));
    made.setAttribute("aria-label", `${this.words.clear_filters}: ${text}`);
    return made;
  }

  drawDownloads(isFilled) {
    const links = ["csv", "xlsx"].map((ending) => {
      const link = element("a", "tl-plain", ending.toUpperCase());
      link.href = this.address(`figures.${ending}`, { lang: this.words.lang });
      link.download = "";
      link.setAttribute("aria-label", fill(this.words.export_as, ending.toUpperCase()));
      return link;
    });
    this.downloads.replaceChildren(...(isFilled ? links : []));
  }
}
