"""Presentations as LibreOffice Impress writes and shows them: every text translated, in its order, as it looked."""

from __future__ import annotations

import subprocess
from pathlib import Path

from document_life import LONGER, accented, life, pseudo
from tools import needs, office

from kztrans import documents

SPACES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in (
        ("office", "office"),
        ("style", "style"),
        ("text", "text"),
        ("draw", "drawing"),
        ("table", "table"),
        ("presentation", "presentation"),
        ("fo", "xsl-fo-compatible"),
        ("svg", "svg-compatible"),
    )
)


def _frame(top: int, *paragraphs: str, kind: str = "") -> str:
    texts = "".join(f"<text:p>{paragraph}</text:p>" for paragraph in paragraphs)
    return (
        f'<draw:frame svg:width="20cm" svg:height="3cm" svg:x="2cm" svg:y="{top}cm"{kind}>'
        f"<draw:text-box>{texts}</draw:text-box></draw:frame>"
    )


SHOW = (
    f'<office:document {SPACES} xmlns:xlink="http://www.w3.org/1999/xlink" office:version="1.2"'
    ' office:mimetype="application/vnd.oasis.opendocument.presentation"><office:automatic-styles>'
    '<style:style style:name="B" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>'
    "</office:automatic-styles><office:body><office:presentation>"
    '<draw:page draw:name="1">'
    + _frame(1, 'Jalur <text:span text:style-name="B">Tengah</text:span> di Asia')
    + _frame(
        5,
        "Presiden tiba di Astana.",
        'Baca <text:a xlink:type="simple" xlink:href="https://x.kz/">laporan itu</text:a> hari ini.',
    )
    + f'</draw:page><draw:page draw:name="2">{_frame(1, "Terima kasih")}<presentation:notes>'
    + _frame(14, "Catatan pembicara.", kind=' presentation:class="notes"')
    + "</presentation:notes></draw:page></office:presentation></office:body></office:document>"
)
TEXTS = ["Jalur Tengah di Asia", "Presiden tiba di Astana.", "Baca laporan itu hari ini.", "Terima kasih"]
NOTES = "Catatan pembicara."


def test_a_translation_on_the_slides(tmp_path: Path) -> None:
    needs("loimpress", "pdftotext")
    (tmp_path / "a.fodp").write_text('<?xml version="1.0" encoding="UTF-8"?>\n' + SHOW, encoding="utf-8")
    (path,) = office(tmp_path, "pptx", tmp_path / "a.fodp")
    done = tmp_path / "b.pptx"
    done.write_bytes(life(path, pseudo)[1])
    (printed,) = office(tmp_path, "pdf", done)
    shown = subprocess.run(["pdftotext", "-raw", printed, "-"], capture_output=True, text=True, check=True).stdout
    places = [shown.find(f"{accented(text)}{LONGER}") for text in TEXTS]
    assert -1 not in places
    assert places == sorted(places)
    assert not any(text in shown for text in (*TEXTS, NOTES))
    (again,) = office(tmp_path / "again", "odp", done)  # as Impress understands it: bold, link, notes
    blocks = [block.text for block in documents.read(again, "en").blocks]
    for expected in ("Jálúr <b1>Téngáh</b1> dí Ásíá", f"Bácá <a1>{accented('laporan itu')}</a1> hárí íní."):
        assert any(block.startswith(expected) for block in blocks), blocks
    assert any(accented(NOTES) in block for block in blocks)
