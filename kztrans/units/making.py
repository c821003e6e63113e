"""From segments and beads to translation units."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Collection, Iterable
from dataclasses import replace

from kztrans import inline
from kztrans.model import Bead, Unit
from kztrans.units.side import Coded, Side

__all__ = ["DOUBT", "LEFT_OUT", "MEMORY", "make_units", "unit_key"]

DOUBT = "Alignment confidence:"
"""How the note of a doubtful bead begins."""
LEFT_OUT = "The target text leaves this out."
"""The note of a segment that has no counterpart; an empty translation without it was emptied by a person."""
MEMORY = "Memory:"
"""How the note of a translation out of a memory begins."""
CONTEXT_LENGTH = 60
"""Code points of the preceding source that a context quotes."""


def unit_key(text: str) -> str:
    """What two sources have in common when they are one: the text in NFC."""
    return unicodedata.normalize("NFC", text)


def make_units(
    source: Side,
    target: Side | None,
    beads: Iterable[Bead],
    notes: Callable[[str], tuple[str, ...]],
    min_confidence: float,
    variants: Collection[tuple[str, str]] = (),
) -> list[Unit]:
    """One unit a bead, in the source's order; beads whose score is below ``min_confidence`` are fuzzy.

    A target segment without a source becomes a note of the unit before it. Segments that are equal, with one
    translation, are one unit with every reference; with several, a context tells the units apart.

    ``variants`` are the contexts, with the keys of their sources, that were told apart before: what has no translation
    now is told apart there again, so that a person's translation keeps its place.
    """
    units: list[Unit] = []
    for bead in beads:
        if not bead.source:
            if units and target:
                remark = f"Here the target has, without a source: {target.text(bead.target)}"
                units[-1] = replace(units[-1], notes=(*units[-1].notes, remark))
            continue
        text = source.coded(bead.source)
        translation = _translation(target.coded(bead.target), text) if target else ""
        fuzzy = bool(translation) and bead.score < min_confidence
        remarks = (*inline.explained(text.text, text.codes), *notes(inline.without(text.text, text.codes)))
        units.append(
            Unit(
                source=text.text,
                target=translation,
                fuzzy=fuzzy,
                references=source.references(bead.source),
                notes=remarks + (_doubt(bead),) * fuzzy + (LEFT_OUT,) * (target is not None and not translation),
                score=bead.score if translation else None,
                origin="alignment" if translation else None,
                codes=text.codes,
            )
        )
    return _unite(units, variants)


def _translation(target: Coded, source: Coded) -> str:
    """A text of another document with the codes of its source, where it has codes of their kind."""
    return inline.rewritten(target.text, target.codes, inline.fitting(target.codes, source.codes))


def _doubt(bead: Bead) -> str:
    return f"{DOUBT} {100 * bead.score:.0f} %"


def _unite(units: list[Unit], known: Collection[tuple[str, str]]) -> list[Unit]:
    """Units of one source and one translation become one; of several translations, later ones get a context."""
    united: dict[str, list[Unit]] = {}
    order: list[tuple[str, int]] = []
    previous = ""
    for unit in units:
        key = unit_key(unit.source)
        variants = united.setdefault(key, [])
        context = _context(previous)
        apart = context if not unit.target and variants and (context, key) in known else None
        same = next((n for n, variant in enumerate(variants) if _is_one(variant, unit, apart)), None)
        if same is None:
            order.append((key, len(variants)))
            variants.append(replace(unit, context=_unique(context, variants) if variants else None))
        else:
            variants[same] = _join(variants[same], unit)
        previous = inline.without(unit.source, unit.codes)
    return [united[key][n] for key, n in order]


def _is_one(variant: Unit, unit: Unit, apart: str | None) -> bool:
    """Is a unit another occurrence of a variant of its source? ``apart``: only of the one with that context."""
    if apart is not None:
        return variant.context == apart
    return not unit.target or variant.target in ("", unit.target)


def _join(first: Unit, second: Unit) -> Unit:
    """One unit of two with the same source and the same translation, or one of them without any."""
    better = second if (second.target and (not first.target or (second.score or 0) > (first.score or 0))) else first
    return replace(
        better,
        context=first.context,
        references=tuple(dict.fromkeys(first.references + second.references)),
        notes=tuple(
            dict.fromkeys(better.notes + tuple(n for n in first.notes + second.notes if n.startswith("Here ")))
        ),
    )


def _context(previous: str) -> str:
    words = previous[:CONTEXT_LENGTH].rstrip()
    return f"after: {words}" if words else "at the beginning"


def _unique(context: str, variants: list[Unit]) -> str:
    """The context, with a number where another variant has it already."""
    taken = {variant.context for variant in variants}
    unique, number = context, 2
    while unique in taken:
        unique, number = f"{context} ({number})", number + 1
    return unique
