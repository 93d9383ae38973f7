// The page's head: who is signed in, and the way out. When the session has ended, the next request leads to the sign-in page.
import { button, element } from "./elements.js";
import { fetchQuietly } from "./loading.js";
import { leave } from "./remembering.js";

const words = JSON.parse(document.getElementById("tl-words").textContent);
const send = window.fetch;
const me = fetchQuietly("/api/me");

// Gradio writes the head anew whenever the library changes, as an element of its own or by emptying the one there is.
customElements.define("tl-visitor", class extends HTMLElement {
  #emptied = new MutationObserver(() => this.#fill());

  connectedCallback() {
    this.#emptied.observe(this, { childList: true });
    this.#fill();
  }

  disconnectedCallback() {
    this.#emptied.disconnect();
  }

  async #fill() {
    const visitor = await me;
    if (!visitor?.name || this.childElementCount) return;
    const name = element("span", "tl-visitor-name", visitor.name);
    this.title = words.signed_in_as.replace("{}", () => visitor.name);
    this.append(name);
    if (!visitor.signs_out) return;
    const leave = button("tl-tool tl-sign-out", words.sign_out, signOut);
    leave.setAttribute("aria-description", this.title);
    this.append(leave);
  }
});

async function signOut() {
  leave();
  await send("/sign-out", { method: "POST", redirect: "manual" });
  location.assign("/sign-in");
}

// Requests of Gradio's go through here, too: it would only say that the connection failed.
window.fetch = async (...request) => {
  const answer = await send(...request);
  const isOurs = new URL(answer.url || location.href).origin === location.origin;
  if (answer.status === 401 && isOurs && (await me)?.signs_out) {
    location.assign(`/sign-in?next=${encodeURIComponent(location.pathname + location.search)}${location.hash}`);
  }
  return answer;
};
