// Reads a flowchart with Mermaid's own parser.
import { createRequire } from "node:module";
import { text } from "node:stream/consumers";
import { pathToFileURL } from "node:url";

const require = createRequire(`${process.env.ACTANT_READERS}/readers.js`);
const { JSDOM } = require("jsdom");
const { window } = new JSDOM("");
Object.assign(globalThis, { window, document: window.document });
const path = require.resolve("mermaid").replace(/mermaid\.core\.mjs$|mermaid\.js$/, "mermaid.core.mjs");
const { default: mermaid } = await import(pathToFileURL(path).href);

// Mermaid carries entities through its parser in signs of its own, and turns them into HTML at the end.
const page = (coded) => {
  const html = coded.replace(/ﬂ°°/g, "&#").replace(/ﬂ°/g, "&").replace(/¶ß/g, ";");
  const box = window.document.createElement("div");
  box.innerHTML = html;
  if (box.children.length > 0) throw new Error(`${coded} draws elements`);
  return box.textContent;
};

const read = async (document) => {
  mermaid.initialize({ startOnLoad: false, securityLevel: "strict" });
  await mermaid.parse(document);
  const { db } = await mermaid.mermaidAPI.getDiagramFromText(document);
  const nodes = Object.fromEntries([...db.getVertices().values()].map((node) => [node.id, { label: page(node.text) }]));
  const edges = db.getEdges().map((edge) => [edge.start, edge.end, { label: page(edge.text), stroke: edge.stroke, type: edge.type }]);
  return { graph: { title: page(db.getAccTitle()) }, nodes, edges };
};

const documents = JSON.parse(await text(process.stdin));
const read_all = [];
for (const document of documents) read_all.push(await read(document));
console.log(JSON.stringify(read_all));
