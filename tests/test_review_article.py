"""Review of a saved web page of which the article alone was aligned: menus and advertisements stay outside."""

from __future__ import annotations

from pathlib import Path

import pytest
from review_project import CONCEPTS, Client, glossary_csv

from kztrans.formats import po
from kztrans.glossary import Glossary
from kztrans.jobs.align import run
from kztrans.jobs.align_job import AlignJob
from kztrans.jobs.writing import write

PAGE = """<html><head><title>{title} - Kita</title></head><body>
<nav><ul><li><a href=/>{menu}</a></li><li><a href=/pol>Politik</a></li><li><a href=/olah>Sport</a></li></ul></nav>
<main><article><h1>{title}</h1><p>{first}</p>
<aside class="advertisement"><p>{menu}: 99 euro!</p></aside><p>{second}</p></article></main>
<footer><p>{menu} 2024 Kita.</p></footer></body></html>"""
ID = PAGE.format(
    title="Rapat di Astana",
    menu="IKLAN",
    first="Astana tidak mengakui <b>negara semu</b> itu. Presiden menyampaikan hal tersebut dalam pidatonya pada hari Selasa.",
    second="Rapat dimulai pukul 10.30 dan berakhir malam hari. Para menteri luar negeri menandatangani dua dokumen.",
)
EN = PAGE.format(
    title="Meeting in Astana",
    menu="AD",
    first="Astana does not recognise that <b>quasi-state</b>. The president said so in his speech on Tuesday.",
    second="The meeting began at 10:30 and ended in the evening. The foreign ministers signed two documents.",
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    pytest.importorskip("trafilatura")
    glossary = tmp_path / "glossary" / "states.csv"
    glossary.parent.mkdir()
    glossary.write_text(glossary_csv(CONCEPTS), encoding="utf-8")
    (tmp_path / "web.id.html").write_text(ID)
    (tmp_path / "web.en.html").write_text(EN)
    pages = (tmp_path / "web.id.html", tmp_path / "web.en.html")
    write(run(AlignJob(*pages, folder=tmp_path, glossary=Glossary.load(glossary), article=True)))
    return tmp_path


def test_the_beads_are_those_of_the_po(folder: Path) -> None:
    client = Client(folder).enter()
    alignment = client.site.alignments.get(client.site.project.documents()["en/web"], 60)
    shown = [alignment.source.text(bead.source) for bead in alignment.beads if bead.source]
    units = [unit.source for unit in po.read(folder / "locales/en/web.po").units]
    assert [text.replace("\n", " ") for text in shown] == [u.replace("<b1>", "").replace("</b1>", "") for u in units]
    assert len(units) == 5
    assert not alignment.stale
    page = client.get("/align", doc="en/web").text
    assert "Presiden menyampaikan" in page
    assert "IKLAN" not in page
    assert "AD:" not in page


def test_a_bead_set_by_hand_stays_in_the_article(folder: Path) -> None:
    client = Client(folder).enter()
    client.site.alignments.get(client.site.project.documents()["en/web"], 60)
    assert client.post("/align", {"do": "confirm", "bead": "1:1"}, doc="en/web").status_code in (200, 303)
    catalog = po.read(folder / "locales/en/web.po")
    assert dict(catalog.headers)["X-Article"] == "yes"
    assert not any("IKLAN" in unit.source for unit in catalog.units)
