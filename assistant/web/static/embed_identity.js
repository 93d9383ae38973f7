// The widget's frame: who asks is told by the page around it, with a JWT that is exchanged at once for a token of ours.
// Neither ever stands in an address, a cookie or storage.
import { identifyBy } from "./api_fetch.js";
import { framed, greeted, hear, tell } from "./framing.js";

const WAIT_MS = 10_000;

/** When the API wants to know who asks, ask the page around this frame; where no listed page is, nobody is known. */
export function serveIdentity() {
  if (!framed) return;
  let answered = () => {};
  hear("identity", ({ jwt }) => answered(typeof jwt === "string" ? jwt : null));
  identifyBy(async () => {
    const jwt = await new Promise((resolve) => {
      answered = resolve;
      setTimeout(resolve, WAIT_MS, null);
      greeted.then(() => tell("identify"));
    });
    return jwt && exchange(jwt);
  });
}

async function exchange(jwt) {
  const headers = { "Content-Type": "application/json" };
  const answer = await fetch("/api/widget/session", { method: "POST", headers, body: JSON.stringify({ token: jwt }) });
  return answer.ok ? (await answer.json()).token : null;
}
