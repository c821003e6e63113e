"""The language that a file's name carries before its ending, as ``berita.ms.txt`` does."""

from __future__ import annotations

import os
import re
from pathlib import PurePath

from kztrans import languages
from kztrans.languages import codes
from kztrans.languages.names import COLUMN_CODES

__all__ = ["mark", "misread"]

_MARK = re.compile(r"[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*")


def mark(path: str | os.PathLike[str]) -> str:
    """The code before a name's ending; nothing where there is none, or it may as well be a word.

    Codes of three letters count where kztrans knows the language.

    >>> [mark(name) for name in ("b.ms.txt", "b.IN_id.docx", "b.eng.html", "b.min.html", "v1.10.txt", "ms.txt", "b.ms")]
    ['ms', 'id-ID', 'en', '', '', '', '']
    """
    stem, dot, written = PurePath(path).stem.rpartition(".")
    if not (stem and dot and PurePath(path).suffix and _MARK.fullmatch(written)):
        return ""
    code, primary = codes.canonical(written), re.split("[-_]", written.lower())[0]
    base = codes.base(code)
    ours = languages.get(base).name != base
    return code if ours or (len(primary) == 2 and primary in COLUMN_CODES and codes.known(code)) else ""


def misread(path: str | os.PathLike[str], lang: str) -> str:
    """A line on a text that is read as one language while its name says another one; nothing where they agree."""
    said = mark(path)
    if not said or codes.same(said, lang):
        return ""
    return f"its name says {said}, and it is read as {lang}; if that is wrong, give its language as an option"
