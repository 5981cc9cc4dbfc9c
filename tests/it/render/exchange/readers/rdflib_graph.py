"""Reads Turtle with rdflib: statements, their sources, and what is asserted besides."""

import json
import re
import sys
from urllib.parse import unquote

import rdflib
from rdflib import DCTERMS, PROV, RDF, RDFS, SKOS, XSD
from rdflib.collection import Collection

# numbers and dates as they are spelled
rdflib.NORMALIZE_LITERALS = False
OWN = "urn:actant:"
TERM = rdflib.Namespace(OWN + "term:")
NAMES = {
    RDFS.comment: "note",
    DCTERMS.description: "description",
    DCTERMS.title: "title",
    DCTERMS.publisher: "publisher",
    DCTERMS.creator: "author",
    PROV.wasDerivedFrom: "derives_from",
    PROV.hadPrimarySource: "independent_sources",
    SKOS.altLabel: "aliases",
}
# how literals may be written; rdflib looks into the days and numbers alone
WRITTEN = {
    None: r"(?s:.*)",
    XSD.gYear: r"\d{4}",
    XSD.gYearMonth: r"\d{4}-(0[1-9]|1[0-2])",
    XSD.date: r"\d{4}-\d\d-\d\d",
    XSD.integer: r"-?\d+",
    XSD.decimal: r"-?\d+\.\d+",
    XSD.double: r"-?\d+(\.\d+)?[eE][+-]?\d+",
    XSD.boolean: r"true",
    rdflib.URIRef("http://id.loc.gov/datatypes/edtf/EDTF"): r"\d{4}(-\d\d){0,2}[?~%]",
}
# columns that may hold several
MANY = {"evidence", "independent_sources", "item", "via", "under", "at", "against", "on_behalf_of", "competing",
        "contradicting", "aliases", "derives_from", "was"}
COLLECTIONS = {"tags", "other_ids", "stances", "not_stated", "derived"}


def bare(iri):
    """The id in a name of the graph's own."""
    assert isinstance(iri, rdflib.URIRef) and iri.startswith(OWN), iri
    sort, _, rest = iri.removeprefix(OWN).partition(":")
    assert sort in ("actor", "relation", "source", "kind", "type"), iri
    return unquote(rest, errors="strict")


def value(graph, term):
    if isinstance(term, rdflib.URIRef):
        return bare(term)
    if isinstance(term, rdflib.BNode):
        return str(graph.value(term, RDFS.label, any=False))
    assert term.datatype in WRITTEN and re.fullmatch(WRITTEN[term.datatype], term), term.n3()
    assert not term.ill_typed, term.n3()
    return str(term)


def columns(graph, subject):
    stated = {}
    for predicate, term in sorted(graph.predicate_objects(subject)):
        own = predicate.startswith(TERM)
        if not own and predicate not in NAMES or predicate == TERM.citation:
            continue
        name = predicate.removeprefix(TERM) if own else NAMES[predicate]
        if name in COLLECTIONS:
            assert name not in stated
            stated[name] = [value(graph, one) for one in Collection(graph, term)]
        elif name in MANY:
            stated.setdefault(name, []).append(value(graph, term))
        else:
            assert name not in stated, name
            stated[name] = value(graph, term)
    return stated


def citations(graph, subject):
    for node in graph.objects(subject, TERM.citation):
        one = columns(graph, node)
        one["at"] = one.pop("place", None)
        yield one


def read(document):
    graph = rdflib.Graph()
    graph.parse(data=document, format="turtle")
    nodes, edges, sources, asserted = {}, [], {}, []
    subjects = sorted(set(graph.subjects(RDF.type)))
    ids = lambda sort: [subject for subject in subjects if subject.startswith(f"{OWN}{sort}:")]
    for actor in ids("actor"):
        name = str(graph.value(actor, RDFS.label, any=False))
        kind = graph.value(actor, RDF.type, any=False)
        assert graph.value(kind, RDF.type) == RDFS.Class
        nodes[bare(actor)] = {**columns(graph, actor), "label": name, "cited": list(citations(graph, actor))}
        assert nodes[bare(actor)]["kind"] == bare(kind)
    for statement in ids("relation"):
        assert graph.value(statement, RDF.type, any=False) == RDF.Statement
        ends = [bare(graph.value(statement, end, any=False)) for end in (RDF.subject, RDF.object)]
        type_ = graph.value(statement, RDF.predicate, any=False)
        stated = columns(graph, statement)
        assert stated["relation_type"] == bare(type_) and stated["relation"] == bare(statement)
        label = str(graph.value(type_, RDFS.label, any=False))
        edges.append([*ends, {**stated, "label": label, "cited": list(citations(graph, statement))}])
    for source in ids("source"):
        assert graph.value(source, RDF.type, any=False) == PROV.Entity
        sources[bare(source)] = columns(graph, source)
    for subject, predicate, term in sorted(graph):
        if predicate.startswith(OWN + "type:"):
            asserted.append([bare(subject), bare(predicate), bare(term)])
    [dataset] = graph.subjects(RDF.type, rdflib.DCAT.Dataset)
    rights = graph.value(dataset, DCTERMS.accessRights)
    heading = columns_of_heading(graph, dataset)
    heading["handling"] = str(graph.value(rights, RDFS.label)) if rights else None
    return {"graph": heading, "nodes": nodes, "edges": edges, "sources": sources, "asserted": asserted,
            "triples": len(graph)}


def columns_of_heading(graph, dataset):
    heading = {}
    for predicate, term in graph.predicate_objects(dataset):
        name = predicate.removeprefix(TERM) if predicate.startswith(TERM) else NAMES.get(predicate)
        if name == "notes":
            heading[name] = [str(one) for one in Collection(graph, term)]
        elif name:
            heading[name] = str(term)
    return heading


json.dump([read(document) for document in json.load(sys.stdin)], sys.stdout)
