"""Cutting a text into segments: paragraphs first, then SRX 2.0 rules within each.

The rules are data (``kztrans/data/srx/<language>.srx``), read by ``srx``, applied by choppa in ``engine``.
``docs/segmentation.md`` tells how the rules are laid out and how to add one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING

from kztrans import languages
from kztrans.languages import codes
from kztrans.model import Document, Segment
from kztrans.paragraphs import Paragraph, is_visible, paragraphs, paragraphs_of
from kztrans.resources import srx_file
from kztrans.segmentation.deferring import deferred
from kztrans.segmentation.srx import Rule, Rules, load_rules

if TYPE_CHECKING:
    from pathlib import Path
    from types import ModuleType

    from kztrans.segmentation.engine import Decision

__all__ = [
    "Rule",
    "Rules",
    "default_rules",
    "explain",
    "explain_document",
    "load_rules",
    "rules_file",
    "segment",
    "segment_document",
]

FALLBACK = "en"
"""The language whose rules serve those that have none of their own."""

_LINE_END = re.compile(r"\r\n?|\n")


def segment(text: str, lang: str = "id", rules: Rules | None = None) -> list[Segment]:
    r"""Cut a text into segments, in order; nothing but white space lies between them.

    ``rules`` are those of kztrans for the language unless given. A segment of a hard-wrapped paragraph keeps the line
    breaks that are in it. The time is linear in the length of the text.

    >>> [(s.text, s.start, s.line) for s in segment("Dr. Hasan datang. Ia duduk.\nSelesai.")]
    [('Dr. Hasan datang.', 0, 1), ('Ia duduk.', 18, 1), ('Selesai.', 28, 2)]
    """
    return _cut(text, paragraphs(text), rules or default_rules(lang))


def segment_document(document: Document, rules: Rules | None = None) -> list[Segment]:
    """Cut a document into segments, by the rules of its language unless others are given."""
    return _cut(document.text, paragraphs_of(document), rules or default_rules(document.lang))


def _cut(text: str, paragraphs: Iterable[Paragraph], rules: Rules) -> list[Segment]:
    return [found for n, paragraph in enumerate(paragraphs) for found in _segments(text, n, paragraph, rules)]


def explain(text: str, lang: str = "id", rules: Rules | None = None) -> list[Decision]:
    """Every place of a text where a break rule matched, in order: whether it was cut, and the rule that decided.

    Positions are offsets into the text. The ends of paragraphs, which no rule decides, are not among them.

    >>> [(d.position, d.cut) for d in explain("Dr. Hasan datang. Ia duduk.")]
    [(3, False), (17, True)]
    """
    return explain_document(Document("", text, lang), rules)


def explain_document(document: Document, rules: Rules | None = None) -> list[Decision]:
    """Every place of a document where a break rule matched, as ``explain`` tells them."""
    engine = _engine()
    rules = rules or default_rules(document.lang)
    return [
        engine.Decision(paragraph.start + decision.position, decision.cut, decision.rule)
        for paragraph in paragraphs_of(document)
        for decision in engine.decisions(document.text[paragraph.start : paragraph.end], rules)
    ]


def rules_file(lang: str) -> Path:
    """The SRX file that comes with kztrans for a language, ``id-ID`` as ``id``; English rules for an unknown one."""
    path = srx_file(codes.base(lang)) or languages.get(lang).srx or srx_file(FALLBACK)
    assert path is not None, "kztrans is installed without its segmentation rules"
    return path


def default_rules(lang: str) -> Rules:
    """The rules that come with kztrans for a language."""
    return _default_rules(codes.base(lang))


@cache
def _default_rules(lang: str) -> Rules:
    return load_rules(rules_file(lang), lang)


def _engine() -> ModuleType:
    """The module that applies rules, but not xmlschema, slow to load, which choppa uses to validate files."""
    with deferred("xmlschema"):
        from kztrans.segmentation import engine

    return engine


def _segments(text: str, number: int, paragraph: Paragraph, rules: Rules) -> Iterator[Segment]:
    """The segments of one paragraph, without the white space around them."""
    inside = text[paragraph.start : paragraph.end]
    line, counted, begin = paragraph.line, 0, 0
    for end in _engine().cuts(inside, rules):
        piece = inside[begin:end]
        content = piece.strip()
        if is_visible(content):
            start = begin + len(piece) - len(piece.lstrip())
            line += sum(1 for _ in _LINE_END.finditer(inside, counted, start))
            counted = start
            offset = paragraph.start + start
            yield Segment(content, offset, offset + len(content), number, line)
        begin = end
