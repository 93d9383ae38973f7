// The question box of the chat page, which Gradio draws: what a script may do with it.

/** The box, null until Gradio has drawn it. */
export function questionBox() {
  return document.querySelector("#tl-box textarea");
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
  if (document.querySelector("#tl-box .stop-button")) return;
  fillBox(question);
  await new Promise(requestAnimationFrame); // until Gradio has taken it over
  document.querySelector("#tl-box .submit-button")?.click();
}
