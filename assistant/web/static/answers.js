// What stands under an answer: copy, export, a link to the question, thumbs, and questions to ask next.
import { button, element, fill } from "./elements.js";
import { copyText } from "./copying.js";
import { FeedbackForm } from "./feedback.js";
import { request } from "./loading.js";
import { ask } from "./question_box.js";
import { reasonOf } from "./refusing.js";
import { remember } from "./remembering.js";

const KEPT = /^#tra-loi=([\w-]+)$/;
const GONE = [404, 410]; // whatever else keeps an answer from being had, the server may still hold it
const DATA_TYPES = { docx: "Word", md: "Markdown" };

/** Returns what dresses all answers that are not yet; `told` gets what followed the last one. Each id is remembered. */
export function dressAnswers(words, told) {
  const known = new Map(); // what is told of an answer that Gradio draws a second time
  let last; // of several at once, which are told of in any order
  const isLast = (id) => id === last && known.get(id).root.isConnected;
  return () => {
    for (const link of document.querySelectorAll("#tl-chat a.tl-kept")) {
      const id = KEPT.exec(link.getAttribute("href"))?.[1];
      const place = link.closest(".tl-after");
      if (!known.has(id)) {
        remember(id);
        last = id;
        known.set(id, new AfterAnswer(words, id, (answer) => isLast(id) && told(answer)));
      }
      place.replaceChildren(known.get(id).root);
    }
  };
}

class AfterAnswer {
  constructor(words, id, told) {
    Object.assign(this, { words, id });
    this.root = element("span", "tl-tools-of-answer");
    this.root.setAttribute("role", "group");
    this.root.setAttribute("aria-label", words.after_answer);
    this.said = element("span", "tl-said");
    this.said.setAttribute("role", "status");
    this.loaded = this.load(told);
  }

  get address() {
    return `/api/answers/${this.id}`;
  }

  async load(told) {
    const { words } = this;
    const { content: answer, failure, status } = await request(`${this.address}?lang=${words.lang}`, words, words.tools_failed);
    if (!answer) return GONE.includes(status) ? this.say(words.answer_forgotten) : this.say(failure, () => this.load(told));
    this.say("");
    this.said.remove(); // it stands behind the tools
    const tools = element("span", "tl-row");
    tools.append(
      button("tl-tool-of-answer", words.copy_answer, () => this.copy(answer.text, words.copied)),
      button("tl-tool-of-answer", words.copy_link, () => this.copy(questionLink(answer.question), words.link_copied)),
      ...Object.entries(DATA_TYPES).map(([ending, name]) => this.exporter(ending, name)),
    );
    this.root.append(tools);
    if (answer.takes_feedback) {
      const form = new FeedbackForm(words, this.address, (sentence) => this.say(sentence));
      tools.prepend(...form.thumbs);
      this.root.append(form.root);
    }
    this.root.append(this.said);
    if (answer.questions.length) this.root.append(this.next(answer.questions));
    told(answer);
  }

  exporter(ending, name) {
    return button("tl-tool-of-answer", fill(this.words.export_as, name), () => this.export(ending));
  }

  next(questions) {
    const made = element("span", "tl-next");
    made.append(element("span", "tl-next-label", this.words.next_questions));
    made.append(...questions.map((question) => button("tl-next-question", question, () => ask(question))));
    return made;
  }

  async copy(text, done) {
    this.say((await copyText(text)) ? done : this.words.copy_failed);
  }

  /** Fetched and then saved, so that a refusal is told here and not on a page of its own. */
  async export(ending) {
    const file = await fetch(`${this.address}.${ending}?lang=${this.words.lang}`).catch(() => null);
    if (GONE.includes(file?.status)) return this.say(this.words.answer_forgotten);
    if (!file?.ok) return this.say(await reasonOf(file, this.words, this.words.tools_failed), () => this.export(ending));
    this.say("");
    const link = element("a");
    link.href = URL.createObjectURL(await file.blob());
    link.download = /filename="([\w.-]+)"/.exec(file.headers.get("Content-Disposition"))[1];
    link.click();
    URL.revokeObjectURL(link.href);
  }

  /** Say something of ours; `again` is what another try does, where one may go better. */
  say(sentence, again = null) {
    if (!this.said.isConnected) this.root.append(this.said);
    this.said.textContent = sentence;
    if (!again) return;
    const row = element("span", "tl-row");
    row.append(button("tl-tool-of-answer", this.words.retry, again));
    this.said.append(row);
  }
}

/** The address that puts this question into the box of whoever opens it; a fragment is sent to no server. */
function questionLink(question) {
  return `${location.origin}${location.pathname}#q=${encodeURIComponent(question)}`;
}
