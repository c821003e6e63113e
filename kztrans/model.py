"""The values that pass between the parts of kztrans.

Every reader makes these, every step turns some of them into others, every writer takes them. They are plain frozen
dataclasses: no input or output, no knowledge of a language or a file format. This module imports nothing of kztrans.

Offsets are code points into the text they belong to, half open: ``text[start:end]``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import Literal

__all__ = [
    "TERM_ORIGIN",
    "Bead",
    "Block",
    "Catalog",
    "Code",
    "CodeKind",
    "Concept",
    "Document",
    "Finding",
    "Reference",
    "Segment",
    "Sense",
    "Severity",
    "Status",
    "Term",
    "TermHit",
    "TermType",
    "Unit",
]

Status = Literal["preferred", "admitted", "deprecated", "superseded"]
"""Administrative status of a term, as TBX names it; a term to avoid is ``deprecated``."""

_REGION = re.compile(r"-([A-Z]{2}|[0-9]{3})$")

TermType = Literal["full", "abbreviation", "short", "variant", "former", "adjective", "inhabitant"]
"""Kind of a term: the full form, an abbreviation, a short form, a form that is right but not the one to choose, what a
thing was called before, or what a country's name gives: the adjective, and a person from there."""

Sense = Literal["", "adjective", "inhabitant"]
"""What a name stands for where it does not stand for itself: ``media Rusia``, ``orang Ukraina``."""

Severity = Literal["error", "warning", "info"]


CodeKind = Literal["pair", "alone", "open", "close"]
"""How a code stands in a text: around a part of it, at one place, or with its other end in another text."""


@dataclass(frozen=True, slots=True)
class Code:
    """An inline code of a text: formatting, a link, a line break, a picture, a footnote's mark.

    It stands in the text as a tag, letters and a number: ``<b1>…</b1>`` (pair), ``<br2/>`` (alone), ``<i3>`` (open) or
    ``</i3>`` (close). ``kztrans.inline`` finds, numbers, moves and checks tags.
    """

    tag: str
    """Its name and number, ``b1``. The name is for people: ``b``, ``i``, ``a``, ``br``, ``img``… Of a placeholder that
    is shown as text, that text (``{name}``): it is no tag then."""
    kind: CodeKind = "pair"
    shown: str = ""
    """What the translator is told of it, ``link to https://…``; empty where the tag's name says it."""
    opening: str = ""
    """What stands for it in its file, or for its beginning; empty where that is not known."""
    closing: str = ""
    """What stands for its end in its file."""
    optional: bool = False
    """May a translation do without it, or repeat it?"""
    id: str = ""
    """What its file calls it (TMX's ``x``, XLIFF's ``id``); empty where that is not known."""
    type: str = ""
    """Its type in its file (TMX's ``type``, XLIFF's ``type`` or ``subType``)."""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph-like part of a document: a paragraph, a heading, a cell, a caption, an attribute that people read."""

    text: str
    """Its text, with a tag for each of its codes."""
    codes: tuple[Code, ...] = ()
    place: int = 0
    """Where it stands, from 1: its line in a text, its paragraph in a word processor's file, its cue in subtitles."""
    before: str = "\n"
    """What stands between it and the block before it, or at the text's beginning."""


@dataclass(frozen=True, slots=True)
class Document:
    """A document as it was read, without inline codes. A plain text is decoded, otherwise untouched."""

    path: str
    """The name it is shown and referred to by, with ``/`` between folders."""
    text: str
    lang: str
    encoding: str = "utf-8"
    blocks: tuple[Block, ...] = ()
    """What the text is made of: of each block what stands before it, then its text without codes. None where it is
    to be taken for plain text."""
    remarks: tuple[str, ...] = ()
    """What of the file is not in the text, a line each."""


@dataclass(frozen=True, slots=True)
class Segment:
    """A sentence-like span of a text, the unit of translation.

    >>> text = "Satu. Dua."
    >>> s = Segment("Dua.", 6, 10)
    >>> text[s.start : s.end] == s.text
    True
    """

    text: str
    start: int
    end: int
    paragraph: int = 0
    """Number of its paragraph in the text, from 0."""
    line: int = 1
    """Number of the line that it begins on, from 1."""


@dataclass(frozen=True, slots=True)
class Bead:
    """Source and target segments that translate each other (Gale and Church 1993), as indexes in order.

    Either side may be empty, not both. ``score`` is the probability that the bead is right.
    """

    source: tuple[int, ...]
    target: tuple[int, ...]
    score: float = 0.0
    moved: bool = False
    """It stands elsewhere in the target: it crosses beads that keep their order."""

    @property
    def kind(self) -> str:
        """The bead's type, ``"1-1"``, ``"2-1"``, ``"1-0"``…"""
        return f"{len(self.source)}-{len(self.target)}"


@dataclass(frozen=True, slots=True)
class Reference:
    """Where a unit's source stands: a file and a line, from 1."""

    path: str
    line: int


TERM_ORIGIN = "glossary"
"""The origin of a unit that is a term of a glossary, put beside translations, and no translation itself."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A translation unit: one entry of a PO, TMX or XLIFF file."""

    source: str
    target: str = ""
    fuzzy: bool = False
    """To be looked at by a human before it counts."""
    context: str | None = None
    """What tells two units with one source apart (PO's ``msgctxt``)."""
    references: tuple[Reference, ...] = ()
    notes: tuple[str, ...] = ()
    """What the program says to the translator (PO's ``#.``), a line each."""
    comments: tuple[str, ...] = ()
    """What the translator wrote (PO's ``#``), a line each."""
    flags: tuple[str, ...] = ()
    """Flags other than ``fuzzy``."""
    previous: str | None = None
    """What the source was before it changed (PO's ``#|``)."""
    previous_context: str | None = None
    previous_plural: str | None = None
    obsolete: bool = False
    """The source is no longer in the document; kept for the work that is in it (PO's ``#~``)."""
    plural: str | None = None
    plural_targets: tuple[str, ...] = ()
    score: float | None = None
    """The probability that the target is right, where it was estimated."""
    origin: str | None = None
    """Where the target came from: ``alignment``, ``glossary``, ``memory``…"""
    id: str | None = None
    """An identifier that lasts (TMX's ``tuid``)."""
    codes: tuple[Code, ...] = ()
    """What the tags in its source, its target and its plurals are. A tag that is of none of them is text."""
    line: int = field(default=0, compare=False)
    """Number of its source's line in the file that it was read from, from 1; 0 where that is not known."""
    places: tuple[str, ...] = field(default=(), compare=False)
    """Its references as the PO has them that it was read from, a line each, where kztrans writes them otherwise."""


@dataclass(frozen=True, slots=True)
class Catalog:
    """A bilingual file: two languages and the units between them."""

    source_lang: str
    target_lang: str
    units: tuple[Unit, ...] = ()
    headers: tuple[tuple[str, str], ...] = ()
    """Header fields in order; PO's, or the properties of another format."""
    header_comments: tuple[str, ...] = ()
    losses: tuple[tuple[str, int], ...] = field(default=(), compare=False)
    """What of the file that it was read from is not in the units, and how often: ``("suggestions", 3)``."""


@dataclass(frozen=True, slots=True)
class Term:
    """A word or phrase for a concept in one language."""

    text: str
    lang: str
    status: Status = "preferred"
    type: TermType = "full"
    region: str = ""
    """The region that says it so, where others say it otherwise: ``GB``, ``US``."""


@dataclass(frozen=True, slots=True)
class Concept:
    """One meaning, with its terms in every language, preferred ones first."""

    id: str
    terms: tuple[Term, ...]
    pos: str = ""
    domain: str = ""
    """The subject's first level."""
    subject: str = ""
    """The subject's second level."""
    definition: str = ""
    advice: str = ""
    """What a translator should know; ``note`` is for whoever edits the glossary."""
    note: str = ""
    risk: str = ""
    """What else its terms may mean, where they are words of every day."""
    excluded: tuple[tuple[str, str], ...] = ()
    """Languages and phrases in which its terms mean something else."""
    required: tuple[tuple[str, str], ...] = ()
    """Languages and words one of which must stand in the sentence for its terms to mean it."""
    examples: tuple[tuple[str, str], ...] = ()
    """Languages and sentences with one of its terms."""
    valid: str = ""
    """When it was so, an interval of ISO 8601: ``2019-03-20/..``."""
    relations: str = ""
    """Other concepts by kind of relation, ``broader: court | opposite: acquittal``."""
    source: str = ""
    review: str = ""
    """``""`` (not reviewed), ``proposed``, ``approved``, ``rejected`` or ``deprecated``."""
    reviewer: str = ""
    reviewed: str = ""
    """The day of the review, ``YYYY-MM-DD``."""
    extra: tuple[tuple[str, str], ...] = field(default=(), compare=True)
    """Fields that kztrans does not know, kept as they came."""

    def in_lang(self, lang: str, *status: Status) -> tuple[Term, ...]:
        """The terms of one language, of the given statuses (preferred and admitted when none is named).

        Of a language with a region (``en-GB``) first what that region says, then what all say; what others say only
        where there is nothing else.
        """
        wanted: tuple[Status, ...] = status or ("preferred", "admitted")
        return tuple(t for t in self._of(lang) if t.status in wanted)

    def without_avoid(self) -> Concept:
        """The concept without its terms to avoid, for programs that would offer them as translations."""
        return replace(self, terms=tuple(t for t in self.terms if t.status in ("preferred", "admitted")))

    def preferred(self, lang: str) -> str:
        """The preferred term of a language, or ``""`` where it has none."""
        regional = _REGION.search(lang) is not None
        return next((t.text for t in self.in_lang(lang) if regional or t.status == "preferred"), "")

    def _of(self, lang: str) -> list[Term]:
        """The terms of a language; where none has its very code, those of the same one in another region."""
        found = [term for term in self.terms if term.lang == lang]
        alike = _REGION.sub("", lang)
        if alike == lang:
            return found or [term for term in self.terms if _REGION.sub("", term.lang) == alike]
        region = lang[len(alike) + 1 :]
        every = [term for term in self.terms if term.lang == alike]
        own = [term for term in every if term.region == region]
        own += [term for term in every if not term.region]
        return found + (own or every) or [term for term in self.terms if _REGION.sub("", term.lang) == alike]


@dataclass(frozen=True, slots=True)
class TermHit:
    """An occurrence of a term in a text, in whatever form it is inflected."""

    concept: Concept
    term: Term
    start: int
    end: int
    sense: Sense = ""

    @property
    def avoid(self) -> bool:
        """True where the term is one to avoid."""
        return self.term.status in ("deprecated", "superseded")


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check found in a file."""

    check: str
    severity: Severity
    message: str
    path: str = ""
    line: int = 0
    remedy: str = ""
    source: str = ""
    target: str = ""
    unit: int = -1
    """Number of the unit in its catalogue, from 0; -1 where the finding is not of a unit."""
