"""Reads a pair of tables, nodes and edges, with Python's csv; plain ones and those for neo4j-admin.

The rules of neo4j-admin's headers are those of its manual: `<name>:<type>` a column, one `:ID` in a
file of nodes, one `:START_ID`, `:END_ID` and `:TYPE` in a file of relationships, `;` between the
items of a list, and no line end in a value.
"""

import csv
import datetime
import io
import json
import re
import sys

TYPES = {"string", "double", "boolean", "date", "string[]"}


def table(text):
    assert text.endswith("\r\n")
    rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    assert all(len(row) == len(rows[0]) for row in rows), "rows differ in length"
    assert len(set(rows[0])) == len(rows[0]), "a heading stands twice"
    return rows[0], rows[1:]


def plain(nodes, edges):
    for _, rows in (nodes, edges):
        for cell in (cell for row in rows for cell in row):
            assert cell[:1] not in "=+-@\t\r" or not cell or is_number(cell), cell
    assert nodes[0][0] == "id" and edges[0][:2] == ["source", "target"]
    stated = lambda header, row: {name: bare(cell) for name, cell in zip(header, row) if cell}
    read = {row[0]: stated(nodes[0], row) for row in nodes[1]}
    return read, [[row[0], row[1], stated(edges[0], row)] for row in edges[1]]


def bare(cell):
    return cell[1:] if cell.startswith("'") else cell


def is_number(cell):
    try:
        float(cell)
    except ValueError:
        return False
    return True


def neo4j(nodes, edges):
    heading = [name for name in nodes[0] if re.fullmatch(r"\w*:ID(\([\w-]+\))?", name)]
    assert len(heading) == 1 and nodes[0].count(":LABEL") == 1
    for name in (":START_ID", ":END_ID", ":TYPE"):
        assert edges[0].count(name) == 1, name
    read = {}
    for row in nodes[1]:
        columns = typed(nodes[0], row)
        assert columns["id"] not in read, "an id stands twice"
        read[columns["id"]] = columns
    ties = []
    for row in edges[1]:
        columns = typed(edges[0], row)
        assert re.fullmatch(r"[A-Z0-9_]+", columns[":TYPE"])
        ties.append([columns[":START_ID"], columns[":END_ID"], columns])
    return read, ties


def typed(header, row):
    columns = {}
    for name, cell in zip(header, row):
        assert not re.search(r"[\r\n]", cell), "a line end in a value"
        if not cell:
            continue
        name, _, sort = name.partition(":")
        if sort in ("START_ID", "END_ID", "TYPE", "LABEL"):
            columns[":" + sort] = cell
        elif sort == "ID":
            columns[name] = cell
        else:
            assert sort in TYPES, sort
            columns[name] = value(sort, cell)
    return columns


def value(sort, cell):
    if sort == "double":
        return float(cell)
    if sort == "boolean":
        assert cell in ("true", "false")
        return cell == "true"
    if sort == "date":
        datetime.date.fromisoformat(cell)
    return cell


def read(document):
    nodes, edges = map(table, json.loads(document))
    read, ties = neo4j(nodes, edges) if ":LABEL" in nodes[0] else plain(nodes, edges)
    assert len(read) == len(nodes[1])
    assert all(source in read and target in read for source, target, _ in ties)
    return {"graph": {}, "nodes": read, "edges": ties}


json.dump([read(document) for document in json.load(sys.stdin)], sys.stdout)
