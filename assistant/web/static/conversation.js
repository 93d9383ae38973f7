// The conversation on the page as a whole: what of it comes back after a reload, and the button that begins a new one.
import { button, drawn, element } from "./elements.js";
import { enterBox, stopButton } from "./question_box.js";
import { forget, remembered } from "./remembering.js";

const BUBBLE_WITH_PLUS = "M4 4h16v12H10l-6 4.5zM12 7v6m-3-3h6";
const PATIENCE_MS = 3000;
const RETURNING = "tl-returning"; // the welcome is not to flash up before what stood here returns

export class Conversation {
  /** `filters` stand over the question box, the button beside them; `left` is called when a new conversation begins. */
  constructor(words, filters, left) {
    Object.assign(this, { filters, left, isAsking: false, isBeginning: false });
    this.anew = button("tl-anew", "", () => this.beginAnew());
    this.anew.append(drawn(BUBBLE_WITH_PLUS), element("span", "", words.new_conversation));
    this.anew.setAttribute("aria-description", words.new_conversation_meaning);
    this.anew.title = words.new_conversation_meaning;
    this.anew.hidden = true;
    this.root = element("div", "tl-over-box");
    this.root.append(filters.root, this.anew);
    document.documentElement.classList.toggle(RETURNING, remembered() !== "[]");
  }

  /** Stand over the question box, also after Gradio has drawn it anew; the button only where there is a conversation. */
  settle() {
    const box = document.getElementById("tl-box");
    if (box && this.root.parentElement !== box) box.prepend(this.root);
    if (stopButton()) this.isAsking = false;
    const isEmpty = !document.querySelector("#tl-chat .tl-question");
    if (this.anew.hidden !== isEmpty) this.anew.hidden = isEmpty;
  }

  /** The answers that the page showed before it was loaded anew, as the server wants to be told. */
  told() {
    return remembered();
  }

  /** The server has shown what it still keeps; `lost` are the ids of the rest, as JSON, or nothing where it failed. */
  hasReturned(lost) {
    forget(JSON.parse(lost || "[]"));
    document.documentElement.classList.remove(RETURNING);
  }

  /** A question is on its way; once its answer runs, the box has a button that stops it. */
  hasAsked() {
    this.isAsking = true;
  }

  /** Have the server empty the page, once an answer that runs has been stopped: its last words would come back. */
  async beginAnew() {
    if (this.isBeginning) return;
    this.isBeginning = true;
    const until = performance.now() + PATIENCE_MS;
    let stopped = null;
    while ((this.isAsking || stopButton()) && performance.now() < until) {
      if (stopButton() !== stopped) (stopped = stopButton())?.click();
      await new Promise(requestAnimationFrame);
    }
    this.isBeginning = false;
    document.getElementById("tl-begin").click(); // Gradio's own, which is not shown
  }

  /** The server has emptied the page. */
  hasBegunAnew() {
    forget();
    this.filters.beginAnew();
    this.left();
    scrollTo(0, 0);
    enterBox();
  }
}
