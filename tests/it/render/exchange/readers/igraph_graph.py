"""Reads GraphML with igraph."""

import json
import os
import sys
import tempfile

import igraph


def read(document):
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "x.graphml")
        with open(path, "w", encoding="utf-8", newline="") as file:
            file.write(document)
        graph = igraph.Graph.Read_GraphML(path)
    nodes = {vertex["id"]: stated(vertex) for vertex in graph.vs}
    ids = [vertex["id"] for vertex in graph.vs]
    edges = [[ids[edge.source], ids[edge.target], stated(edge)] for edge in graph.es]
    return {"graph": {name: graph[name] for name in graph.attributes()}, "nodes": nodes, "edges": edges}


def stated(element):
    """The attributes that are there: igraph fills up with empty strings, NaN and False."""
    return {name: value for name, value in element.attributes().items() if value == value and value not in ("", False)}


json.dump([read(document) for document in json.load(sys.stdin)], sys.stdout)
