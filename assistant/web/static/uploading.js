// Adding reports: an editor chooses or drops files; each is sent by itself, with its progress and, if so, why it failed.
import { CollectionChoice } from "./collections.js";
import { button, element, fill } from "./elements.js";
import { fetchQuietly } from "./loading.js";
import { inLanguage } from "./refusing.js";

const FAILED = "tl-upload-failed";

/** `added` is called when files have come into the library. */
export class Uploading {
  constructor(words, added) {
    Object.assign(this, { words, added, waiting: [], isSending: false, limits: null });
    this.input = element("input", "tl-hidden");
    this.input.type = "file";
    this.input.multiple = true;
    this.input.tabIndex = -1;
    this.input.setAttribute("aria-label", words.choose_files);
    this.input.addEventListener("change", () => {
      this.take([...this.input.files]);
      this.input.value = "";
    });
    this.hint = element("p", "tl-small");
    this.into = new CollectionChoice(words);
    this.list = element("ol", "tl-uploads");
    this.told = element("p", "tl-small");
    this.told.setAttribute("role", "status");
    const choose = button("tl-primary", words.choose_files, () => this.input.click());
    const drop = element("div", "tl-drop");
    drop.append(choose, element("span", "tl-small", words.or_drop), this.input, this.into.root, this.hint);
    this.root = element("details", "tl-upload");
    this.root.append(element("summary", "", words.add_reports), drop, this.told, this.list);
    this.root.hidden = true;
    this.acceptDropped(drop);
  }

  /** Offer it to an editor, with the collections that there are by now. */
  async offer() {
    this.limits = (await fetchQuietly("/api/uploads")) ?? this.limits;
    if (!this.limits) return;
    this.into.offer(this.limits);
    const { max_bytes, formats } = this.limits;
    this.input.accept = formats.join(",");
    this.hint.textContent = fill(this.words.upload_limits, { formats: formats.join(" "), size: Math.floor(max_bytes / 2 ** 20) });
    this.root.hidden = false;
  }

  acceptDropped(drop) {
    const mark = (isOver) => drop.classList.toggle("tl-over", isOver);
    drop.addEventListener("dragover", (event) => {
      event.preventDefault();
      mark(true);
    });
    drop.addEventListener("dragleave", () => mark(false));
    drop.addEventListener("drop", (event) => {
      event.preventDefault();
      mark(false);
      this.take([...event.dataTransfer.files]);
    });
  }

  take(files) {
    const collection = this.into.chosen();
    this.told.textContent = collection === null ? this.words.name_collection : "";
    if (collection === null) return;
    const rows = files.map((file) => new Row(file, collection, this.words, this.list));
    this.waiting.push(...rows);
    if (!this.isSending) this.sendAll();
  }

  /** One after the other: reading takes the machine's strength, and what came first is there first. */
  async sendAll() {
    this.isSending = true;
    const became = [];
    for (let row = this.waiting.shift(); row; row = this.waiting.shift()) {
      this.told.textContent = fill(this.words.uploading_n, this.waiting.length + 1);
      became.push(await row.send(this.limits.max_bytes));
    }
    this.isSending = false;
    this.told.textContent = this.summary(became);
    if (became.includes("added")) this.added();
  }

  /** How many files came into the library, were there before, and could not be read. */
  summary(became) {
    const { words } = this;
    const wordings = [
      ["added", words.uploaded_added],
      ["known", words.uploaded_known],
      ["failed", words.uploaded_failed],
    ];
    const counted = wordings.map(([name, wording]) => [wording, became.filter((one) => one === name).length]);
    const told = counted.filter(([, count]) => count).map(([wording, count]) => fill(wording, count));
    return fill(words.uploaded_n, told.join(", "));
  }
}

/** One file in the list. */
class Row {
  constructor(file, collection, words, list) {
    Object.assign(this, { file, collection, words });
    this.bar = element("progress");
    this.bar.max = 1;
    this.bar.value = 0;
    this.bar.setAttribute("aria-label", file.name);
    this.said = element("span", "tl-small", words.upload_waits);
    this.documents = element("ul");
    this.root = element("li");
    this.root.append(element("span", "tl-upload-name", file.name), this.said, this.bar, this.documents);
    list.append(this.root);
  }

  /** Send the file; resolves to what became of it, "added" where only some of it was new. */
  async send(maxBytes) {
    const { words } = this;
    if (this.file.size > maxBytes) return this.fail(fill(words.upload_too_large, Math.floor(maxBytes / 2 ** 20)));
    this.said.textContent = words.upload_sending;
    const outcomes = [];
    const failure = await sent(this.file, this.collection, {
      progress: (share) => this.progress(share),
      reading: () => this.reading(),
      outcome: (one) => outcomes.push(one) && this.tell(one),
    }, words);
    this.bar.remove();
    if (failure) this.fail(failure);
    else this.said.textContent = "";
    const became = new Set(outcomes.map(({ status }) => status));
    if (became.has("added") || became.has("updated")) return "added";
    return became.has("unchanged") ? "known" : "failed";
  }

  progress(share) {
    this.bar.value = share;
    if (share >= 1) this.reading();
  }

  reading() {
    this.said.textContent = this.words.upload_reading;
    this.bar.removeAttribute("value"); // how long reading takes nobody knows
  }

  tell({ file, status, reason, report_id }) {
    const { words } = this;
    const names = { added: words.upload_added, updated: words.upload_added, unchanged: words.upload_known };
    const made = element("li", status === "failed" ? FAILED : "");
    made.append(element("span", "", names[status] ?? fill(words.upload_failed, inLanguage(reason, words))));
    if (file !== this.file.name) made.append(element("small", "", ` ${file}`));
    if (report_id) {
      const link = element("a", "tl-plain", words.open_report);
      link.href = `?${new URLSearchParams({ tab: "reports", report: report_id })}`;
      link.dataset.tab = "reports";
      link.setAttribute("aria-label", `${words.open_report}: ${file}`);
      made.append(" ", link);
    }
    this.documents.append(made);
  }

  fail(reason) {
    this.bar.remove();
    this.said.textContent = "";
    this.documents.append(element("li", FAILED, fill(this.words.upload_failed, reason)));
    return "failed";
  }
}

/** Send a file and tell of each step; resolves to why it failed as a whole, "" when it did not. */
function sent(file, collection, steps, words) {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest(); // fetch does not tell how much of a body was sent
    let read = 0;
    let failure = words.change_failed; // until it is said to be done
    const take = () => {
      const whole = request.responseText.lastIndexOf("\n\n");
      if (request.status !== 200 || whole < read) return;
      for (const part of request.responseText.slice(read, whole).split("\n\n")) {
        const [, name, content] = /^\s*event: (\w+)\ndata: ([^\n]*)$/.exec(part) ?? [];
        if (name === "done") failure = "";
        else if (name === "error") failure = inLanguage(JSON.parse(content).detail, words) || words.change_failed;
        else if (name) steps[name](JSON.parse(content));
      }
      read = whole;
    };
    request.upload.addEventListener("progress", ({ loaded, total }) => steps.progress(total ? loaded / total : 1));
    request.addEventListener("progress", take);
    request.addEventListener("load", () => {
      take();
      resolve(request.status === 200 ? failure : refusal(request, words));
    });
    request.addEventListener("error", () => resolve(words.change_failed));
    request.open("POST", `/api/uploads?${new URLSearchParams({ name: file.name, collection })}`);
    request.setRequestHeader("Content-Type", "application/octet-stream");
    request.send(file);
  });
}

function refusal({ responseText }, words) {
  try {
    return inLanguage(JSON.parse(responseText).detail, words) || words.change_failed;
  } catch {
    return words.change_failed;
  }
}
