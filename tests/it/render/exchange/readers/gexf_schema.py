"""Reads GEXF with lxml and holds it to the elements and attributes of GEXF 1.3."""

import datetime
import json
import sys

from lxml import etree

GEXF = "{http://gexf.net/1.3}"
SCHEMA = "{http://www.w3.org/2001/XMLSchema-instance}schemaLocation"
TYPES = {"integer", "long", "double", "float", "boolean", "short", "byte", "biginteger", "bigdecimal", "string",
         "anyURI", "liststring", "char"}
# element: (its children, attributes that must be there, attributes that may be there)
GRAMMAR = {
    "gexf": (["meta", "graph"], {"version"}, {SCHEMA, "variant"}),
    "meta": (["creator", "keywords", "description"], set(), {"lastmodifieddate"}),
    "creator": ([], set(), set()),
    "description": ([], set(), set()),
    "graph": (["attributes", "nodes", "edges"], set(),
              {"defaultedgetype", "mode", "timeformat", "timerepresentation", "idtype", "start", "end"}),
    "attributes": (["attribute"], {"class"}, {"mode"}),
    "attribute": (["default", "options"], {"id", "title", "type"}, set()),
    "nodes": (["node"], set(), {"count"}),
    "node": (["attvalues", "spells"], {"id"}, {"label", "start", "end"}),
    "edges": (["edge"], set(), {"count"}),
    "edge": (["attvalues", "spells"], {"id", "source", "target"}, {"type", "kind", "label", "weight", "start", "end"}),
    "attvalues": (["attvalue"], set(), set()),
    "attvalue": ([], {"for", "value"}, {"start", "end"}),
    "spells": (["spell"], set(), set()),
    "spell": ([], set(), {"start", "end"}),
}


def hold(element):
    assert element.tag.startswith(GEXF), element.tag
    children, required, optional = GRAMMAR[element.tag.removeprefix(GEXF)]
    given = set(element.attrib)
    assert required <= given <= required | optional, (element.tag, given)
    for child in element:
        assert child.tag.removeprefix(GEXF) in children, (element.tag, child.tag)
        hold(child)


def read(document):
    root = etree.fromstring(document.encode(), etree.XMLParser(resolve_entities=False, no_network=True))
    hold(root)
    assert root.get("version") == "1.3"
    graph = root.find(GEXF + "graph")
    assert graph.get("mode") == "dynamic" and graph.get("timeformat") == "date"
    assert graph.get("timerepresentation") == "interval" and graph.get("defaultedgetype") == "directed"
    declared = {}
    for table in graph.findall(GEXF + "attributes"):
        named = {attribute.get("id"): attribute.get("type") for attribute in table}
        assert set(named.values()) <= TYPES and len(named) == len(table)
        declared[table.get("class")] = named
    nodes = {node.get("id"): columns(node, declared["node"]) for node in graph.find(GEXF + "nodes")}
    edges = [[edge.get("source"), edge.get("target"), {"id": edge.get("id"), **columns(edge, declared["edge"])}]
             for edge in graph.find(GEXF + "edges")]
    assert len(nodes) == len(graph.find(GEXF + "nodes"))
    assert len({edge[2]["id"] for edge in edges}) == len(edges)
    assert all(edge[2]["id"] == edge[2]["relation"] for edge in edges)
    assert all(source in nodes and target in nodes for source, target, _ in edges)
    return {"graph": {}, "nodes": nodes, "edges": edges}


def columns(element, declared):
    stated = {"label": element.get("label")}
    for value in element.findall(f"{GEXF}attvalues/{GEXF}attvalue"):
        name = value.get("for")
        assert name not in stated
        stated[name] = {"double": float, "boolean": lambda text: text == "true", "string": str}[declared[name]](value.get("value"))
    spells = element.findall(f"{GEXF}spells/{GEXF}spell")
    assert len(spells) <= 1
    for spell in spells:
        days = [datetime.date.fromisoformat(spell.get(end)) for end in ("start", "end") if spell.get(end)]
        assert days and days == sorted(days)
        stated["spell"] = [spell.get("start"), spell.get("end")]
    return stated


json.dump([read(document) for document in json.load(sys.stdin)], sys.stdout)
