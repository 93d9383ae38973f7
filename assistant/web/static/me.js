// Who looks at the page: {name, role, may_edit}, asked once; null when that cannot be learnt.
import { fetchQuietly } from "./loading.js";

let asked = null;

export function whoAmI() {
  asked ??= fetchQuietly("/api/me");
  return asked;
}
