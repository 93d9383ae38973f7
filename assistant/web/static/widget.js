// <script src="https://HOST/widget.js" data-title="…" data-lang="vi" data-position="right" async></script>
// Adds one button to the page; it opens the assistant in a frame. Styles stay inside a shadow root, both ways, and need no
// 'unsafe-inline' in the page's policy.
//
// window.MeetingAssistant: open(), close(), ask(text), identify(async () => jwt). The event "meetingassistant" on window tells
// that it is there. A page may also set window.MeetingAssistant = { identify } before this script loads.
//
// Messages are { trolyhoinghi: kind, … }. Each side heeds only the other's window at its exact origin, and writes only there;
// the frame's list of pages is ASSISTANT_EMBED_ORIGINS (static/framing.js).
//   page to frame   hello       something has loaded in the frame; it learns which listed origin is around it
//                   ask         { text }: a question, asked as if it was typed
//                   identity    { jwt }: what identify() gave, null where the page names nobody
//   frame to page   ready       it has heard hello and can be asked; while the assistant starts, what has loaded cannot
//                   close       the visitor is done: Esc or ✕
//                   identify    who asks?
(() => {
  if (window.MeetingAssistant?.open) return; // the script stands twice in this page
  const script = document.currentScript;
  const home = new URL(script.src).origin;
  const english = /^en\b/i.test(script.dataset.lang ?? "");
  const title = script.dataset.title || (english ? "Meeting Assistant" : "Trợ lý Hội nghị");
  const [openName, closeName] = english ? ["Open the assistant", "Close the assistant"] : ["Mở trợ lý", "Đóng trợ lý"];
  const side = script.dataset.position === "left" ? "left" : "right";

  const host = document.createElement("div");
  const root = host.attachShadow({ mode: "open" });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`
    /* What is important in here outweighs what is important in the page. An em is the visitor's own size of text, whatever the
       page makes of rem. */
    :host { all: initial !important; direction: ltr !important; }
    button {
      position: fixed; z-index: 2147483000; ${side}: 1.25em; bottom: 1.25em; display: flex; align-items: center; gap: 0.5em;
      height: 3em; max-width: calc(100vw - 2.5em); padding: 0 1.125em; border: 0; border-radius: 1.5em; background: #0f5a5c;
      color: #fff; font: 600 1em/1 system-ui, "Segoe UI", Roboto, "Noto Sans", Arial, sans-serif; cursor: pointer;
      box-shadow: 0 4px 18px rgb(20 30 30 / 28%);
    }
    button:hover { background: #0b4849; }
    button:focus-visible { outline: 3px solid #86cbc4; outline-offset: 2px; }
    svg { flex: none; width: 1.125em; height: 1.125em; }
    span { overflow: hidden; line-height: 1.5; text-overflow: ellipsis; white-space: nowrap; }
    iframe {
      position: fixed; z-index: 2147483001; ${side}: 1.25em; bottom: 5em; width: min(26em, calc(100vw - 2.5em));
      height: min(42em, calc(100vh - 6.5em)); border: 1px solid #0003; border-radius: 1em; background: #faf8f3;
      box-shadow: 0 10px 40px rgb(20 30 30 / 28%);
    }
    iframe[hidden] { display: none; }
    @media (max-width: 40em) {
      iframe { inset: 0; width: 100%; height: 100%; border: 0; border-radius: 0; }
      :host([data-open]) button { visibility: hidden; } /* behind the frame nothing may take the focus */
    }
    @media print { button, iframe { display: none; } }
  `);
  root.adoptedStyleSheets = [sheet];
  const button = document.createElement("button");
  button.type = "button";
  const name = document.createElement("span");
  name.textContent = title;
  button.append(icon(), name);
  root.append(button);

  let frame = null;
  let ready = false;
  let waiting = null; // what was to be asked while the frame was not ready
  let opener = null; // what had the focus before
  let identify = window.MeetingAssistant?.identify ?? null;

  function icon() {
    const make = (kind, attributes) => {
      const made = document.createElementNS("http://www.w3.org/2000/svg", kind);
      for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
      return made;
    };
    const picture = make("svg", { viewBox: "0 0 24 24", fill: "none", stroke: "currentColor", "stroke-width": "2", "aria-hidden": "true" });
    picture.append(
      make("path", { d: "M4 5h16v11H9l-5 4z", "stroke-linejoin": "round" }),
      make("path", { d: "M8 9h8M8 12.5h5", "stroke-linecap": "round" }),
    );
    return picture;
  }

  const isOpen = () => frame !== null && !frame.hidden;
  const tell = (kind, content) => frame.contentWindow.postMessage({ trolyhoinghi: kind, ...content }, home);

  function label() {
    button.setAttribute("aria-label", `${isOpen() ? closeName : openName}: ${title}`);
    button.setAttribute("aria-expanded", String(isOpen()));
    host.toggleAttribute("data-open", isOpen());
  }

  function makeFrame() {
    frame = document.createElement("iframe");
    frame.title = title;
    frame.allow = "clipboard-write";
    frame.src = `${home}/embed?${new URLSearchParams({ lang: english ? "en" : "vi", title })}`;
    frame.addEventListener("load", () => {
      ready = false;
      tell("hello");
    });
    root.append(frame);
  }

  function getReady() {
    ready = true;
    if (waiting !== null) tell("ask", { text: waiting });
    waiting = null;
  }

  function open() {
    if (!isOpen()) opener = document.activeElement;
    if (!frame) makeFrame();
    frame.hidden = false;
    frame.focus(); // the page in the frame puts the focus into its question box
    label();
  }

  function close() {
    if (!isOpen()) return;
    const mine = [host, document.body, null].includes(document.activeElement);
    frame.hidden = true;
    label();
    if (!mine) return; // the visitor is already elsewhere in the page
    const other = opener?.isConnected && opener !== document.body && opener !== host;
    (other ? opener : button).focus();
  }

  function ask(text) {
    open();
    if (ready) tell("ask", { text: String(text) });
    else waiting = String(text);
  }

  async function answerWho() {
    let jwt = null;
    try {
      jwt = (await identify?.()) ?? null;
    } catch (error) {
      console.error("MeetingAssistant.identify failed:", error);
    }
    tell("identity", { jwt: typeof jwt === "string" ? jwt : null });
  }

  button.addEventListener("click", () => (isOpen() ? close() : open()));
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !event.isComposing && !event.defaultPrevented) close();
  });
  window.addEventListener("message", (event) => {
    if (frame === null || event.source !== frame.contentWindow || event.origin !== home) return;
    if (event.data?.trolyhoinghi === "ready") getReady();
    if (event.data?.trolyhoinghi === "close") close();
    if (event.data?.trolyhoinghi === "identify") answerWho();
  });
  label();
  const mount = () => document.body.append(host);
  if (document.body) mount();
  else document.addEventListener("DOMContentLoaded", mount);

  window.MeetingAssistant = Object.freeze({ open, close, ask, identify: (callback) => void (identify = callback) });
  window.dispatchEvent(new Event("meetingassistant"));
})();
