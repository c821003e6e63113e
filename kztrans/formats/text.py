"""Plain text files, in whatever encoding they come."""

from __future__ import annotations

import codecs
import os
import re
from typing import TYPE_CHECKING

from kztrans.errors import InputError
from kztrans.model import Document
from kztrans.reading import read_if_there

if TYPE_CHECKING:
    from kztrans.formats.encodings import Guess

__all__ = ["VARIABLE", "decode", "read", "remark"]

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark its own begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
VARIABLE = "KZTRANS_ENCODING"
"""Names the encoding of texts that are in none of Unicode's."""
_CONTROL = re.compile(rb"[\x00-\x06\x0e-\x1a\x1c-\x1f]")
_UTF8_CHARACTER = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_REMEDY = "save it as UTF-8 text"


def read(path: str | os.PathLike[str], lang: str, shown: str | None = None) -> Document:
    """Read a text file. ``shown`` is the name that references to it will carry, its own unless given.

    Raises:
        InputError: there is no such file, it cannot be read, is empty, or is not text.
    """
    data = read_if_there(path, "a text file")
    if data is None:
        raise InputError("no such file", path=path, remedy="check the name and the folder")
    text, encoding = decode(data, path)
    if not text.strip():
        what = "is empty" if not data else "holds nothing but white space"
        raise InputError(what, path=path, remedy="name a file with text in it")
    return Document(shown if shown is not None else os.fspath(path), text, lang, encoding)


def decode(data: bytes, path: str | os.PathLike[str] | None = None) -> tuple[str, str]:
    r"""The text of a file's bytes and the name of its encoding.

    A byte order mark decides; else it is UTF-8 if that decodes it, UTF-16 if its zero bytes say so, and else what
    its letters look like (``encodings``), unless ``$KZTRANS_ENCODING`` names the encoding of such texts.

    >>> decode("Astana".encode("utf-16"))
    ('Astana', 'utf-16-le')
    >>> decode(b"caf\xe9 di Almaty")
    ('café di Almaty', 'cp1252')

    Raises:
        InputError: the bytes are not text; the message names the offset of the first that is not.
    """
    found = _found(data, path)
    return found.text, found.encoding


def _found(data: bytes, path: str | os.PathLike[str] | None) -> Guess:
    from kztrans.formats.encodings import Guess

    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return Guess(encoding, _strict(data[len(mark) :], encoding, path, len(mark)))
    unmarked = _utf16_without_mark(data)
    if unmarked:
        return Guess(unmarked, _strict(data, unmarked, path))
    control = _CONTROL.search(data)
    if control and _is_binary(data):
        raise InputError(
            f"is not text: byte 0x{data[control.start()]:02x} at offset {control.start()}", path=path, remedy=_REMEDY
        )
    try:
        return Guess("utf-8", data.decode("utf-8"))
    except UnicodeDecodeError as error:
        if _UTF8_CHARACTER.search(data) and _mostly_utf8(data):
            raise InputError(
                f"is UTF-8 but for byte 0x{data[error.start]:02x} at offset {error.start}",
                path=path,
                line=data.count(b"\n", 0, error.start) + 1,
                remedy="put the right letter in its place, and save it as UTF-8 text",
            ) from error
        return _legacy(data, error.start, path)


def _strict(data: bytes, encoding: str, path: str | os.PathLike[str] | None, base: int = 0) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise InputError(
            f"cannot be decoded as {encoding} at offset {base + error.start}", path=path, remedy=_REMEDY
        ) from error


def _utf16_without_mark(data: bytes) -> str | None:
    """UTF-16 of mostly Latin text has a zero in every other byte."""
    head = data[:4096]
    pairs = len(head) // 2
    if pairs < 2 or len(data) % 2:
        return None
    if head[1::2].count(0) > 0.6 * pairs and head[0::2].count(0) < 0.05 * pairs:
        return "utf-16-le"
    if head[0::2].count(0) > 0.6 * pairs and head[1::2].count(0) < 0.05 * pairs:
        return "utf-16-be"
    return None


def _is_binary(data: bytes) -> bool:
    """A zero byte, or more than a stray control character."""
    return b"\0" in data or len(_CONTROL.findall(data)) > max(2, len(data) // 500)


def _mostly_utf8(data: bytes) -> bool:
    good = sum(len(match) for match in _UTF8_CHARACTER.findall(data))
    high = sum(byte >= 0x80 for byte in data)
    return good > high - good


def _legacy(data: bytes, offset: int, path: str | os.PathLike[str] | None) -> Guess:
    from kztrans.formats.encodings import Guess, best

    chosen = os.environ.get(VARIABLE, "")
    if chosen:
        try:
            return Guess(chosen, data.decode(chosen))
        except (UnicodeError, LookupError) as error:
            raise InputError(f"is not {chosen}: {error}", path=path, remedy="name another encoding") from error
    found = best(data)
    if found is None:
        what = f"is in no encoding that is known: byte 0x{data[offset]:02x} at offset {offset}"
        raise InputError(what, path=path, remedy="name its encoding with --encoding")
    return found


def remark(data: bytes) -> str:
    """A word on a text's encoding where it was guessed; nothing where it is one of Unicode's, or was named."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        try:
            found = _found(data, None)
        except InputError:
            return ""
        if found.encoding.startswith("utf") or os.environ.get(VARIABLE):
            return ""
        doubt = f", though {' or '.join(found.others)} is as likely" if found.others else ""
        return f"is not UTF-8; read as {found.encoding}{doubt} (--encoding decides)"
    return ""
