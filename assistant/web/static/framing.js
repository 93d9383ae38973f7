// The page around our frame: what it sends, heeded only from that window at a listed origin, and what it is told, written to
// exactly that origin. widget.js tells the messages.
const listed = new Set([location.origin, ...JSON.parse(document.getElementById("tl-framers").textContent)]);
const listeners = new Map();
let page = null;
let greet;

/** Whether a page is around us at all. */
export const framed = window.parent !== window;
/** Kept when the page around us has said hello; never where no listed page does. */
export const greeted = new Promise((resolve) => (greet = resolve));

/** Hear messages of a kind; `listen` gets the whole message. */
export function hear(kind, listen) {
  listeners.set(kind, listen);
}

/** Tell the page around us something; lost while it has not said hello. */
export function tell(kind, content = {}) {
  if (page !== null) window.parent.postMessage({ trolyhoinghi: kind, ...content }, page);
}

window.addEventListener("message", (event) => {
  if (!framed || event.source !== window.parent || !listed.has(event.origin)) return;
  if (event.data?.trolyhoinghi === "hello") {
    page = event.origin;
    greet();
    tell("ready");
  }
  if (page === event.origin) listeners.get(event.data?.trolyhoinghi)?.(event.data);
});
