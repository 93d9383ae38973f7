// Requests to our own API. In a widget that is told who asks they carry a token, which lives in this module's memory only.
let token = null;
let renew = null;
let renewing = null;

/** Like fetch; a request that is refused because nobody knows who asks is sent once more if a new token can be had. */
export async function apiFetch(address, options = {}) {
  const sent = token;
  const answer = await fetch(address, withToken(options, sent));
  if (answer.status !== 401 || !renew) return answer;
  if (token === sent) {
    renewing ??= renew().finally(() => (renewing = null)); // several requests at once need one token
    token = await renewing;
  }
  return token ? fetch(address, withToken(options, token)) : answer;
}

/** Have tokens made by a function that returns one, or null when it cannot. */
export function identifyBy(makeToken) {
  renew = makeToken;
}

function withToken(options, known) {
  return known ? { ...options, headers: { ...options.headers, Authorization: `Bearer ${known}` } } : options;
}
