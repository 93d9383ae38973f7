// A report's text as elements: its sections and pages labelled, the cited and the sought words highlighted, noise folded away.
// Spans count code points, as the API's do.
import { button, element, fill } from "./elements.js";

const NOWHERE = { start: 0, end: 0 };

/** The text of one report in a box that scrolls. */
export class ReportText {
  constructor(words) {
    this.words = words;
    this.root = element("div", "tl-report");
    this.root.tabIndex = 0;
    this.say("");
  }

  /** Show a sentence of ours where the report would be, and behind it what can be done. */
  say(sentence, ...offered) {
    Object.assign(this, { points: [], pages: new Map(), cited: NOWHERE, sought: NOWHERE, paragraphs: [], labels: [] });
    const said = element("p", "tl-byline", sentence);
    for (const one of offered) said.append(" ", one);
    this.root.replaceChildren(said);
  }

  /** Show a report with the words of a citation marked. */
  show(report, cited) {
    const pages = new Map(report.pages.map((start, n) => [start, n + 1]));
    Object.assign(this, { points: report.points, pages, cited, sought: NOWHERE, paragraphs: [], labels: [] });
    this.root.replaceChildren(...this.build(report));
    this.root.scrollTop = 0;
  }

  /** Bring the cited words in sight. */
  scrollToCited() {
    this.scrollToMark("tl-cited");
  }

  /** Highlight the words of a fact, in place of the last fact's, and bring them in sight. */
  seek(span) {
    const before = this.sought;
    this.sought = span;
    for (const { node, ...piece } of this.paragraphs) {
      if (meet(piece, before) || meet(piece, span)) node.replaceChildren(...this.runs(piece));
    }
    this.scrollToMark("tl-sought");
  }

  /** Scroll to a section's label and give it the focus. */
  reach(label) {
    this.scrollTo(label, 0.04);
    label.focus({ preventScroll: true });
  }

  build(report) {
    const nodes = [];
    let fold = null;
    let section = null; // one that has begun and whose label waits for its first words that are no noise
    for (const piece of pieces(report)) {
      section = piece.section ?? section;
      if (!this.text(piece).trim()) continue;
      const node = element(piece.kind === "heading" ? "h3" : "p", `tl-${piece.kind}`);
      node.append(...this.runs(piece));
      this.paragraphs.push({ ...piece, node });
      if (piece.kind === "noise") {
        if (fold === null) {
          fold = this.fold();
          nodes.push(fold);
        }
        fold.append(node);
        continue;
      }
      if (section) nodes.push(this.label(section));
      fold = section = null;
      nodes.push(node);
    }
    return nodes;
  }

  fold() {
    const made = element("details");
    made.append(element("summary", "", this.words.noise));
    return made;
  }

  label(kind) {
    const node = element("h3", "tl-section", sectionNames(this.words)[kind]);
    node.tabIndex = -1;
    this.labels.push({ kind, node });
    return node;
  }

  /** A piece as text nodes and marks: `tl-cited`, `tl-sought`, or both where the two overlap; pages begin with a label. */
  runs(piece) {
    const within = (at) => piece.start < at && at < piece.end;
    const { cited, sought } = this;
    const edges = [cited.start, cited.end, sought.start, sought.end, ...this.pages.keys()].filter(within);
    const cuts = [piece.start, ...edges.sort((a, b) => a - b), piece.end];
    return cuts.slice(1).flatMap((end, n) => {
      const run = { start: cuts[n], end };
      const kinds = [meet(run, cited) && "tl-cited", meet(run, sought) && "tl-sought"].filter(Boolean);
      const text = this.text(run);
      const shown = kinds.length ? element("mark", kinds.join(" "), text) : document.createTextNode(text);
      const page = run.start < end && this.pages.get(run.start);
      return page ? [element("span", "tl-page", fill(this.words.page_n, page)), shown] : [shown];
    });
  }

  text({ start, end }) {
    return this.points.slice(start, end).join("");
  }

  scrollToMark(kind) {
    const mark = this.root.querySelector(`mark.${kind}`);
    if (!mark) return;
    mark.closest("details")?.setAttribute("open", "");
    this.scrollTo(mark, 1 / 3);
  }

  /** Scroll until a node stands this share of the box's height below its top. */
  scrollTo(node, share) {
    const above = node.getBoundingClientRect().top - this.root.getBoundingClientRect().top;
    this.root.scrollTop += above - this.root.clientHeight * share;
  }
}

/** A row of links to a report's sections: one for each kind, to its first place and, pressed again, to the next. */
export class SectionLinks {
  constructor(words, reach) {
    this.words = words;
    this.reach = reach;
    this.root = element("nav", "tl-sections");
    this.root.setAttribute("aria-label", words.sections);
  }

  show(labels) {
    const kinds = [...new Set(labels.map(({ kind }) => kind))];
    let last = {};
    const links = kinds.map((kind) => {
      const places = labels.filter((label) => label.kind === kind);
      const count = places.length > 1 ? ` (${places.length})` : "";
      return button("tl-link", sectionNames(this.words)[kind] + count, () => {
        last = { kind, place: last.kind === kind ? (last.place + 1) % places.length : 0 };
        this.reach(places[last.place].node);
      });
    });
    this.root.replaceChildren(...links);
    this.root.hidden = !links.length;
  }
}

function sectionNames(words) {
  return {
    opening: words.section_opening,
    participants: words.section_participants,
    reports: words.section_reports,
    results: words.section_results,
    limitations: words.section_limitations,
    discussion: words.section_discussion,
    conclusion: words.section_conclusion,
    tasks: words.section_tasks,
  };
}

/** The whole text as runs in order, cut where a section begins; `section` names the one that begins with a run. */
function pieces({ blocks, sections, points }) {
  const kinds = new Map(sections.map(({ start, kind }) => [start, kind]));
  return wholeCover(blocks, points.length).flatMap((block) => {
    const inside = [...kinds.keys()].filter((start) => block.start < start && start < block.end);
    const cuts = [block.start, ...inside, block.end];
    return cuts.slice(1).map((end, n) => ({ start: cuts[n], end, kind: block.kind, section: kinds.get(cuts[n]) }));
  });
}

function wholeCover(blocks, length) {
  const cover = [];
  let reached = 0;
  for (const block of [...blocks, { start: length, end: length, kind: "prose" }]) {
    if (block.start > reached) cover.push({ start: reached, end: block.start, kind: "prose" });
    cover.push(block);
    reached = Math.max(reached, block.end);
  }
  return cover;
}

function meet(one, other) {
  return one.start < other.end && other.start < one.end;
}
