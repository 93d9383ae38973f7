// Draws the API's own OpenAPI description: every operation, a request to try, every schema.
import { element } from "./elements.js";

const openapi = await fetch("/api/openapi.json").then((answer) => answer.json());

for (const [path, methods] of Object.entries(openapi.paths)) {
  for (const [method, operation] of Object.entries(methods)) {
    document.getElementById("operations").append(operationNode(method.toUpperCase(), path, operation));
  }
}
for (const [name, schema] of Object.entries(openapi.components.schemas)) {
  const node = foldable(element("code", "", name));
  node.append(element("pre", "", JSON.stringify(schema, null, 2)));
  document.getElementById("schemas").append(node);
}

function foldable(...heading) {
  const node = element("details");
  const summary = element("summary");
  summary.append(...heading);
  node.append(summary);
  return node;
}

function operationNode(method, path, operation) {
  const what = element("span", "", operation.description ?? operation.summary);
  const node = foldable(element("b", "", method), element("code", "", path), what);
  for (const parameter of operation.parameters ?? []) {
    node.append(element("pre", "", `${parameter.in}: ${parameter.name} ${JSON.stringify(parameter.schema)}`));
  }
  for (const [status, answer] of Object.entries(operation.responses)) {
    const schema = answer.content?.["application/json"]?.schema;
    node.append(element("pre", "", [status, schema?.$ref?.split("/").pop(), answer.description].filter(Boolean).join(" · ")));
  }
  const body = operation.requestBody?.content["application/json"];
  if (body && !path.includes("{")) node.append(...trial(method, path, body));
  return node;
}

function trial(method, path, content) {
  const name = content.schema.$ref.split("/").pop();
  const example = openapi.components.schemas[name].properties.question?.examples?.[0] ?? "";
  const body = element("textarea");
  body.rows = 4;
  body.value = JSON.stringify({ question: example }, null, 2);
  body.setAttribute("aria-label", name);
  const send = element("button", "", `${method} ${path}`);
  const shown = element("pre");
  shown.hidden = true;
  send.addEventListener("click", async () => {
    const answer = await fetch(path, { method, headers: { "Content-Type": "application/json" }, body: body.value });
    const text = await answer.text();
    const isJson = answer.headers.get("content-type")?.startsWith("application/json");
    shown.textContent = `${answer.status}\n${isJson ? JSON.stringify(JSON.parse(text), null, 2) : text}`;
    shown.hidden = false;
  });
  return [body, send, shown];
}
