// The filter by time: a whole year from a list, or any days.
import { button, element } from "./elements.js";
import { daySpan } from "./facts.js";
import { Picker } from "./picker.js";

/** `change` gets the first and the last day as YYYY-MM-DD, "" for no limit. */
export class DaysPicker {
  constructor(name, words, change) {
    Object.assign(this, { words, change });
    [this.first, this.last] = [dayInput(), dayInput()];
    this.said = element("p", "tl-none");
    this.said.setAttribute("role", "alert");
    const form = element("div", "tl-days");
    const use = button("tl-plain", words.apply, () => this.use());
    form.append(labelled(words.from_day, this.first), labelled(words.to_day, this.last), use, this.said);
    this.picker = new Picker({ name, words, footer: form }, ([year]) => change(...(year ? yearDays(year) : ["", ""])));
    this.root = this.picker.root;
  }

  show(years, first, last) {
    const year = first.slice(0, 4);
    const isYear = first && `${[first, last]}` === `${yearDays(year)}`;
    if (!this.root.open) { // else somebody may be choosing days just now
      [this.first.value, this.last.value] = isYear ? ["", ""] : [first, last];
      this.said.textContent = "";
    }
    const choices = years.map((one) => ({ value: String(one), label: String(one) }));
    this.picker.show(choices, isYear ? [year] : [], daySpan(first, last, this.words));
  }

  use() {
    const [first, last] = [this.first.value, this.last.value];
    if (first && last && first > last) {
      this.said.textContent = this.words.days_reversed;
      return;
    }
    this.picker.close();
    this.change(first, last);
  }
}

function yearDays(year) {
  return [`${year}-01-01`, `${year}-12-31`];
}

function dayInput() {
  const made = element("input");
  made.type = "date";
  return made;
}

function labelled(name, input) {
  const made = element("label", "", name);
  made.append(input);
  return made;
}
