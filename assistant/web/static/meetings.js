// The tab of meetings: a timeline by year and month, the latest first and unknown days last, with filters.
import { DaysPicker } from "./days.js";
import { button, element, fill } from "./elements.js";
import { day, monthName } from "./facts.js";
import { Loading, fetchQuietly, nothing } from "./loading.js";
import { Picker } from "./picker.js";
import { sourceLink } from "./source.js";

const PAGE = 100;

/** `go` is given the tab and the filters that a visitor chose. */
export class MeetingsView {
  constructor(words, go) {
    Object.assign(this, { words, go, filters: new URLSearchParams(), choices: null, meetings: [] });
    this.root = element("section", "tl-view");
    this.root.setAttribute("aria-label", words.nav_meetings);
    this.root.hidden = true;
    this.body = element("div", "tl-list tl-timeline");
    this.loading = new Loading(words, this.body);
    const line = element("div", "tl-line-of-list");
    line.append(this.loading.root);
    this.root.append(element("h2", "tl-hidden", words.nav_meetings), this.filterBar(), line, this.body);
  }

  /** List the meetings that fit the filters of the address. */
  async show(filters) {
    this.filters = filters;
    if (!this.choices) this.loadChoices();
    this.drawFilters();
    const found = await this.loading.fetch(this.address(0), () => this.show(filters));
    if (!found) return;
    this.meetings = found.reports;
    this.draw(found.total);
  }

  async showMore() {
    const found = await this.loading.fetch(this.address(this.meetings.length), () => this.show(this.filters));
    if (!found) return;
    this.meetings.push(...found.reports);
    this.draw(found.total);
  }

  draw(total) {
    const { words, filters } = this;
    this.loading.tell(fill(words.meetings_n, total));
    if (!total) return this.body.replaceChildren(nothing(words, filters, words.none_meetings, () => this.go("meetings")));
    const years = grouped(this.meetings, ({ held_on }) => held_on?.slice(0, 4) ?? "");
    this.body.replaceChildren(...years.map(([year, meetings]) => this.year(year, meetings)));
    const left = total - this.meetings.length;
    if (left) this.body.append(button("tl-plain tl-more", `${words.more} (${left})`, () => this.showMore()));
  }

  year(year, meetings) {
    const made = element("section", "tl-year");
    made.append(element("h3", "", year || this.words.undated));
    for (const [month, held] of grouped(meetings, ({ held_on }) => held_on?.slice(5, 7) ?? "")) {
      const list = element("ol");
      list.append(...held.map((meeting) => this.entry(meeting)));
      const part = element("div", "tl-month");
      part.append(element("h4", "", month && monthName(month, this.words)), list);
      made.append(part);
    }
    return made;
  }

  entry(meeting) {
    const { words } = this;
    const held = element("time", "", meeting.held_on ? String(Number(meeting.held_on.slice(8))) : "–");
    if (meeting.held_on) held.dateTime = meeting.held_on;
    held.title = meeting.held_on ? day(meeting.held_on, words) : words.date_unknown;
    const link = element("a", "tl-meeting-title", meeting.title);
    link.href = sourceLink({ report_id: meeting.id, start: 0, end: 0 });
    const told = element("div");
    const where = `${meeting.body ?? words.body_unknown} · ${meeting.place ?? words.place_unknown}`;
    told.append(link, element("p", "tl-about", where));
    if (meeting.chairs.length) told.append(element("p", "tl-about", `${words.part_chair}: ${meeting.chairs.join(", ")}`));
    told.append(this.counts(meeting));
    const made = element("li", "tl-meeting");
    made.append(held, told);
    return made;
  }

  counts({ id, counts }) {
    const { words } = this;
    const names = {
      decisions: words.decisions_n, tasks: words.tasks_n, limitations: words.limitations_n, events: words.events_n,
    };
    const told = Object.entries(names).filter(([name]) => counts[name]).map(([name, text]) => fill(text, counts[name]));
    const made = element("p", "tl-counts");
    if (counts.figures) {
      const link = element("a", "", fill(words.figures_n, counts.figures));
      link.href = `?${new URLSearchParams({ tab: "figures", report_id: id })}`;
      link.dataset.tab = "figures";
      made.append(link, told.length ? " · " : "");
    }
    made.append(told.join(" · "));
    return made;
  }

  set(changed) {
    const filters = new URLSearchParams(this.filters);
    for (const [name, value] of Object.entries(changed)) {
      if (value) filters.set(name, value);
      else filters.delete(name);
    }
    this.go("meetings", filters);
  }

  address(offset) {
    const asked = new URLSearchParams(this.filters);
    asked.set("limit", PAGE);
    asked.set("offset", offset);
    return `/api/meetings?${asked}`;
  }

  filterBar() {
    const { words } = this;
    this.pickers = {
      place: new Picker({ name: words.fact_place, words }, ([place]) => this.set({ place })),
      body: new Picker({ name: words.fact_body, words }, ([body]) => this.set({ body })),
      chair: new Picker({ name: words.filter_chair, words }, ([chair]) => this.set({ chair })),
      time: new DaysPicker(words.filter_year, words, (from, to) => this.set({ from, to })),
    };
    this.clear = button("tl-plain", words.clear_filters, () => this.go("meetings"));
    const bar = element("div", "tl-filters");
    bar.setAttribute("role", "group");
    bar.setAttribute("aria-label", words.filters);
    bar.append(...Object.values(this.pickers).map(({ root }) => root), this.clear);
    return bar;
  }

  async loadChoices() {
    this.choices = await fetchQuietly("/api/meetings/choices");
    this.drawFilters();
  }

  drawFilters() {
    const { places = [], bodies = [], chairs = [], years = [] } = this.choices ?? {};
    const { filters, pickers } = this;
    const labelled = (list) => list.map((one) => ({ ...one, label: one.value }));
    pickers.place.show(labelled(places), filters.getAll("place"));
    pickers.body.show(labelled(bodies), filters.getAll("body"));
    pickers.chair.show(labelled(chairs), filters.getAll("chair"));
    pickers.time.show(years, filters.get("from") ?? "", filters.get("to") ?? "");
    this.clear.hidden = !String(filters);
  }
}

/** Pairs of a key and what has it, in the order the keys are met. */
function grouped(list, key) {
  const groups = new Map();
  for (const one of list) groups.set(key(one), [...(groups.get(key(one)) ?? []), one]);
  return [...groups];
}
