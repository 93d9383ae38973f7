// What a report states, group by group: about its meeting, figures, decisions, tasks, limitations, events to come.
import { button, element } from "./elements.js";
import { Facts } from "./facts.js";
import { against, kindNames } from "./figure_words.js";
import { fetchQuietly } from "./loading.js";

const MOST = 500; // so many lines of a kind are listed at most: what the API gives at once

/** `seek` is given the span of a line that is pressed. */
export class FactSheet {
  constructor(words, seek) {
    Object.assign(this, { words, seek, shownId: null });
    this.facts = new Facts(words, seek);
    this.groups = element("div");
    this.root = element("aside", "tl-sheet");
    this.root.setAttribute("aria-label", words.fact_sheet);
    this.root.append(element("h3", "tl-hidden", words.fact_sheet), this.facts.root, this.groups);
    this.root.addEventListener("click", (event) => this.mark(event.target.closest(".tl-value")), true);
  }

  async show(report) {
    this.shownId = report.id;
    this.facts.show(report);
    this.facts.root.open = true;
    this.groups.replaceChildren();
    const asked = new URLSearchParams({ report_id: report.id, limit: MOST });
    const [figures, points] = await Promise.all([
      fetchQuietly(`/api/figures?${asked}`), fetchQuietly(`/api/points?${asked}`),
    ]);
    if (this.shownId !== report.id) return;
    if (!figures || !points) return this.groups.replaceChildren(element("p", "tl-small", this.words.facts_failed));
    this.draw(figures.figures, points.points);
  }

  clear() {
    this.shownId = null;
    this.facts.show(null);
    this.groups.replaceChildren();
  }

  draw(figures, points) {
    const { words } = this;
    const made = (kind) => points.filter((point) => point.kind === kind).map((point) => this.point(point));
    const groups = [
      [words.group_figures, figures.map((figure) => this.figure(figure))],
      [words.group_decisions, made("decision")],
      [words.group_tasks, made("task")],
      [words.group_limitations, made("limitation")],
      [words.group_events, made("event")],
    ].filter(([, lines]) => lines.length);
    if (!groups.length) return this.groups.replaceChildren(element("p", "tl-small", words.nothing_stated));
    this.groups.replaceChildren(...groups.map(([name, lines]) => group(name, lines)));
  }

  figure(figure) {
    const { words } = this;
    const name = figure.canonical || figure.indicator || words.unnamed;
    const small = [kindNames(words)[figure.kind], against(figure, words), figure.period?.label, figure.place];
    return line(
      element("span", "tl-line-name", `${name}: `),
      this.link([figure.approximation, figure.words].filter(Boolean).join(" "), figure),
      element("small", "", small.filter(Boolean).join(" · ")),
    );
  }

  point(point) {
    return line(this.link(point.quote, point), point.when ? element("small", "", point.when.label) : "");
  }

  link(text, { start, end }) {
    return button("tl-value", text, () => this.seek({ start, end }));
  }

  mark(pressed) {
    if (!pressed) return;
    for (const one of this.root.querySelectorAll("[aria-current]")) one.removeAttribute("aria-current");
    pressed.setAttribute("aria-current", "true");
  }
}

function group(name, lines) {
  const list = element("ul");
  list.append(...lines);
  const made = element("details", "tl-group");
  made.append(element("summary", "", `${name} (${lines.length})`), list);
  return made;
}

function line(...content) {
  const made = element("li");
  made.append(...content);
  return made;
}
