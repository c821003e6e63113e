"""What looks like a document and cannot be read as one: a line that says what to do instead."""

from __future__ import annotations

import os
from pathlib import PurePath

from kztrans.errors import InputError

__all__ = ["refuse"]

_SAVE = "open it in a word processor and save it as .docx or .odt"
_CONTENTS = (
    (
        b"%PDF-",
        "is a PDF, whose text has no paragraphs",
        "get the text's own file, or convert it to .docx and look it over",
    ),
    (b"\xd0\xcf\x11\xe0", "is an old or encrypted Office file", f"{_SAVE}, without a password"),
    (b"{\\rtf", "is RTF", _SAVE),
    (b"\x89PNG", "is a picture", "recognise its text first (OCR), and save that as .txt or .docx"),
    (b"\xff\xd8\xff", "is a picture", "recognise its text first (OCR), and save that as .txt or .docx"),
    (b"II*\0", "is a picture", "recognise its text first (OCR), and save that as .txt or .docx"),
    (b"MM\0*", "is a picture", "recognise its text first (OCR), and save that as .txt or .docx"),
    (b"AT&TFORM", "is a scanned document (DjVu)", "recognise its text first (OCR), and save that as .txt or .docx"),
    (b"PK\x03\x04", "is a zip archive", "give a Word, OpenDocument or EPUB file its own ending, or unpack it"),
    (b"\x1f\x8b", "is a compressed file", "unpack it first"),
)
"""How files begin, what they are, and what to do with them."""
_BILINGUAL = "name a document; for a file that holds translations already see kztrans convert, check and tm"
_XLIFF = "name a document; such a file, given the ending .xlf, is for kztrans convert, check and tm"
_DATA = "name a document, or convert its texts to .xlf or .po with a tool that knows it"
_ENDINGS = {
    **dict.fromkeys((".po", ".pot", ".tmx", ".xlf", ".xliff", ".csv", ".tsv", ".tab", ".tbx", ".mo"), _BILINGUAL),
    **dict.fromkeys((".json", ".yaml", ".yml", ".toml", ".xml", ".properties", ".resx", ".strings", ".ts"), _DATA),
    **dict.fromkeys((".tex", ".rst", ".adoc", ".ipynb", ".ass", ".ssa", ".sub", ".idml", ".xlsx", ".xls"), _DATA),
    **dict.fromkeys((".svg", ".ini", ".plist", ".css", ".js", ".py", ".java", ".c", ".php", ".sql"), _DATA),
    **dict.fromkeys((".sdlxliff", ".mqxliff", ".mxliff", ".txlf"), _XLIFF),
}
"""Endings of files that are text, or an archive, and no document that we know."""


def refuse(data: bytes, path: str | os.PathLike[str]) -> None:
    """Refuse a file that is to be read as plain text and is something else.

    Raises:
        InputError: it is; the message says what to do.
    """
    for beginning, what, remedy in _CONTENTS:
        if data.startswith(beginning):
            raise InputError(what, path=path, remedy=remedy)
    ending = PurePath(path).suffix.lower()
    if ending in _ENDINGS:
        raise InputError(f"{ending} is no format of documents", path=path, remedy=_ENDINGS[ending])
