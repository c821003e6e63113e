"""Filling in from a translation memory what has no translation yet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from kztrans import inline
from kztrans.memory.keys import normalise
from kztrans.memory.trust import MANY, Trust
from kztrans.model import Unit
from kztrans.units.making import MEMORY

if TYPE_CHECKING:
    from kztrans.memory import Match, Memory

__all__ = ["THRESHOLD", "Reuse", "open_memory", "pretranslate"]

THRESHOLD = 75
"""Per cent of likeness from which a translation of another text is offered."""


@dataclass(frozen=True, slots=True)
class Reuse:
    """How many units a memory filled in."""

    context: int = 0
    exact: int = 0
    fuzzy: int = 0


def open_memory(path: Path | None) -> Memory | None:
    """The memory at ``path``, or None where none is asked for.

    Raises:
        InputError: there is no memory, or it cannot be read.
    """
    if path is None:
        return None
    from kztrans.memory import Memory

    return Memory(path)


def pretranslate(
    units: Sequence[Unit],
    memory: Memory,
    source_lang: str,
    target_lang: str,
    threshold: int = THRESHOLD,
    trust: Trust | None = None,
) -> tuple[list[Unit], Reuse]:
    """The units, those without a translation filled in: exact matches as they are, the best fuzzy one as fuzzy.

    Texts are compared without inline codes. A match gets the text's own; where it lacks one, or had another, it is
    fuzzy. A fuzzy match brings the text that it was a translation of as ``previous``, so that an editor shows the
    difference.
    """
    filled, counts = [], {"context": 0, "exact": 0, "fuzzy": 0}
    trust = trust or Trust()
    for n, unit in enumerate(units):
        if unit.target:
            filled.append(unit)
            continue
        previous = _words(units[n - 1]) if n else None
        following = _words(units[n + 1]) if n + 1 < len(units) else None
        about = (_words(unit), source_lang, target_lang, previous, following, threshold)
        matches = memory.lookup(*about, trust.many)
        if matches and len(matches) < MANY and not _carried(unit, matches[0])[1]:
            matches = memory.lookup(*about, MANY)
        weighed = [trust.weighed(match) for match in matches]
        best = max((match.percent for match in weighed), default=0)
        if best < threshold:
            filled.append(unit)
            continue
        alike = [match for match in weighed if match.percent == best]
        found = next((match for match in alike if _carried(unit, match)[1]), alike[0])
        target, fits = _carried(unit, found)
        exact = found.exact and fits
        counts["fuzzy" if not exact else "context" if found.context else "exact"] += 1
        filled.append(_with(unit, found, target, exact, trust.exact_fuzzy))
    return filled, Reuse(**counts)


def _words(unit: Unit) -> str:
    return inline.without(unit.source, unit.codes)


def _carried(unit: Unit, match: Match) -> tuple[str, bool]:
    """A match's translation with the codes of a unit, and whether it has them all, and had no others."""
    if match.source == unit.source:
        return match.target, True
    source, target = _bare(match) if not inline.bared(unit.source, unit.codes)[1] else (match.source, match.target)
    standing = {tag.code.tag for text in (source, target) for tag in inline.tags(text, match.codes)}
    theirs = [code for code in match.codes if code.tag in standing]
    target, fits = inline.carried(target, theirs, unit.codes)
    if any(fault.breaks for fault in inline.faults(unit.source, target, unit.codes)):
        return inline.without(target, unit.codes), False
    return target, fits


def _bare(match: Match) -> tuple[str, str]:
    """A match's texts without the pairs that are around both of them, as a document's segments come without them."""
    (source, around), (target, others) = (inline.bared(text, match.codes) for text in (match.source, match.target))
    return (source, target) if around == others else (match.source, match.target)


def _with(unit: Unit, match: Match, target: str, exact: bool, exact_fuzzy: bool) -> Unit:
    note = f"{MEMORY} {match.percent} %" + (f", {match.origin}" if match.origin else "")
    if match.adapted:
        note += ", numbers put in"
    if match.exact and not exact:
        note += ", with other codes"
    filled = replace(unit, target=target, fuzzy=exact_fuzzy, origin="memory", notes=(*unit.notes, note))
    if exact:
        return filled
    other = normalise(_words(unit)) != normalise(
        inline.without(match.source, match.codes)
    )  # the same text, of an origin that is trusted less, has no other
    return replace(filled, fuzzy=True, previous=match.source if other else None)
