// <script src="https://HOST/widget.js" data-title="…" data-lang="vi" data-position="right" async></script>
// Adds one button to the page; it opens the assistant in a frame. Styles stay inside a shadow root, both ways.
(() => {
  const script = document.currentScript;
  const home = new URL(script.src).origin;
  const english = script.dataset.lang === "en";
  const title = script.dataset.title || (english ? "Meeting Assistant" : "Trợ lý Hội nghị");
  const [openName, closeName] = english ? ["Open the assistant", "Close the assistant"] : ["Mở trợ lý", "Đóng trợ lý"];
  const side = script.dataset.position === "left" ? "left" : "right";

  const host = document.createElement("div");
  const root = host.attachShadow({ mode: "open" });
  const style = document.createElement("style");
  style.textContent = `
    :host { all: initial; }
    button {
      position: fixed; z-index: 2147483000; ${side}: 1.25rem; bottom: 1.25rem; display: flex; align-items: center; gap: 0.5rem;
      height: 3rem; padding: 0 1.125rem; border: 0; border-radius: 1.5rem; background: #0f5a5c; color: #fff;
      font: 600 1rem/1 system-ui, "Segoe UI", Roboto, "Noto Sans", Arial, sans-serif; cursor: pointer;
      box-shadow: 0 4px 18px rgb(20 30 30 / 28%);
    }
    button:hover { background: #0b4849; }
    button:focus-visible { outline: 3px solid #86cbc4; outline-offset: 2px; }
    svg { width: 1.125rem; height: 1.125rem; }
    iframe {
      position: fixed; z-index: 2147483001; ${side}: 1.25rem; bottom: 5rem; width: min(26rem, calc(100vw - 2.5rem));
      height: min(42rem, calc(100vh - 6.5rem)); border: 1px solid #0003; border-radius: 1rem; background: #faf8f3;
      box-shadow: 0 10px 40px rgb(20 30 30 / 28%);
    }
    iframe[hidden] { display: none; }
    @media (max-width: 40rem) {
      iframe { inset: 0; width: 100%; height: 100%; border: 0; border-radius: 0; }
    }
  `;
  const button = document.createElement("button");
  button.type = "button";
  button.innerHTML = '<svg viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" aria-hidden="true">'
    + '<path d="M4 5h16v11H9l-5 4z" stroke-linejoin="round"/><path d="M8 9h8M8 12.5h5" stroke-linecap="round"/></svg><span></span>';
  button.lastChild.textContent = title;
  root.append(style, button);

  let frame = null;
  const isOpen = () => frame !== null && !frame.hidden;
  const label = () => {
    button.setAttribute("aria-label", `${isOpen() ? closeName : openName}: ${title}`);
    button.setAttribute("aria-expanded", String(isOpen()));
  };
  const open = () => {
    if (!frame) {
      frame = document.createElement("iframe");
      frame.title = title;
      frame.src = `${home}/embed?${new URLSearchParams({ lang: english ? "en" : "vi", title })}`;
      root.append(frame);
    }
    frame.hidden = false;
    frame.focus(); // the page in the frame puts the focus into its question box
    label();
  };
  const close = () => {
    if (!isOpen()) return;
    frame.hidden = true;
    button.focus();
    label();
  };

  button.addEventListener("click", () => (isOpen() ? close() : open()));
  document.addEventListener("keydown", (event) => event.key === "Escape" && close());
  window.addEventListener("message", (event) => {
    const ours = event.origin === home && frame !== null && event.source === frame.contentWindow;
    if (ours && event.data?.trolyhoinghi === "close") close();
  });
  label();
  document.body.append(host);
})();
