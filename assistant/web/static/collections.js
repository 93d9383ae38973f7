// The collections of the library that a visitor may read: told only to whom there is more than one.
import { element, fill } from "./elements.js";
import { fetchQuietly } from "./loading.js";

const NEW = ""; // the choice of a collection that is not there yet

/** The collections that hold reports as [{value, count}]; none where there are less than two to tell apart. */
export async function seenCollections() {
  const found = (await fetchQuietly("/api/collections"))?.collections ?? [];
  return found.length > 1 ? found : [];
}

/** The name of a collection as a visitor reads it. */
export function collectionName(name, words) {
  return name === "default" ? words.default_collection : name;
}

/** Where uploads go: a choice of the collections that an editor may add to, or the name of a new one. */
export class CollectionChoice {
  constructor(words) {
    this.words = words;
    this.select = element("select");
    this.select.addEventListener("change", () => {
      this.drawName();
      if (!this.name.hidden) this.name.focus();
    });
    this.name = element("input");
    this.name.maxLength = 100;
    this.name.placeholder = words.new_collection_name;
    this.name.setAttribute("aria-label", words.new_collection_name);
    const label = element("label", "tl-order", `${words.put_into} `);
    label.append(this.select);
    this.root = element("div", "tl-into");
    this.root.append(label, this.name);
    this.root.hidden = true;
  }

  /** Offer these, the usual one first; where there is nothing to choose, say nothing. */
  offer({ collections, takes_new }) {
    const chosen = this.chosenName();
    const options = collections.map((name) => new Option(collectionName(name, this.words), name));
    if (takes_new) options.push(new Option(this.words.new_collection, NEW));
    this.select.replaceChildren(...options);
    if (collections.includes(chosen)) this.select.value = chosen;
    else if (chosen && takes_new) this.select.value = NEW;
    this.root.hidden = options.length < 2;
    this.drawName();
  }

  /** The chosen collection; null while a new one has no name, which then gets the focus. */
  chosen() {
    const name = this.chosenName();
    if (!name) this.name.focus();
    return name || null;
  }

  chosenName() {
    return this.select.value || this.name.value.normalize("NFC").trim();
  }

  drawName() {
    this.name.hidden = this.select.value !== NEW;
  }
}

/** A filter by collection; it stands there while there is more than one to tell apart, or one is asked for. */
export class CollectionFilter {
  constructor(words, change) {
    this.words = words;
    this.select = element("select");
    this.select.addEventListener("change", () => change(this.select.value || null));
    this.root = element("label", "tl-order", `${words.collection} `);
    this.root.append(this.select);
    this.root.hidden = true;
  }

  async show(chosen) {
    const seen = await seenCollections();
    const names = seen.map(({ value, count }) => [value, `${collectionName(value, this.words)} (${count})`]);
    if (chosen && !seen.some(({ value }) => value === chosen)) names.push([chosen, collectionName(chosen, this.words)]);
    this.select.replaceChildren(new Option(this.words.every, ""), ...names.map(([value, name]) => new Option(name, value)));
    this.select.value = chosen;
    this.root.hidden = !names.length;
  }
}

/** A line that names the collection of a report, where it tells that report from others. */
export class CollectionLine {
  constructor(words) {
    Object.assign(this, { words, wanted: null });
    this.root = element("p", "tl-small tl-collection");
    this.root.hidden = true;
  }

  async show(report) {
    this.wanted = report;
    const seen = report ? await seenCollections() : [];
    if (this.wanted !== report) return;
    this.root.hidden = !seen.length;
    if (seen.length) this.root.textContent = fill(this.words.collection_is, collectionName(report.collection, this.words));
  }
}
