"""What is typed comes into the files as it is, or not at all: odd characters are refused, terms to avoid keep a type."""

from __future__ import annotations

import html
import json
import re

import pytest
from review_project import Client, make, po_path, rows
from test_review_glossary import cells, client, seen, terms  # noqa: F401

from kztrans.formats import po
from kztrans.glossary.columns import cells_of
from kztrans.glossary.headers import column
from kztrans.glossary.record import from_cells
from kztrans.model import Concept, Term

SPACED = ["\x0b", "\x0c", "\x1c", "\x1d", "\x1e", "\x1f", "\x85", "\u2028", "\u2029"]
"""Characters that ``str.split`` takes for spaces, and no field has."""


def alerts(text):
    return html.unescape(" ".join(re.findall(r'role="alert">(.*?)</(?:p|div)>', text, re.DOTALL)))


def everything(folder):
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file() and ".kztrans" not in path.parts}


@pytest.mark.parametrize("odd", SPACED, ids=ascii)
def test_what_would_become_a_space_without_a_word_is_refused(client, odd):  # noqa: F811
    folder = client.site.project.folder
    client.site.alignments.get(client.site.project.documents()["en/sungai"], 60)
    page = client.get("/align", doc="en/sungai", bead="5", edit="target").text
    form = re.search(r'<form class="texts".*?</form>', page, re.DOTALL)[0]
    fields = dict(re.findall(r'name="(bead|number|\w+_was)" value="([^"]*)"', form))
    seen_now = json.dumps({name: text for name, text in rows(folder)["envoy"].items() if text})
    kept = {"do": "edit", "seen": seen_now, **terms(("utusan", "id", "preferred"), ("envoy", "en", "preferred"))}
    before = everything(folder)
    text = f"sa{odd}tu"
    asked = [
        ("/concept", {"id": "envoy"}, {**kept, "cell.definition": text}),
        ("/concept", {"id": "envoy"}, {**kept, "cell.note": text}),
        ("/concept", {"id": "envoy"}, {**kept, "cell.example:id": f"a\r\n{text}"}),
        ("/concept", {"id": "envoy"}, {**kept, **terms((text, "id", "preferred"), ("envoy", "en", "preferred"))}),
        ("/concept", {"id": "envoy"}, {"do": "decide", "decision": "comment", "comment": text, "version": client.version("envoy")}),
        ("/new", {}, {"do": "add", "file": "states", **terms((text, "id", "preferred"))}),
        ("/new", {}, {"do": "add", "file": "states", "name": text, **terms(("kapal", "id", "preferred"))}),
        ("/align", {"doc": "en/sungai"}, {**fields, "do": "text", "source": f"Kapal {text} berangkat.", "target": fields["target_was"]}),
        ("/align", {"doc": "en/sungai"}, {**fields, "do": "text", "source": fields["source_was"], "target": text}),
    ]  # fmt: skip
    for path, query, sent in asked:
        answer = client.post(path, sent, **query)
        assert answer.status_code in (409, 422), (path, sent)
        assert f"U+{ord(odd):04X}" in alerts(answer.text), (path, sent)
        assert everything(folder) == before


def test_the_refusal_is_in_the_interfaces_language_and_names_the_field(client):  # noqa: F811
    client.http.headers["accept-language"] = "id"
    sent = {"do": "edit", "seen": seen(client, "envoy"), "cell.definition": "sa\x0btu"}
    answer = client.post("/concept", sent, id="envoy")
    assert "VERTICAL TAB (U+000B), setelah “sa” (Definisi)" in alerts(answer.text)


def test_what_is_there_already_and_was_not_touched_hinders_no_edit(client):  # noqa: F811
    path = client.site.project.folder / "glossary" / "states.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("whom a government", "whom\x0ba government"), "utf-8")
    sent = {"do": "edit", "seen": seen(client, "envoy"), "cell.note": "A word.", "cell.definition": cells(client)["envoy"]["definition"]}  # fmt: skip
    assert client.post("/concept", sent, id="envoy").status_code == 303
    assert cells(client)["envoy"]["note"] == "A word."
    assert "whom\x0ba government" in path.read_text(encoding="utf-8")


def test_a_term_to_avoid_keeps_its_type(client):  # noqa: F811
    given = [
        ("negara semu", "id", "preferred", "full", ""),
        ("negeri bayangan", "id", "deprecated", "variant", ""),
        ("NS", "id", "superseded", "abbreviation", ""),
        ("quasi-state", "en", "preferred", "full", ""),
        ("fake country", "en", "deprecated", "full", ""),
        ("QS", "en", "deprecated", "abbreviation", "GB"),
    ]
    sent = {"do": "edit", "seen": seen(client, "quasi-state"), **terms(*given)}
    assert client.post("/concept", sent, id="quasi-state").status_code == 303
    row = cells(client)["quasi-state"]
    assert (row["id:variant:avoid"], row["id:abbr:superseded"], row["en:avoid"], row["en-GB:abbr:avoid"]) == (
        "negeri bayangan", "NS", "fake country", "QS",
    )  # fmt: skip
    concept = client.site.project.terms().by_id["quasi-state"].concept
    assert {(t.text, t.lang, t.status, t.type, t.region) for t in concept.terms} == set(given)
    page = client.get("/concept", id="quasi-state", edit="1").text
    for n, (text, _, status, kind, _) in enumerate((t.text, t.lang, t.status, t.type, t.region) for t in concept.terms):
        row = re.search(rf'name="term.{n}.text" value="{text}".*?name="term.{n}.region"', page, re.DOTALL)[0]
        assert re.findall(r'value="(\w+)" selected', row) == [status, kind]


@pytest.mark.parametrize("status", ["preferred", "admitted", "deprecated", "superseded"])
@pytest.mark.parametrize("kind", ["full", "abbreviation", "short", "variant", "former", "adjective", "inhabitant"])
def test_every_status_with_every_type_comes_back_from_a_file(tmp_path, status, kind):
    good = Term("satu", "id")
    term = Term("dua", "id", "admitted" if status == "preferred" else status, kind)
    concept = Concept("x", (good, term))
    again = from_cells({name: text for name, text in cells_of(concept).items() if text}, tmp_path / "g.csv")
    assert again.terms == concept.terms
    mark = next(name for name, text in cells_of(concept).items() if "dua" in text)
    assert column(mark).kind == "term"


def test_a_pair_that_a_person_made_is_done_whatever_its_numbers_say(tmp_path):
    source = "Kapal nomor 12 tiba.\nUtusan itu tiba di pelabuhan.\nIa pulang.\n"
    target = "The envoy reached the harbour.\nShip number 21 arrived.\nHe went home.\n"
    folder = make(tmp_path / "proyek", [{"concept": "x", "id": "x", "en": "x"}], source, target)
    client = Client(folder).enter()  # noqa: F811
    document = client.site.project.documents()["en/sungai"]
    alignment = client.site.alignments.get(document, 60)
    said = [
        [(side.segments[n].text, n) for n in range(len(side.segments))] for side in (alignment.source, alignment.target)
    ]
    ship, ships = (next(n for text, n in side if "omor" in text or "umber" in text) for side in said)
    beads = alignment.beads
    of = lambda n, which: next(b for b in beads if n in (b.target if which else b.source))  # noqa: E731
    named = lambda b: ":".join(",".join(map(str, side)) for side in (b.source, b.target))  # noqa: E731
    first, other = of(ship, 0), of(ships, 1)
    if first is not other:
        sent = {"do": f"pair:{ships}", "pick": f"{named(first)}:|s{ship}", "bead": named(other), "number": "0"}
    else:
        sent = {"do": "confirm", "bead": named(first), "number": "0"}
    answer = client.post("/align", sent, doc="en/sungai")
    assert answer.status_code == 303, alerts(answer.text)
    unit = next(u for u in po.read(po_path(folder)).units if "12" in u.source)
    assert (unit.target, unit.fuzzy) == ("Ship number 21 arrived.", False)
    found = client.site.findings(document, client.site.project.terms(), 60).value
    assert "numbers" in {f.check for f in found if f.source == unit.source}, "which is for the checks to tell"
