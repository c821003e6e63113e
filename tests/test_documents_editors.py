"""The PO of a document in translators' programs: its tags are kept, and nothing is complained of."""

from __future__ import annotations

import subprocess
from pathlib import Path

from document_life import curated
from office_files import docx, p, r, text_of
from omegat import Project
from tools import complaints, needs

from kztrans.formats import po
from kztrans.jobs.align import run
from kztrans.jobs.align_job import AlignJob
from kztrans.jobs.render import render_file
from kztrans.jobs.writing import write

NOTE = '<w:r><w:footnoteReference w:id="1"/></w:r>'
LINKS = {"L1": "https://x.kz/"}


def link(text: str) -> str:
    return f'<w:hyperlink r:id="L1">{r(text)}</w:hyperlink>'


def pair(folder: Path) -> AlignJob:
    """A Word file with every kind of code, and its translation."""
    (folder / "a.id.docx").write_bytes(
        docx(
            p(r("Astana tidak mengakui "), r("negara-negara semu", "<w:b/>"), r(" itu."), NOTE, r(" Ia pergi.")),
            p(r("Baca "), link("laporan itu"), r(" di sini"), "<w:r><w:tab/></w:r>", r("hari ini.")),
            footnotes=(p(r("Menurut jadwal.")),),
            links=LINKS,
        )
    )
    (folder / "a.en.docx").write_bytes(
        docx(
            p(r("Astana does not recognize these "), r("quasi-states", "<w:b/>"), r("."), NOTE, r(" She left.")),
            p(r("Read "), link("the report"), r(" here"), "<w:r><w:tab/></w:r>", r("today.")),
            footnotes=(p(r("According to the schedule.")),),
            links=LINKS,
        )
    )
    return AlignJob(folder / "a.id.docx", folder / "a.en.docx", folder=folder, glossary=curated(), min_confidence=0)


def test_omegat_translates_the_po_of_a_word_file_and_keeps_its_tags(tmp_path: Path) -> None:
    project = Project(tmp_path)
    done = run(pair(tmp_path))
    write(done)
    alone = tmp_path / "alone"
    blank = run(AlignJob(tmp_path / "a.id.docx", folder=alone, glossary=curated()))
    write(blank)
    (project.memory / "a.tmx").write_bytes(done.outputs.tmx.read_bytes())
    (project.source / "a.po").write_bytes(blank.outputs.po.read_bytes())
    project.translate()
    units = po.read(project.target / "a.po").units
    assert [(u.source, u.target) for u in units] == [(u.source, u.target) for u in done.catalog.units]
    assert units[0].target == "Astana does not recognize these <b1>quasi-states</b1>.<note2/>"
    assert units[2].target == "Read <a1>the report</a1> here<tab2/>today."
    result, data = render_file(project.target / "a.po", tmp_path / "a.id.docx")
    assert (result.missing, result.broken) == ((), ())
    document = text_of(data)
    for expected in (r("quasi-states", "<w:b/>"), link("the report"), NOTE, "<w:r><w:tab/></w:r>"):
        assert expected in document


def test_gettext_has_nothing_to_say_of_it(tmp_path: Path) -> None:
    needs("msgfmt")
    done = run(pair(tmp_path))
    write(done)
    command = ["msgfmt", "--check", "--check-accelerators", "-o", "/dev/null", done.outputs.po]
    assert complaints(subprocess.run(command, capture_output=True, text=True, check=True).stderr) == []
