"""What the application mends after a change, instead of making it anew, is what it would be made anew."""

from __future__ import annotations

import random

import pytest
from review_project import CONCEPTS, make

from kztrans.glossary import changing, decisions
from kztrans.glossary.changing import bytes_of, table_of
from kztrans.glossary.rows import parse
from kztrans.model import Term
from kztrans.review.project import Project
from kztrans.review.unit_index import indexed, reindexed
from kztrans.review.uses import Uses

BY = {"reviewer": "Aigerim", "date": "2026-03-01T09:30:00Z"}
STATES = ["approved", "rejected", "proposed", "deprecated", ""]


@pytest.fixture
def folder(tmp_path):
    return make(tmp_path / "proyek")


def glossary_of(folder):
    return next((folder / "glossary").glob("*.csv"))


def made_anew(folder):
    terms = Project(folder).terms()
    return terms, Uses(Project(folder)).counts(terms)


def test_after_any_decision_terms_and_uses_are_as_a_new_start_has_them(folder):
    rng, project = random.Random(3), Project(folder)
    uses, path = Uses(project), glossary_of(folder)
    for _ in range(25):
        terms = project.terms()
        entry = rng.choice([e for e in terms.entries if e.editable])
        change = decisions.decide(path, entry.id, rng.choice(STATES), comment=rng.choice([None, "ya", ""]), **BY)
        project.remember_decision(path, change)
        terms = project.terms()
        fresh, counts = made_anew(folder)
        assert terms.key == fresh.key
        assert terms.entries == fresh.entries
        assert (terms.by_id, terms.by_place) == (fresh.by_id, fresh.by_place)
        assert (terms.rejected, terms.signatures) == (fresh.rejected, fresh.signatures)
        assert uses.counts(terms) == counts


def test_an_edit_of_a_term_is_seen_at_once(folder):
    project, path = Project(folder), glossary_of(folder)
    entry = next(e for e in project.terms().entries if e.editable)
    new = decisions.edit(
        path,
        entry.original,
        changing.replace(entry.original, terms=(*entry.original.terms, Term("perkara lain", "id", "admitted"))),
        **BY,
    )
    project.remember_decision(path, new)
    fresh, _ = made_anew(folder)
    assert project.terms().signatures == fresh.signatures
    assert any(t.text == "perkara lain" for c in project.terms().concepts for t in c.terms)


@pytest.mark.parametrize("cell", ["plain", '"of two\nlines"'])
def test_a_remembered_table_is_the_one_that_the_file_holds(folder, cell):
    path = glossary_of(folder)
    rows = [list(CONCEPTS[0]), *([c.get(n, "") for n in CONCEPTS[0]] for c in CONCEPTS)]
    rows[1][list(CONCEPTS[0]).index("definition")] = cell
    path.write_text("".join(",".join(row if '"' in "".join(row) else [f'"{x}"' for x in row]) + "\n" for row in rows))
    before = parse(path.read_bytes(), path).rows
    for name in (CONCEPTS[0]["concept"], CONCEPTS[-1]["concept"], CONCEPTS[0]["concept"]):
        decisions.decide(path, name, "proposed", comment="a, b", **BY)
        decisions.comment(path, name, "c", **BY)
        assert table_of(bytes_of(path), path).rows == parse(path.read_bytes(), path).rows
    assert len(before) == len(CONCEPTS)


def test_another_program_s_change_is_no_remembered_table(folder):
    path = glossary_of(folder)
    name = CONCEPTS[0]["concept"]
    decisions.decide(path, name, "proposed", **BY)
    path.write_bytes(path.read_bytes().replace(name.encode(), b"another-name"))
    assert not table_of(bytes_of(path), path).find("concept", name)


def test_an_index_that_is_mended_is_one_that_is_made(folder):
    rng, project = random.Random(4), Project(folder)
    terms, document = project.terms(), next(iter(project.documents().values()))
    units, langs, names = project.catalog(document).value.units, ("id", "en"), [c.id for c in terms.concepts]
    uses = Uses(project)
    find = lambda text, lang: uses.hits(terms, text, lang)  # noqa: E731
    out, index = frozenset(), indexed({}, find, units, langs, frozenset())
    assert index.source
    for _ in range(40):
        new = frozenset(rng.sample(names, rng.randint(0, len(names))))
        index = reindexed(index, {}, find, units, langs, (out, new))
        assert index == indexed({}, find, units, langs, new)
        out = new
