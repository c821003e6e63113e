"""Kinds of files that other programs' own samples have, in words of ours."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from kztrans import formats
from kztrans.cli.convert import convert as command
from kztrans.errors import InputError
from kztrans.glossary.readers import read as read_glossary
from kztrans.glossary.tbx import to_tbx
from kztrans.model import Concept, Term


def xliff(*files: tuple[str, str, str]) -> str:
    parts = (
        f'<file source-language="{source}" target-language="{target}" original="a" datatype="plaintext"><body>{units}'
        "</body></file>"
        for source, target, units in files
    )
    return f'<xliff xmlns="urn:oasis:names:tc:xliff:document:1.2" version="1.2">{"".join(parts)}</xliff>'


UNIT = '<trans-unit id="1"><source>Satu</source><target>One</target></trans-unit>'


@pytest.mark.parametrize(
    ("files", "pair"),
    [
        ([("hy-AM", "fr-FR", ""), ("id", "en", UNIT)], ("id", "en")),
        ([("id", "fr", ""), ("id", "en", f"<group>{UNIT}</group>")], ("id", "en")),
        ([("id", "en", UNIT), ("kk", "en", "")], ("id", "en")),
    ],
)
def test_a_file_without_units_names_no_languages(
    tmp_path: Path, files: list[tuple[str, str, str]], pair: tuple[str, str]
) -> None:
    path = tmp_path / "a.xlf"
    path.write_text(xliff(*files), encoding="utf-8")
    catalog = formats.read(path)
    assert (catalog.source_lang, catalog.target_lang) == pair
    assert [unit.target for unit in catalog.units] == ["One"]


PO = 'msgid ""\nmsgstr ""\n{}\nmsgid "Kota São Paulo"\nmsgstr "Café"\n'


@pytest.mark.parametrize("field", ['"Language: en\\n"', '"Content-Type: text/plain; charset=\\n"', ""])
def test_a_po_that_names_no_charset_is_read_in_the_one_that_is_given(tmp_path: Path, field: str) -> None:
    path, out = tmp_path / "a.po", tmp_path / "a.csv"
    path.write_bytes(PO.format(field).encode("cp1252"))
    asked = [str(path), str(out), "-s", "id", "-t", "en"]
    with pytest.raises(InputError, match=r":\d: is not utf-8: byte 0xe3; .*or give it with --encoding"):
        formats.read(path)
    done = CliRunner().invoke(command, [*asked, "--encoding", "cp1252"])
    assert done.exit_code == 0
    assert "Kota São Paulo,Café" in out.read_text(encoding="utf-8")


def test_what_a_header_names_wins_over_what_is_given(tmp_path: Path) -> None:
    path, out = tmp_path / "a.po", tmp_path / "a.csv"
    path.write_bytes(PO.format('"Content-Type: text/plain; charset=ISO-8859-15\\n"').encode("iso-8859-15"))
    done = CliRunner().invoke(command, [str(path), str(out), "-s", "id", "-t", "en", "--encoding", "cp1250"])
    assert done.exit_code == 0
    assert "Kota São Paulo,Café" in out.read_text(encoding="utf-8")


@pytest.mark.parametrize("line", ["domain menu", "msgid satu", "msgctxt menu"])
def test_words_without_quotation_marks(tmp_path: Path, line: str) -> None:
    path = tmp_path / "a.po"
    path.write_text(f'msgid "a"\nmsgstr "b"\n\n{line}\n', encoding="utf-8")
    with pytest.raises(InputError, match=r"a\.po:4: is not valid PO at '.*; put each text between quotation marks"):
        formats.read(path)


TBX = (
    '<martif type="TBX" xml:lang="en"><martifHeader><fileDesc><sourceDesc><p>x</p></sourceDesc></fileDesc>'
    '</martifHeader><text><body><termEntry id="a">{}<langSet xml:lang="id"><tig><term>pelabuhan</term>{}</tig></langSet>'
    '<langSet xml:lang="en"><tig><term>port</term></tig></langSet></termEntry></body></text></martif>'
)


@pytest.mark.parametrize("definition", ["Tempat kapal\n\t\t\tberlabuh.", "\n    Tempat kapal\n    berlabuh.\n  "])
def test_indentation_is_no_part_of_a_definition_or_a_note(tmp_path: Path, definition: str) -> None:
    path = tmp_path / "a.tbx"
    note = f"<note>{definition}</note>"
    path.write_text(TBX.format(f'<descrip type="definition">{definition}</descrip>', note), encoding="utf-8")
    (concept,) = read_glossary(path)
    assert concept.definition == "Tempat kapal berlabuh."
    assert "Tempat kapal berlabuh." in concept.note


def test_line_breaks_of_a_text_stay(tmp_path: Path) -> None:
    path = tmp_path / "a.tbx"
    path.write_text(TBX.format('<descrip type="definition">Satu.\nDua.</descrip>', ""), encoding="utf-8")
    assert read_glossary(path)[0].definition == "Satu.\nDua."
    own = Concept("port", (Term("pelabuhan", "id"), Term("port", "en")), definition="Satu:\n  dua")
    path.write_bytes(to_tbx([own]))
    assert read_glossary(path)[0].definition == "Satu:\n  dua"
