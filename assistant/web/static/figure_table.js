// Figures as a table that is sorted by its headings; each number leads to its words.
import { button, element } from "./elements.js";
import { day } from "./facts.js";
import { against, kindNames } from "./figure_words.js";
import { figureLink } from "./source.js";

// What a heading's first press sorts by, and its second.
const ORDERS = {
  value: ["-value", "value"],
  period: ["-period", "period"],
  place: ["place", "-place"],
  report: ["-report", "report"],
};

/** `sort` is given the order that a visitor chose. */
export class FigureTable {
  constructor(words, sort) {
    Object.assign(this, { words, sort });
    this.head = element("tr");
    this.body = element("tbody");
    const head = element("thead");
    head.append(this.head);
    const table = element("table", "tl-figures");
    table.append(head, this.body);
    this.root = element("div", "tl-scroll");
    this.root.append(table);
    for (const node of [table, head, this.body]) node.setAttribute("role", node === table ? "table" : "rowgroup");
    this.head.setAttribute("role", "row");
  }

  get length() {
    return this.body.children.length;
  }

  /** Show these figures under headings that tell the order. */
  show(figures, order) {
    const { words } = this;
    const focused = document.activeElement?.closest?.("th")?.dataset.column;
    const names = {
      indicator: words.filter_indicator,
      value: words.column_value,
      kind: words.filter_kind,
      period: words.column_period,
      place: words.fact_place,
      report: words.column_report,
    };
    this.head.replaceChildren(...Object.entries(names).map(([column, name]) => this.heading(column, name, order)));
    this.head.querySelector(`[data-column="${focused}"] button`)?.focus();
    this.body.replaceChildren();
    this.add(figures);
  }

  add(figures) {
    this.body.append(...figures.map((figure) => this.row(figure)));
  }

  heading(column, name, order) {
    const made = element("th", column === "value" ? "tl-number" : "");
    made.scope = "col";
    made.dataset.column = column;
    made.setAttribute("role", "columnheader");
    if (!ORDERS[column]) {
      made.textContent = name;
      return made;
    }
    const [first, second] = ORDERS[column];
    const isSorted = order === first || order === second;
    const press = button("tl-sort", name, () => this.sort(order === first ? second : first));
    press.title = `${this.words.sort_by}: ${name}`;
    if (isSorted) {
      made.setAttribute("aria-sort", order.startsWith("-") ? "descending" : "ascending");
      const arrow = element("span", "", order.startsWith("-") ? " ↓" : " ↑");
      arrow.setAttribute("aria-hidden", "true");
      press.append(arrow);
    }
    made.append(press);
    return made;
  }

  row(figure) {
    const { words } = this;
    const period = figure.period ? [figure.period.label] : [unknown(words.period_unknown)];
    const made = element("tr");
    made.setAttribute("role", "row");
    made.append(
      cell("th", "tl-indicator", named(figure) ? element("span", "", named(figure)) : unknown(words.unnamed)),
      cell("td", "tl-number", ...this.value(figure)),
      cell("td", "tl-kind", kindNames(words)[figure.kind], small(against(figure, words))),
      cell("td", "tl-period", ...period, small(figure.cumulative ? words.cumulative : "")),
      cell("td", "tl-place", figure.place ?? unknown(words.place_unknown)),
      cell("td", "tl-of", element("span", "tl-title", figure.title), small(heldOn(figure, words))),
    );
    return made;
  }

  value(figure) {
    const link = element("a", "tl-figure", figure.words);
    link.href = figureLink(figure);
    const slip = element("span", "tl-slip", this.words.slip);
    slip.title = this.words.slip_meaning;
    return [figure.approximation ? `${figure.approximation} ` : "", link, figure.is_slip ? slip : ""];
  }
}

function named({ canonical, indicator }) {
  return canonical || indicator;
}

function heldOn(figure, words) {
  return figure.held_on ? day(figure.held_on, words) : words.date_unknown;
}

function cell(name, style, ...content) {
  const made = element(name, style);
  if (name === "th") made.scope = "row";
  made.setAttribute("role", name === "th" ? "rowheader" : "cell");
  made.append(...content.filter(Boolean).filter((one) => one.textContent !== ""));
  return made;
}

function small(text) {
  return element("small", "", text);
}

function unknown(text) {
  return element("span", "tl-unknown", text);
}
