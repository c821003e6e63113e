"""From two segmented documents to beads: what the aligner finds, what a person set by hand, and why a bead is one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from kztrans.errors import InputError
from kztrans.jobs.align_job import AlignJob, AlignResult
from kztrans.jobs.naming import outputs
from kztrans.merging import hand_beads
from kztrans.merging.cut import cut_as_before
from kztrans.merging.merge import ALIGNED_WITH, known_units
from kztrans.merging.moved import in_one_order, put_back
from kztrans.merging.record import Record
from kztrans.merging.texts import both
from kztrans.model import Bead, Catalog
from kztrans.units.recut import Worked, carried
from kztrans.units.side import Side

__all__ = ["align_texts", "aligned", "beads_of", "by_hand", "explain_bead", "hand_set", "ladder"]


_TORN = 0.3
"""The most that the probability of a pair of left over neighbours is taken for."""


def beads_of(source: Side, old: Catalog | None, record: Record) -> list[Bead]:
    """The beads of a text without a target: one a segment, or as the text's file cuts it if it was aligned before."""
    if not record.aligned and (old is None or ALIGNED_WITH not in dict(old.headers)):
        return [Bead((n,), (), 1.0) for n in range(len(source.segments))]
    return [Bead(tuple(run), (), 1.0) for run in cut_as_before(source, known_units(old, record), record)]


def align_texts(source: Side, target: Side, job: AlignJob) -> tuple[Side, Side, list[Bead]]:
    """Two segmented documents with what a person corrected, cut or joined in them, and the beads between them.

    Beads that a person set by hand (``merging.hand_beads``) stand as they are.
    """
    free = aligned(source, target, job)
    lines = hand_beads.read(hand_beads.beads_path(outputs(job).tmx))
    left, right = both(lines, source, target)
    return left.side, right.side, by_hand(free, lines, left, right, job)


def by_hand(
    free: list[Bead], lines: Sequence[hand_beads.HandBead], source: Worked, target: Worked, job: AlignJob
) -> list[Bead]:
    """The aligner's beads of two documents with what a person did to segments and beads, as lines say it."""
    if not lines:
        return free
    fixed = hand_beads.fixed_beads(lines, source.side, target.side)
    return hand_set(carried(free, source, target), fixed, source.side, target.side, job)


def hand_set(free: list[Bead], fixed: list[Bead], source: Side, target: Side, job: AlignJob) -> list[Bead]:
    """The aligner's beads with those in their place that a person set by hand; others may still cross."""

    def realigned(left: range, right: range) -> list[Bead]:
        sides = [Side(side.document, side.segments[r.start : r.stop]) for side, r in ((source, left), (target, right))]
        return [
            Bead(tuple(left.start + i for i in b.source), tuple(right.start + j for j in b.target), b.score)
            for b in aligned(sides[0], sides[1], replace(job, crossing=False))
        ]

    settled = hand_beads.settled(in_one_order(free), fixed, realigned)
    return put_back(settled, [bead for bead in free if bead.moved])


def aligned(source: Side, target: Side, job: AlignJob) -> list[Bead]:
    """The aligner's own beads, whatever was set by hand."""
    from kztrans.alignment import align

    return _mended(align(*_texts(source, target), **_options(source, target, job)))


def _mended(beads: list[Bead]) -> list[Bead]:
    """Beads with one segment alone beside one of the other side, between two pairs, taken together with all doubt.

    Of a free translation the two are mostly a pair without a word in common, as a translator sees at a glance; of a
    foreign sentence in place of another they are not, so the pair is never sure.
    """
    found: list[Bead] = []
    for number, bead in enumerate(beads):
        around = [bool(b.source and b.target) for b in beads[max(number - 2, 0) : number + 2]]
        if not bead.source and around == [True, False, False, True] and found[-1].kind == "1-0":
            score = round(1.0 - max(bead.score, found[-1].score), 4)
            found[-1] = Bead(found[-1].source, bead.target, min(score, _TORN))
        else:
            found.append(bead)
    return found


def explain_bead(result: AlignResult, job: AlignJob, which: str) -> list[str]:
    """Why a bead is one: its texts, then what counted, a line each.

    Args:
        which: its number, from 1, or words that stand in one of its texts; the first bead that has them.

    Raises:
        InputError: there is no target text, or no such bead.
    """
    source, target = result.source, result.target
    if target is None:
        raise InputError("there is nothing to explain without a target text", remedy="name SOURCE and TARGET")
    number = _number(which, result.beads, source, target)
    bead = result.beads[number - 1]
    texts = [f"source: {source.text(bead.source) or '-'}", f"target: {target.text(bead.target) or '-'}"]
    from kztrans.alignment import align, explain

    free = [(b.source, b.target) for b in align(*_texts(source, target), **_options(source, target, job))]
    if (bead.source, bead.target) not in free:
        lone = bead in aligned(source, target, job)
        return [*texts, f"bead {number}, {bead.kind}: {'left alone beside each other' if lone else 'set by hand'}"]
    place = free.index((bead.source, bead.target)) + 1
    return [*texts, *explain(place, *_texts(source, target), **_options(source, target, job)).lines()]


def _number(which: str, beads: Sequence[Bead], source: Side, target: Side) -> int:
    """The number of a bead, from 1, by that number or by words of its texts."""
    if which.strip().isdecimal():
        number = int(which[:9])
        if 1 <= number <= len(beads):
            return number
        raise InputError(f"there is no bead {which}", remedy=f"name one from 1 to {len(beads)}, or some of its words")
    words = " ".join(which.split()).casefold()
    for number, bead in enumerate(beads, 1):
        texts = (source.text(bead.source), target.text(bead.target))
        if words and any(words in " ".join(text.split()).casefold() for text in texts):
            return number
    raise InputError(f"no bead has the words {which!r}", remedy="copy some words of the source or of its translation")


def ladder(result: AlignResult) -> str:
    """The beads as hunalign prints them: in one order of both texts."""
    from kztrans.alignment import ladder as printed

    source, target = result.source, result.target
    return printed(in_one_order(result.beads), *_texts(source, target or Side(source.document, ())))


def _texts(source: Side, target: Side) -> tuple[list[str], list[str]]:
    return [s.text for s in source.segments], [s.text for s in target.segments]


def _options(source: Side, target: Side, job: AlignJob) -> dict[str, Any]:
    return {
        "source_lang": job.source_lang,
        "target_lang": job.target_lang,
        "glossary": job.glossary,
        "lexicon": job.lexicon,
        "crossing": job.crossing,
        "vectors": job.vectors,
        "anchors": _anchors(source, target, job.anchors),
        "source_paragraphs": [s.paragraph for s in source.segments],
        "target_paragraphs": [s.paragraph for s in target.segments],
    }


def _anchors(source: Side, target: Side, lines: tuple[tuple[int, int], ...]) -> list[tuple[int, int]]:
    """Pairs of first segments of the lines that are anchored to each other."""
    first_source = {s.line: n for n, s in reversed(list(enumerate(source.segments)))}
    first_target = {s.line: n for n, s in reversed(list(enumerate(target.segments)))}
    return [(first_source[a], first_target[b]) for a, b in lines if a in first_source and b in first_target]
