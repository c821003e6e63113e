"""All that one memory holds, put into another."""

from __future__ import annotations

from itertools import groupby

from kztrans.memory.entries import Entry
from kztrans.memory.store import Counts, Memory, Stored

__all__ = ["merge_into"]


def merge_into(memory: Memory, other: Memory) -> Counts:
    """Add the units of another memory, with their neighbours, dates, authors and origins; what became of them."""
    total = Counts()
    for source_lang, target_lang in other.languages():
        for origin, units in groupby(other.units(source_lang, target_lang), key=lambda unit: unit.origin):
            total += memory.add_entries((_entry(unit, source_lang, target_lang) for unit in units), origin)
    return total


def _entry(unit: Stored, source_lang: str, target_lang: str) -> Entry:
    return Entry(
        unit.source,
        unit.target,
        source_lang,
        target_lang,
        previous=unit.previous,
        following=unit.following,
        context=unit.context,
        tuid=unit.tuid,
        changed=unit.changed,
        author=unit.author,
        codes=unit.codes,
    )
