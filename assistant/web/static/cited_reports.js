// Citations of the API under the reports that they stand in, as render.py writes them: those of an answer, the nearest of none.
import { element, fill } from "./elements.js";
import { day } from "./facts.js";
import { pill } from "./source.js";

const NAMED = 3; // so many reports are named under an answer; more are folded away

/** The cited reports, each with its numbers, title and day; null for none. A table that tells its title names it already. */
export function citedReports({ citations, table }, words) {
  const told = new Set(table?.rows.flat());
  const lines = byReport(citations).filter(([{ title }]) => !told.has(title)).map((ofOne) => namedLine(ofOne, words));
  if (!lines.length) return null;
  const list = listOf("tl-reports", lines);
  if (lines.length <= NAMED) return list;
  const folded = element("details", "tl-fold");
  folded.append(element("summary", "", fill(words.sources_n, lines.length)), list);
  return folded;
}

/** The nearest passages, each under its report's title, place and day. */
export function nearestPassages(nearest, words) {
  return listOf("tl-nearest", byReport(nearest).map((ofOne) => nearestOfReport(ofOne, words)));
}

function namedLine(ofOne, words) {
  const line = element("li");
  const [{ title, held_on }] = ofOne;
  line.append(...ofOne.flatMap((one) => [pill(one.number, one, words), " "]));
  line.append(element("span", "", `${title} · ${heldOn(held_on, words)}`));
  return line;
}

function nearestOfReport(ofOne, words) {
  const entry = element("li");
  const [{ title, place, held_on }] = ofOne;
  entry.append(element("small", "", [title, place ?? words.place_unknown, heldOn(held_on, words)].join(" · ")));
  for (const citation of ofOne) {
    const passage = element("div");
    passage.append(pill(citation.number, citation, words), " ", element("span", "", citation.quote));
    entry.append(passage);
  }
  return entry;
}

/** The citations of each report, in the order in which the reports are first cited. */
function byReport(citations) {
  const reports = new Map();
  for (const one of citations) reports.set(one.report_id, [...(reports.get(one.report_id) ?? []), one]);
  return [...reports.values()];
}

function heldOn(iso, words) {
  return iso ? day(iso, words) : words.date_unknown;
}

function listOf(className, lines) {
  const made = element("ul", className);
  made.append(...lines);
  return made;
}
