// A text -> the clipboard.

/** Copy a text; false when the browser does not let us. */
export async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copySelected(text); // an intranet without https has no clipboard of the newer kind
  }
}

function copySelected(text) {
  const before = document.activeElement;
  const held = document.createElement("textarea");
  held.value = text;
  held.style.cssText = "position:fixed;inset:0 auto auto 0;opacity:0";
  document.body.append(held);
  held.select();
  const copied = document.execCommand("copy");
  held.remove();
  before?.focus({ preventScroll: true });
  return copied;
}
