// The title of the page: what the shown view says, also after Gradio has set its own once it is ready.

let wanted = "";

export function setTitle(title) {
  wanted = title;
  keep();
}

function keep() {
  // Read from document.title, a report's title with a double space is another than was set: it would be set for ever.
  const shown = document.querySelector("title")?.textContent;
  if (wanted && shown !== wanted) document.title = wanted;
}

new MutationObserver(keep).observe(document.head, { childList: true, characterData: true, subtree: true });
