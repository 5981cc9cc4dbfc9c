// Holds a script to Neo4j's own parser and semantic analysis: not one error or warning.
import { createRequire } from "node:module";
import { text } from "node:stream/consumers";

const require = createRequire(`${process.env.ACTANT_READERS}/readers.js`);
const { lintCypherQuery, parseStatementsStrs } = require("@neo4j-cypher/language-support");

const read = (document) => {
  const { diagnostics } = lintCypherQuery(document, {});
  const found = diagnostics.map(({ message, range }) => `${range.start.line + 1}: ${message}`);
  return { diagnostics: found, statements: parseStatementsStrs(document).filter((statement) => statement.trim()).length };
};

console.log(JSON.stringify(JSON.parse(await text(process.stdin)).map(read)));
