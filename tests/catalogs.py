"""Arbitrary catalogues, as hypothesis strategies: what a format must be able to carry."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import strategies as st

from kztrans.model import Catalog, Code, Reference, Unit

PIECES = (
    "Rapat dimulai.",
    "<b>&amp;</b>",
    "]]>",
    '"',
    "'",
    "\\",
    "\\n",
    "\\u{1}",
    "\\e",
    "=1+1",
    "'=",
    "-",
    "@",
    "\t",
    " ",
    "  ",
    "\n",
    "\r",
    "\r\n",
    "\x00",
    "\x01",
    "\x0b",
    "\x0c",
    "\x1f",
    "\x7f",
    "\x85",
    "\u00a0",
    "\u2028",
    "\ufeff",
    "\ufffe",
    "\uffff",
    "\U0001f54a",
    "\U0010fffd",
    "e\u0301",
    "é",
    "Қазақстан",
    ",",
    ";",
    "“Ya,” katanya.",
)
texts = st.lists(st.sampled_from(PIECES) | st.text(max_size=4), max_size=5).map("".join)
lines = st.lists(texts, max_size=3).map(tuple)
languages = st.sampled_from(("id", "en", "kk", "pt-BR", "zh-Hant"))
references = st.builds(
    Reference, st.sampled_from(("a.txt", "b c.txt", "c:3", "ü/é.txt", "%25.txt")), st.integers(0, 99)
)


def _units() -> st.SearchStrategy[Unit]:
    return st.builds(
        Unit,
        source=texts,
        target=texts,
        fuzzy=st.booleans(),
        context=st.none() | texts,
        references=st.lists(references, max_size=2).map(tuple),
        notes=lines,
        comments=lines,
        flags=st.lists(st.sampled_from(("no-wrap", "reviewed", "final", "odd flag")), max_size=2).map(tuple),
        previous=st.none() | texts,
        previous_context=st.none() | texts,
        previous_plural=st.none() | texts,
        obsolete=st.booleans(),
        plural=st.none() | texts,
        plural_targets=lines,
        score=st.none() | st.floats(0, 1),
        origin=st.none() | texts,
        id=st.none() | texts | st.sampled_from(("kz-1", "u1", "u0", "a")),
    )


units = _units().filter(lambda unit: unit != Unit(""))
catalogs = st.builds(
    Catalog,
    source_lang=languages,
    target_lang=languages,
    units=st.lists(units, max_size=4).map(tuple),
    headers=st.lists(st.tuples(texts, texts), max_size=2).map(tuple),
    header_comments=lines,
)

_NAMES = ("b", "i", "a", "br", "img", "g", "x", "span")
_DATA = {
    "b": ("<b>", "</b>"),
    "i": ("{\\i ", "}"),
    "br": ("\n", ""),
    "img": ('<img alt="x">', ""),
    "span": ("<span>", "</span>"),
}


@st.composite
def coded_units(draw: st.DrawFn) -> Unit:
    """A unit as a reader of a file with inline codes makes it: tags numbered in order, each code with an identifier."""
    names = draw(st.lists(st.sampled_from(_NAMES), min_size=1, max_size=4))
    codes, source, target = [], "", ""
    for number, name in enumerate(names, 1):
        data = _DATA.get(name, ("", ""))
        words = draw(st.sampled_from(["kata", "Satu dua.", " ", "", "<b9>", "a < b & c"]))
        kind = "alone" if name in ("br", "img", "x") else draw(st.sampled_from(["pair", "pair", "open", "close"]))
        opening, closing = data if kind in ("pair", "alone") else (data[0], "") if kind == "open" else ("", data[1])
        codes.append(Code(f"{name}{number}", kind, "", opening, closing, id=str(number + 10), type=_TYPES_OF[name]))
        tagged = {
            "pair": f"<{name}{number}>{words}</{name}{number}>",
            "alone": f" <{name}{number}/> {words}",
            "open": f"<{name}{number}>{words}",
            "close": f"{words}</{name}{number}>",
        }[kind]
        source += tagged
        target = target + tagged if draw(st.booleans()) else f"{tagged} {target}"
    return Unit(source, target, codes=tuple(codes))


_TYPES_OF = {"b": "bold", "i": "italic", "a": "link", "br": "lb", "img": "image", "g": "", "x": "", "span": "x-other"}


def without_shown(unit: Unit) -> Unit:
    """A unit whose codes do not say what a translator is told of them, which files have no place for."""
    return replace(unit, codes=tuple(replace(code, shown="") for code in unit.codes))
