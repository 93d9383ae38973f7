// A report of the library by its id -> the report with its text as code points, or why it cannot be opened.
import { apiFetch } from "./api_fetch.js";
import { request } from "./loading.js";

/** {report}, or {failure} in words with `isGone` where there is no such report: another try is worth it otherwise. */
export async function openedReport(id, words) {
  const { content, failure, status } = await request(`/api/reports/${id}`, words, words.source_failed, apiFetch);
  if (content?.text === undefined) return { failure: failure ?? words.source_failed, isGone: !failure || status === 404 };
  return { report: { ...content, points: Array.from(content.text) } };
}
