"""Every format and every pair of formats: what both can hold arrives, and comes back."""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest
from catalogs import catalogs, coded_units
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from kztrans import inline
from kztrans.formats import FORMATS, WEBLATE, Format, xliff
from kztrans.formats.xml_characters import allowed
from kztrans.jobs.convert import convert
from kztrans.model import Catalog, Unit

ALL = (*FORMATS, WEBLATE)
QUICK = settings(deadline=None, max_examples=40, phases=(Phase.explicit, Phase.reuse, Phase.generate))


def passed(catalog: Catalog, form: Format, dialect: str = "") -> Catalog:
    """The catalogue as it comes out of a file of a format, with the languages that it had where the file has none."""
    written = convert(catalog, form, "x", fuzzy=True).catalog
    back = form.module.parse(form.module.serialize(written, *filter(None, (dialect,))), f"x{form.endings[0]}")
    return replace(back, source_lang=catalog.source_lang, target_lang=catalog.target_lang)


def texts(units: tuple[Unit, ...]) -> list[tuple[str, str]]:
    """Sources and targets of what every format can hold, without what XML or a memory forbids; each once, as in a PO."""
    return sorted(
        {
            (allowed(unit.source), allowed(unit.target))
            for unit in units
            if unit.source and unit.target and not unit.obsolete and not unit.plural
        }
    )


@QUICK
@given(catalogs, st.sampled_from(list(itertools.product(ALL, ALL))))
def test_what_both_hold_arrives(catalog: Catalog, pair: tuple[Format, Format]) -> None:
    units = tuple(replace(u, previous=None, previous_context=None, previous_plural=None) for u in catalog.units)
    catalog = replace(catalog, source_lang="id", target_lang="en", units=units)
    first, second = pair
    once = passed(catalog, first)
    assert texts(once.units) == texts(catalog.units)
    assert texts(passed(once, second).units) == texts(catalog.units)


@QUICK
@given(st.lists(coded_units(), min_size=1, max_size=3), st.sampled_from(list(itertools.permutations(ALL, 2))))
def test_tags_arrive(units: list[Unit], pair: tuple[Format, Format]) -> None:
    """Texts keep their tags, and what the notes or elements say of the codes makes them tags again."""
    catalog = Catalog("id", "en", tuple(units))
    arrived = passed(passed(catalog, pair[0]), pair[1])
    wanted = sorted((unit.source, unit.target) for unit in units if unit.source and unit.target)
    assert sorted({(unit.source, unit.target) for unit in arrived.units}) == sorted(set(wanted))
    if any(form.tagged for form in pair):
        return
    for unit in arrived.units:
        own = next(u for u in units if (u.source, u.target) == (unit.source, unit.target))
        assert [t.code.tag for t in inline.tags(unit.source, unit.codes)] == [
            t.code.tag for t in inline.tags(own.source, own.codes)
        ]


@QUICK
@given(catalogs, st.sampled_from(xliff.VERSIONS), st.sampled_from(xliff.VERSIONS))
def test_the_versions_of_xliff_hold_the_same(catalog: Catalog, first: str, second: str) -> None:
    once = xliff.parse(xliff.serialize(catalog, first))
    assert xliff.parse(xliff.serialize(once, second)) == catalog


@pytest.mark.parametrize("form", [form for form in ALL if form.tagged], ids=lambda form: form.name)
def test_native_data_go_from_one_format_with_codes_to_the_other(form: Format) -> None:
    data = '<tmx version="1.4"><header srclang="id"/><body><tu><tuv xml:lang="id"><seg>Buka <bpt i="1" x="3">&lt;b&gt;</bpt>pintu<ept i="1">&lt;/b&gt;</ept> {n}</seg></tuv><tuv xml:lang="en"><seg>Open <bpt i="1" x="3">&lt;b&gt;</bpt>it<ept i="1">&lt;/b&gt;</ept></seg></tuv></tu></body></tmx>'
    given_ = FORMATS[1].module.parse(data.encode(), "a.tmx")
    (code,) = passed(given_, form).units[0].codes
    assert (code.tag, code.opening, code.closing, code.id) == ("b1", "<b>", "</b>", "3")
