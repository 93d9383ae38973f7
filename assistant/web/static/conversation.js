// The conversation on the page as a whole: what of it comes back after a reload, and the button that begins a new one.
import { button, drawn, element } from "./elements.js";
import { questionBox } from "./question_box.js";
import { forget, remembered } from "./remembering.js";

const BUBBLE_WITH_PLUS = "M4 4h16v12H10l-6 4.5zM12 7v6m-3-3h6";
const RETURNING = "tl-returning"; // the welcome is not to flash up before what stood here returns

export class Conversation {
  /** `filters` stand over the question box, the button beside them; `left` is called when a new conversation begins. */
  constructor(words, filters, left) {
    Object.assign(this, { filters, left });
    this.anew = button("tl-anew", "", () => document.getElementById("tl-begin").click()); // Gradio's own is not shown
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

  /** The server has emptied the page. */
  hasBegunAnew() {
    forget();
    this.filters.beginAnew();
    this.left();
    scrollTo(0, 0);
    questionBox()?.focus();
  }
}
