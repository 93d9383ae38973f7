// What a list says of itself while it loads, when it has loaded and when it could not be.
import { button, element } from "./elements.js";

const UNSEEN_MS = 150; // what is done sooner needs no sign of work

/** A line for a list: how much it holds, that it loads, or that it failed and how to try again. */
export class Loading {
  constructor(words, list) {
    Object.assign(this, { words, list, latest: 0 });
    this.root = element("p", "tl-count-line");
    this.root.setAttribute("role", "status");
  }

  /** The JSON of an address, null when a later request overtook it or it failed; `again` is what "try again" does. */
  async fetch(address, again) {
    const number = ++this.latest;
    const sign = setTimeout(() => this.isWorking(), this.root.textContent ? UNSEEN_MS : 0);
    try {
      const answer = await fetch(address);
      const content = await answer.json();
      if (number !== this.latest) return null;
      if (answer.ok) return content;
      this.fail(answer.status === 422 ? content.detail : this.words.list_failed, again);
    } catch {
      if (number === this.latest) this.fail(this.words.list_failed, again);
    } finally {
      clearTimeout(sign);
      if (number === this.latest) this.list.removeAttribute("aria-busy");
    }
    return null;
  }

  /** Say how much the list holds. */
  tell(count) {
    this.root.className = "tl-count-line";
    this.root.textContent = count;
  }

  isWorking() {
    this.list.setAttribute("aria-busy", "true");
    this.root.className = "tl-count-line tl-working";
    this.root.textContent = this.words.list_loading;
  }

  fail(reason, again) {
    this.list.replaceChildren();
    this.root.className = "tl-count-line tl-failed";
    this.root.replaceChildren(reason, " ", button("tl-plain", this.words.retry, again));
  }
}

/** What stands in place of a list that is empty: how to clear its filters, or how to fill a library that has nothing. */
export function nothing(words, filters, sentence, clear) {
  const made = element("div", "tl-nothing");
  if (String(filters)) made.append(element("p", "", sentence), button("tl-plain", words.clear_filters, clear));
  else made.append(element("p", "", words.empty_title), element("p", "", words.empty_hint), element("code", "", words.ingest_command));
  return made;
}

/** An answer of the API that a page can do without; null when it cannot be had. */
export async function fetchQuietly(address) {
  try {
    const answer = await fetch(address);
    return answer.ok ? await answer.json() : null;
  } catch {
    return null;
  }
}
