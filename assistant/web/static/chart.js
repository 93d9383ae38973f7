// A chart drawn beside the list of its points, which stays what is read, pressed and laid out: bars for places, a line
// for time. The list: li > (span label, a words, meter value). Chat, widget and the tab of figures share it.
import { element, fill } from "./elements.js";

const SVG = "http://www.w3.org/2000/svg";
const GAP = 8; // px between a mark and its words
const DOT = 4.5; // px, the radius of a point
const HEADROOM = 44; // px above the highest point of a line, for its words

/** The list of a chart: `shape` is bars or line, each point has label, value, words and href. */
export function chartList({ shape, title, points }) {
  const list = element("ol", "tl-points");
  list.append(...points.map(pointNode));
  const made = element("figure", `tl-chart tl-${shape}`);
  made.append(element("figcaption", "", title), list);
  return made;
}

/** Draw every chart in sight of the document that is not drawn yet, and again whenever its width changes. */
export function drawCharts(words) {
  for (const figure of document.querySelectorAll("figure.tl-chart:not(:has(svg))")) {
    const picture = svg("svg", { role: "img" });
    figure.querySelector("ol").before(picture);
    const isLine = figure.classList.contains("tl-line");
    if (isLine && floorOf(valuesOf(figure)) !== 0) figure.append(element("p", "tl-small", words.chart_floor));
    picture.setAttribute("aria-label", isLine ? lineWords(figure, words) : barsWords(figure, words));
    onWidth(figure, () => (isLine ? drawLine : drawBars)(figure, picture));
  }
}

/** Call `draw` whenever a node has got another width, the first included. */
function onWidth(node, draw) {
  let drawn = 0;
  new ResizeObserver(() => requestAnimationFrame(() => {
    if (node.clientWidth === drawn) return;
    drawn = node.clientWidth;
    if (drawn) draw();
  })).observe(node);
}

function pointNode({ label, value, words, href }) {
  const link = element(href ? "a" : "b", "tl-point", words);
  if (href) link.href = href;
  const meter = element("meter");
  meter.setAttribute("value", value);
  const made = element("li");
  made.append(element("span", "", label), " ", link, meter);
  return made;
}

function drawBars(figure, picture) {
  const rows = [...figure.querySelectorAll("li")].map((row) => ({ row, link: row.querySelector(".tl-point") }));
  const values = valuesOf(figure);
  for (const { link } of rows) link.style.paddingLeft = "0";
  const frame = figure.querySelector("ol").getBoundingClientRect();
  const left = Math.max(...rows.map(({ link }) => link.getBoundingClientRect().left)) - frame.left;
  const widest = Math.max(...rows.map(({ link }) => textWidth(link)));
  const least = Math.min(0, ...values);
  const unit = Math.max(0, frame.width - left - widest - GAP) / (Math.max(0, ...values) - least || 1);
  const zero = left - least * unit;
  const marks = rows.map(({ link }, n) => {
    const at = link.getBoundingClientRect();
    const [from, to] = [zero, zero + values[n] * unit].sort((a, b) => a - b);
    link.style.paddingLeft = `${Math.max(to, zero) - left + GAP}px`;
    return svg("rect", { x: from, y: at.top - frame.top + 4, width: Math.max(to - from, 1.5), height: at.height - 8, rx: 2 });
  });
  show(picture, frame, [...marks, svg("line", { x1: zero, x2: zero, y1: 0, y2: frame.height })]);
}

function drawLine(figure, picture) {
  const rows = [...figure.querySelectorAll("li")];
  const values = valuesOf(figure);
  const frame = figure.querySelector("ol").getBoundingClientRect();
  for (const row of rows) row.firstElementChild.style.minHeight = "0";
  const labels = Math.max(...rows.map((row) => row.firstElementChild.getBoundingClientRect().height));
  const bottom = frame.height - labels - GAP;
  const floor = floorOf(values);
  const unit = (bottom - HEADROOM) / (Math.max(0, ...values) - floor || 1);
  const points = rows.map((row, n) => {
    const at = row.getBoundingClientRect();
    return { x: at.left - frame.left + at.width / 2, y: bottom - (values[n] - floor) * unit };
  });
  for (const [n, row] of rows.entries()) {
    row.firstElementChild.style.minHeight = `${labels}px`;
    row.querySelector(".tl-point").style.bottom = `${frame.height - points[n].y + GAP}px`;
  }
  const line = svg("polyline", { points: points.map(({ x, y }) => `${x},${y}`).join(" ") });
  const dots = points.map(({ x, y }) => svg("circle", { cx: x, cy: y, r: DOT }));
  const zero = bottom + Math.min(0, floor) * unit;
  const axis = svg("line", { x1: 0, x2: frame.width, y1: zero, y2: zero });
  show(picture, frame, [...(floor > 0 ? [] : [axis]), line, ...dots]);
}

/** Where the vertical axis of a line begins: at 0, unless the values lie so close together that it would hide them. */
function floorOf(values) {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  if (least < 0) return least;
  return least < most && most - least < most / 4 ? Math.max(0, least - (most - least)) : 0;
}

function show(picture, { width, height }, marks) {
  for (const [name, value] of Object.entries({ width, height, viewBox: `0 0 ${width} ${height}` })) {
    picture.setAttribute(name, value);
  }
  picture.replaceChildren(...marks);
}

function barsWords(figure, words) {
  const order = [...figure.querySelectorAll("li")].sort((a, b) => valueOf(b) - valueOf(a));
  const told = { most: pointWords(order[0]), least: pointWords(order.at(-1)) };
  return `${titleOf(figure)}. ${fill(words.chart_bars, told)}`;
}

function lineWords(figure, words) {
  const rows = [...figure.querySelectorAll("li")];
  return `${titleOf(figure)}. ${fill(words.chart_line, { first: pointWords(rows[0]), last: pointWords(rows.at(-1)) })}`;
}

function pointWords(row) {
  return `${row.firstElementChild.textContent}, ${row.querySelector(".tl-point").textContent}`;
}

function titleOf(figure) {
  return figure.querySelector("figcaption").textContent;
}

function valuesOf(figure) {
  return [...figure.querySelectorAll("li")].map(valueOf);
}

function valueOf(row) {
  return Number(row.querySelector("meter").getAttribute("value"));
}

function textWidth(node) {
  const range = document.createRange();
  range.selectNodeContents(node);
  return range.getBoundingClientRect().width;
}

function svg(name, attributes) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}
