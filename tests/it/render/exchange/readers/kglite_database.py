"""Runs an openCypher script in KGLite, twice: the second time changes nothing."""

import json
import re
import sys

import kglite

PAIR = re.compile(r"\\u(D[89AB]..)\\u(D[CDEF]..)|\\.", re.S)


def joined(match):
    """Two escapes that are one character in UTF-16: the engine knows those of one unit alone."""
    if not match[1]:
        return match[0]
    return (bytes.fromhex(match[1]) + bytes.fromhex(match[2])).decode("utf-16-be")


def columns(properties):
    return {name: stated for name, stated in properties.items() if stated is not None}


def content(database):
    nodes = database.cypher("MATCH (n:Actor) RETURN n.id AS id, labels(n) AS labels, properties(n) AS p ORDER BY id")
    sources = database.cypher("MATCH (s:Source) RETURN s.id AS id, properties(s) AS p ORDER BY id")
    ties = database.cypher("MATCH (a:Actor)-[r]->(b:Actor) RETURN a.id AS a, type(r) AS t, properties(r) AS p, b.id AS b")
    edges = [[row["a"], row["b"], {**columns(row["p"]), ":TYPE": row["t"]}] for row in ties]
    return {
        "nodes": {row["id"]: {**columns(row["p"]), ":LABEL": row["labels"]} for row in nodes},
        "edges": sorted(edges, key=lambda edge: edge[2]["id"]),
        "sources": {row["id"]: columns(row["p"]) for row in sources},
    }


def read(document):
    assert document.endswith("\n")
    lines = document[:-1].split("\n")
    heading = [line for line in lines if line.startswith("// ")]
    statements = lines[len(heading):]
    database = kglite.KnowledgeGraph()
    contents = []
    for _ in range(2):
        for statement in statements:
            assert statement.endswith(";") and statement.startswith(("MERGE ", "MATCH ")), statement
            database.cypher(PAIR.sub(joined, statement))
        contents.append(json.dumps(content(database), default=str))
    assert contents[0] == contents[1], "the second run changed something"
    told = json.loads(contents[0])
    assert len(statements) == len(told["nodes"]) + len(told["edges"]) + len(told["sources"])
    return {"graph": {"heading": heading}, **told}


json.dump([read(document) for document in json.load(sys.stdin)], sys.stdout)
