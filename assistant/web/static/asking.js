// The filters over the question box: what the last question named, and what the visitor chose by hand for the next.
import { DaysPicker } from "./days.js";
import { button, element } from "./elements.js";
import { day } from "./facts.js";
import { fetchQuietly } from "./loading.js";
import { Picker } from "./picker.js";
import { areFiltersChanged, noteFiltersChanged } from "./remembering.js";

const NONE = { place: "", body: "", from: "", to: "", report_ids: [] };

/**
 * What the last question was understood to name is shown, and asks for nothing: the next question is completed from it
 * anyway. What is chosen by hand limits every further question until it is cleared. Once something that was named is
 * cleared or replaced, the next question is asked alone, or it would come back by itself.
 */
export class AskingFilters {
  constructor(words) {
    Object.assign(this, { words, hand: { ...NONE }, named: { ...NONE }, replaced: new Set() });
    Object.assign(this, { wasAnswered: false, wasTouched: false });
    const { fact_place, fact_body, filter_time } = words;
    const one = (key) => ([value = ""]) => this.choose({ [key]: value });
    this.pickers = {
      place: new Picker({ name: fact_place, words }, one("place")),
      body: new Picker({ name: fact_body, words }, one("body")),
      time: new DaysPicker(filter_time, words, (from, to) => this.choose({ from, to })),
      reports: new Picker({ name: words.filter_reports, words, several: true }, (report_ids) => this.choose({ report_ids })),
    };
    this.clearer = button("tl-plain", words.clear_filters, () => this.clear());
    this.said = element("span", "tl-said");
    this.said.setAttribute("role", "status");
    this.root = element("div", "tl-filters tl-asking");
    this.root.setAttribute("role", "group");
    this.root.setAttribute("aria-label", words.filters);
    this.root.hidden = true;
    this.root.append(...Object.values(this.pickers).map(({ root }) => root), this.clearer, this.said);
    this.root.addEventListener("toggle", ({ target }) => target.open && this.load(), true);
    this.load();
  }

  /** Take over what the last question named, and on a page loaded anew by which filters it was asked. */
  follow({ named: { place, body, date_from, date_to, report_ids }, filters }) {
    this.named = { place: place ?? "", body: body ?? "", from: date_from ?? "", to: date_to ?? "", report_ids };
    if (!this.wasAnswered && !this.wasTouched && !areFiltersChanged()) {
      for (const key of Object.keys(NONE)) this.hand[key] = filters[key] ?? NONE[key];
    }
    this.replaced.clear();
    this.wasAnswered = true;
    this.draw();
  }

  /** No question came before the next one; what is chosen by hand stays. */
  beginAnew() {
    this.named = { ...NONE };
    this.replaced.clear();
    this.wasAnswered = false;
    this.wasTouched = true;
    this.draw();
  }

  /** What goes with the next question, as JSON. */
  limits() {
    noteFiltersChanged(false); // the answer will be kept with them
    const set = Object.entries(this.hand).filter(([, value]) => value.length);
    return JSON.stringify({ filters: Object.fromEntries(set), alone: this.replaced.size > 0 });
  }

  choose(changed) {
    for (const [key, value] of Object.entries(changed)) {
      const isReplaced = key === "report_ids" ? this.wasAnswered : this.named[key] && this.named[key] !== value;
      if (isReplaced) this.replaced.add(key);
      else this.replaced.delete(key);
    }
    Object.assign(this.hand, changed);
    this.wasTouched = true;
    noteFiltersChanged(true);
    this.draw();
  }

  clear() {
    const hadReports = this.shownReports().values.length > 0;
    this.choose({ ...NONE });
    if (!hadReports) this.replaced.delete("report_ids");
    this.draw();
    this.pickers.place.root.querySelector("summary").focus();
  }

  async load() {
    const choices = await fetchQuietly("/api/ask/choices");
    if (!choices) return;
    this.choices = choices;
    this.root.hidden = !choices.reports.length;
    this.draw();
  }

  /** The value of a filter that is in force or was named, and whether it is only named. */
  shown(...keys) {
    const byHand = keys.some((key) => this.hand[key]);
    if (byHand) return { values: keys.map((key) => this.hand[key]), isNamed: false };
    const isGone = keys.some((key) => this.replaced.has(key));
    const values = keys.map((key) => (isGone ? "" : this.named[key]));
    return { values, isNamed: values.some(Boolean) };
  }

  /** The same of the reports, of which there may be several. */
  shownReports() {
    const { hand, named, replaced } = this;
    if (hand.report_ids.length) return { values: hand.report_ids, isNamed: false };
    const listed = named.report_ids.filter((id) => this.choices?.reports.some((report) => report.id === id));
    const values = replaced.has("report_ids") ? [] : listed;
    return { values, isNamed: values.length > 0 };
  }

  draw() {
    if (!this.choices) return;
    const { pickers, words, choices } = this;
    const labelled = (list) => list.map(({ value, count }) => ({ value, count, label: value }));
    const [place, body, time] = [this.shown("place"), this.shown("body"), this.shown("from", "to")];
    pickers.place.show(labelled(choices.places), place.values.filter(Boolean));
    pickers.body.show(labelled(choices.bodies), body.values.filter(Boolean));
    pickers.time.show(choices.years, ...time.values);
    const reports = this.shownReports();
    pickers.reports.show(choices.reports.map((report) => this.reportChoice(report)), reports.values);
    this.markNamed(pickers.place, place.isNamed);
    this.markNamed(pickers.body, body.isNamed);
    this.markNamed(pickers.time, time.isNamed);
    this.markNamed(pickers.reports, reports.isNamed);
    this.clearer.hidden = !this.root.querySelector(".tl-chosen");
    this.said.textContent = this.replaced.size ? words.asked_alone : "";
  }

  markNamed({ root }, isNamed) {
    root.classList.toggle("tl-named", isNamed);
    const summary = root.querySelector("summary");
    summary.querySelector(".tl-hidden")?.remove();
    summary.title = isNamed ? this.words.named_in_question : "";
    if (isNamed) summary.append(element("small", "tl-hidden", ` (${this.words.named_in_question})`));
  }

  reportChoice({ id, title, held_on }) {
    return { value: id, label: held_on ? `${title} · ${day(held_on, this.words)}` : title };
  }
}
