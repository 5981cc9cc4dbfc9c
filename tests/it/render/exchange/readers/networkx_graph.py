"""Reads GraphML and GEXF with NetworkX: nodes, edges and the graph's own attributes."""

import io
import json
import sys

import networkx


def read(document):
    bytes_ = io.BytesIO(document.encode())
    if "<gexf" in document[:200]:
        graph = networkx.read_gexf(bytes_)
    else:
        graph = networkx.read_graphml(bytes_, force_multigraph=True)
    assert graph.is_directed()
    edges = [[source, target, columns] for source, target, columns in graph.edges(data=True)]
    return {"graph": dict(graph.graph), "nodes": dict(graph.nodes(data=True)), "edges": edges}


json.dump([read(document) for document in json.load(sys.stdin)], sys.stdout, default=str)
