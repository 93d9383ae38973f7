// The part of the form of corrections that lists who took which part: people are added, changed and taken out.
import { button, element, fill } from "./elements.js";

const PARTS = ["chair", "opening", "report", "speech", "conclusion", "attend"];

/** A fieldset with a row for each participant of the API. */
export class People {
  constructor(participants, words, isByHand) {
    this.words = words;
    this.root = element("fieldset", "tl-field-people");
    const told = element("legend", "", words.people);
    if (isByHand) told.append(" ", element("small", "", `(${words.by_hand})`));
    this.add = button("tl-plain", words.person_add, () => this.row().querySelector("input").focus());
    this.root.append(told, this.add);
    for (const one of participants) this.row(one);
    this.before = JSON.stringify(this.told());
  }

  /** The rows that name somebody. */
  told() {
    return [...this.root.querySelectorAll(".tl-person")]
      .map((row) => {
        const [name, office] = [...row.querySelectorAll("input")].map((input) => input.value.trim());
        return { name, part: row.querySelector("select").value, office: office || null };
      })
      .filter(({ name }) => name);
  }

  isChanged() {
    return JSON.stringify(this.told()) !== this.before;
  }

  row({ name, office, part } = { name: "", office: "", part: "attend" }) {
    const { words } = this;
    const made = element("div", "tl-person");
    const parts = element("select");
    for (const one of PARTS) {
      const choice = element("option", "", words[`part_${one}`]);
      Object.assign(choice, { value: one, selected: one === part });
      parts.append(choice);
    }
    const named = line(name);
    const drop = button("tl-plain", "×", () => this.drop(made));
    const tell = () => drop.setAttribute("aria-label", fill(words.person_drop, named.value.trim() || words.person_empty));
    named.addEventListener("input", tell);
    tell();
    made.append(labelled(words.person_name, named), labelled(words.person_office, line(office ?? "")), labelled(words.person_part, parts), drop);
    this.add.before(made);
    return made;
  }

  /** Take a row out; the focus goes to what stands after it. */
  drop(row) {
    (row.nextElementSibling.querySelector("input") ?? this.add).focus();
    row.remove();
  }
}

function line(value) {
  return Object.assign(element("input"), { maxLength: 500, value });
}

function labelled(name, control) {
  const made = element("label", "tl-field");
  made.append(element("span", "", name), control);
  return made;
}
