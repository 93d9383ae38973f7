// The question box of the chat page, which Gradio draws: what a script may do with it.

/** The box, null until Gradio has drawn it. */
export function questionBox() {
  return document.querySelector("#tl-box textarea");
}

/** The button that stops an answer, null while none runs. */
export function stopButton() {
  return document.querySelector("#tl-box .stop-button");
}

/**
 * Keys in the box beside Gradio's: ↑ in an empty one takes the last question up again. While an answer runs, its Stop button
 * stands there and Enter must not ask a second question; while an input method composes a word, Enter only ends the word.
 */
export function serveKeys() {
  document.addEventListener("keydown", (event) => {
    if (event.target !== questionBox() || event.shiftKey) return;
    if (event.key === "Enter" && (stopButton() || event.isComposing)) {
      if (stopButton()) event.preventDefault();
      event.stopImmediatePropagation();
    } else if (event.key === "ArrowUp" && !event.isComposing && !event.target.value) {
      const asked = [...document.querySelectorAll("#tl-chat .tl-question")].pop();
      if (!asked) return;
      event.preventDefault();
      fillBox(asked.innerText);
    }
  }, true);
}

/** Put a question into the box and the cursor behind it. */
export function fillBox(question) {
  const box = questionBox();
  box.value = question;
  box.dispatchEvent(new Event("input", { bubbles: true })); // Gradio keeps the value it is told of
  enterBox();
}

/** Put the cursor into the box, but not where that raises a keyboard over what is read. */
export function enterBox() {
  if (matchMedia("(hover: hover)").matches) questionBox()?.focus();
}

/** Ask a question as if it had been typed; not while an answer runs. */
export async function ask(question) {
  if (stopButton()) return;
  fillBox(question);
  await new Promise(requestAnimationFrame); // until Gradio has taken it over
  document.querySelector("#tl-box .submit-button")?.click();
}
