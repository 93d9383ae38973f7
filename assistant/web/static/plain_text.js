// A question and its answer of the API -> the lines of plain text that are copied, as answer_text.py writes them.
import { fill } from "./elements.js";
import { day } from "./facts.js";

/** Question, answer, notes and all sources, with an empty line between. */
export function plainText(question, answer, words) {
  const { citations, nearest, notes } = answer;
  const cited = citations.length ? citations : nearest;
  const heading = citations.length ? words.sources : words.nearest;
  const sources = cited.map((one) => `[${one.number}] ${about(one, words)}: “${onOneLine(one.quote)}”`);
  const paragraphs = [[question], linesOf(answer), notes, sources.length ? [`${heading}:`, ...sources] : []];
  return paragraphs.filter((lines) => lines.length).map((lines) => lines.join("\n")).join("\n\n");
}

function linesOf({ answer, statements, table }) {
  if (table || !statements.length) return [answer];
  return statements.map(({ text, citations, status, why }) => {
    const isTold = status === "verified" || text.includes(why);
    const numbers = citations.map((number) => ` [${number}]`).join("");
    return onOneLine(text) + numbers + (isTold ? "" : ` (${why})`);
  });
}

function about({ title, place, held_on, file, page }, words) {
  const held = held_on ? day(held_on, words) : words.date_unknown;
  const at = page ? [fill(words.page_n, page)] : [];
  return onOneLine([title, place ?? words.place_unknown, held, file, ...at].join(", "));
}

function onOneLine(text) {
  return text.trim().replace(/\s+/g, " ");
}
