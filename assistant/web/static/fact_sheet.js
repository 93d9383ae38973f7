// What a report states, group by group: about its meeting, figures, decisions, tasks, limitations, events to come.
import { button, element } from "./elements.js";
import { Facts } from "./facts.js";
import { against, kindNames } from "./figure_words.js";
import { request } from "./loading.js";

const PAGE = 500; // so many lines of a group are fetched at a time: what the API gives at once

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
    const groups = this.groupsOf(report);
    const failures = (await Promise.all(groups.map((group) => group.load()))).filter(Boolean);
    if (this.shownId !== report.id) return;
    if (failures.length) return this.say(failures[0], button("tl-plain", this.words.retry, () => this.show(report)));
    const filled = groups.filter(({ total }) => total);
    if (filled.length) this.groups.replaceChildren(...filled.map(({ root }) => root));
    else this.say(this.words.nothing_stated);
  }

  clear() {
    this.shownId = null;
    this.facts.show(null);
    this.groups.replaceChildren();
  }

  groupsOf({ id }) {
    const { words } = this;
    const points = { decision: words.group_decisions, task: words.group_tasks, limitation: words.group_limitations, event: words.group_events };
    const figures = new Group(words, words.group_figures, "figures", { report_id: id }, (figure) => this.figure(figure));
    const others = Object.entries(points).map(([kind, name]) =>
      new Group(words, name, "points", { report_id: id, kind }, (point) => this.point(point)));
    return [figures, ...others];
  }

  say(sentence, ...offered) {
    const said = element("p", "tl-small", sentence);
    for (const one of offered) said.append(" ", one);
    this.groups.replaceChildren(said);
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

/** One group: how many lines there are of it, those that are loaded, and a button for more. */
class Group {
  constructor(words, name, path, asked, line) {
    Object.assign(this, { words, name, path, asked, line, total: 0 });
    this.summary = element("summary");
    this.list = element("ul");
    this.more = button("tl-plain tl-more", "", () => this.loadMore());
    this.said = element("p", "tl-small");
    this.said.setAttribute("role", "status");
    this.root = element("details", "tl-group");
    this.root.append(this.summary, this.list, this.said, this.more);
  }

  /** Append the next lines; returns why that failed, "" when it did not. */
  async load() {
    const { list, path, words } = this;
    const asked = new URLSearchParams({ ...this.asked, limit: PAGE, offset: list.childElementCount });
    const { content, failure } = await request(`/api/${path}?${asked}`, words, words.facts_failed);
    if (!content) return failure;
    this.total = content.total;
    list.append(...content[path].map((one) => this.line(one)));
    const left = content[path].length ? this.total - list.childElementCount : 0;
    this.summary.textContent = `${this.name} (${this.total})`;
    this.more.textContent = `${words.more} (${left})`;
    this.more.hidden = left <= 0;
    return "";
  }

  /** As asked by the visitor, whose focus goes on to the first new line. */
  async loadMore() {
    const before = this.list.childElementCount;
    this.more.disabled = true;
    this.said.textContent = await this.load();
    this.more.disabled = false;
    this.list.children[before]?.querySelector("button").focus();
  }
}

function line(...content) {
  const made = element("li");
  made.append(...content);
  return made;
}
