"""Reads entities with followthemoney: every schema, property and value must be one of its own."""

import json
import sys

from followthemoney import ValueEntity, model

WORDS = {True: "notes", False: "description"}


def columns(entity):
    """What stands in words, as `column: value`."""
    schema = model.get(entity["schema"])
    is_thing = schema.is_a("Thing")
    words = entity["properties"].get(WORDS[is_thing], [])
    return dict(line.split(": ", 1) for line in words)


def check(entity):
    schema = model.get(entity["schema"])
    assert not schema.abstract, schema.name
    properties = entity["properties"]
    schema.validate(entity)
    for required in schema.required:
        assert properties.get(required), (required, entity)
    for name, values in properties.items():
        assert name in schema.properties, (name, entity)
    read = ValueEntity.from_dict(entity).to_dict()
    assert {name: sorted(values) for name, values in read["properties"].items()} == {
        name: sorted(values) for name, values in properties.items()
    }, entity


def fits(schema, name, other):
    """Whether an entity may stand in a property."""
    return model.get(other["schema"]).is_a(model.get(schema).properties[name].range)


def first(entity, name, default=""):
    return entity["properties"].get(name, [default])[0]


def node(entity):
    told = columns(entity)
    properties = entity["properties"]
    base = {"label": first(entity, "name"), "description": first(entity, "description")}
    if "aliases" not in told:
        base["aliases"] = properties.get("alias", [])
    return base | told | {"schema": entity["schema"], "country": properties.get("country", [])}


def read(document):
    entities = [json.loads(line) for line in document.splitlines()]
    by_id = {entity["id"]: entity for entity in entities}
    assert len(by_id) == len(entities), "an id stands twice"
    nodes, edges, ties, documents = {}, [], {}, {}
    for entity in entities:
        check(entity)
        schema = model.get(entity["schema"])
        for name, values in entity["properties"].items():
            if schema.properties[name].type.name == "entity":
                assert all(fits(schema.name, name, by_id[value]) for value in values), (schema.name, name)
        if schema.name == "Document":
            documents[first(entity, "fileName")] = entity["properties"]
        elif not schema.edge and schema.name != "Note":
            nodes[columns(entity)["id"]] = node(entity)
    for entity in entities:
        schema = model.get(entity["schema"])
        if schema.name == "Note" and not entity["properties"].get("entity"):
            whole = columns(entity) | {"title": first(entity, "name"), "summary": first(entity, "description")}
        elif schema.edge or schema.name == "Note":
            names = [schema.edge_source, schema.edge_target] if schema.edge else ["entity"]
            ends = [by_id[value] for name in names for value in entity["properties"][name]]
            told = columns(entity)
            key = first(entity, "recordId") or told["relation"]
            ends = [columns(end)["id"] for end in ends]
            if not schema.edge:
                told_ends = [told["source"], told["target"]]
                assert set(ends) == set(told_ends)
                ends = told_ends
            base = {"label": first(entity, "role"), "status": first(entity, "status"), "relation": key}
            edges.append([ends[0], ends[-1], base | told])
            ties[key] = {"schema": schema.name, "properties": entity["properties"]}
    return {"nodes": nodes, "edges": edges, "ties": ties, "documents": documents, "whole": whole}


json.dump([read(document) for document in json.load(sys.stdin)], sys.stdout)
