"""Archives that are not to be trusted: a line, before anything is unpacked; and what is written again is the same."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from office_files import HEAD, W, docx, p, parts_of, r, zipped

from kztrans import documents
from kztrans.documents import archive
from kztrans.documents.archive import Archive
from kztrans.errors import InputError

DOCUMENT = parts_of(docx(p(r("Satu."))))


def refused(data: bytes, why: str) -> None:
    with pytest.raises(InputError, match=why) as caught:
        documents.parse(data, "a.docx", "id")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("name", ["../../etc/passwd", "/etc/passwd", "word\\..\\x", "C:/x", "a/../../x"])
def test_names_that_leave_the_archive(name: str) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as new:
        for part, content in DOCUMENT.items():
            new.writestr(part, content)
        info = zipfile.ZipInfo("x" * len(name))
        new.writestr(info, "x")
    data = out.getvalue().replace(b"x" * len(name), name.encode())
    refused(data, "is not to be trusted: the name .* leads out of the archive")


def test_a_bomb_is_not_unpacked() -> None:
    refused(zipped({**DOCUMENT, "word/document.xml": b" " * 60_000_000}), "'word/document.xml' would unpack to 60 MB")


def test_a_bomb_whose_sizes_lie() -> None:
    """The directory says less than the part unpacks to: what is read ends there."""
    bomb = zipped({**DOCUMENT, "word/document.xml": b"<" * 60_000_000})
    size = (60_000_000).to_bytes(4, "little")
    refused(bomb.replace(size, (1000).to_bytes(4, "little")), "'word/document.xml' is damaged|broken")


def test_many_parts_and_much_in_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MAX_PARTS", 5)
    refused(zipped(DOCUMENT | {"x": "", "y": ""}), "holds more than 5 parts")
    monkeypatch.setattr(archive, "MAX_PARTS", 50)
    monkeypatch.setattr(archive, "MAX_SIZE", 1000)
    refused(zipped(DOCUMENT), "is not to be trusted")
    monkeypatch.setattr(archive, "MAX_SIZE", 1_000_000)
    monkeypatch.setattr(archive, "MAX_PART", 100)
    refused(zipped(DOCUMENT), "its part .* is larger than 0 MB; split the document")


@pytest.mark.parametrize("name", ["a.txt", "a.html", "a.md", "a.docx"])
def test_large_files_are_not_read(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    with path.open("wb") as file:
        file.truncate(600_000_000)
    with pytest.raises(InputError, match=r"is larger than [15]00 MB; split it, and do its parts"):
        documents.read(path, "id")


def test_encrypted_doubled_and_strangely_packed() -> None:
    data = bytearray(zipped(DOCUMENT))
    at = data.index(b"PK\x01\x02")
    data[at + 8] |= 1
    refused(bytes(data), "is encrypted; save it without a password")
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as new:
        new.writestr("a", "1")
        with pytest.warns(UserWarning, match="Duplicate"):
            new.writestr("a", "2")
    refused(out.getvalue(), "the name 'a' stands twice in it")
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_LZMA) as new:
        new.writestr("a", "1")
    refused(out.getvalue(), "packed in a way that documents are not")


def test_entities_and_depth() -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
    body = f'<w:document xmlns:w="{W}"><w:body><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:body></w:document>'
    refused(zipped({**DOCUMENT, "word/document.xml": HEAD + bomb + body}), "has a document type declaration")
    external = '<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">'
    refused(zipped({**DOCUMENT, "word/document.xml": HEAD + external + body}), "has a document type declaration")
    refused(docx("<w:sdt>" * 5000 + "</w:sdt>" * 5000), "nested more than 200 elements deep")


def test_a_damaged_part_is_named() -> None:
    data = zipped(DOCUMENT, frozenset(DOCUMENT)).replace(b"Satu.", b"Dua!.")
    refused(data, "its part 'word/document.xml' is damaged")


def test_no_prefix_of_a_file_is_anything_but_refused() -> None:
    data = docx(p(r("Satu.")))
    for end in range(0, len(data), 37):
        refused(data[:end], "a Word file|holds")


def test_an_archive_written_again_is_the_same() -> None:
    parts = {"mimetype": "x/y", "b": "2", "a/": "", "a/c": "3" * 100}
    data = zipped(parts, frozenset(("mimetype", "a/")))
    assert Archive(data, None, "x").replaced({}) == data
    changed = Archive(data, None, "x").replaced({"b": b"4"})
    assert parts_of(changed) == {"mimetype": b"x/y", "b": b"4", "a/": b"", "a/c": b"3" * 100}
    assert changed == Archive(data, None, "x").replaced({"b": b"4"})
