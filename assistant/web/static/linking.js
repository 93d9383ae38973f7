// A link that carries a question in its fragment (#q=…): the question is put into the box, the visitor asks it.
import { element } from "./elements.js";
import { fillBox, questionBox } from "./question_box.js";

const CARRIED = /^#q=(.+)$/s;
const LONGEST = 2000;

/** Returns what takes the question of the address over, once Gradio has drawn the box. */
export function takeLinkedQuestion(words) {
  const said = element("p", "tl-said tl-linked");
  said.setAttribute("role", "status");
  window.addEventListener("hashchange", take);

  function take() {
    const question = carried();
    const box = questionBox();
    if (!question || !box) return;
    history.replaceState(history.state, "", location.pathname + location.search); // reloading must not bring it back
    document.getElementById("tl-box").prepend(said);
    said.textContent = words.linked_question;
    said.hidden = false;
    fillBox(question);
    const done = () => {
      if (box.value.trim() === question) return;
      said.hidden = true;
      box.removeEventListener("input", done);
    };
    box.addEventListener("input", done);
  }

  document.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.target === questionBox()) said.hidden = true;
  });
  return take;
}

function carried() {
  try {
    return decodeURIComponent(CARRIED.exec(location.hash)?.[1] ?? "").trim().slice(0, LONGEST);
  } catch {
    return ""; // broken on its way
  }
}
