// Dialogs over the page, and requests that change the library: what they answer, or why they failed, in words.
import { button, element } from "./elements.js";
import { inLanguage } from "./refusing.js";

/** A dialog with a heading; it closes by Esc, gives the focus back and is gone. `close` is given to `fill`. */
export function openDialog(title, fill) {
  const root = element("dialog", "tl-dialog");
  const heading = element("h2", "", title);
  heading.id = "tl-dialog-title";
  root.setAttribute("aria-labelledby", heading.id);
  const opener = document.activeElement;
  const close = () => root.close();
  root.append(heading, ...fill(close));
  root.addEventListener("close", () => {
    root.remove();
    if (opener?.isConnected) opener.focus({ preventScroll: true });
  });
  // What listens for Esc on the page must not close a panel below as well.
  root.addEventListener("keydown", (event) => event.key === "Escape" && event.stopPropagation());
  document.body.append(root);
  root.showModal();
  return root;
}

/** The row of buttons at a dialog's foot, the one that leaves everything as it is last. */
export function actions(words, close, ...buttons) {
  const made = element("div", "tl-actions");
  made.append(...buttons, button("tl-plain", words.cancel, close));
  return made;
}

/** A line that tells why something failed, empty meanwhile. */
export function trouble() {
  const made = element("p", "tl-trouble");
  made.setAttribute("role", "alert");
  return made;
}

/** Send a change: {content} with what was answered, or {failure} with the reason in the page's language. */
export async function change(method, address, body, words) {
  try {
    const headers = body ? { "Content-Type": "application/json" } : {};
    const answer = await fetch(address, { method, headers, body: body && JSON.stringify(body) });
    const content = answer.status === 204 ? null : await answer.json();
    return answer.ok ? { content } : { failure: inLanguage(content.detail, words) || words.change_failed };
  } catch {
    return { failure: words.change_failed };
  }
}
