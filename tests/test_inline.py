"""Tags of inline codes: made-up texts with codes, and what translators do to them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kztrans import inline
from kztrans.formats import po
from kztrans.model import Catalog, Code, Unit

LITERAL = st.sampled_from(["", " ", "kata", "Satu. Dua", "<", ">", "<b1>", "</i2>", "<br3/>", "1 < 2", "</", "/>"])


@st.composite
def coded(draw: st.DrawFn) -> tuple[str, str, tuple[Code, ...]]:
    """A well-formed text with codes, numbered at random, and the text without them."""
    codes: list[Code] = []

    def part(depth: int) -> tuple[str, str]:
        tagged = bare = ""
        for _ in range(draw(st.integers(0, 3))):
            literal = draw(LITERAL)
            tagged, bare = tagged + literal, bare + literal
            number = 100 + len(codes)
            if depth and draw(st.booleans()):
                code = Code(f"{draw(st.sampled_from('abi'))}{number}", optional=True)
                codes.append(code)
                inside, inside_bare = part(depth - 1)
                tagged, bare = f"{tagged}<{code.tag}>{inside}</{code.tag}>", bare + inside_bare
            else:
                name = draw(st.sampled_from(["br", "img"]))
                codes.append(Code(f"{name}{number}", "alone"))
                tagged, bare = f"{tagged}<{name}{number}/>", bare + " " * (name == "br")
        return tagged, bare

    tagged, bare = part(2)
    return tagged, bare, tuple(codes)


@given(coded())
def test_a_text_without_its_codes_leads_back(case: tuple[str, str, tuple[Code, ...]]) -> None:
    tagged, bare, codes = case
    found = inline.plain(tagged, codes)
    assert found.text == bare
    for at in range(len(bare) + 1):
        for after in (False, True):
            offset = found.offset(at, after)
            assert inline.without(tagged[:offset], codes) == bare[:at]
    assert found.offset(0) == 0
    assert found.offset(len(bare), after=True) == len(tagged)


@given(coded())
def test_numbering_anew_changes_numbers_only(case: tuple[str, str, tuple[Code, ...]]) -> None:
    tagged, bare, codes = case
    text, numbered = inline.renumbered(tagged, codes)
    assert inline.without(text, numbered) == bare
    before, after = inline.tags(tagged, codes), inline.tags(text, numbered)
    assert [(tag.role, tag.at) for tag in before] == [(tag.role, tag.at) for tag in after]
    assert len({code.tag for code in numbered}) == len(numbered)
    assert inline.renumbered(text, numbered) == (text, numbered)
    assert inline.faults(text, text, numbered) == []


@given(coded())
def test_a_po_tells_codes_from_text(case: tuple[str, str, tuple[Code, ...]]) -> None:
    text, codes = inline.renumbered(case[0], case[2])
    notes = inline.explained(text, codes)
    catalog = Catalog("id", "en", (Unit(text or "kosong", notes=notes, codes=codes),))
    (unit,) = po.parse(po.serialize(catalog)).units
    assert [(c.tag, c.kind) for c in unit.codes] == [(c.tag, c.kind) for c in codes]


@given(coded())
def test_codes_move_onto_a_text_that_has_the_same(case: tuple[str, str, tuple[Code, ...]]) -> None:
    text, codes = inline.renumbered(case[0], case[2])
    others = tuple(replace(code, tag=f"{inline.name_of(code.tag)}{900 - n}") for n, code in enumerate(codes))
    becomes = inline.fitting(codes, others)
    assert [becomes[code.tag] for code in codes] == list(others)
    moved = inline.rewritten(text, codes, becomes)
    assert inline.without(moved, others) == case[1]


CODES = (Code("b1"), Code("a2", shown="link"), Code("br3", "alone"), Code("i4", optional=True))
SOURCE = "Satu <b1>dua</b1> <a2>tiga</a2><br3/><i4>empat</i4> <u9>"


@pytest.mark.parametrize(
    ("target", "kinds"),
    [
        ("One <b1>two</b1> <a2>three</a2><br3/><i4>four</i4> <u9>", []),
        ("One two <a2>three</a2><br3/><i4>four</i4>", ["missing"]),
        ("One <b1>two</b1> <a2>three</a2><br3/><i4>fo</i4><i4>ur</i4>", []),  # formatting may be repeated
        ("One <b1>two</b1> <b1>two</b1> <a2>three</a2><br3/><i4>four</i4>", ["added"]),
        ("One <b1>two</b1> <a2>three</a2><br3/><br3/><i4>four</i4>", ["added"]),
        ("One <b1>two</b1> <a2>three</a2><br3><i4>four</i4>", ["added", "missing"]),  # the slash is gone
        ("One <b1>two</b1> <a2>three</a2><br3/><i4>four</i4><x7/>", ["added"]),
        ("One <b1>two</b1> <a2>three<br3/><i4>four</i4>", ["unclosed"]),
        ("One <b1>two <a2>three</b1></a2><br3/><i4>four</i4>", ["crossed"]),
        ("One </b1>two<b1> <a2>three</a2><br3/><i4>four</i4>", ["unclosed"]),
        ("<a2>Three</a2> one <b1>two</b1><br3/><i4>four</i4>", ["order"]),
        ("One <B1>two</B1> <a2>three</a2><br3/><i4>four</i4>", ["added", "missing"]),
        ("One <u9> <u9> <b1>two</b1> <a2>three</a2><br3/><i4>four</i4>", []),  # text, as in the source
    ],
)
def test_what_is_wrong_with_tags(target: str, kinds: list[str]) -> None:
    assert [fault.kind for fault in inline.faults(SOURCE, target, CODES)] == kinds


def test_a_target_without_codes_to_have_is_no_matter() -> None:
    assert inline.faults("Satu", "One < two", ()) == []
    assert inline.faults("Satu", "One <b1>", ())[0].breaks


def test_a_code_fits_its_own_link_first() -> None:
    theirs = (Code("a1", opening='<a href="x">'), Code("a2", opening='<a href="y">'))
    ours = (Code("a5", opening='<a href="y">'), Code("a6", opening='<a href="z">'))
    assert {tag: code.tag for tag, code in inline.fitting(theirs, ours).items()} == {"a2": "a5", "a1": "a6"}
