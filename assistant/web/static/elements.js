// What every module here makes its elements with: text becomes text nodes, never markup.

/** An element with a class and a text. */
export function element(name, className = "", text = "") {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.textContent = text;
  return made;
}

/** A button that does something when pressed. */
export function button(className, text, press) {
  const made = element("button", className, text);
  made.type = "button";
  made.addEventListener("click", () => press(made));
  return made;
}

/** A sentence of ours with its gaps filled: {} by the value itself, {name} by what it holds under that name. */
export function fill(template, value) {
  return template.replace(/\{(\w*)\}/g, (_, name) => (name ? value[name] : value));
}
