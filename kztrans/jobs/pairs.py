"""A document and its translation as entries of a memory: what the aligner is sure of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from kztrans import documents, inline
from kztrans.jobs.align_job import AlignJob
from kztrans.jobs.beads import aligned
from kztrans.memory.entries import Entry, from_units
from kztrans.model import Code, Unit
from kztrans.segmentation import segment_document
from kztrans.units.making import make_units
from kztrans.units.side import Side

__all__ = ["entries_of_pair"]


def entries_of_pair(source: Path, target: Path, source_lang: str, target_lang: str) -> Iterator[Entry]:
    """The entries of two documents, doubtful ones as fuzzy.

    Raises:
        InputError: one of them cannot be read.
    """
    left, right = _side(source, source_lang), _side(target, target_lang)
    job = AlignJob(source, target, source_lang, target_lang)
    units = make_units(left, right, aligned(left, right, job), lambda *_: (), job.min_confidence)
    yield from from_units(map(_without_data, units), source_lang, target_lang)


def _without_data(unit: Unit) -> Unit:
    """Its codes as tags alone, as the document's PO has them: what they are in the document is of no use elsewhere.

    Where the translation looks otherwise, none.
    """
    if inline.faults(unit.source, unit.target, unit.codes):
        source, target = (inline.without(text, unit.codes) for text in (unit.source, unit.target))
        return replace(unit, source=source, target=target, codes=())
    return replace(unit, codes=tuple(Code(code.tag, code.kind, code.shown) for code in unit.codes))


def _side(path: Path, lang: str) -> Side:
    document = documents.read(path, lang)
    return Side(document, tuple(segment_document(document)))
