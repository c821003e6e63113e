"""Good content that odd inputs are made from: a few lines of our own, and what kztrans writes of them."""

from __future__ import annotations

from kztrans.glossary import history
from kztrans.model import Catalog, Code, Concept, Reference, Term, Unit

SOURCE = (
    "Dr. Hasan datang pukul 07.30. Harga gas naik 3,5 persen pada 12 April 2024. “Ya,” katanya … (lihat http://a.b)."
)
TARGET = "Dr Hasan came at 7:30. Gas prices rose by 3.5 per cent on 12 April 2024. “Yes,” he said … (see http://a.b)."
UNITS = (
    Unit(SOURCE, TARGET, references=(Reference("a b.txt", 3),), notes=("Term: gas",), flags=("no-wrap",)),
    Unit("Satu <b1>dua</b1><br2/>", "One <b1>two</b1>", fuzzy=True, previous="Satu", score=0.5, context="menu"),
    Unit("%d berkas", "", plural="%d berkas-berkas", plural_targets=("file", "files")),
    Unit("Lama", "Old", obsolete=True, comments=("kztrans: ignore end",)),
)
CATALOG = Catalog("id", "en", UNITS, (("Language", "en"), ("Plural-Forms", "nplurals=2; plural=n != 1;")), ("a.txt",))
CONCEPTS = (
    Concept("quasi-state", (Term("negara semu", "id"), Term("quasi-state", "en")), "noun", definition="A state."),
    Concept("gas", (Term("gas", "id"), Term("gas", "en"), Term("fumes", "en", "deprecated")), "noun", note="a | b"),
)
CODES = (
    Code("i1", "open", "", "<i>", id="3"),
    Code("b2", "pair", "", "<b>", "</b>", id="1", type="bold"),
    Code("br3", "alone", "", "<br/>", id="2"),
    Code("{n}", "alone", "", "{n}", id="9"),
)
CODED = Catalog("id", "en", (Unit("<i1>Buka <b2>pintu</b2>.<br3/> {n}", "{n} <b2>door</b2> <i1>", codes=CODES),))
EVENT = history.Event("2026-03-01", "Ani", "approve", "gas", "why", (("review", ""),), (("review", "approved"),))
TOML = (
    b'[check]\nskip = ["end"]\nstrict = true\n[check.severity]\nnumbers = "warning"\n[glossary]\nuse = ["approved"]\n'
)
SUBTITLES = "1\n00:00:01,000 --> 00:00:02,500\nSatu <i>dua</i>\n- tiga.\n\n2\n00:00:03,000 --> 00:00:04,000\nEmpat.\n"
MARKDOWN = (
    "---\ntitle: x\n---\n# Satu\n\nDua *tiga* [empat](http://a.b) `x`."
    "\n\n- lima\n  - enam\n\n| a | b |\n|--|--|\n| 1 | 2 |\n"
)
PAGE = (
    "<!DOCTYPE html><html lang=id><title>Satu</title><body>"
    "<p>Dua <b>tiga</b> &amp; empat<br>lima<ul><li>enam</ul></html>"
)
SMALL_SRX = b"""<?xml version="1.0" encoding="UTF-8"?>
<srx xmlns="http://www.lisa.org/srx20" version="2.0"><header segmentsubflows="yes" cascade="no"/><body><languagerules>
<languagerule languagerulename="x"><!-- titles -->
<rule break="no"><beforebreak>\\bDr\\.</beforebreak><afterbreak>\\s</afterbreak>
</rule><rule break="yes"><beforebreak>[.?!]+</beforebreak><afterbreak>\\s+\\x{41}</afterbreak></rule></languagerule>
</languagerules><maprules><languagemap languagepattern="(?i)en.*" languagerulename="x"/></maprules></body></srx>
"""
