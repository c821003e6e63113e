"""What kztrans wrote last time: the record by which it tells its own work from a person's.

It lies in the TMX, which editors of the PO never touch: the units that kztrans wrote there are the translations that
were done, with where each came from, and properties of the header hold those that were doubtful. A text that differs
from the record is a person's; one that the record has and the PO has not any more was taken out since.

Without a record (a TMX that is gone, or an older kztrans's) what is there counts as a person's, and so does what is
missing though the aligner had filled it in.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeVar

from kztrans.formats import tmx
from kztrans.formats.xml_characters import allowed
from kztrans.model import TERM_ORIGIN, Unit
from kztrans.units.identifiers import identifier
from kztrans.units.keys import unit_key

__all__ = ["DRAFT", "Record", "Written", "digests", "emptied_properties", "properties", "read", "target_property"]

T = TypeVar("T")

DRAFT = "fuzzy"
"""The type of the header's properties that hold doubtful translations."""
TARGET = "target"
"""The type of the property that holds digests of the target text's sentences."""
EMPTIED = "emptied"
"""The type of the properties that hold what emptied units had, as long as the PO keeps it: it may be overwritten."""
FORMER = "former"
"""The type of the properties that hold, by digests, which translations units had before the one they have."""
ALIGNED = "aligned-with"
"""The type of the property that names that target text, as the PO's header does."""


@dataclass(frozen=True, slots=True)
class Written:
    """A unit as kztrans left it."""

    source: str
    target: str
    fuzzy: bool = False
    context: str | None = None
    origin: str | None = None
    """Where the translation came from; None where a person wrote it."""
    score: float | None = None
    comments: tuple[str, ...] = ()
    """What translators noted, of a translation that was done."""


@dataclass(frozen=True, slots=True)
class Record:
    """The units of a document as kztrans left them, by their identifiers."""

    name: str = ""
    written: Mapping[str, Written] = field(default_factory=dict)
    emptied: Mapping[str, Written] = field(default_factory=dict)
    """What units had that were emptied before kztrans last wrote them."""
    known: bool = False
    """Is there a record of a text that was aligned? Without one nothing is known of what was emptied."""
    target: frozenset[str] = frozenset()
    """Digests of the sentences that the target text had when there last was one."""
    aligned: str = ""
    """That target text, as the PO's header names it; another one there tells of a run that was cut short."""
    former: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Digests of the translations that units had before the one which is written of them, by identifiers."""

    def of(self, unit: Unit) -> Written | None:
        """What was written of a unit, whatever it is now."""
        return self.written.get(identifier(self.name, unit)) if self.written else None

    def untouched(self, unit: Unit) -> Written | None:
        """What was written of a unit, if translation and state are still that."""
        written = self.of(unit)
        if written is None or written.fuzzy != unit.fuzzy or _key(written.target) != _key(unit.target):
            return None
        return written

    def is_ours(self, unit: Unit) -> bool:
        """Is the translation one that the aligner, a memory or merging gave, which nobody has touched?"""
        written = self.untouched(unit)
        return written is not None and written.origin is not None

    def with_origin(self, unit: Unit) -> Unit:
        """The unit with where its translation came from, as the record has it."""
        written = self.untouched(unit) if unit.origin is None and unit.target else None
        return unit if written is None else replace(unit, origin=written.origin, score=written.score)

    def upon(self, units: Iterable[Unit]) -> Record:
        """The record with what these units hold now, as a person's where it is not what was written."""
        written = dict(self.written)
        for unit in units:
            if unit.target and not unit.obsolete and not unit.plural and self.untouched(unit) is None:
                written[identifier(self.name, unit)] = Written(unit.source, unit.target, unit.fuzzy, unit.context)
        return replace(self, written=written)

    def with_others(self, gone: Container[str], new: Record) -> Record:
        """The record with what another has written of units, instead of what it had of some.

        Args:
            gone: the identifiers of these.
        """

        def kept(held: Mapping[str, T]) -> dict[str, T]:
            return {name: value for name, value in held.items() if name not in gone}

        return replace(
            self,
            written={**kept(self.written), **new.written},
            emptied=new.emptied,
            former={**kept(self.former), **new.former},
        )

    def older(self, sentences: Iterable[str]) -> list[str]:
        """Those of a target text's sentences that it had before."""
        return [text for text in sentences if _digest(text) in self.target]

    def newer(self, units: Iterable[Unit]) -> Iterator[Written]:
        """What a person wrote of units that hold a text from before it again, and nowhere among these stands.

        Somebody has put an older copy of the file there, or has taken the text back: the file does not tell.
        """
        units = list(units)
        held = {(unit_key(unit.source), _key(unit.target)) for unit in units}
        for unit in units:
            written = None if unit.obsolete or unit.plural or not unit.target else self.of(unit)
            if written is None or written.origin is not None or not written.target:
                continue
            before = self.former.get(identifier(self.name, unit), frozenset())
            if _text_digest(unit.target) in before and (unit_key(unit.source), _key(written.target)) not in held:
                yield written

    def before(self, unit: Unit) -> frozenset[str]:
        """Digests of the translations that a unit had before the one it has."""
        found, written = self.former.get(identifier(self.name, unit), frozenset()), self.of(unit)
        if unit.obsolete or not unit.target:
            return found
        if written is not None and written.target:
            found |= {_text_digest(written.target)}
        return found - {_text_digest(unit.target)}

    def missing(self, units: Iterable[Unit]) -> Iterator[Written]:
        """What was written of units that are not among these, nor their translations anywhere in them.

        That a translation stands, as doubtful, beside a source that took the place of its own does not count: msgmerge
        puts it there.
        """
        here: set[str] = set()
        texts: dict[str, set[str | None]] = {}
        for unit in units:
            here.add(identifier(self.name, unit))
            instead = unit_key(unit.previous) if unit.fuzzy and unit.previous is not None else None
            for target in (unit.target, *unit.plural_targets):
                texts.setdefault(_key(target), set()).add(instead)
        for name, written in self.written.items():
            if name not in here and not texts.get(_key(written.target), set()) - {unit_key(written.source)}:
                yield written


def read(path: Path, name: str, data: bytes | None = None) -> Record:
    """The record in a document's TMX; ``data`` is what that holds, where it is known.

    Raises:
        InputError: the TMX that is there cannot be read, or is none.
    """
    if data is None and not path.exists():
        return Record(name)
    written: dict[str, Written] = {}
    units, props = tmx.own_units(path, data)
    for unit in units:
        found = dict(unit.props)
        if unit.id and len(unit.segments) == 2 and found.get("x-origin") != TERM_ORIGIN:
            (_, source), (_, translation) = unit.segments
            score = _number(found.get("x-confidence"))
            context, origin = found.get("x-context"), found.get("x-origin")
            written[unit.id] = Written(source, translation, False, context, origin, score, unit.notes)
    for kind, text in props:
        draft = _draft(text) if kind == DRAFT else None
        if draft:
            written[draft[0]] = draft[1]
    emptied = dict(had for kind, text in props if kind == EMPTIED and (had := _draft(text)))
    target = frozenset(word for kind, text in props if kind == TARGET for word in text.split())
    aligned = next((text for kind, text in props if kind == ALIGNED), "")
    former = {words[0]: frozenset(words[1:]) for kind, text in props if kind == FORMER and (words := text.split())}
    return Record(name, written, emptied, bool(target), target, aligned, former)


def properties(units: Iterable[Unit], record: Record) -> Iterator[tuple[str, str]]:
    """The properties of the header: the target text, what is doubtful in the PO, and, by digests, what was before."""
    if record.aligned:
        yield ALIGNED, record.aligned
    if record.target:
        yield TARGET, target_property(record.target)
    units = list(units)
    for unit in units:
        if unit.fuzzy and unit.target and not unit.obsolete and not unit.plural:
            yield DRAFT, _fields(unit, record)
    former: dict[str, frozenset[str]] = {}
    for unit in sorted(units, key=lambda unit: unit.obsolete):
        if not unit.plural and (before := record.before(unit)):
            former.setdefault(identifier(record.name, unit), before)
    for name, before in former.items():
        yield FORMER, " ".join((name, *sorted(before)))


def emptied_properties(units: Iterable[Unit], record: Record) -> Iterator[tuple[str, str]]:
    """The properties of the header for what units had that are empty now."""
    for unit in units:
        yield EMPTIED, _fields(unit, record)


def _fields(unit: Unit, record: Record) -> str:
    score = None if unit.score is None else round(unit.score, 2)
    fields = [identifier(record.name, unit), unit.origin, score, unit.context, unit.source, unit.target]
    return json.dumps(fields, ensure_ascii=False)


def _draft(text: str) -> tuple[str, Written] | None:
    try:
        fields = json.loads(text)
    except (ValueError, RecursionError):
        return None
    if not isinstance(fields, list) or len(fields) != 6 or not all(isinstance(fields[n], str) for n in (0, 4, 5)):
        return None
    name, origin, score, context, source, target = fields
    return name, Written(
        source,
        target,
        True,
        context if isinstance(context, str) else None,
        origin if isinstance(origin, str) else None,
        score if isinstance(score, float) else None,
    )


def digests(sentences: Iterable[str]) -> frozenset[str]:
    """What a record remembers of a target text."""
    return frozenset(map(_digest, sentences))


def target_property(known: Iterable[str]) -> str:
    """What the property of a target text holds: the digests of its sentences."""
    return " ".join(sorted(known))


def _digest(text: str) -> str:
    line = " ".join(unit_key(text).split())
    return hashlib.sha256(line.encode("utf-8", "surrogatepass")).hexdigest()[:8]


def _text_digest(text: str) -> str:
    return _digest(_key(text))


def _number(text: str | None) -> float | None:
    try:
        return None if text is None else float(text)
    except ValueError:
        return None


def _key(text: str) -> str:
    """What a translation is compared by: as XML gives it back."""
    return unit_key(allowed(text)).replace("\r\n", "\n").replace("\r", "\n")
