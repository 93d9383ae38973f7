// What a list says of itself while it loads, when it has loaded and when it could not be.
import { button, element } from "./elements.js";
import { reasonOf } from "./refusing.js";

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
    const { content, failure } = await request(address, this.words, this.words.list_failed);
    clearTimeout(sign);
    if (number !== this.latest) return null;
    this.list.removeAttribute("aria-busy");
    if (failure) this.fail(failure, again);
    return content ?? null;
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

/** The JSON of an address: {content}, or {failure} with the reason for the visitor, `otherwise` where there is none to tell. */
export async function request(address, words, otherwise, send = fetch) {
  const answer = await send(address).catch(() => null);
  if (!answer?.ok) return { failure: await reasonOf(answer, words, otherwise), status: answer?.status };
  try {
    return { content: await answer.json() };
  } catch {
    return { failure: otherwise };
  }
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
