// A request that was not answered as it should -> one sentence for the visitor: why, and how long to wait where that is known.

/** Why; `answer` is null where no server was reached. What it keeps to its log is told as `otherwise`. */
export async function reasonOf(answer, words, otherwise) {
  if (!answer) return words.unreachable;
  const isForVisitors = answer.status === 422 || answer.headers.has("Retry-After");
  return isForVisitors ? detailOf(answer, words, otherwise) : otherwise;
}

/** What the server says of it in the page's language, `otherwise` where it says nothing. */
export async function detailOf(answer, words, otherwise) {
  try {
    return inLanguage((await answer.json()).detail, words) || otherwise;
  } catch {
    return otherwise;
  }
}

/** The half of a refusal ("tiếng Việt / English") that is in the page's language. */
export function inLanguage(detail, words) {
  const halves = String(detail ?? "").split(" / ");
  if (halves.length !== 2) return detail;
  return words.lang === "vi" ? halves[0] : halves[1];
}
