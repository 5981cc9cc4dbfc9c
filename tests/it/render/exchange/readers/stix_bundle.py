"""Reads bundles of STIX 2.1 with stix2, which takes nothing that the specification does not know."""

import json
import sys

import stix2
from stix2.exceptions import STIXError


def refuses_what_is_unknown():
    odd = {"type": "identity", "spec_version": "2.1", "id": "identity--733c5838-34d9-4fbf-949c-62aba761184c",
           "created": "2020-01-01T00:00:00.000Z", "modified": "2020-01-01T00:00:00.000Z", "name": "x", "odd": "y"}
    try:
        stix2.parse(odd, allow_custom=False)
    except STIXError:
        return True
    return False


def read(document):
    bundle = stix2.parse(document, allow_custom=False, version="2.1")
    objects = {one.id: one for one in bundle.objects}
    assert len(objects) == len(bundle.objects), "an id stands twice"
    definitions = [one.id for one in bundle.objects if one.type == "extension-definition"]
    nodes, edges, ties, whole, places = {}, [], {}, None, {}
    for one in bundle.objects:
        for name, value in one.items():
            refs = [value] if name.endswith("_ref") else value if name.endswith("_refs") else []
            assert all(ref in objects for ref in refs), (name, refs)
        extensions = one.get("extensions", {})
        assert all(name in definitions for name in extensions), extensions
        told = {name: value for extension in extensions.values() for name, value in extension.items()}
        marks = [objects[ref].name for ref in one.get("object_marking_refs", [])]
        if actor := told.get("actor"):
            assert one.get("name") == actor["label"]
            nodes[actor["id"]] = actor | {"object": one.type, "class": one.get("identity_class"), "marks": marks}
            places[one.id] = actor["id"]
    for one in bundle.objects:
        extensions = one.get("extensions", {})
        told = {name: value for extension in extensions.values() for name, value in extension.items()}
        if columns := told.get("relation"):
            is_tie = one.type == "relationship"
            ends = [one.source_ref, one.target_ref] if is_tie else one.object_refs
            source, target = places[ends[0]], places[ends[-1]]
            plain = json.loads(one.serialize())
            columns = columns | {"marks": [objects[ref].name for ref in one.get("object_marking_refs", [])]}
            edges.append([source, target, columns])
            ties[columns["id"]] = plain
        if answer := told.get("answer"):
            whole = {"answer": answer, "sources": told["sources"], "members": len(one.object_refs), "name": one.get("name")}
    return {"nodes": nodes, "edges": edges, "ties": ties, "whole": whole, "id": bundle.id}


assert refuses_what_is_unknown()
json.dump([read(document) for document in json.load(sys.stdin)], sys.stdout)
