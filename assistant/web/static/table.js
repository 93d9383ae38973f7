// The table of an answer as elements: a pill in each cell that is cited, the first cell of a row its heading.
import { element } from "./elements.js";
import { pill } from "./source.js";

// A cell of numbers, with its unit: "253 tỷ đồng", "38,18%", but no time: 31/8/2023, 9 tháng. Also in render.py.
const NUMBER = /^[+−-]?\d[\d.,]*(?![\d/]| tháng)/;

/** A table in a box that scrolls sideways; `cited` has the answer's citations by number. */
export function tableNode({ columns, rows, citations }, cited, words) {
  const styles = columns.map((_, place) => (place && areNumbers(rows.map((row) => row[place])) ? "tl-number" : ""));
  const table = element("table", "tl-cells");
  const head = table.createTHead().insertRow();
  for (const [place, column] of columns.entries()) head.append(heading("col", styles[place], column));
  const body = table.createTBody();
  for (const [n, row] of rows.entries()) {
    const line = body.insertRow();
    for (const [place, text] of row.entries()) {
      const cell = place ? element("td", styles[place], text) : heading("row", styles[place], text);
      const number = citations[n][place];
      if (number !== null) cell.append("\u00a0", pill(number, cited.get(number), words));
      line.append(cell);
    }
  }
  table.createCaption().className = "tl-hidden";
  table.caption.textContent = words.table;
  const box = element("div", "tl-scroll");
  box.tabIndex = 0;
  box.append(table);
  return box;
}

function heading(scope, style, text) {
  const made = element("th", style, text);
  made.scope = scope;
  return made;
}

function areNumbers(cells) {
  return cells.some(Boolean) && cells.every((cell) => !cell || NUMBER.test(cell));
}
