// The ids of the answers on the page, kept while its tab lives: by them the server shows the answers again after a reload.
// Beside them only whether filters were changed since the last question: what it was asked by must not come back then.
const KEY = "tl-answers";
const CHANGED = "tl-filters-changed";
const MOST = 100;

let ids = read();

/** The ids in their order, as JSON. */
export function remembered() {
  return JSON.stringify(ids);
}

/** Keep the id of an answer that the page shows. */
export function remember(id) {
  if (!ids.includes(id)) write([...ids, id].slice(-MOST));
}

/** Keep these ids no longer, or none at all. */
export function forget(gone = ids) {
  write(ids.filter((id) => !gone.includes(id)));
}

/** Take everything out of the browser. This page itself is not to come back as it stands now, should it be put aside. */
export function leave() {
  store([]);
  noteFiltersChanged(false);
}

// A page that the browser had put aside whole may come back after another one of this tab went on with the conversation,
// began a new one, or signed out.
window.addEventListener("pageshow", ({ persisted }) => {
  if (persisted && JSON.stringify(read()) !== remembered()) location.reload();
});

/** Note whether filters were changed by hand since the last question. */
export function noteFiltersChanged(isSo) {
  try {
    if (isSo) sessionStorage.setItem(CHANGED, "yes");
    else sessionStorage.removeItem(CHANGED);
  } catch {
    // then a reload brings back what the last question was asked by
  }
}

/** Whether they were. */
export function areFiltersChanged() {
  try {
    return sessionStorage.getItem(CHANGED) !== null;
  } catch {
    return false;
  }
}

function read() {
  try {
    const kept = JSON.parse(sessionStorage.getItem(KEY) ?? "[]");
    return Array.isArray(kept) ? kept : [];
  } catch {
    return []; // storage may be blocked
  }
}

function write(kept) {
  ids = kept;
  store(kept);
}

function store(kept) {
  try {
    if (kept.length) sessionStorage.setItem(KEY, JSON.stringify(kept));
    else sessionStorage.removeItem(KEY);
  } catch {
    // then a reload begins anew
  }
}
