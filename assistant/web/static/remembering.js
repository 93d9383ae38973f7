// The ids of the answers on the page, kept while its tab lives: by them the server shows the answers again after a reload.
// Nothing else of a conversation is stored in the browser.
const KEY = "tl-answers";
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
}

// A page that the browser had put aside whole may come back after another one of this tab went on with the conversation,
// began a new one, or signed out.
window.addEventListener("pageshow", ({ persisted }) => {
  if (persisted && JSON.stringify(read()) !== remembered()) location.reload();
});

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
