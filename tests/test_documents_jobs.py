"""Commands that take documents of any format."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from office_files import docx, odt, op, p, r

from kztrans.cli import cli
from kztrans.errors import InputError
from kztrans.formats import po
from kztrans.jobs import check, folder

ID = "<html lang=id><title>Rapat</title><body><h1>Rapat</h1><p>Astana tidak mengakui <b>negara-negara semu</b> itu. Rapat dimulai pukul 10.30.</p>"
EN = "<html lang=en><title>Meeting</title><body><h1>Meeting</h1><p>Astana does not recognize those <strong>quasi-states</strong>. The meeting began at 10:30.</p>"


def run(*arguments: str) -> str:
    result = CliRunner().invoke(cli, arguments, catch_exceptions=False)
    assert result.exit_code in (0, 1), result.output
    return result.output


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "a.id.html").write_text(ID)
    (tmp_path / "a.en.html").write_text(EN)
    (tmp_path / "b.id.txt").write_text("Rapat dimulai pukul 10.30.\n")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_page_and_its_translation(place: Path) -> None:
    run("align", "a.id.html", "a.en.html")
    units = po.read("locales/en/a.po").units
    assert [(u.source, u.target) for u in units] == [
        ("Rapat", "Meeting"),
        (
            "Astana tidak mengakui <b1>negara-negara semu</b1> itu.",
            "Astana does not recognize those <b1>quasi-states</b1>.",
        ),
        ("Rapat dimulai pukul 10.30.", "The meeting began at 10:30."),
    ]
    assert any("negara semu → quasi-state" in note for note in units[1].notes)
    before = Path("locales/en/a.po").read_bytes()
    run("align", "a.id.html", "a.en.html")
    assert Path("locales/en/a.po").read_bytes() == before
    run("render", "locales/en/a.po", "-o", "out.html", "--fuzzy")
    assert Path("out.html").read_text() == EN.replace("strong>", "b>")


def test_tags_in_a_memory_are_no_text(place: Path) -> None:
    (place / "e.html").write_text("<p>Hubungan <b>bilateral</b> membaik.</p>")
    run("align", "e.html")
    path = Path("locales/en/e.po")
    catalog = po.read(path)
    units = (replace(catalog.units[0], target="<b1>Bilateral</b1> relations improved."),)
    path.write_bytes(po.serialize(replace(catalog, units=units)))
    run("align", "e.html")
    assert "<b1>" in Path("locales/e.id-en.tmx").read_text().replace("&lt;", "<").replace("&gt;", ">")
    assert "0 errors, 0 warnings" in run("check", "locales/e.id-en.tmx")


def test_a_page_and_a_text(place: Path) -> None:
    (place / "a.en.txt").write_text(
        "Meeting\n\nMeeting\n\nAstana does not recognize those quasi-states. The meeting began at 10:30.\n"
    )
    run("align", "a.id.html", "a.en.txt")
    assert [u.target for u in po.read("locales/en/a.po").units][1:] == [
        "Astana does not recognize those quasi-states.",
        "The meeting began at 10:30.",
    ]


def test_folders_hold_documents_of_all_formats(place: Path) -> None:
    texts, alone = folder.texts_in(place, None, "id", "en")
    assert [(t.source.name, t.target and t.target.name) for t in texts] == [
        ("a.id.html", "a.en.html"),
        ("b.id.txt", None),
    ]
    assert alone == ()


def test_segment(place: Path) -> None:
    assert run("segment", "a.id.html").splitlines() == [
        "Rapat",
        "Rapat",
        "Astana tidak mengakui negara-negara semu itu.",
        "Rapat dimulai pukul 10.30.",
    ]
    assert "\tcut\t" in run("segment", "a.id.html", "--explain")


def test_check_takes_the_document_for_its_po(place: Path) -> None:
    with pytest.raises(InputError, match="is a document, and locales/ has no PO of it; run kztrans align on it first"):
        check.files_in([Path("a.id.html")])
    run("align", "a.id.html", "a.en.html")
    assert check.files_in([Path("a.id.html")]) == [Path("locales/en/a.po")]
    assert "1 file" in run("check", "a.id.html")


def test_terms_are_extracted_from_documents(place: Path) -> None:
    from kztrans.jobs.extract import ExtractJob, sentences_of

    found = sentences_of(ExtractJob((Path("a.id.html"),)))
    assert [s.source for s in found][2:] == [
        "Astana tidak mengakui negara-negara semu itu.",
        "Rapat dimulai pukul 10.30.",
    ]
    run("align", "a.id.html", "a.en.html")
    found = sentences_of(ExtractJob((Path("locales/en/a.po"),)))
    assert found[1].target == "Astana does not recognize those quasi-states."


def test_the_review_application_finds_and_aligns_documents(place: Path) -> None:
    from kztrans.review.alignments import Alignments
    from kztrans.review.project import Project

    run("align", "a.id.html", "a.en.html")
    project = Project(place)
    (document,) = project.documents().values()
    assert [p and p.name for p in project.text_files(document)] == ["a.id.html", "a.en.html"]
    alignment = Alignments(project).get(document, 60)
    assert (len(alignment.beads), alignment.stale) == (4, 0)


def test_broken_tags_lose_formatting_and_no_text(place: Path) -> None:
    (place / "c.html").write_text("<p>Satu <b>dua</b> <img src=x> <a href=y>tiga</a>.</p>")
    run("align", "c.html")
    path = Path("locales/en/c.po")
    text = path.read_text()
    path.write_text(
        text.replace('msgstr ""\n', 'msgstr "One <b1>two <a3>three</b1></a3>."\n').replace(
            'One <b1>two <a3>three</b1></a3>."\n"Project', '"\n"Project'
        )
    )
    output = run("render", str(path), "-o", "out.html")
    assert output.splitlines()[0] == (
        "c.html:1: tags crossed <b1> <a3>, missing <img2/>: written without its formatting: One <b1>two <a3>three</b1></a3>."
    )
    assert Path("out.html").read_text() == "<p>One two three.<img src=x></p>"


def test_a_translation_outlives_its_formatting(place: Path) -> None:
    """The author marks up other words, or writes others: the translation stays, with the codes that there still are."""
    page = "<p>Astana <b>tidak</b> mengakui <a href=x>negara-negara semu</a> itu.</p><p>Rapat itu diikuti 82 orang.</p>"
    (place / "d.html").write_text(page)
    run("align", "d.html")
    path = Path("locales/en/d.po")
    catalog = po.read(path)
    targets = ("Astana does <b1>not</b1> recognize those <a2>quasi-states</a2>.", "82 people attended.")
    units = [replace(unit, target=target) for unit, target in zip(catalog.units, targets, strict=True)]
    path.write_bytes(po.serialize(replace(catalog, units=tuple(units))))
    (place / "d.html").write_text(page.replace("<b>tidak</b>", "tidak").replace("82", "<b>79</b>"))
    run("align", "d.html")
    found = [u for u in po.read(path).units if not u.obsolete]
    assert [(u.source, u.target, u.fuzzy) for u in found] == [
        (
            "Astana tidak mengakui <a1>negara-negara semu</a1> itu.",
            "Astana does not recognize those <a1>quasi-states</a1>.",
            True,
        ),
        ("Rapat itu diikuti <b1>79</b1> orang.", "79 people attended.", True),
    ]


@pytest.mark.parametrize(
    ("ending", "build"), [("docx", lambda *c: docx(*map(p, map(r, c)))), ("odt", lambda *c: odt(*map(op, c)))]
)
def test_office_files_go_through_all_commands(place: Path, ending: str, build: Callable[..., bytes]) -> None:
    texts = place / "texts"
    texts.mkdir()
    (texts / f"n.{ending}").write_bytes(build("Rapat dimulai pukul 10.30.", "Astana tidak mengakui negara semu."))
    (texts / "n.en.html").write_text("<p>The meeting began at 10:30.</p><p>Astana does not recognize quasi-states.</p>")
    assert run("segment", f"texts/n.{ending}").splitlines()[0] == "Rapat dimulai pukul 10.30."
    (place / f"two.{ending}").write_bytes(build("Judul", "Rapat dimulai. Lalu berakhir."))
    assert run("segment", f"two.{ending}", "--explain").startswith("2:14\tcut\t")
    assert "1 text: 1 done" in run("align", "texts")
    units = po.read("locales/en/n.po").units
    assert [(u.references[0].line, u.references[0].path, u.target) for u in units] == [
        (1, f"texts/n.{ending}", "The meeting began at 10:30."),
        (2, f"texts/n.{ending}", "Astana does not recognize quasi-states."),
    ]
    assert "1 file" in run("check", f"texts/n.{ending}")
    run("render", "locales/en/n.po", "-o", f"out.{ending}", "--fuzzy")
    assert run("segment", f"out.{ending}").splitlines() == [u.target for u in units]
    from kztrans.review.project import Project

    project = Project(place)
    (document,) = project.documents().values()
    assert [file and file.name for file in project.text_files(document)] == [f"n.{ending}", "n.en.html"]


ARTICLE = """<html><head><title>Rapat di Astana - Berita Kita</title></head><body>
<nav><ul><li><a href=/>Beranda</a></li><li><a href=/pol>Politik</a></li><li><a href=/olah>Olahraga</a></li></ul></nav>
<main><article><h1>Rapat di Astana</h1>
<p>Astana tidak mengakui <b>negara-negara semu</b> itu. Presiden menyampaikan hal tersebut dalam pidatonya pada hari Selasa.</p>
<aside class="advertisement"><p>IKLAN: beli sepatu sekarang juga dengan harga murah!</p></aside>
<p>Rapat dimulai pukul 10.30 dan berakhir malam hari. Para menteri luar negeri <a href=x>menandatangani</a> dua dokumen.</p>
</article><section class=comments><h3>Komentar</h3><p>Saya setuju sekali dengan berita ini, terima kasih!</p></section></main>
<footer><p>Hak cipta 2024 Berita Kita. Semua hak dilindungi undang-undang.</p></footer></body></html>"""


def test_the_article_of_a_saved_page(place: Path) -> None:
    pytest.importorskip("trafilatura")
    (place / "web.html").write_text(ARTICLE)
    run("align", "web.html", "--article")
    path = Path("locales/en/web.po")
    catalog = po.read(path)
    assert [u.source.split()[0] for u in catalog.units] == ["Rapat", "Astana", "Presiden", "Rapat", "Para"]
    assert any("negara semu → quasi-state" in note for note in catalog.units[1].notes)
    units = tuple(
        replace(unit, target=unit.source.upper().replace("B1>", "b1>").replace("A1>", "a1>")) for unit in catalog.units
    )
    path.write_bytes(po.serialize(replace(catalog, units=units)))
    assert run("render", str(path), "-o", "done.html").splitlines() == ["done.html"]
    done = Path("done.html").read_text()
    assert "ASTANA TIDAK MENGAKUI <b>NEGARA-NEGARA SEMU</b> ITU." in done
    assert "IKLAN: beli sepatu" in done
    assert "Semua hak dilindungi" in done


def test_the_article_of_a_page_in_other_commands(place: Path) -> None:
    pytest.importorskip("trafilatura")
    (place / "texts").mkdir()
    (place / "texts" / "web.html").write_text(ARTICLE)
    (place / "texts" / "c.txt").write_text("Rapat ditunda.")
    page = str(place / "texts" / "web.html")
    assert "IKLAN" in run("segment", page)
    assert run("segment", page, "--article").splitlines()[0] == "Rapat di Astana"
    assert "IKLAN" not in run("segment", page, "--article")
    whole, alone = (json.loads(run("stats", page, "--format", "json", *more)) for more in ((), ("--article",)))
    assert alone["total"]["all"]["segments"] == 5 < whole["total"]["all"]["segments"]
    run("align", "texts", "--article")
    assert len(po.read("locales/en/web.po").units) == 5
    assert len(po.read("locales/en/c.po").units) == 1


def test_the_note_of_who_has_a_document_open_is_no_document(place: Path) -> None:
    (place / "open").mkdir()
    (place / "open" / "a.txt").write_text("Rapat ditunda.")
    (place / "open" / "~$a.docx").write_bytes(b"\x05Budi")
    assert "1 text" in run("align", "open")
    assert json.loads(run("stats", "open", "--format", "json"))["total"]["all"]["segments"] == 1


def test_an_article_needs_a_web_page(place: Path) -> None:
    result = CliRunner().invoke(cli, ["align", "b.id.txt", "--article"])
    assert isinstance(result.exception, InputError) or "b.id.txt: is no web page; leave out --article" in result.output
