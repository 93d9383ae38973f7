// The widget's page: a conversation over /api/ask/stream that lives in this frame's memory only.
import { apiFetch } from "./api_fetch.js";
import { chartList, drawCharts } from "./chart.js";
import { element } from "./elements.js";
import { framed, hear, tell } from "./framing.js";
import { serveIdentity } from "./embed_identity.js";
import { pill, serveSources, sourceLink } from "./source.js";
import { tableNode } from "./table.js";

const words = JSON.parse(document.getElementById("tl-words").textContent);
const main = document.querySelector("main");
const form = document.querySelector("form");
const [box, send] = form.elements;
const close = document.querySelector("header button");
const history = [];
let running = null;
let next = ""; // what the page around us asks while an answer still comes

document.querySelector("h1").textContent = new URLSearchParams(location.search).get("title") || words.product;
main.setAttribute("aria-label", words.chat_label);
main.append(element("p", "tl-hello", words.promise));
box.placeholder = words.question_hint;
box.setAttribute("aria-label", words.question_label);
send.textContent = words.send;
close.hidden = !framed;
close.setAttribute("aria-label", words.close_chat);
box.focus();

serveSources(words);
close.addEventListener("click", () => tell("close"));
document.addEventListener("keydown", (event) => event.key === "Escape" && !event.isComposing && tell("close"));
hear("ask", ({ text }) => {
  const question = String(text).trim().slice(0, box.maxLength);
  if (running) next = question;
  else if (question) ask(question);
});
serveIdentity();
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

async function ask(question) {
  main.querySelector(".tl-hello")?.remove();
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
  });
  if (!answer.ok) return fail(shown, (await answer.json()).detail);
  const statements = [];
  for await (const [event, content] of events(answer.body)) {
    if (event === "error") return fail(shown, content.detail);
    if (event === "statement") {
      statements.push(content);
      draw(shown, { statements, citations: [], nearest: [], notes: [] });
    } else {
      draw(shown, content, question);
      remember("user", question);
      remember("assistant", content.answer);
    }
  }
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

function draw(shown, answer, question = "") {
  const cited = new Map(answer.citations.map((one) => [one.number, one]));
  const lines = answer.statements.map((statement) => statementNode(statement, cited));
  if (!lines.length) lines.push(element("p", "", answer.answer));
  lines[0].classList.add("tl-lead");
  if (answer.table) lines.push(tableNode(answer.table, cited, words));
  if (answer.chart) lines.push(chartNode(answer.chart, cited));
  if (answer.nearest.length) lines.push(element("p", "tl-subhead", words.nearest), nearestNode(answer.nearest));
  const same = (answer.understood ?? "").trim().toLowerCase() === question.toLowerCase();
  const small = [...answer.notes, ...(answer.understood && !same ? [`${words.understood} ${answer.understood}`] : [])];
  lines.push(...small.map((line) => element("p", "tl-small", line)));
  shown.className = "tl-answer";
  shown.replaceChildren(...lines);
  drawCharts(words);
}

function chartNode(chart, cited) {
  const points = chart.points.map((point) => ({ ...point, href: sourceLink(cited.get(point.citation)) }));
  return chartList({ ...chart, points });
}

function statementNode(statement, cited) {
  const line = element("p", "", statement.text);
  if (statement.status !== "verified") {
    const mark = element("span", "tl-status", statement.status === "computed" ? " Σ" : " ✎");
    mark.title = words[statement.status];
    line.append(mark);
  }
  for (const number of statement.citations) line.append("\u00a0", pill(number, cited.get(number), words));
  return line;
}

function nearestNode(nearest) {
  const list = element("ul", "tl-nearest");
  for (const citation of nearest) {
    const entry = element("li");
    entry.append(pill(citation.number, citation, words), ` ${citation.quote}`, element("small", "", citation.title));
    list.append(entry);
  }
  return list;
}
