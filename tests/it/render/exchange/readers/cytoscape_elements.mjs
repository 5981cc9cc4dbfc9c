// Reads the elements with Cytoscape.js, without a screen.
import { createRequire } from "node:module";
import { text } from "node:stream/consumers";

const require = createRequire(`${process.env.ACTANT_READERS}/readers.js`);
const cytoscape = require("cytoscape");

const read = (document) => {
  const { data, elements } = JSON.parse(document);
  const graph = cytoscape({ headless: true, data, elements });
  const columns = (element) => ({ ...element.data() });
  const nodes = Object.fromEntries(graph.nodes().map((node) => [node.id(), columns(node)]));
  const edges = graph.edges().map((edge) => [edge.source().id(), edge.target().id(), columns(edge)]);
  return { graph: graph.data(), nodes, edges };
};

console.log(JSON.stringify(JSON.parse(await text(process.stdin)).map(read)));
