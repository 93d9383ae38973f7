// The views of the page beside the chat. The address says which is shown and by which filters: ?tab=figures&kind=result.
import { FiguresView } from "./figures.js";
import { MeetingsView } from "./meetings.js";
import { ReportsView } from "./reports.js";
import { setTitle } from "./title.js";

/** Show the view that the address names, now and whenever it changes; `left` is called when another one is shown. */
export function serveTabs(words, left) {
  const root = document.documentElement;
  const views = {
    figures: new FiguresView(words, go), meetings: new MeetingsView(words, go), reports: new ReportsView(words, go),
  };
  const names = {
    ask: words.nav_ask, figures: words.nav_figures, meetings: words.nav_meetings, reports: words.nav_reports,
  };
  const scrolled = {};
  let shown = null;
  for (const view of Object.values(views)) document.body.append(view.root);

  function go(tab, filters = new URLSearchParams()) {
    const asked = new URLSearchParams(filters);
    if (tab !== "ask") asked.set("tab", tab);
    const address = `${location.pathname}${String(asked) && `?${asked}`}`;
    if (address !== location.pathname + location.search) history.pushState(null, "", address);
    show();
  }

  function show() {
    const filters = new URLSearchParams(location.search);
    const tab = Object.keys(views).find((name) => name === filters.get("tab")) ?? "ask";
    filters.delete("tab");
    const [before, changes] = [shown, tab !== shown];
    if (changes && before) scrolled[before] = scrollY;
    root.dataset.tab = shown = tab;
    for (const [name, view] of Object.entries(views)) view.root.hidden = name !== tab;
    if (changes) {
      left();
      scrollTo(0, scrolled[tab] ?? 0);
    }
    setTitle(tab === "ask" ? words.product : `${names[tab]} · ${words.product}`);
    views[tab]?.show(filters, before !== null);
    markTab();
  }

  document.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    const language = event.target.closest("a[hreflang]");
    if (language) language.search = location.search;
    const link = event.target.closest("a[data-tab]");
    if (!link) return;
    event.preventDefault();
    const filters = new URL(link.href).searchParams;
    filters.delete("tab");
    go(link.dataset.tab, filters);
  });
  window.addEventListener("popstate", show);
  show();
}

/** Mark the link to the shown view; Gradio draws the links anew when it will. */
export function markTab() {
  for (const link of document.querySelectorAll(".tl-nav a")) {
    const isShown = link.dataset.tab === document.documentElement.dataset.tab;
    if (isShown === link.hasAttribute("aria-current")) continue;
    if (isShown) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
}
