"""What a format lacks is told in words, whichever field of a unit or a catalogue it is."""

from dataclasses import fields

import pytest

from kztrans import formats
from kztrans.errors import InputError
from kztrans.jobs.convert import convert
from kztrans.model import Catalog, Code, Reference, Unit

FULL = Unit(
    "one <b1>day</b1>",
    "satu",
    fuzzy=True,
    context="c",
    references=(Reference("a", 1),),
    notes=("n",),
    comments=("m",),
    flags=("c-format",),
    previous="p",
    previous_context="q",
    previous_plural="r",
    obsolete=True,
    plural="days",
    plural_targets=("satu", "dua"),
    score=0.0,
    origin="memory",
    id="u1",
    codes=(Code("b1", opening="<b>"),),
)
CATALOG = Catalog("id", "en", (FULL,), (("a", "b"),), ("head",))
NO_LIMITS = {"source", "target", "line", "places", "source_lang", "target_lang", "units", "losses"}
LIMITS = sorted({field.name for kind in (Unit, Catalog) for field in fields(kind)} - NO_LIMITS)


def lacking(*names: str) -> formats.Format:
    return formats.Format("Lines", "kztrans_lines", (".lines",), lacks=names)


@pytest.mark.parametrize("name", LIMITS)
def test_every_field_has_a_word(name):
    assert any(remark.startswith("Lines holds no ") for remark in convert(CATALOG, lacking(name)).remarks)


@pytest.mark.parametrize("name", LIMITS)
def test_what_is_not_there_is_not_missed(name):
    plain = Catalog("id", "en", (Unit("one", "satu"),))
    assert convert(plain, lacking(name)).remarks == ()


@pytest.mark.parametrize("name", ["colour", "labels", "", *sorted(NO_LIMITS - {"places", "losses"})])
def test_what_is_no_field_is_said_in_a_line(name):
    with pytest.raises(InputError, match=f"the format Lines says that it lacks {name!r}") as caught:
        convert(CATALOG, lacking(name))
    assert "KZTRANS_PLUGINS" in str(caught.value)
