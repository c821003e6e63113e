"""PO files, as GNU gettext defines them: read by ``po_grammar``, written by polib.

Lines are not wrapped, so that a change of one word is a change of one line; ``msgcat --no-wrap`` leaves what is
written here as it is. A file that is written over another one keeps that one's ways (``po_layout``). What a person or
another tool put into a file (comments, flags, header fields) is kept.
"""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from urllib.parse import quote, unquote

import polib

from kztrans import inline
from kztrans.errors import InputError
from kztrans.formats import po_grammar
from kztrans.formats.faults import until_fault
from kztrans.formats.po_grammar import RawEntry
from kztrans.formats.po_layout import Layout, layout_of, wrapped
from kztrans.formats.po_references import references as references_in
from kztrans.languages import codes
from kztrans.model import Catalog, Reference, Unit
from kztrans.reading import read_bytes

__all__ = [
    "NEVER_REVISED",
    "SOURCE_LANGUAGE",
    "entry_text",
    "header",
    "language",
    "parse",
    "read",
    "remark",
    "serialize",
]

SOURCE_LANGUAGE = "X-Source-Language"
"""The header field that names the source language."""
NEVER_REVISED = "YEAR-MO-DA HO:MI+ZONE"
"""``PO-Revision-Date`` where nobody has worked on the file yet: editors put a date in its place, but fill in no empty
one. msgfmt warns of it."""
REQUIRED = {"MIME-Version": "1.0", "Content-Type": "text/plain; charset=UTF-8", "Content-Transfer-Encoding": "8bit"}
"""Fields that say how we write, whatever a catalogue's header says."""

# Characters that polib would take for ends of lines, and the bell, whose escape it does not know, travel as private
# ones. Each with what gettext writes for it.
_ODD = {"\a": r"\a", "\v": r"\v", "\f": r"\f"} | {c: c for c in "\x1c\x1d\x1e\x85\u2028\u2029"}
_PRIVATE = range(0x10FE00, 0x100000, -0x100)
"""Where they may travel: the first block that the text has nothing of."""

_HERE = "\U0010ffff"
"""Where references go that stay as they stood; no reference of a file is called so."""
_LINE_END = re.compile(r"\r\n?|[\n\v\f\x1c-\x1e\x85\u2028\u2029]")
_ENCODED = re.compile(r"(?:%[0-9A-F]{2})+")
_TRAILING_SPACE = re.compile(r"^(#\.?) +$", re.MULTILINE)
_SCORE_NOTE = re.compile(r"^Alignment confidence: ([0-9]{1,3}) %")


def read(path: str | os.PathLike[str], *, faults: list[InputError] | None = None) -> Catalog:
    """Read a PO file; where ``faults`` are gathered, up to the first one.

    Raises:
        InputError: there is no such file, or it is not PO; the message names the line.
    """
    return parse(read_bytes(path, "a PO file"), path, faults=faults)


def parse(
    data: bytes, path: str | os.PathLike[str] | None = None, *, faults: list[InputError] | None = None
) -> Catalog:
    r"""The catalogue in the bytes of a PO file.

    >>> catalog = parse(b'msgid ""\nmsgstr "Language: en\\n"\n\nmsgid "damai"\nmsgstr "peace"\n')
    >>> catalog.target_lang, catalog.units[0].target
    ('en', 'peace')
    """
    text, _ = po_grammar.decoded(data, path, faults)
    head, units = RawEntry(), []
    losses: Counter[str] = Counter()
    for entry in until_fault(_distinct(po_grammar.entries(text, path), path), faults):
        losses["domain lines"] += entry.domain not in ("", "messages")
        if entry.is_header and not head.texts:
            head = entry
        elif entry.texts:
            units.append(_unit(entry))
        else:
            losses["comments behind the last entry"] += sum(map(len, entry.comments.values()))
    fields = po_grammar.header_fields(head.texts.get("msgstr", ""))
    return Catalog(
        source_lang=language(SOURCE_LANGUAGE, fields),
        target_lang=language("Language", fields),
        units=tuple(units),
        headers=fields,
        header_comments=_comments(head, ""),
        losses=tuple(losses.items()),
    )


def remark(data: bytes) -> str:
    """A word on what gettext would not read as we do: a NUL character, at which it ends a text."""
    before, nul, _ = data.partition(b"\0")
    line = before.count(b"\n") + 1
    return f"line {line}: a NUL character, at which gettext ends a text; take it out" if nul else ""


def serialize(catalog: Catalog, like: bytes | None = None) -> bytes:
    """The bytes of a PO file that holds a catalogue: UTF-8, obsolete entries last.

    ``like`` is the file that it is written over. Its entries and its header stand as they stood where they still say
    the same, comments at its end stay there, and the rest is laid out as it is there. Without it lines are not wrapped.
    """
    text = "" if like is None else po_grammar.decoded(like, None)[0]
    layout = layout_of(text)
    before = _Before(text)
    live = [unit for unit in catalog.units if not unit.obsolete]
    gone = [unit for unit in catalog.units if unit.obsolete]
    blocks = [before.header(catalog) or wrapped(_header(catalog, before.head), layout.width)]
    blocks += [before.entry(unit) or entry_text(unit, layout) for unit in (*live, *gone)]
    text = "\n".join([*blocks, *before.tail])
    return text.replace("\n", layout.newline).encode("utf-8")


def entry_text(unit: Unit, layout: Layout) -> str:
    """An entry as it is written into a file of this layout where it does not stand there already."""
    return wrapped(_entry(unit, layout), layout.width)


def header(*sets: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """Header fields put together: a later value takes the place of the first field of its name, new ones follow.

    Lines that are no field, and second fields of one name, stay where they are.

    >>> header((("Language", "en"), ("", "#-#-#"), ("Language", "de")), (("Language", "kk"), ("X-Generator", "x")))
    (('Language', 'kk'), ('', '#-#-#'), ('Language', 'de'), ('X-Generator', 'x'))
    """
    first, *others = map(tuple, sets)
    fields = list(first)
    for name, value in (field for fields in others for field in fields):
        place = next((n for n, (known, _) in enumerate(fields) if known.lower() == name.lower() and name), None)
        if place is None:
            fields.append((name, value))
        else:
            fields[place] = (fields[place][0], value)
    return tuple(fields)


def language(name: str, fields: Iterable[tuple[str, str]]) -> str:
    """The language that the first such field of a header names that holds a code."""
    values = (codes.canonical(value) for known, value in fields if known.lower() == name.lower())
    return next(filter(None, values), "")


def _distinct(entries: Iterable[RawEntry], path: str | os.PathLike[str] | None) -> Iterator[RawEntry]:
    """The entries; a second one for one source and context is refused: of two translations a run would keep one."""
    seen: dict[tuple[str | None, str], int] = {}
    head = True
    for entry in entries:
        if entry.is_header and head:
            head = False
            seen[None, ""] = entry.line
        elif entry.texts and not entry.obsolete:
            key = (entry.texts.get("msgctxt"), entry.texts["msgid"])
            if key in seen:
                raise InputError(
                    f"has the msgid of line {seen[key]} again",
                    path=path,
                    line=entry.line,
                    remedy="keep one of the two, or join them with msguniq",
                )
            seen[key] = entry.line
        yield entry


def _unit(entry: RawEntry) -> Unit:
    texts, notes = entry.texts, _comments(entry, ".")
    references = _references(entry.comments.get(":", ()))
    plural = texts.get("msgid_plural")
    flags = [flag.strip() for line in entry.comments.get(",", ()) for flag in line.split(",")]
    return Unit(
        source=texts["msgid"],
        target="" if entry.plurals else texts["msgstr"],
        fuzzy="fuzzy" in flags,
        context=texts.get("msgctxt"),
        references=references,
        notes=notes,
        comments=_comments(entry, ""),
        flags=tuple(dict.fromkeys(flag for flag in flags if flag and flag != "fuzzy")),
        previous=texts.get("|msgid"),
        previous_context=texts.get("|msgctxt"),
        previous_plural=texts.get("|msgid_plural"),
        obsolete=entry.obsolete,
        plural=plural or None,
        plural_targets=tuple(entry.plurals),
        score=_score(notes),
        codes=inline.known(f"{texts['msgid']}\n{plural or ''}", notes),
        line=entry.line,
        places=_places(entry, references),
    )


def _references(comments: Iterable[str]) -> tuple[Reference, ...]:
    found = (place for comment in comments for place in references_in(comment))
    return tuple(Reference(_ENCODED.sub(_decoded, path), line) for path, line in found)


def _places(entry: RawEntry, references: tuple[Reference, ...]) -> tuple[str, ...]:
    """The references as they stand, a line each; none where that is how they are written anyway."""
    lines = tuple(comment.strip() for comment in entry.comments.get(":", ()))
    ours = " ".join(f"{_reference_path(r.path, Layout())}:{r.line}" if r.line else r.path for r in references)
    return () if lines == (ours,) else lines


def _comments(entry: RawEntry, mark: str) -> tuple[str, ...]:
    return tuple(text.removeprefix(" ").rstrip() for text in entry.comments.get(mark, ()))


def _score(notes: tuple[str, ...]) -> float | None:
    found = next((match for note in notes if (match := _SCORE_NOTE.match(note))), None)
    return int(found.group(1)) / 100 if found else None


class _Before:
    """The file that is written over: its entries as they stand, by what they say."""

    def __init__(self, text: str) -> None:
        self.head = RawEntry()
        self.tail: list[str] = []
        self._lines = re.split(r"\r\n?|\n", text)
        self._entries: dict[Unit, str] = {}
        for entry in po_grammar.entries(text):
            if entry.is_header and not self.head.texts:
                self.head = entry
            elif entry.texts:
                self._entries.setdefault(_in_po(_unit(entry)), self._standing(entry))
            else:
                self.tail.append(self._standing(entry))

    def header(self, catalog: Catalog) -> str:
        """The header as it stands, where it is still the same; else nothing."""
        fields = po_grammar.header_fields(self.head.texts.get("msgstr", ""))
        same = self.head.texts and fields == header(catalog.headers, REQUIRED.items())
        return self._standing(self.head) if same and _comments(self.head, "") == catalog.header_comments else ""

    def entry(self, unit: Unit) -> str:
        """An entry as it stands, where there is one that says the same; else nothing."""
        return self._entries.get(_in_po(unit), "") if self._entries else ""

    def _standing(self, entry: RawEntry) -> str:
        lines = self._lines[entry.start : entry.end]
        return "".join(f"{line}\n" for line in lines if line.strip())


def _in_po(unit: Unit) -> Unit:
    """A unit without what PO cannot hold."""
    return replace(
        unit,
        notes=tuple(map(_one_line, unit.notes)),
        comments=tuple(map(_one_line, unit.comments)),
        score=None,
        origin=None,
        id=None,
        codes=(),
    )


def _header(catalog: Catalog, before: RawEntry) -> str:
    """The entry of the header, with what the one that it takes the place of has besides its fields."""
    fields = header(catalog.headers, REQUIRED.items())
    text = "".join(f"{name}: {value}\n" if name else f"{value}\n" for name, value in fields)
    unit = Unit("", text, comments=catalog.header_comments)
    if before.texts:
        unit = replace(_unit(before), target=text, comments=catalog.header_comments)
    return _entry(unit, Layout())


def _entry(unit: Unit, layout: Layout) -> str:
    """An entry's text, not wrapped."""
    given = (unit.source, unit.target, unit.context, unit.plural, *unit.plural_targets)
    given += (unit.previous, unit.previous_context, unit.previous_plural, *unit.notes, *unit.comments)
    given += tuple(reference.path for reference in unit.references)
    shield = _shield("".join(text or "" for text in given))

    def shielded(text: str | None) -> str | None:
        return None if text is None else text.translate(shield)

    standing = unit.places and _references(unit.places) == unit.references
    entry = polib.POEntry(
        msgid=shielded(unit.source),
        msgstr="" if unit.plural else shielded(unit.target),
        msgctxt=shielded(unit.context),
        msgid_plural=shielded(unit.plural) or "",
        msgstr_plural=dict(enumerate(map(shielded, unit.plural_targets or ("", "")))) if unit.plural else {},
        comment="\n".join(_one_line(note) for note in unit.notes),
        tcomment="\n".join(_one_line(comment) for comment in unit.comments),
        occurrences=[(_HERE, "")] if standing else _occurrences(unit, layout),
        flags=(["fuzzy"] if unit.fuzzy else []) + list(unit.flags),
        previous_msgid=shielded(unit.previous),
        previous_msgctxt=shielded(unit.previous_context),
        previous_msgid_plural=shielded(unit.previous_plural),
    )
    text = _TRAILING_SPACE.sub(r"\1", entry.__unicode__(wrapwidth=0))
    if standing:
        text = text.replace(f"#: {_HERE}\n", "".join(f"#: {line}\n" for line in unit.places), 1)
    if unit.obsolete:
        text = re.sub(r'^(?=msg|")', "#~ ", re.sub(r"^#\|", "#~|", text, flags=re.M), flags=re.M)
    return text.translate({private: _ODD[chr(c)] for c, private in shield.items()})


def _occurrences(unit: Unit, layout: Layout) -> list[tuple[str, str]]:
    return [(_reference_path(r.path, layout), str(r.line) if r.line else "") for r in unit.references]


def _shield(text: str) -> dict[int, int]:
    """For each odd character a private one that the text has none of."""
    taken = {ord(c) >> 8 for c in text if c > "\U000f0000"}
    block = next(block for block in _PRIVATE if block >> 8 not in taken)
    return {ord(c): block + ord(c) % 0x100 for c in _ODD}


def _reference_path(path: str, layout: Layout) -> str:
    """White space would end the name in a ``#:`` line: it is percent-encoded, as then is the per cent sign, or
    the name stands between isolates where the file has it so."""
    if layout.isolated and re.search(r"\s", path) and not re.search(r"[\u2068\u2069\r\n%]", path):
        return f"\u2068{path}\u2069"
    return re.sub(r"[\s%\u2068\u2069]", lambda match: quote(match.group()), path)


def _decoded(match: re.Match[str]) -> str:
    """What was percent-encoded by us; other per cent signs are the name's own."""
    text = unquote(match[0])
    return text if re.fullmatch(r"[\s%\u2068\u2069]+", text) else match[0]


def _one_line(text: str) -> str:
    return " ".join(_LINE_END.split(text)).rstrip()
