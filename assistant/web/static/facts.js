// What a report says about itself as a folded list: each value leads to the words it was read from.
import { button, element, fill } from "./elements.js";

/** The folded list; `seek` is given the span of a value that is pressed. */
export class Facts {
  constructor(words, seek) {
    this.words = words;
    this.seek = seek;
    this.list = element("dl");
    this.root = element("details", "tl-facts");
    this.root.append(element("summary", "", words.about_meeting), this.list);
    this.root.hidden = true;
  }

  /** List what is known of a report, folded; null for none. */
  show(report) {
    const rows = report ? factsOf(report, this.words) : [];
    this.list.replaceChildren(...rows.map((row) => this.row(row)));
    this.root.hidden = !rows.length;
    this.root.open = false;
  }

  /** Fold the list and keep the focus near; false when it was not open. */
  fold() {
    if (this.root.hidden || !this.root.open) return false;
    if (this.list.contains(document.activeElement)) this.root.firstChild.focus();
    this.root.open = false;
    return true;
  }

  row({ name, values, separator = "; ", notes = [] }) {
    const said = element("dd");
    for (const [n, value] of values.entries()) said.append(n ? separator : "", ...this.value(value));
    said.append(...notes.map((note) => element("small", "tl-note", note)));
    const made = element("div");
    made.append(element("dt", "", name), said);
    return made;
  }

  value({ text, origin, behind = "", rule = "" }) {
    const stands = origin && origin.start !== null && origin.start < origin.end;
    const outside = origin?.rule === "corrected by hand" ? this.words.by_hand : this.words.outside_text;
    const small = [origin?.start === null && `(${outside})`, rule].filter(Boolean).join(" ");
    return [
      stands ? button("tl-value", text, (made) => this.press(made, origin)) : text,
      behind,
      ...(small ? [" ", element("small", "", small)] : []),
    ];
  }

  press(pressed, span) {
    for (const one of this.list.querySelectorAll("[aria-current]")) one.removeAttribute("aria-current");
    pressed.setAttribute("aria-current", "true");
    this.seek(span);
  }
}

/** A day of the API ("2024-07-02") as it is written in the page's language. */
export function day(iso, words) {
  const [year, month, number] = iso.split("-").map(Number);
  if (words.lang === "vi") return `${number}/${month}/${year}`;
  return new Date(year, month - 1, number).toLocaleDateString("en-GB", { dateStyle: "long" });
}

/** The days between two, "" for no limit: "1/1 – 30/6/2024" where both are of one year. */
export function daySpan(first, last, words) {
  if (first === last) return first && day(first, words);
  const [from, to] = [first, last].map((one) => one && day(one, words));
  const year = first.slice(0, 4);
  const isOneYear = first && last.startsWith(year);
  return `${isOneYear ? from.replace(new RegExp(`[/ ]${Number(year)}$`), "") : from} – ${to}`.trim();
}

/** The name of a month of the API ("07") in the page's language. */
export function monthName(month, words) {
  if (words.lang === "vi") return fill(words.month_n, Number(month));
  return new Date(2000, month - 1).toLocaleDateString("en-GB", { month: "long" });
}

/** Rows of a name and its values, and of each value the text, its origin and the small print; the unknown has none. */
function factsOf(report, words) {
  const origin = (field) => report.origins.find((one) => one.field === field);
  const plain = (field) => known(report[field], (text) => ({ text: String(text), origin: origin(field) }));
  const dated = (field) =>
    known(report[field], (iso) => ({
      text: day(iso, words), origin: origin(field), rule: ruleWords(origin(field)?.rule, words),
    }));
  const peopleByHand = origin("participants") ? `(${words.by_hand})` : "";
  const people = (part) =>
    report.participants
      .filter((one) => one.part === part)
      .map((one) => ({ text: one.name, origin: one, behind: one.office ? `, ${one.office}` : "", rule: peopleByHand }));
  return [
    { name: words.fact_body, values: plain("body") },
    { name: words.fact_term, values: plain("term") },
    { name: words.fact_session, values: plain("session") },
    {
      name: words.fact_place,
      values: placeFields(report).flatMap(plain),
      separator: ", ",
      notes: report.place_changes.map((change) => changeWords(change, words)),
    },
    { name: words.fact_held_on, values: dated("held_on") },
    { name: words.fact_published_on, values: dated("published_on") },
    { name: words.fact_period, values: known(report.period, (one) => ({ text: one.label, origin: origin("period") })) },
    { name: words.part_chair, values: people("chair") },
    { name: words.part_opening, values: people("opening") },
    { name: words.part_report, values: people("report") },
    { name: words.part_speech, values: people("speech") },
    { name: words.part_conclusion, values: people("conclusion") },
    { name: words.part_attend, values: people("attend") },
    { name: words.fact_number, values: plain("number") },
    {
      name: words.fact_documents,
      values: report.documents.map((one) => ({ text: [one.kind, one.number].filter(Boolean).join(" "), origin: one })),
    },
    { name: words.fact_file, values: [{ text: report.file }] },
  ].filter(({ values }) => values.length);
}

function known(value, fact) {
  return value === null ? [] : [fact(value)];
}

/** The fields that name the place and what it lies in, from the smallest up, each name once. */
function placeFields(report) {
  const fields = ["commune", "district", "province"];
  return fields.some((field) => report[field] === report.place) ? fields : ["place", ...fields];
}

/** A rule of reading ("opening, year of publication") in words for people; a rule without such words gives none. */
function ruleWords(rule = "", words) {
  const places = {
    opening: words.rule_opening,
    caption: words.rule_caption,
    title: words.rule_title,
    "date line": words.rule_date_line,
  };
  const years = {
    written: words.year_written,
    "of publication": words.year_of_publication,
    "of report": words.year_of_report,
  };
  const [place, year] = rule.split(", year ");
  return [places[place], years[year]].filter(Boolean).join("; ");
}

/** What became of a province, or of a district: its communes now, or those that its area is part of. */
function changeWords({ unit, now, province, since, act }, words) {
  const isProvince = now.length === 1 && now[0] === province;
  const known = { unit, now: unitList(now, words), province, since: day(since, words), act };
  return fill(isProvince ? words.province_change : words.district_change, known);
}

/** "các xã A, B và phường C" of units that are given with their level. */
function unitList(units, words) {
  const byLevel = new Map();
  for (const unit of units) {
    const [, level, name] = /^(đặc khu|thị trấn|\S+) (.+)$/.exec(unit) ?? [null, "", unit];
    byLevel.set(level, [...(byLevel.get(level) ?? []), name]);
  }
  const lists = [...byLevel].map(([level, names]) => {
    const list = `${level} ${names.join(", ")}`;
    return names.length > 1 ? fill(words.several, list) : list;
  });
  return lists.join(` ${words.joined} `);
}
