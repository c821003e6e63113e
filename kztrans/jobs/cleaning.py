"""What is wrong with units of a memory: broken characters, no translation, another language, another sentence, twice.

Each kind is a function from units to the faults that it finds; ``faults`` runs them one after the other, and a unit
that one has named is not asked about by the next.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from html.entities import html5
from itertools import groupby

from kztrans import inline, languages
from kztrans.bilingual.telling import told
from kztrans.languages import Language
from kztrans.memory.care import Held
from kztrans.memory.keys import normalise
from kztrans.memory.tokens import split

__all__ = ["KINDS", "Fault", "faults", "other_language"]

TOGETHER = 400
"""Units that are aligned with each other at a time."""
DOUBTFUL = 0.2
"""A pair of which the aligner is less sure than this is named."""
SURE = 0.5
"""A pair that is as probable as this where it stands alone is not named, unless its source has another target."""
CLAIMED = 0.95
"""How probable that other one has to be."""
LONG, FEW = 15, 5
"""Words of a text that has a little word as a rule, and of how many one at least is known in a text of a language."""
ACRONYM = 5
"""Letters that a word in capitals has at most where it says nothing of the text's case."""
_BROKEN = re.compile("[\ufffd\x00-\x08\x0b\x0c\x0e-\x1f\x80-\x9f\ufdd0-\ufdef\ufffe\uffff]")
_ENTITY = re.compile(r"&(?:amp;)*(?:#\d{1,7}|#[xX][0-9A-Fa-f]{1,6}|([A-Za-z][A-Za-z0-9]*));")
_MOJIBAKE = re.compile("[ÃÂâÐÑðï][\u0080-\u00ff€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]")


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a unit."""

    unit: Held
    kind: str
    reason: str


def broken(units: Sequence[Held]) -> Iterator[Fault]:
    """Characters that no text has, or that another encoding would have: ``Ã©`` for ``é``."""
    for unit in units:
        for side, text in (("source", unit.source), ("target", unit.target)):
            found = _BROKEN.search(text) or _entity(text) or (_MOJIBAKE.search(text) if _is_mojibake(text) else None)
            if found:
                yield Fault(unit, "broken", f"the {side} has {found.group()!r}")
                break


def _entity(text: str) -> re.Match[str] | None:
    """A character by its HTML name or number, which nobody has read as one: ``&eacute;``, ``&#39;``, ``&amp;nbsp;``."""
    return next((m for m in _ENTITY.finditer(text) if not m[1] or f"{m[1]};" in html5), None) if "&" in text else None


def _is_mojibake(text: str) -> bool:
    """Do its bytes, as Windows wrote them, read as UTF-8?"""
    for run in re.findall(r"[^\x00-\x7f]+", text):
        for encoding in ("cp1252", "latin-1"):
            try:
                if len(run.encode(encoding).decode("utf-8")) < len(run):
                    return True
            except UnicodeError:
                continue
    return False


def untranslated(units: Sequence[Held]) -> Iterator[Fault]:
    """The target is the source, and has words of the source's language; names and figures may stay."""
    for unit in units:
        if _copied(unit):
            said = told(unit.target, unit.target_lang, unit.source_lang)
            if said.other > 0 and 2 * said.own <= said.other and not said.name:
                yield Fault(unit, "untranslated", "the target is the source")


def _copied(unit: Held) -> bool:
    return normalise(unit.source).casefold() == normalise(unit.target).casefold()


def language(units: Sequence[Held]) -> Iterator[Fault]:
    """A side has words or letters of another language than its own."""
    for unit in units:
        sides = (languages.get(unit.source_lang), languages.get(unit.target_lang))
        for side, text, (own, other) in (("source", unit.source, sides), ("target", unit.target, sides[::-1])):
            if reason := other_language(text, own, other):
                yield Fault(unit, "language", f"the {side} {reason}")
                break


def other_language(text: str, own: Language, other: Language) -> str:
    """What shows that a text is not in its own language, ``looks English``; empty where nothing does."""
    words = split(normalise(text)).folded
    letters = [c for c in text if c.isalpha()]
    if not own.function_words or not letters:
        return ""
    if sum(c > "\u024f" for c in letters) > len(letters) / 2:
        return f"is not written as {own.name} is"
    said = told(text, own.code, other.code)
    here, there = (sum(word in known.function_words for word in words) for known in (own, other))
    if said.is_other or (there >= 2 and there > 2 * here and said.other > said.own):
        return f"looks {other.name}"
    if here == 0 and there == 0 and len(words) >= LONG and FEW * said.own <= len(words):
        return f"has no little word of {own.name}"
    return ""


def misaligned(units: Sequence[Held]) -> Iterator[Fault]:
    """The aligner, given the units in their order as two texts, pairs a source with another target or with none.

    What stands beside units that are wrong may be torn apart: where no other target is surely its own, a pair is looked
    at alone.
    """
    for pair, group in groupby(units, key=lambda unit: (unit.source_lang, unit.target_lang)):
        held = list(group)
        for start in range(0, len(held), TOGETHER):
            yield from _misaligned(held[start : start + TOGETHER], *pair)


def _misaligned(units: Sequence[Held], source_lang: str, target_lang: str) -> Iterator[Fault]:
    from kztrans.alignment import align

    beads = align(
        [unit.source for unit in units],
        [unit.target for unit in units],
        source_lang=source_lang,
        target_lang=target_lang,
    )
    partner = {n: bead for bead in beads for n in bead.source}
    for n, unit in enumerate(units):
        bead = partner.get(n)
        if bead is None or n not in bead.target:
            claimed = bead is not None and bead.kind == "1-1" and bead.score >= CLAIMED
            alone = [] if claimed else align([unit.source], [unit.target], source_lang, target_lang)
            if len(alone) == 1 and alone[0].score >= SURE:
                continue
            yield Fault(unit, "misaligned", "the target translates something else")
        elif bead.kind == "1-1" and bead.score < DOUBTFUL:
            yield Fault(unit, "misaligned", f"the aligner is {bead.score:.0%} sure that they belong together")


def duplicate(units: Sequence[Held]) -> Iterator[Fault]:
    """Source and target are those of another unit but for case, marks and white space: the last one stays.

    One in capitals throughout does not stay where another is written as in running text.
    """
    kept: dict[tuple[str, ...], Held] = {}
    for unit in units:
        words = _folded(unit)
        if words not in kept or _shouted(kept[words]) or not _shouted(unit):
            kept[words] = unit
    for unit in units:
        other = kept[_folded(unit)]
        if other.id != unit.id:
            yield Fault(unit, "duplicate", f"unit {other.id} says the same")


def _shouted(unit: Held) -> bool:
    """Is a side in capitals throughout, a word of more than an acronym's length among them?"""
    return any(text.isupper() and max(map(len, text.split())) > ACRONYM for text in (unit.source, unit.target))


def _folded(unit: Held) -> tuple[str, ...]:
    """The words of both sides; figures as they are written."""

    def words(text: str) -> list[str]:
        return [token.casefold() for token in split(normalise(text)).written if token[0].isalnum()]

    return (unit.source_lang, unit.target_lang, *words(unit.source), "\0", *words(unit.target))


KINDS: dict[str, Callable[[Sequence[Held]], Iterator[Fault]]] = {
    "broken": broken,
    "untranslated": untranslated,
    "language": language,
    "duplicate": duplicate,
    "misaligned": misaligned,
}
"""Name to what finds it; the later ones are given only what the earlier ones have not named."""


def faults(units: Sequence[Held], kinds: Sequence[str] = ()) -> list[Fault]:
    """What is wrong with units, each named once, in the order of ``KINDS`` and then of the units."""
    found: list[Fault] = []
    held = {unit.id: unit for unit in units}
    rest = [_without_codes(unit) for unit in units]
    for name, find in KINDS.items():
        if not kinds or name in kinds:
            new = list(find(rest))
            named = {fault.unit.id for fault in new}
            rest = [unit for unit in rest if unit.id not in named]
            found += [replace(fault, unit=held[fault.unit.id]) for fault in new]
    return found


def _without_codes(unit: Held) -> Held:
    if not unit.codes:
        return unit
    source, target = (inline.without(text, unit.codes) for text in (unit.source, unit.target))
    return replace(unit, source=source, target=target)
