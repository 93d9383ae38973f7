// A filter as a button that opens a list to choose from: one value or several, found by typing without diacritics.
import { button, element, fill } from "./elements.js";

const FEW = 8; // so many choices are seen at a glance and need no search

window.addEventListener("keydown", (event) => {
  const open = document.querySelector("details.tl-picker[open]");
  if (event.key !== "Escape" || event.isComposing || !open) return;
  event.preventDefault();
  event.stopImmediatePropagation(); // what opened before it stays open
  open.open = false;
  open.querySelector("summary").focus();
}, true);
document.addEventListener("click", (event) => {
  for (const open of document.querySelectorAll("details.tl-picker[open]")) {
    if (!event.composedPath().includes(open)) open.open = false; // what was pressed may be drawn anew by now
  }
});

/** `change` gets the chosen values; with `several` the list stays open, with `free` typed words can be chosen too. */
export class Picker {
  constructor({ name, words, several = false, free = false, footer = null }, change) {
    Object.assign(this, { name, words, several, free, change, choices: [], chosen: [] });
    this.told = element("b");
    this.search = element("input");
    this.search.type = "search";
    this.search.placeholder = words.find;
    this.search.setAttribute("aria-label", `${words.find}: ${name}`);
    this.search.addEventListener("input", () => this.draw());
    this.list = element("ul");
    const options = element("div", "tl-options");
    options.append(this.search, this.list, ...(footer ? [footer] : []));
    const summary = element("summary");
    summary.append(element("span", "", name), " ", this.told);
    this.root = element("details", "tl-picker");
    this.root.append(summary, options);
    this.root.addEventListener("toggle", () => this.opened());
    this.root.addEventListener("keydown", (event) => this.pressed(event));
  }

  /** Offer choices of {value, label, count}; `told` are words for a chosen value that is none of them. */
  show(choices, chosen, told = "") {
    Object.assign(this, { choices, chosen });
    const labels = chosen.map((value) => choices.find((one) => one.value === value)?.label ?? value);
    const many = labels.length > 2 ? fill(this.words.several_n, labels.length) : labels.join(", ");
    this.told.textContent = many || told || this.words.every;
    this.root.classList.toggle("tl-chosen", Boolean(many || told));
    this.root.classList.toggle("tl-counted", labels.length > 2); // a mere count needs the name beside it
    this.search.hidden = choices.length <= FEW && !this.free;
    this.draw();
  }

  draw() {
    const typed = this.search.value.trim();
    const fitting = this.choices.filter(({ label }) => folded(label).includes(folded(typed)));
    const options = fitting.map((choice) => this.option(choice));
    if (!typed) options.unshift(this.option({ value: "", label: this.words.every }));
    else if (this.free) options.push(this.option({ value: typed, label: fill(this.words.find_words, typed), isTyped: true }));
    if (!options.length) options.push(element("p", "tl-none", this.words.none_listed));
    const focused = this.list.contains(document.activeElement) ? document.activeElement.dataset.value : null;
    this.list.replaceChildren(...options.map(inEntry));
    if (focused !== null) this.list.querySelector(`[data-value="${CSS.escape(focused)}"]`)?.focus();
  }

  option({ value, label, count, isTyped = false }) {
    const made = button("tl-option", "", () => this.choose(value, isTyped));
    const isChosen = value ? this.chosen.includes(value) : !this.chosen.length;
    made.append(element("span", "", label), ...(count ? [element("small", "", String(count))] : []));
    made.setAttribute("aria-pressed", String(isChosen));
    made.dataset.value = value;
    return made;
  }

  choose(value, isTyped) {
    const others = this.chosen.filter((one) => one !== value);
    const kept = others.length < this.chosen.length ? others : [...this.chosen, value];
    if (this.several && value) return this.change(kept);
    this.close();
    this.change(value ? [value] : [], isTyped);
  }

  close() {
    this.root.open = false;
    this.root.querySelector("summary").focus();
  }

  opened() {
    if (!this.root.open) return;
    this.search.value = "";
    this.draw();
    if (matchMedia("(hover: hover)").matches && !this.search.hidden) this.search.focus(); // no keyboard over a phone's list
  }

  pressed(event) {
    if (event.target === this.search && event.key === "Enter" && !event.isComposing) {
      event.preventDefault();
      return this.list.querySelector("button")?.click();
    }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step || !this.root.open || event.target.type === "date") return;
    event.preventDefault();
    const stops = [...(this.search.hidden ? [] : [this.search]), ...this.list.querySelectorAll("button")];
    stops[Math.max(0, stops.indexOf(document.activeElement) + step)]?.focus();
  }
}

function inEntry(node) {
  const made = element("li");
  made.append(node);
  return made;
}

/** Letters without case and diacritics, as typed on a keyboard that has none. */
function folded(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").replace(/[đĐ]/g, "d").toLowerCase();
}
