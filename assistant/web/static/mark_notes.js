// The mark behind a computed or a corrected statement in the widget: a button that opens a note of how, or why.
import { button, element } from "./elements.js";

const MARKS = { computed: "Σ", corrected: "✎" };
// So many of the quotes behind a computed statement, and so much of each, are shown; also in render.py.
const OPERANDS = 4;
const OPERAND_CHARS = 160;

const opened = []; // marks whose note is open, the last opened last
let made = 0;

/** The button and the note of a statement, null for a verified one. */
export function mark({ status, why, citations }, cited, words) {
  if (!(status in MARKS)) return null;
  const note = element("span", "tl-note-of-mark");
  note.id = `tl-note-${++made}`;
  note.setAttribute("role", "note");
  note.hidden = true;
  const operands = status === "computed" ? citations.slice(0, OPERANDS).filter((number) => cited.has(number)) : [];
  const lines = [why, ...operands.map((number) => `${number}. ${shortened(cited.get(number).quote)}`)].filter(Boolean);
  note.append(element("strong", "", words[status]), ...lines.map((line) => element("span", "", line)));
  const opener = button("tl-mark", MARKS[status], () => turn(opener, note.hidden));
  opener.title = words[status];
  opener.setAttribute("aria-label", words[status]);
  opener.setAttribute("aria-expanded", "false");
  opener.setAttribute("aria-controls", note.id);
  return { button: opener, note };
}

/** Have Esc close the note that was opened last, and only then what is around it. */
export function closeByEscape() {
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.isComposing) return;
    const last = opened.findLast((opener) => opener.isConnected); // others were drawn anew meanwhile
    if (!last) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    turn(last, false);
    last.focus();
  }, true);
}

function turn(opener, isOpen) {
  opener.setAttribute("aria-expanded", String(isOpen));
  document.getElementById(opener.getAttribute("aria-controls")).hidden = !isOpen;
  if (opened.includes(opener)) opened.splice(opened.indexOf(opener), 1);
  if (isOpen) opened.push(opener);
}

/** The beginning of a text in whole words, where all of it is too long. */
function shortened(text) {
  const line = text.trim().replace(/\s+/g, " ");
  if (line.length <= OPERAND_CHARS) return line;
  const end = line.lastIndexOf(" ", OPERAND_CHARS - 2);
  return `${line.slice(0, end > 0 ? end : OPERAND_CHARS)} …`;
}
