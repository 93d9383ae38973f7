// Thumbs and a comment on an answer: nothing is sent before the visitor has read what will be stored.
import { button, drawn, element } from "./elements.js";
import { reasonOf } from "./refusing.js";

const LONGEST = 2000;
const RATINGS = ["up", "down"];
const THUMB = "M7 10v11H3V10zm0 0 4.5-8c1.7 0 3 1.3 3 3v4h5a2 2 0 0 1 2 2.3l-1.3 8a2 2 0 0 1-2 1.7H7"; // turned around by a style

/** `thumbs` open the form `root`; `say` tells what became of it. */
export class FeedbackForm {
  constructor(words, address, say) {
    Object.assign(this, { words, address, say, rating: null });
    this.thumbs = RATINGS.map((rating) => this.thumb(rating));
    this.comment = element("textarea");
    this.comment.maxLength = LONGEST;
    this.comment.rows = 2;
    const label = element("label", "", words.feedback_comment);
    label.append(this.comment);
    const row = element("span", "tl-row");
    row.append(
      button("tl-send", words.feedback_send, () => this.send()),
      button("tl-tool-of-answer", words.feedback_cancel, () => this.close()),
    );
    this.root = element("span", "tl-feedback");
    this.root.setAttribute("role", "group");
    this.root.setAttribute("aria-label", words.feedback_comment);
    this.root.append(element("span", "tl-promise", words.feedback_promise), label, row);
    this.root.hidden = true;
    this.root.addEventListener("keydown", (event) => this.pressed(event));
  }

  thumb(rating) {
    const made = button("tl-tool-of-answer", "", () => this.open(rating));
    const name = this.words[`thumb_${rating}`];
    made.append(drawn(THUMB));
    made.setAttribute("aria-label", name);
    made.title = name;
    made.setAttribute("aria-pressed", "false");
    made.dataset.rating = rating;
    return made;
  }

  open(rating) {
    this.rating = rating;
    this.mark();
    this.root.hidden = false;
    this.comment.focus();
  }

  close() {
    const pressed = this.thumbs.find(({ dataset }) => dataset.rating === this.rating);
    this.rating = this.sent ?? null;
    this.mark();
    this.root.hidden = true;
    pressed?.focus();
  }

  mark() {
    for (const one of this.thumbs) one.setAttribute("aria-pressed", String(one.dataset.rating === this.rating));
  }

  async send() {
    const { rating, words } = this;
    const body = JSON.stringify({ rating, comment: this.comment.value });
    const headers = { "Content-Type": "application/json" };
    const answer = await fetch(`${this.address}/feedback`, { method: "POST", headers, body }).catch(() => null);
    if ([404, 410].includes(answer?.status)) return this.say(words.answer_forgotten);
    if (!answer?.ok) return this.say(await reasonOf(answer, words, words.feedback_failed));
    this.sent = rating;
    this.close();
    this.say(words.feedback_thanks);
  }

  pressed(event) {
    if (event.key !== "Escape" || event.isComposing) return;
    event.stopPropagation();
    this.close();
  }
}
