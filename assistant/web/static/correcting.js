// The form in which an editor corrects what a report says about itself; only what was changed is sent.
import { actions, change, openDialog, trouble } from "./dialogs.js";
import { People } from "./correcting_people.js";
import { button, element } from "./elements.js";

const BY_HAND = "corrected by hand";
const DAYS = ["held_on", "published_on", "start", "end"];

/** Open the form over a report of the API; `shown` is given the report as it is then. */
export function openCorrecting(report, words, shown) {
  openDialog(words.correct_title, (close) => new Form(report, words, (changed) => {
    close();
    shown(changed);
  }).build(close));
}

class Form {
  constructor(report, words, done) {
    Object.assign(this, { report, words, done, inputs: {} });
    this.told = trouble();
  }

  build(close) {
    const { words, report } = this;
    const form = element("form", "tl-correct");
    const names = {
      title: words.fact_title, body: words.fact_body, term: words.fact_term, session: words.fact_session,
      number: words.fact_number, place: words.fact_place, commune: words.fact_commune, district: words.fact_district,
      province: words.fact_province, held_on: words.fact_held_on, published_on: words.fact_published_on,
    };
    const fields = Object.entries(names).map(([field, name]) => this.field(field, name, report[field], this.isByHand(field)));
    this.people = new People(report.participants, words, this.isByHand("participants"));
    fields.push(this.period(), this.people.root);
    this.save = element("button", "tl-primary", words.save);
    const restore = button("tl-plain", words.as_read, () => this.send("DELETE", "/corrections", null));
    const offered = report.origins.some(({ rule }) => rule === BY_HAND) ? [restore] : [];
    form.append(...fields, this.told, actions(words, close, this.save, ...offered));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.submit();
    });
    return [element("p", "tl-small", words.correct_meaning), form];
  }

  field(name, label, value, isByHand) {
    const made = element("label", `tl-field tl-field-${name}`);
    const input = element(name === "title" ? "textarea" : "input");
    if (DAYS.includes(name)) input.type = "date";
    else if (name === "session") Object.assign(input, { type: "number", min: 1, max: 10000 });
    else input.maxLength = 500;
    if (name === "title") Object.assign(input, { required: true, rows: 2 });
    input.value = value ?? "";
    this.inputs[name] = input;
    const told = element("span", "", label);
    if (isByHand) told.append(" ", element("small", "", `(${this.words.by_hand})`));
    made.append(told, input);
    return made;
  }

  period() {
    const { words, report } = this;
    const made = element("fieldset", "tl-field-period");
    const told = element("legend", "", words.fact_period);
    if (this.isByHand("period")) told.append(" ", element("small", "", `(${words.by_hand})`));
    made.append(
      told,
      this.field("start", words.from_day, report.period?.start),
      this.field("end", words.to_day, report.period?.end),
      this.field("label", words.period_words, report.period?.label),
    );
    return made;
  }

  isByHand(field) {
    return this.report.origins.some((one) => one.field === field && one.rule === BY_HAND);
  }

  /** The fields that are no longer as the form showed them. */
  changed() {
    const { report, inputs } = this;
    const { start, end, label, ...others } = Object.fromEntries(
      Object.entries(inputs).map(([name, input]) => [name, input.value.trim() || null]),
    );
    if (others.session) others.session = Number(others.session);
    const period = start || end || label ? { start, end, label } : null;
    const before = report.period && { start: report.period.start, end: report.period.end, label: report.period.label };
    const changed = Object.entries(others).filter(([name, value]) => value !== (report[name] ?? null));
    if (JSON.stringify(period) !== JSON.stringify(before)) changed.push(["period", period]);
    if (this.people.isChanged()) changed.push(["participants", this.people.told()]);
    return Object.fromEntries(changed);
  }

  submit() {
    const changed = this.changed();
    const { period } = changed;
    if (period && !(period.start && period.end && period.label)) return this.fail(this.words.period_whole, "label");
    if (period && period.start > period.end) return this.fail(this.words.days_reversed, "start");
    if (Object.keys(changed).length) return this.send("PATCH", "", changed);
    this.done(this.report);
  }

  async send(method, below, body) {
    this.save.disabled = true;
    this.told.textContent = "";
    const { content, failure } = await change(method, `/api/reports/${encodeURIComponent(this.report.id)}${below}`, body, this.words);
    this.save.disabled = false;
    if (failure) this.told.textContent = failure;
    else this.done(content);
  }

  fail(sentence, name) {
    this.told.textContent = sentence;
    this.inputs[name].focus();
  }
}
