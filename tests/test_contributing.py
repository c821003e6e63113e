"""The worked example of CONTRIBUTING, a document format in one module and one line; and the table of formats."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from document_life import life, same

from kztrans import documents
from kztrans.documents import DocumentFormat
from kztrans.model import Unit

LYRICS = "[ti:Lagu]\n[00:12.00]Jalan <00:13.50>tengah. Ia\n[00:15.00][00:40.00]  pergi.\n[00:20.00]\n"


def test_the_worked_example_works(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = (Path(__file__).parent.parent / "CONTRIBUTING.md").read_text("utf-8")
    code = re.search(r"`kztrans/documents/lyrics\.py`:\n\n```python\n(.*?)```", page, re.DOTALL)
    line = re.search(r'`(DocumentFormat\("lyrics".*?\)),`', page)
    assert code
    assert line
    (tmp_path / "lyrics.py").write_text(code[1])
    monkeypatch.syspath_prepend(tmp_path)
    added = eval(line[1], {"DocumentFormat": DocumentFormat})
    known = documents.formats()
    monkeypatch.setattr(documents, "formats", lambda: (*known, added))

    song = tmp_path / "lagu.lrc"
    song.write_text(LYRICS)
    result, data = life(song, same)
    assert (data.decode(), result.missing) == (LYRICS, ())
    english = {"Jalan": "Middle <time1/>road.", "Ia": "She", "pergi.": "left."}

    def translated(unit: Unit) -> str:
        return english[unit.source.split()[0]]

    assert life(song, translated)[1].decode() == LYRICS.replace(
        "Jalan <00:13.50>tengah. Ia", "Middle <00:13.50>road. She"
    ).replace("pergi.", "left.")


def test_the_table_of_formats_names_every_ending() -> None:
    page = (Path(__file__).parent.parent / "docs" / "documents.md").read_text("utf-8")
    assert [ending for known in documents.DOCUMENTS for ending in known.endings if f"`{ending}`" not in page] == []
