// The widget's page: a conversation over /api/ask/stream that lives in this frame's memory only.
import { apiFetch } from "./api_fetch.js";
import { element } from "./elements.js";
import { framed, hear, tell } from "./framing.js";
import { serveIdentity } from "./embed_identity.js";
import { closeByEscape } from "./mark_notes.js";
import { detailOf, inLanguage, reasonOf } from "./refusing.js";
import { tellWhatIsCut } from "./pasting.js";
import { serveSources } from "./source.js";
import { drawAnswer } from "./widget_answer.js";

const words = JSON.parse(document.getElementById("tl-words").textContent);
const main = document.querySelector("main");
const form = document.querySelector("form");
const [box, send] = form.elements;
const close = document.querySelector("header button");
const hello = element("p", "tl-hello", words.promise);
const history = [];
let running = null;
let next = ""; // what the page around us asks while an answer still comes

document.querySelector("h1").textContent = new URLSearchParams(location.search).get("title") || words.product;
main.setAttribute("aria-label", words.chat_label);
main.append(hello);
box.placeholder = words.question_hint;
box.setAttribute("aria-label", words.question_label);
send.textContent = words.send;
close.hidden = !framed;
close.setAttribute("aria-label", words.close_chat);

serveSources(words);
closeByEscape();
close.addEventListener("click", () => tell("close"));
document.addEventListener("keydown", (event) => event.key === "Escape" && !event.isComposing && tell("close"));
hear("ask", ({ text }) => {
  const question = String(text).trim().slice(0, box.maxLength);
  if (running) next = question;
  else if (question) ask(question);
});
tellWhatIsCut(form, (element) => element === box, words);
serveIdentity();
greet();
window.addEventListener("focus", () => box.focus());

box.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  if (!running) form.requestSubmit();
});
form.addEventListener("submit", (event) => {
  event.preventDefault();
  if (running) return running.abort();
  const question = box.value.trim();
  if (question) ask(question);
});
box.disabled = false; // only from here on does Enter ask
box.focus();

/** Tell who has not asked yet where there is nothing to ask about, or nobody to answer. */
async function greet() {
  const answer = await apiFetch("/api/reports?limit=1").catch(() => null);
  if (!answer?.ok) hello.textContent = await reasonOf(answer, words, words.promise);
  else if (!(await answer.json()).total) hello.textContent = words.empty_widget;
}

async function ask(question) {
  hello.remove();
  const asked = element("div", "tl-question", question);
  const shown = element("div", "tl-answer tl-working", words.working);
  main.append(asked, shown);
  asked.scrollIntoView({ block: "start" });
  box.value = "";
  running = new AbortController();
  send.textContent = words.stop;
  try {
    await showStream(question, shown);
  } catch (error) {
    fail(shown, error.name === "AbortError" ? words.stopped : words.failed);
  } finally {
    running = null;
    send.textContent = words.send;
  }
  const following = next;
  next = "";
  if (following) ask(following);
}

async function showStream(question, shown) {
  const request = { question, history: history.slice(-20), language: "auto" };
  const answer = await apiFetch("/api/ask/stream", {
    method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(request), signal: running.signal,
  }).catch(passAbort);
  if (!answer?.ok) return fail(shown, await detailOf(answer, words, answer ? words.failed : words.unreachable));
  const statements = [];
  for await (const [event, content] of events(answer.body)) {
    if (event === "error") return fail(shown, inLanguage(content.detail, words));
    if (event === "statement") {
      statements.push(content);
      drawAnswer(shown, { statements, citations: [], nearest: [], notes: [] }, words);
    } else {
      drawAnswer(shown, content, words, question);
      remember("user", question);
      remember("assistant", content.answer);
    }
  }
}

/** Null where no server was reached; a visitor who stopped it is another matter. */
function passAbort(error) {
  if (error.name === "AbortError") throw error;
  return null;
}

function remember(role, content) {
  history.push({ role, content: content.slice(0, 8000) });
}

function fail(shown, message) {
  shown.className = "tl-answer tl-failed";
  shown.textContent = message;
}

/** Server-sent events of a response body as [name, parsed data] pairs. */
async function* events(body) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let held = "";
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    held += part.value;
    const whole = held.split("\n\n");
    held = whole.pop();
    for (const block of whole) {
      const [name, ...data] = block.split("\n");
      yield [name.replace("event: ", ""), JSON.parse(data.map((line) => line.replace("data: ", "")).join("\n"))];
    }
  }
}
