"""What looks like a document and cannot be read as one: a line that says what to do instead."""

from __future__ import annotations

import os
import re
from pathlib import PurePath

from kztrans.errors import InputError

__all__ = ["ENDINGS", "refuse", "refuse_contents"]

_SAVE = "open it in a word processor and save it as .docx or .odt"
_PAGES = "get the text's own file, or convert it to .docx and look it over"
_CONTENTS = (
    (
        b"%PDF-",
        "is a PDF, whose text has no paragraphs",
        _PAGES,
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
_SUBTITLES = "convert it to .srt or .vtt with a program for subtitles"
_MAIL = "save its text as .html or .txt"


def _each(endings: str, remedy: str) -> dict[str, str]:
    return {f".{ending}": remedy for ending in endings.split()}


ENDINGS = {
    **_each("po pot tmx xlf xliff csv tsv tab tbx mo", _BILINGUAL),
    **_each("sdlxliff mqxliff mxliff txlf xliff2 xlf2", _XLIFF),
    **_each("json jsonl arb yaml yml toml xml properties resx resw strings stringsdict xcstrings ts qm rc ftl", _DATA),
    **_each("ttx mif dita ditamap sgml sgm srx xsl xslt xsd dtd rss svg plist idml xlsx xls gmo", _DATA),
    **_each("ini cfg conf css scss less js mjs jsx tsx vue php py java c h cpp cs sql ipynb", _DATA),
    **_each("tex bib rst adoc", _DATA),
    **_each("ass ssa sub sbv lrc ttml dfxp smi stl", _SUBTITLES),
    **_each("pages", "export it from Pages as .docx"),
    **_each("key odg", "export it as .pptx or .odp"),
    **_each("numbers ods gsheet", "copy its texts into a document"),
    **_each("gdoc", "it is a link to a document on the web; download that as .docx"),
    **_each("eml mht mhtml", _MAIL),
    **_each("eps", _PAGES),
    **_each("fodt fott fodp fodg fods", "open it in LibreOffice and save it as .odt or .odp"),
    **_each("wpd wps sxw hwp abw", _SAVE),
    **_each("mobi azw azw3 kfx fb2 lit", "convert it to .epub, with Calibre for instance"),
}
"""Endings of files that are text, or an archive, and no document that we know."""

_TEXTUAL = (
    (re.compile(rb"(?:<\?xml[^>]*>\s*)?<(?:\w+:)?xliff\b"), "is XLIFF", _XLIFF),
    (
        re.compile(rb"(?:<\?xml[^>]*>\s*)?<(?:!DOCTYPE\s+html|html)\b", re.IGNORECASE),
        "is HTML",
        "give it the ending .html",
    ),
    (re.compile(rb"<\?xml\b|<!DOCTYPE\b|<[\w:.-]+\s[^<>]*\bxmlns\b"), "is XML", _DATA),
    (re.compile(rb"%!PS"), "is PostScript, whose text has no paragraphs", _PAGES),
    (re.compile(rb"(?:MIME-Version|Return-Path|Received|Delivered-To|Message-ID):", re.IGNORECASE), "is mail", _MAIL),
)
"""How files begin that are text of a kind, what they are, and what to do with them. A ``.txt`` may be about them."""
_NAMED_TEXT = (".txt", ".text")
_HEAD = 400
"""Bytes that are enough to tell."""


def refuse(data: bytes, path: str | os.PathLike[str]) -> None:
    """Refuse a file that is to be read as plain text and is something else.

    Raises:
        InputError: it is; the message says what to do.
    """
    ending = PurePath(path).suffix.lower()
    if ending in ENDINGS:
        raise InputError(f"{ending} is no format of documents", path=path, remedy=ENDINGS[ending])
    refuse_contents(data, path)
    if ending in _NAMED_TEXT:
        return
    head = _head(data)
    for pattern, what, remedy in _TEXTUAL:
        if pattern.match(head):
            raise InputError(what, path=path, remedy=remedy)


def refuse_contents(data: bytes, path: str | os.PathLike[str]) -> None:
    """Refuse a file that is no text at all, whatever its name.

    Raises:
        InputError: it is none; the message says what to do.
    """
    for beginning, what, remedy in _CONTENTS:
        if data.startswith(beginning):
            raise InputError(what, path=path, remedy=remedy)


def _head(data: bytes) -> bytes:
    """How a file begins, without a mark of its encoding, white space, and what UTF-16 has between letters."""
    head = data[:_HEAD]
    for mark in (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff"):
        head = head.removeprefix(mark)
    return head.replace(b"\0", b"").lstrip(b" \t\r\n\x04")
