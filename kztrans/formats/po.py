"""PO files, as GNU gettext defines them, read and written by polib.

Lines are not wrapped, so that a change of one word is a change of one line; ``msgcat --no-wrap`` leaves what is
written here as it is. What a person or another tool put into a file (comments, flags, header fields) is kept.
"""

from __future__ import annotations

import io
import os
import re
from pathlib import Path
from urllib.parse import quote, unquote

import polib

from kztrans import inline
from kztrans.errors import InputError
from kztrans.model import Catalog, Reference, Unit

__all__ = ["parse", "read", "serialize"]

# Characters that polib would take for ends of lines, and the bell, whose escape it does not know, travel as private
# ones. Each with what gettext writes for it.
_ODD = {"\a": r"\a", "\v": r"\v", "\f": r"\f"} | {c: c for c in "\x1c\x1d\x1e\x85\u2028\u2029"}
_SHIELD = {ord(c): 0x10FE00 + ord(c) % 0x100 for c in _ODD}
_UNSHIELD = {shield: c for c, shield in _SHIELD.items()}
_WRITTEN = {shield: _ODD[chr(c)] for c, shield in _SHIELD.items()}

_OBSOLETE_PREVIOUS = re.compile(r"^#~\|", re.MULTILINE)
_BELL = re.compile(r"^(?!#[^~|]).*\\a.*$", re.MULTILINE)
_ESCAPE = re.compile(r"\\(.)")
_COMMENT = re.compile(r"^#(?=[^\s~.:,|=#])", re.MULTILINE)
_TRAILING_SPACE = re.compile(r"^(#\.?) +$", re.MULTILINE)
_LINE = re.compile(
    r"""\s*(?:\#~\s*)?
    (?: (msgctxt|msgid|msgid_plural|msgstr|msgstr\[\d+\])?\s*"(?:[^"\\]|\\.)*"\s*  # a field, or more of it
      | (?<!\#~)(?:\#.*)?                                                           # a comment, or nothing
    )""",
    re.VERBOSE,
)
_POLIB_LINE = re.compile(r"\(line (\d+)\)(?:: (.*))?")
_SCORE_NOTE = re.compile(r"^Alignment confidence: (\d+) %")


def read(path: str | os.PathLike[str]) -> Catalog:
    """Read a PO file.

    Raises:
        InputError: there is no such file, or it is not PO; the message names the line.
    """
    try:
        data = Path(path).read_bytes()
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror or error}", path=path, remedy="name a PO file") from error
    return parse(data, path)


def parse(data: bytes, path: str | os.PathLike[str] | None = None) -> Catalog:
    r"""The catalogue in the bytes of a PO file.

    >>> catalog = parse(b'msgid ""\nmsgstr "Language: en\\n"\n\nmsgid "damai"\nmsgstr "peace"\n')
    >>> catalog.target_lang, catalog.units[0].target
    ('en', 'peace')
    """
    text = _decode(data, path)
    _check_lines(text, path)
    try:
        po = _Parser(text).parse()
    except OSError as error:
        place = _POLIB_LINE.search(str(error))
        line = int(place.group(1)) if place else None
        why = f": {place.group(2)}" if place and place.group(2) else ""
        raise InputError(
            f"is not valid PO{why}", path=path, line=line, remedy="see what msgfmt --check says"
        ) from error
    headers = dict(po.metadata)
    return Catalog(
        source_lang=headers.get("X-Source-Language", ""),
        target_lang=headers.get("Language", ""),
        units=tuple(_unit(entry) for entry in po),
        headers=tuple((name, value.translate(_UNSHIELD)) for name, value in headers.items()),
        header_comments=tuple(po.header.translate(_UNSHIELD).split("\n")) if po.header else (),
    )


def serialize(catalog: Catalog) -> bytes:
    """The bytes of a PO file that holds a catalogue: UTF-8, not wrapped, obsolete entries last."""
    po = polib.POFile(wrapwidth=0)
    po.header = "\n".join(catalog.header_comments)
    po.metadata = dict(catalog.headers)
    po.metadata.update(
        {"MIME-Version": "1.0", "Content-Type": "text/plain; charset=UTF-8", "Content-Transfer-Encoding": "8bit"}
    )
    po.extend(_entry(unit) for unit in catalog.units)
    text = str(po) if po.header else str(po).removeprefix("#\n")
    return _TRAILING_SPACE.sub(r"\1", text).translate(_WRITTEN).encode("utf-8")


class _Parser(polib._POFileParser):  # type: ignore[type-arg]
    """polib's parser, on a text in memory instead of a file; an entry's line is its ``msgid``'s."""

    def __init__(self, text: str) -> None:
        super().__init__("", encoding="utf-8")
        self.fhandle = io.StringIO(text)

    def handle_mi(self) -> bool:
        """Take a ``msgid``, and its line."""
        done: bool = super().handle_mi()
        self.current_entry.linenum = self.current_line
        return done


def _decode(data: bytes, path: str | os.PathLike[str] | None) -> str:
    charset = re.search(rb'"Content-Type:[^"\n]*charset=([A-Za-z0-9_.:-]+)', data)
    name = charset.group(1).decode("ascii") if charset else "utf-8"
    if name == "CHARSET":
        name = "utf-8"
    try:
        text = data.removeprefix(b"\xef\xbb\xbf").decode(name)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise InputError(
            f"is not {name}: byte 0x{data[error.start]:02x}", path=path, line=line, remedy="save it as UTF-8"
        ) from error
    except LookupError as error:
        raise InputError(
            f"has an unknown charset {name!r} in its header", path=path, remedy="save it as UTF-8"
        ) from error
    text = _COMMENT.sub("# ", text.replace("\r\n", "\n")).translate(_SHIELD)
    return _OBSOLETE_PREVIOUS.sub("#|", _BELL.sub(_without_bells, text))


def _without_bells(line: re.Match[str]) -> str:
    """A line of a field with private characters for the bells in it."""
    bell = chr(_SHIELD[ord("\a")])
    return _ESCAPE.sub(lambda escape: bell if escape[1] == "a" else escape[0], line[0])


def _check_lines(text: str, path: str | os.PathLike[str] | None) -> None:
    """Refuse what polib passes over: lines that are no PO, and entries that were cut off before their ``msgstr``."""
    open_since = 0
    number = 0
    for number, line in enumerate(text.split("\n"), 1):
        found = _LINE.fullmatch(line)
        if found is None:
            raise InputError("is not valid PO", path=path, line=number, remedy="see what msgfmt --check says")
        keyword = found.group(1)
        if keyword == "msgid":
            if open_since:
                break
            open_since = number
        elif keyword and keyword.startswith("msgstr"):
            open_since = 0
    if open_since:
        raise InputError("msgid without a msgstr", path=path, line=open_since, remedy="see what msgfmt --check says")


def _unit(entry: polib.POEntry) -> Unit:
    def plain(text: str | None) -> str:
        return (text or "").translate(_UNSHIELD)

    def lines(text: str) -> tuple[str, ...]:
        return tuple(plain(text).split("\n")) if text else ()

    notes = lines(entry.comment)
    source, plural = plain(entry.msgid), plain(entry.msgid_plural)
    return Unit(
        source=source,
        target=plain(entry.msgstr),
        fuzzy="fuzzy" in entry.flags,
        context=None if entry.msgctxt is None else plain(entry.msgctxt),
        references=tuple(Reference(unquote(path), int(line or 0)) for path, line in entry.occurrences),
        notes=notes,
        comments=lines(entry.tcomment),
        flags=tuple(dict.fromkeys(flag for flag in entry.flags if flag and flag != "fuzzy")),
        previous=None if entry.previous_msgid is None else plain(entry.previous_msgid),
        previous_context=None if entry.previous_msgctxt is None else plain(entry.previous_msgctxt),
        previous_plural=None if entry.previous_msgid_plural is None else plain(entry.previous_msgid_plural),
        obsolete=bool(entry.obsolete),
        plural=plural or None,
        plural_targets=tuple(plain(text) for _, text in sorted(entry.msgstr_plural.items())),
        score=_score(notes),
        codes=inline.known(f"{source}\n{plural}", notes),
        line=entry.linenum or 0,
    )


def _score(notes: tuple[str, ...]) -> float | None:
    found = next((match for note in notes if (match := _SCORE_NOTE.match(note))), None)
    return int(found.group(1)) / 100 if found else None


def _entry(unit: Unit) -> polib.POEntry:
    def shielded(text: str | None) -> str | None:
        return None if text is None else text.translate(_SHIELD)

    flags = (["fuzzy"] if unit.fuzzy else []) + list(unit.flags)
    return polib.POEntry(
        msgid=shielded(unit.source),
        msgstr="" if unit.plural else shielded(unit.target),
        msgctxt=shielded(unit.context),
        msgid_plural=shielded(unit.plural) or "",
        msgstr_plural=dict(enumerate(map(shielded, unit.plural_targets))) if unit.plural else {},
        comment="\n".join(_one_line(note) for note in unit.notes),
        tcomment="\n".join(_one_line(comment) for comment in unit.comments),
        occurrences=[(_reference_path(r.path), str(r.line) if r.line else "") for r in unit.references],
        flags=flags,
        previous_msgid=shielded(unit.previous),
        previous_msgctxt=shielded(unit.previous_context),
        previous_msgid_plural=shielded(unit.previous_plural),
        obsolete=unit.obsolete,
    )


def _reference_path(path: str) -> str:
    """White space would end the name in a ``#:`` line; it is percent-encoded, and so is the per cent sign."""
    return re.sub(r"[\s%]", lambda match: quote(match.group()), path)


def _one_line(text: str) -> str:
    return " ".join(text.split("\n"))
