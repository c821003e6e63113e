"""Arbitrary catalogues, as hypothesis strategies: what a format must be able to carry."""

from __future__ import annotations

from hypothesis import strategies as st

from kztrans.model import Catalog, Reference, Unit

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
