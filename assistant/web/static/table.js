// The table of an answer as elements: the first cell of a row is its heading, the last has the sources of all its cells.
import { element } from "./elements.js";
import { pill } from "./source.js";

// A cell of numbers, with its unit: "253 tỷ đồng", "38,18%", but no time: 31/8/2023, 9 tháng. Also in render.py.
const NUMBER = /^[+−-]?\d[\d.,]*(?![\d/]| tháng)/;
const LONGEST_NAME = 32; // characters; a longer cell takes several lines, and a title two

/** A table in a box that scrolls sideways; `cited` has the answer's citations by number. */
export function tableNode({ columns, rows, citations }, cited, words) {
  const titles = new Set([...cited.values()].map(({ title }) => title));
  const styles = columns.map((_, place) => style(place, rows.map((row) => row[place]), titles));
  const table = element("table", "tl-cells");
  const head = table.createTHead().insertRow();
  for (const [place, column] of columns.entries()) head.append(heading("col", styles[place], column));
  head.append(heading("col", "tl-pills", words.sources));
  const body = table.createTBody();
  for (const [n, row] of rows.entries()) {
    const line = body.insertRow();
    for (const [place, text] of row.entries()) {
      const cell = place ? element("td", styles[place]) : heading("row", styles[place]);
      cell.append(element("span", "", text));
      line.append(cell);
    }
    const numbers = [...new Set(citations[n].filter((number) => number !== null))].sort((a, b) => a - b);
    const pills = element("td", "tl-pills");
    pills.append(...numbers.flatMap((number) => [pill(number, cited.get(number), words), " "]));
    line.append(pills);
  }
  table.createCaption().className = "tl-hidden";
  table.caption.textContent = words.table;
  const box = element("div", "tl-scroll");
  box.tabIndex = 0;
  box.append(table);
  return box;
}

function heading(scope, style, text = "") {
  const made = element("th", style, text);
  made.scope = scope;
  return made;
}

/** How a column is set: numbers, titles of reports, longer words, or short ones. Also in render.py. */
function style(place, cells, titles) {
  if (place && cells.some(Boolean) && cells.every((cell) => !cell || NUMBER.test(cell))) return "tl-number";
  if (!cells.some((cell) => cell.length > LONGEST_NAME)) return "";
  return cells.every((cell) => titles.has(cell)) ? "tl-long tl-title" : "tl-long";
}
