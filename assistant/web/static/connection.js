// Whether the server can be reached when a question is sent: if not, the page says so until it is back.
import { element } from "./elements.js";

const AGAIN_MS = 3000;
const PATIENCE_MS = 8000;

/** Check the server whenever a question is sent. */
export function watchConnection(words) {
  const said = element("p", "tl-lost");
  said.setAttribute("role", "alert");
  said.hidden = true;
  let isLost = false;

  async function check() {
    isLost = !(await isReached());
    said.hidden = !isLost;
    if (!isLost) return;
    const box = document.getElementById("tl-box");
    if (box && said.parentElement !== box) box.prepend(said);
    said.textContent = words.connection_lost;
    setTimeout(check, AGAIN_MS);
  }

  const sends = ({ target }) => target.closest?.("#tl-box .submit-button, .tl-example, .tl-anew");
  document.addEventListener("click", (event) => sends(event) && !isLost && check(), true);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey && event.target.closest?.("#tl-box textarea") && !isLost) check();
  }, true);
}

async function isReached() {
  try {
    const answer = await fetch("/healthz", { cache: "no-store", signal: AbortSignal.timeout(PATIENCE_MS) });
    return answer.ok;
  } catch {
    return false;
  }
}
