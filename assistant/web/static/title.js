// The title of the page: what the shown view says, also after Gradio has set its own once it is ready.

let wanted = "";

export function setTitle(title) {
  wanted = title;
  keep();
}

function keep() {
  if (wanted && document.title !== wanted) document.title = wanted;
}

new MutationObserver(keep).observe(document.head, { childList: true, characterData: true, subtree: true });
