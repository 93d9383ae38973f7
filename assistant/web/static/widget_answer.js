// An answer of the API as elements of the widget's page: statements with marks and pills, reports, table, chart, small print.
import { chartList, drawCharts } from "./chart.js";
import { citedReports, nearestPassages } from "./cited_reports.js";
import { copyText } from "./copying.js";
import { button, element } from "./elements.js";
import { plainText } from "./plain_text.js";
import { pill, sourceLink } from "./source.js";
import { tableNode } from "./table.js";
import { mark } from "./mark_notes.js";

/** Draw what is known of an answer; one that is whole comes with its question, and can be copied. */
export function drawAnswer(shown, answer, words, question = null) {
  const cited = new Map(answer.citations.map((one) => [one.number, one]));
  const lines = answer.statements.map((statement) => statementNode(statement, cited, words));
  if (!lines.length) lines.push(element("p", "", answer.answer));
  lines[0].classList.add("tl-lead");
  const named = answer.statements.length ? citedReports(answer, words) : null;
  if (named) lines.push(named);
  if (answer.table) lines.push(tableNode(answer.table, cited, words));
  if (answer.chart) lines.push(chartNode(answer.chart, cited));
  if (answer.nearest.length) lines.push(element("p", "tl-subhead", words.nearest), nearestPassages(answer.nearest, words));
  lines.push(...smallPrint(answer, words, question).map((line) => element("p", "tl-small", line)));
  if (question !== null) lines.push(copier(() => plainText(question, answer, words), words));
  shown.className = "tl-answer";
  shown.replaceChildren(...lines);
  drawCharts(words);
}

function statementNode(statement, cited, words) {
  const line = element("p", "", statement.text);
  const why = mark(statement, cited, words);
  if (why) line.append(" ", why.button);
  for (const number of statement.citations) line.append("\u00a0", pill(number, cited.get(number), words));
  if (why) line.append(why.note);
  return line;
}

function chartNode(chart, cited) {
  const points = chart.points.map((point) => ({ ...point, href: sourceLink(cited.get(point.citation)) }));
  return chartList({ ...chart, points });
}

function smallPrint({ notes, understood = "" }, words, question) {
  const isSame = understood.trim().toLowerCase() === question?.toLowerCase();
  return [...notes, ...(understood && !isSame ? [`${words.understood} ${understood}`] : [])];
}

function copier(text, words) {
  const said = element("span", "tl-said");
  said.setAttribute("role", "status");
  const copy = button("tl-copy", words.copy_answer, async () => {
    said.textContent = (await copyText(text())) ? words.copied : words.copy_failed;
  });
  const made = element("p", "tl-after");
  made.append(copy, said);
  return made;
}
