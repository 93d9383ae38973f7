// What is pasted into a question box and does not fit is cut by the browser without a word; a line says so.
import { element } from "./elements.js";

/** Say it in `place`, until the box has room again; `isBox` tells whether an element is the box. */
export function tellWhatIsCut(place, isBox, words) {
  const said = element("p", "tl-said tl-cut");
  said.setAttribute("role", "status");
  place.append(said);
  document.addEventListener("paste", (event) => {
    const box = event.target;
    if (!isBox(box)) return;
    const room = box.maxLength - box.value.length + box.selectionEnd - box.selectionStart;
    if (event.clipboardData.getData("text/plain").length > room) said.textContent = words.question_cut;
  }, true);
  document.addEventListener("input", ({ target }) => {
    if (isBox(target) && target.value.length < target.maxLength) said.textContent = "";
  }, true);
}
