r"""PO as gettext's own programs read it: from bytes to entries, each with its comments, texts and place.

It stands in front of polib, whose reader does not know all that gettext accepts (``#=``, ``#,fuzzy``, ``#~msgid``, two
strings on a line, ``\x41``, references between U+2068 and U+2069, lines that end in a bare carriage return) and passes
over what gettext refuses (``msgstr`` below ``msgid_plural``, forms that are missing). What is not PO is refused with
its line; nothing is dropped.
"""

from __future__ import annotations

import codecs
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from kztrans.errors import InputError
from kztrans.formats.po_faults import fault
from kztrans.formats.text import VARIABLE

__all__ = ["RawEntry", "decoded", "entries", "header_fields"]

_TOKEN = re.compile(
    r"""(?P<space>[ \t\f\v]+) | (?P<comment>\#.*) | "(?P<string>(?:[^"\\]|\\.)*)"
      | (?P<word>msgctxt|msgid_plural|msgid|msgstr|domain)(?![\w$])(?:[ \t]*\[[ \t]*(?P<index>[0-9]{1,6})[ \t]*\])?""",
    re.VERBOSE,
)
_ESCAPE = re.compile(r"((?:\\(?:[0-7]{1,3}|x[0-9A-Fa-f]+))+)|\\(.)", re.DOTALL)
_NO_ESCAPE = re.compile(r"\\(?![abfnrtv\"\\0-7]|x[0-9A-Fa-f])(.?)", re.DOTALL)
_CODE_UNIT = re.compile(r"\\(?:x([0-9A-Fa-f]+)|([0-7]+))")
_NAMED = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "a": "\a", "f": "\f", "v": "\v"}
_ESCAPED_BACKSLASH = re.compile(r"\\\\")
_LINE_END = re.compile(r"\r\n?|\n")
_GAP = re.compile(r"(?:\r\n?|\n)[ \t]*(?:\r\n?|\n)")
"""An empty line, which ends an entry."""
_CHARSET = re.compile(r"charset=([^\s;]+)")
_FIELD = re.compile(r"([A-Za-z][A-Za-z0-9_-]*):[ \t]?(.*)")
_REMEDY = "mend the entry, or see what msgfmt --check says of it"


@dataclass(slots=True)
class RawEntry:
    """One entry as it stands in the file."""

    line: int = 0
    """Number of the line of its ``msgid``, from 1."""
    start: int = 0
    """Number of its first line, comments included, from 0."""
    end: int = 0
    """Number of the line after its last, from 0."""
    comments: dict[str, list[str]] = field(default_factory=dict)
    """The texts of its comments by their mark: ``""`` (a person's), ``.``, ``:`` and ``,``."""
    texts: dict[str, str] = field(default_factory=dict)
    """``msgctxt``, ``msgid``, ``msgid_plural``, ``msgstr``; those of what it was before begin with ``|``."""
    plurals: list[str] = field(default_factory=list)
    obsolete: bool = False
    domain: str = ""
    """What a ``domain`` line above it names: the messages that follow are another program's."""

    @property
    def is_header(self) -> bool:
        """Is it the entry that holds the file's header?"""
        return self.texts.get("msgid") == "" and "msgctxt" not in self.texts and not self.obsolete


def decoded(
    data: bytes, path: str | os.PathLike[str] | None, faults: list[InputError] | None = None
) -> tuple[str, str]:
    """The text of a PO file, and its charset, which the header's own entry names; UTF-8 where it names none.

    Where ``faults`` are gathered, a byte that is not in it is put there, and the text ends before its entry.

    Raises:
        InputError: the charset is unknown, or the bytes are not in it.
    """
    data = data.removeprefix(codecs.BOM_UTF8)
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or b"\0" in data[:2]:
        raise InputError("is UTF-16 or UTF-32, which no PO can be", path=path, remedy="save it as UTF-8")
    named = _charset(data)
    name = named or _undeclared(data)
    try:
        if codecs.lookup(name).name in ("undefined", "idna", "punycode", "unicode_escape", "raw_unicode_escape"):
            raise LookupError(name)
        return data.decode(name), name
    except UnicodeDecodeError as error:
        line = len(_LINE_END.findall(data[: error.start].decode("latin-1"))) + 1
        remedy = "save it as UTF-8" if named else "name its charset in its header, or give it with --encoding"
        fault = InputError(f"is not {name}: byte 0x{data[error.start]:02x}", path=path, line=line, remedy=remedy)
        if faults is None:
            raise fault from error
        faults.append(fault)
        good = data[: error.start].decode(name)
        return good[: max((gap.end() for gap in _GAP.finditer(good)), default=0)], name
    except (LookupError, UnicodeError, ValueError) as error:
        raise InputError(
            f"has an unknown charset {name!r} in its header", path=path, remedy="save it as UTF-8"
        ) from error


def _undeclared(data: bytes) -> str:
    """The charset of a file that names none: UTF-8, else what a user says (``--encoding``)."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return os.environ.get(VARIABLE, "") or "utf-8"
    return "utf-8"


def _charset(data: bytes) -> str:
    """The charset that the entry of the empty ``msgid`` names, read as Latin-1, in which every byte is a character;
    nothing where it names none."""
    try:
        header = next((entry for entry in entries(data.decode("latin-1")) if entry.is_header), None)
    except InputError:  # which decoding, and then reading, will tell with the right characters
        return ""
    fields = () if header is None else header_fields(header.texts["msgstr"])
    found = _CHARSET.search(next((value for name, value in fields if name.lower() == "content-type"), ""))
    return "" if found is None or found[1] == "CHARSET" else found[1]


def header_fields(text: str) -> tuple[tuple[str, str], ...]:
    r"""Names and values of a header, in order; a line that is no field has no name.

    >>> header_fields("Language: en\n#-#-#-#-#  b.po (b)  #-#-#-#-#\nLanguage: de\n")
    (('Language', 'en'), ('', '#-#-#-#-#  b.po (b)  #-#-#-#-#'), ('Language', 'de'))
    """
    lines = text.removesuffix("\n").split("\n") if text else []
    found = ((line, _FIELD.fullmatch(line)) for line in lines)
    return tuple((match[1], match[2]) if match else ("", line) for line, match in found)


def entries(text: str, path: str | os.PathLike[str] | None = None) -> Iterator[RawEntry]:
    """The entries of a PO file in order, and at last what comments follow them: an entry without texts.

    Raises:
        InputError: it is not PO; the message names the line. Every entry before the one with the fault comes first.
    """
    reader = _Reader(path)
    number = 0
    for number, line in enumerate(_LINE_END.split(text)):
        try:
            yield from reader.take(line, number)
        except InputError:
            if reader.entry.texts and reader.entry.end < number:  # an empty line stands between it and the fault
                yield from reader.close(number)
            raise
    yield from reader.close(number)
    if reader.entry.comments or reader.entry.domain:
        yield reader.entry


class _Reader:
    """Puts lines together to entries."""

    def __init__(self, path: str | os.PathLike[str] | None) -> None:
        self.path = path
        self.entry = RawEntry()
        self._open = ""  # the text that strings go on with
        self._parts: list[str] = []
        self._in_domain = False  # a domain line whose name comes next

    def take(self, line: str, number: int) -> Iterator[RawEntry]:
        """Take one line; the entry that it puts an end to, if it does."""
        start, obsolete, before = 0, False, False
        if mark := re.match(r"[ \t\f\v]*#(~\|?|\|)", line):
            start, obsolete, before = mark.end(), "~" in mark[1], "|" in mark[1]
        while start < len(line):
            token = _TOKEN.match(line, start)
            if token is None:
                what, remedy = fault(line[start:], start > 0)
                raise InputError(what, path=self.path, line=number + 1, remedy=remedy)
            start = token.end()
            if token["comment"] is not None:
                yield from self._comment(token["comment"], number)
            elif token["word"]:
                yield from self._word(token["word"], token["index"], number, obsolete, before)
            elif token["string"] is not None:
                self._string(token["string"], number)

    def _string(self, text: str, number: int) -> None:
        if self._in_domain:
            self.entry.domain, self._in_domain = text, False
            return
        if not self._open:
            raise self._error("a string without a keyword", number)
        if wrong := _NO_ESCAPE.search(_ESCAPED_BACKSLASH.sub("  ", text)):
            raise InputError(
                f"{wrong[0]} is no escape of PO",
                path=self.path,
                line=number + 1,
                remedy=f"write \\\\{wrong[1]} for a backslash and what follows, or take the backslash out",
            )
        self._parts.append(text)
        self.entry.end = number + 1

    def _comment(self, text: str, number: int) -> Iterator[RawEntry]:
        if self._complete():
            yield from self.close(number)
        if not self.entry.comments and not self.entry.texts and not self.entry.domain:
            self.entry.start = number
        mark = text[1:2] if text[1:2] in (".", ":", ",", "=") and len(text) > 1 else ""
        self.entry.comments.setdefault("," if mark == "=" else mark, []).append(text[1 + len(mark) :])
        self.entry.end = number + 1

    def _word(self, word: str, index: str | None, number: int, obsolete: bool, before: bool) -> Iterator[RawEntry]:
        if self._complete() and (before or word in ("msgctxt", "msgid", "domain")):
            yield from self.close(number)
        if self._in_domain:
            raise self._error("a domain line without a name", number)
        if word == "domain":
            self._begin_domain(number)
            return
        self._keep()
        entry = self.entry
        if not entry.comments and not entry.texts and not entry.domain:
            entry.start = number
        if before and word == "msgstr":
            raise self._error("a msgstr behind #|, which holds what the source was", number)
        self._check(word, index, number, before)
        if word == "msgid" and not before:
            entry.line = number + 1
            entry.obsolete = obsolete
        entry.end = number + 1
        self._open = f"|{word}" if before else f"{word}[{index}]" if index is not None else word

    def _begin_domain(self, number: int) -> None:
        if self.entry.texts or self._open:
            raise self._error("a domain line inside an entry", number)
        if not self.entry.comments:
            self.entry.start = number
        self.entry.end = number + 1
        self._in_domain = True

    def _check(self, word: str, index: str | None, number: int, before: bool) -> None:
        """Refuse what gettext refuses."""
        texts, plurals = self.entry.texts, self.entry.plurals
        name = f"|{word}" if before else word
        if name == "msgid" and name in texts and "msgstr" not in texts:
            raise self._error("msgid without a msgstr", self.entry.line - 1)
        if name in texts:
            raise self._error(f"a second {word}", number)
        if index is not None and word != "msgstr":
            raise self._error(f"a {word} with a number", number)
        if word == "msgctxt" and ("|msgid" if before else "msgid") in texts:
            raise self._error("msgctxt after its msgid", number)
        if word in ("msgid_plural", "msgstr") and f"{'|' if before else ''}msgid" not in texts:
            raise self._error(f"{word} without a msgid", number)
        if word != "msgstr":
            if "msgstr" in texts or plurals:
                raise self._error(f"{word} after msgstr", number)
            return
        if index is None and "msgid_plural" in texts:
            raise self._error("a msgid_plural whose msgstr has no number; write msgstr[0]", number)
        if index is not None and "msgid_plural" not in texts:
            raise self._error(f"msgstr[{index}] without a msgid_plural", number)
        if index is not None and int(index) != len(plurals):
            raise self._error(f"msgstr[{index}] where msgstr[{len(plurals)}] should be", number)

    def _keep(self) -> None:
        """Put the strings of the open text together."""
        if not self._open:
            return
        if not self._parts:
            raise self._error(f"{self._open.lstrip('|')} without a string", self.entry.end - 1)
        text = _ESCAPE.sub(_unescaped, "".join(self._parts))
        if "[" in self._open:
            self.entry.plurals.append(text)
        else:
            self.entry.texts[self._open] = text
        self._open, self._parts = "", []

    def _complete(self) -> bool:
        return self._open.startswith("msgstr")

    def close(self, number: int) -> Iterator[RawEntry]:
        """End the entry that is open."""
        self._keep()
        entry = self.entry
        if "msgid" in entry.texts:
            if "msgstr" not in entry.texts and not entry.plurals:
                raise self._error("msgid without a msgstr", entry.line - 1)
            entry.texts.setdefault("msgstr", "")
            yield entry
            self.entry = RawEntry()
        elif entry.texts:
            raise self._error("an entry without a msgid", number)

    def _error(self, what: str, number: int) -> InputError:
        return InputError(what, path=self.path, line=number + 1, remedy=_REMEDY)


def _unescaped(match: re.Match[str]) -> str:
    """What an escape stands for; octal and hexadecimal ones are bytes of UTF-8."""
    numbers, other = match.groups()
    if not numbers:
        return _NAMED.get(other, other)
    units = bytes(int(x or o, 16 if x else 8) & 0xFF for x, o in _CODE_UNIT.findall(numbers))
    try:
        return units.decode("utf-8")
    except UnicodeDecodeError:
        return units.decode("latin-1")
