// What an editor can do with the opened report: correct what it says about itself, or remove it.
import { openCorrecting } from "./correcting.js";
import { actions, change, openDialog, trouble } from "./dialogs.js";
import { button, element, fill } from "./elements.js";
import { whoAmI } from "./me.js";

/** `shown` is given a report that was corrected, `gone` one that was removed. */
export class ReportTools {
  constructor(words, shown, gone) {
    Object.assign(this, { words, shown, gone, report: null });
    this.root = element("div", "tl-report-tools");
  }

  /** Offer the tools for a report to whom may use them, null for none. */
  async show(report) {
    this.report = report;
    const me = report && (await whoAmI());
    if (this.report !== report) return;
    const { words } = this;
    const tools = [
      button("tl-plain", words.correct, () => openCorrecting(report, words, this.shown)),
      button("tl-plain", words.remove, () => this.askToRemove(report)),
    ];
    this.root.replaceChildren(...(me?.may_edit ? tools : []));
  }

  askToRemove(report) {
    const { words } = this;
    openDialog(words.remove_title, (close) => {
      const told = trouble();
      const remove = button("tl-danger", words.remove, async () => {
        remove.disabled = true;
        const { failure } = await change("DELETE", `/api/reports/${encodeURIComponent(report.id)}`, null, words);
        remove.disabled = false;
        told.textContent = failure ?? "";
        if (failure) return;
        close();
        this.gone(report);
      });
      const asked = element("p", "", fill(words.remove_asked, report.title));
      const row = actions(words, close, remove);
      row.lastChild.autofocus = true; // Enter alone removes nothing
      return [asked, element("p", "tl-small", words.remove_meaning), told, row];
    });
  }
}
