// Whether a question that is sent arrives: if the server cannot be reached, or asked too much or too fast, the page says so.
import { element, fill } from "./elements.js";
import { detailOf } from "./refusing.js";

const AGAIN_MS = 3000;
const PATIENCE_MS = 8000;
const ASKING = /\/gradio_api\/queue\/join$/;

/** Check the server whenever a question is sent, and hear what becomes of it. */
export function watchConnection(words) {
  const said = element("p", "tl-lost");
  said.setAttribute("role", "alert");
  said.hidden = true;
  let isLost = false;
  let isSending = false;

  function say(sentence) {
    const box = document.getElementById("tl-box");
    if (box && said.parentElement !== box) box.prepend(said);
    said.textContent = sentence;
    said.hidden = !sentence;
  }

  async function check() {
    isLost = !(await isReached());
    if (isLost) setTimeout(check, AGAIN_MS);
    if (isLost || said.textContent === words.connection_lost) say(isLost ? words.connection_lost : "");
  }

  function send(isQuestion) {
    isSending = isQuestion;
    if (isLost) return;
    say("");
    check();
  }

  const sends = ({ target }) => target.closest?.("#tl-box .submit-button, .tl-example, .tl-anew");
  document.addEventListener("click", (event) => sends(event) && send(!event.target.closest(".tl-anew")), true);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey && event.target.closest?.("#tl-box textarea")) send(true);
  }, true);
  hearAnswers(async (answer) => {
    const isRefused = isSending && answer.status === 429;
    isSending = false;
    if (isRefused) say(await refusal(answer.clone()));
  });

  /** Why a question was refused for now: many ask at once, or this visitor asks too fast. */
  async function refusal(answer) {
    const told = await detailOf(answer, words, "");
    const tooFast = fill(words.asked_too_fast_n, answer.headers.get("Retry-After") ?? "…");
    return told === words.overloaded ? told : tooFast;
  }
}

/** Hear what the server answers when Gradio brings it a question. */
function hearAnswers(listen) {
  const fetching = window.fetch;
  window.fetch = async (...request) => {
    const answer = await fetching(...request);
    if (ASKING.test(new URL(answer.url || location.href).pathname)) listen(answer);
    return answer;
  };
}

async function isReached() {
  try {
    const answer = await fetch("/healthz", { cache: "no-store", signal: AbortSignal.timeout(PATIENCE_MS) });
    return answer.ok;
  } catch {
    return false;
  }
}
