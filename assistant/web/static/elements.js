// What every module here makes its elements with: text becomes text nodes, never markup.
const SVG = "http://www.w3.org/2000/svg";

/** An element with a class and a text. */
export function element(name, className = "", text = "") {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.textContent = text;
  return made;
}

/** A line drawing of 24 by 24, which says nothing to a screen reader. */
export function drawn(path) {
  const made = document.createElementNS(SVG, "svg");
  const line = document.createElementNS(SVG, "path");
  made.setAttribute("viewBox", "0 0 24 24");
  made.setAttribute("aria-hidden", "true");
  line.setAttribute("d", path);
  made.append(line);
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
