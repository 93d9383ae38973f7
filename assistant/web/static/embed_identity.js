// The widget's frame: who asks is told by the page around it, with a JWT that is exchanged at once for a token of ours.
// Neither ever stands in an address, a cookie or storage.
import { identifyBy } from "./api_fetch.js";

const WAIT_MS = 10_000;

/** The origin the page around this frame says it has in `?origin=`, null when that is no origin of a web page. */
export function statedOrigin(search) {
  const stated = new URLSearchParams(search).get("origin");
  try {
    const { origin, protocol } = new URL(stated);
    return origin === stated && /^https?:$/.test(protocol) ? origin : null;
  } catch {
    return null;
  }
}

/** When the API wants to know who asks, ask the page around this frame, if its origin is exactly the one given. */
export function serveIdentity(parentOrigin) {
  if (window.parent === window || !parentOrigin) return;
  identifyBy(async () => {
    const jwt = await askParent(parentOrigin);
    return jwt && exchange(jwt);
  });
}

function askParent(parentOrigin) {
  const number = crypto.getRandomValues(new Uint32Array(4)).join("-");
  return new Promise((resolve) => {
    const end = (jwt) => {
      clearTimeout(timeout);
      window.removeEventListener("message", hear);
      resolve(jwt);
    };
    const hear = ({ origin, source, data }) => {
      if (origin !== parentOrigin || source !== window.parent) return;
      if (data?.trolyhoinghi !== "identity" || data.number !== number) return;
      end(typeof data.jwt === "string" ? data.jwt : null);
    };
    const timeout = setTimeout(end, WAIT_MS, null);
    window.addEventListener("message", hear);
    window.parent.postMessage({ trolyhoinghi: "identify", number }, parentOrigin);
  });
}

async function exchange(jwt) {
  const headers = { "Content-Type": "application/json" };
  const answer = await fetch("/api/widget/session", { method: "POST", headers, body: JSON.stringify({ token: jwt }) });
  return answer.ok ? (await answer.json()).token : null;
}
