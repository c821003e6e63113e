"""From segments and beads to translation units."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from kztrans import inline
from kztrans.model import Bead, Unit
from kztrans.units.keys import unit_key
from kztrans.units.left_out import LEFT_OUT, left_out_notes
from kztrans.units.side import Coded, Side
from kztrans.units.variants import context_after, continued, in_their_places, returning, told_apart

if TYPE_CHECKING:
    from kztrans.units.notes import Notes

__all__ = ["AHEAD", "DOUBT", "HERE", "MACHINE", "MACHINE_FAULT", "MEMORY", "make_units", "unit_key"]

DOUBT = "Alignment confidence:"
"""How the note of a doubtful bead begins."""
HERE = "Here the target has, without a source:"
"""How the note of a target segment without a source begins."""
AHEAD = "Before this the target has, without a source:"
"""How such a note of the first unit begins."""
MEMORY = "Memory:"
"""How the note of a translation out of a memory begins."""
MACHINE = "Machine:"
"""How the note of a translation by a machine begins."""
MACHINE_FAULT = "Machine, to look at:"
"""How a note of what a check found in it begins."""


def make_units(
    source: Side,
    target: Side | None,
    beads: Iterable[Bead],
    notes: Notes,
    min_confidence: float,
    known: Sequence[Unit] = (),
    dropped: Sequence[Unit] = (),
    first: int = 1,
) -> list[Unit]:
    """One unit a bead, in the source's order; beads whose score is below ``min_confidence`` are fuzzy.

    A target segment without a source becomes a note of the unit before it, or where there is none, after it. Segments
    that are equal, with one translation, are one unit with every reference; with several, a context tells them apart.

    ``known`` are the units that a file of this text has already. What they tell apart is told apart again, each place
    with the one that it continues, whose context, where it is another one now, becomes ``previous_context``. So is what
    they told apart before, where an obsolete one's place is there again. ``dropped`` are those of the obsolete ones
    that were live when kztrans last wrote the file: a program took them out. ``first`` is the first bead's number.
    """
    units: list[Unit] = []
    ahead: tuple[str, ...] = ()
    beads = tuple(beads)
    left_out = left_out_notes(beads, source, target, first) if target else {}
    for number, bead in enumerate(beads, first):
        if not bead.source:
            if units and target:
                remark = f"{HERE} {target.text(bead.target)}"
                units[-1] = replace(units[-1], notes=(*units[-1].notes, remark))
            elif target:
                ahead += (f"{AHEAD} {target.text(bead.target)}",)
            continue
        text = source.coded(bead.source)
        translation = _translation(target.coded(bead.target), text) if target else ""
        fuzzy = bool(translation) and bead.score < min_confidence
        explained = inline.explained(text.text, text.codes)
        doubts = (_doubt(bead, number),) * fuzzy
        if target is not None and not translation:
            doubts += (left_out.get(number, LEFT_OUT),)
        terms = notes(inline.without(text.text, text.codes), len(explained) + len(doubts))
        units.append(
            Unit(
                source=text.text,
                target=translation,
                fuzzy=fuzzy,
                references=source.references(bead.source),
                notes=(*explained, *terms, *doubts),
                score=bead.score if translation else None,
                origin="alignment" if translation else None,
                codes=text.codes,
            )
        )
    units[:1] = [replace(unit, notes=(*ahead, *unit.notes)) for unit in units[:1]]
    return _unite(units, known, dropped)


def _translation(target: Coded, source: Coded) -> str:
    """A text of another document with the codes of its source, where it has codes of their kind."""
    return inline.rewritten(target.text, target.codes, inline.fitting(target.codes, source.codes))


def _doubt(bead: Bead, number: int) -> str:
    """Of a doubtful bead its number, too, by which ``align --explain`` tells why it is one."""
    return f"{DOUBT} {100 * bead.score:.0f} %, bead {number}"


def _unite(places: list[Unit], known: Sequence[Unit], dropped: Sequence[Unit]) -> list[Unit]:
    """Places of one source are one unit where nothing tells them apart: neither the known units nor translations."""
    back = in_their_places(places, known, dropped)
    placed = {id(unit) for unit in back.values()}
    rest = [unit for unit in returning(places, known) if id(unit) not in placed]
    settled = {place: number for number, place in enumerate(back, len(rest))}
    known = [*rest, *back.values()]
    apart, owners = told_apart(known), continued(places, known, settled)
    united: dict[str, list[Unit]] = {}
    order: list[tuple[str, int]] = []
    continues: dict[tuple[str, int], int | None] = {}
    previous = ""
    for unit, owner in zip(places, owners, strict=True):
        key = unit_key(unit.source)
        variants = united.setdefault(key, [])
        same = next(
            (
                n
                for n, variant in enumerate(variants)
                if continues[key, n] == owner and (owner is not None or _is_one(variant, unit, key in apart))
            ),
            None,
        )
        if same is not None:
            variants[same] = _join(variants[same], unit)
        else:
            number = len(variants)
            order.append((key, number))
            continues[key, number] = owner
            first = known[owner].context is None if owner is not None else not variants and key not in apart
            context = None if first else _unique(context_after(previous), variants)
            variants.append(replace(unit, context=context))
        previous = inline.without(unit.source, unit.codes)
    return [_continuing(united[key][n], None if (m := continues[key, n]) is None else known[m]) for key, n in order]


def _is_one(variant: Unit, unit: Unit, apart: bool) -> bool:
    """Is a unit another occurrence of a variant of its source? Without a translation not where others are apart."""
    if apart:
        return bool(unit.target) and variant.target == unit.target
    return not unit.target or variant.target in ("", unit.target)


def _join(first: Unit, second: Unit) -> Unit:
    """One unit of two with the same source; doubtful where their translations differ."""
    better = second if (second.target and (not first.target or (second.score or 0) > (first.score or 0))) else first
    differ = bool(first.target and second.target) and first.target != second.target
    return replace(
        better,
        fuzzy=better.fuzzy or differ,
        context=first.context,
        references=tuple(dict.fromkeys(first.references + second.references)),
        notes=tuple(
            dict.fromkeys(better.notes + tuple(n for n in first.notes + second.notes if n.startswith((HERE, AHEAD))))
        ),
    )


def _continuing(unit: Unit, known: Unit | None) -> Unit:
    if known is None or known.context == unit.context:
        return unit
    return replace(unit, previous_context=known.context)


def _unique(context: str, variants: list[Unit]) -> str:
    """The context, with a number where another variant has it already."""
    taken = {variant.context for variant in variants}
    unique, number = context, 2
    while unique in taken:
        unique, number = f"{context} ({number})", number + 1
    return unique
