// The chat page's behaviour beside Gradio: sources, theme, keys, scrolling to a new question.
import { dressAnswers } from "./answers.js";
import { AskingFilters } from "./asking.js";
import { drawCharts } from "./chart.js";
import { watchConnection } from "./connection.js";
import { Conversation } from "./conversation.js";
import { takeLinkedQuestion } from "./linking.js";
import { foldMark, serveMarks } from "./marks.js";
import { tellWhatIsCut } from "./pasting.js";
import { questionBox, serveKeys, stopButton } from "./question_box.js";
import { reportAddress } from "./reports.js";
import { serveSources } from "./source.js";
import { markTab, serveTabs } from "./tabs.js";
import "./visitor.js";

const words = JSON.parse(document.getElementById("tl-words").textContent);
// The views stand before the panel, which is made second: Tab goes through them in that order.
let panel = null;
serveTabs(words, () => panel?.close());
panel = serveSources(words, reportAddress);
const filters = new AskingFilters(words);
const conversation = new Conversation(words, filters, () => panel.close());
// page.py asks these for what goes with a question and with a page that loads, and tells what became of them.
window.tlConversation = conversation;
window.tlLimits = () => {
  conversation.hasAsked();
  return filters.limits();
};
const dress = dressAnswers(words, (answer) => filters.follow(answer));
const takeLinked = takeLinkedQuestion(words);
watchConnection(words);
serveKeys();
tellWhatIsCut(filters.root, (element) => element === questionBox(), words);
serveMarks();

// Esc comes here when no list, panel or preview is open.
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || event.isComposing || foldMark()) return;
  if (event.target === questionBox()) stopButton()?.click();
});

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-theme-switch]")) window.tlTheme.toggle();
});

// Gradio follows the system's theme by itself; the visitor's choice has the last word.
new MutationObserver(() => {
  const dark = document.documentElement.classList.contains("dark");
  if (document.body.classList.contains("dark") !== dark) window.tlTheme.apply();
}).observe(document.body, { attributes: true, attributeFilter: ["class"] });

// Gradio labels each message with its raw source; readers of screens get our words instead.
function nameMessages() {
  for (const message of document.querySelectorAll("#tl-chat [aria-label*='message: ']")) {
    message.setAttribute("aria-label", message.querySelector(".tl-question") ? words.question_label : words.answer_label);
  }
  document.querySelector("#tl-chat [role=log]")?.setAttribute("aria-label", words.chat_label);
}

// A new question moves to the top once; while its answer grows, nothing moves.
let questions = 0;
new MutationObserver(() => {
  nameMessages();
  markTab();
  drawCharts(words);
  dress();
  conversation.settle();
  takeLinked();
  const asked = document.querySelectorAll(".tl-question");
  if (asked.length > questions) asked[asked.length - 1].scrollIntoView({ block: "start" });
  questions = asked.length;
}).observe(document.body, { childList: true, subtree: true });
