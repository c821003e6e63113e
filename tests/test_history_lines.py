"""The history of a glossary, line by line."""

import json

from kztrans.glossary import history
from kztrans.glossary.history import Event


def event(what, concept, before=(), after=(), **named):
    return Event("2026-03-01", "Ani", what, concept, before=before, after=after, **named)


def test_a_line_has_what_is_needed_and_nothing_empty():
    assert set(json.loads(history.line(event("approve", "gas")))) == {"when", "who", "what", "concept"}
    assert json.loads(history.line(event("", "")))["what"] == ""
    full = event("edit", "gas", (("note", "a"),), (("note", "b"),), why="because", undoes="k", again=2)
    assert json.loads(history.line(full))["why"] == "because"
    assert history.parse(history.line(full).encode()) == [full]


def test_a_concept_is_followed_through_its_names_and_no_further():
    events = [
        event("add", "old", after=(("concept", "old"), ("note", "other"))),
        event("approve", "other"),
        event("edit", "new", (("concept", "old"), ("note", "other")), (("concept", "new"), ("note", "x"))),
        event("approve", "new"),
    ]
    assert history.of_concept(events, "new") == [events[0], events[2], events[3]]
    assert history.of_concept(events, "other") == [events[1]]
    assert history.of_concept(events, "none") == []
