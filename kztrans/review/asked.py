"""What is to be done to the pairs of a document, and what the pairs are then: pure functions on an alignment."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from kztrans.errors import InputError
from kztrans.jobs.align_job import MIN_CONFIDENCE
from kztrans.merging import bead_operations
from kztrans.merging.bead_operations import crosses
from kztrans.merging.replacing import Replacing
from kztrans.model import Bead
from kztrans.typed import on_one_line
from kztrans.units.recut import Worked, worked
from kztrans.units.side import Side, one_line

__all__ = [
    "Alignment",
    "Asked",
    "Key",
    "Wanted",
    "found_by",
    "in_source",
    "key_of",
    "said",
    "sources_changed",
    "wanted",
]

_EMPTIED = "a sentence cannot be emptied"
_INSTEAD = "delete the pair, or leave it out of the TMX"

Key = tuple[tuple[int, ...], tuple[int, ...]]


@dataclass(frozen=True)
class Alignment:
    """The beads between the two texts of a document, in order."""

    left: Worked
    right: Worked
    beads: tuple[Bead, ...]
    hand: frozenset[Key]
    """Those that were set by hand."""
    stale: int = 0
    """Segments that the PO does not have as the beads give them: it was made from other texts."""
    others: int = 0
    """Entries of the PO that no beads give."""

    @property
    def source(self) -> Side:
        """The source, with what was corrected in it."""
        return self.left.side

    @property
    def target(self) -> Side:
        """The translated text, with what was corrected in it."""
        return self.right.side

    def is_hand(self, bead: Bead) -> bool:
        """Was it set by hand?"""
        return (bead.source, bead.target) in self.hand

    def doubtful(self, bead: Bead) -> bool:
        """Is it to be looked at by a person?"""
        return not self.is_hand(bead) and bead.score < MIN_CONFIDENCE

    @cached_property
    def version(self) -> str:
        """Another one where any pair is another."""
        content = repr((hash(self.beads), len(self.hand), self.left.recuts, self.right.recuts))
        return hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()[:12]


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody asks for, of the pair with these segments."""

    operation: str
    key: Key
    said: str = ""
    """What the user saw in the pair (``said``); empty: whatever it says."""
    source: int = 0
    """Of a split: how many source segments are the first part. Of a new pair: the source segment."""
    target: int = 0
    other: Key = ((), ())
    """Of a new pair: the pair that has the target segment."""
    other_said: str = ""
    first: int = 0
    """Of a range: the number of its first pair, from 0."""
    last: int = -1
    version: str = ""
    """Of a range: the alignment that the user saw."""
    texts: tuple[tuple[str, str], tuple[str, str]] = (("", ""), ("", ""))
    """Of a text: what source and translation were and what they are to be, a segment a line."""
    replacing: Replacing | None = None
    """What is to be replaced in the source, in all segments (``in_source``) of the alignment that the user saw."""
    left: frozenset[int] = frozenset()
    """Of these segments, by their numbers, those that stay as they are."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be: the beads that a person has set and the segments, with the number of the first bead concerned."""

    fixed: tuple[Bead, ...]
    left: Worked
    right: Worked
    number: int
    about: Bead
    everywhere: bool = False
    """Do the pairs stay, and texts of any of them change?"""


def sources_changed(before: Alignment, after: Alignment, found: Wanted) -> list[tuple[str, str]]:
    """The sources of pairs, with their codes, that say something else now though the pairs are the same."""
    if before.left.recuts == after.left.recuts or not found.number < len(after.beads):
        return []
    if found.everywhere:
        return _all_changed(before, after)
    old, new = before.beads[found.number], after.beads[found.number]
    texts = before.source.coded(old.source).text, after.source.coded(new.source).text
    return [texts] if old.source and new.source and texts[0] != texts[1] and _is_once(before, old) else []


def _is_once(alignment: Alignment, one: Bead) -> bool:
    """Has no other pair the source text of this one?"""
    side = alignment.source
    text = side.text(one.source)
    begins = text.lstrip()[:1]
    return not any(
        bead.source
        and bead.source != one.source
        and side.segments[bead.source[0]].text.lstrip()[:1] == begins
        and side.text(bead.source) == text
        for bead in alignment.beads
    )


def _all_changed(before: Alignment, after: Alignment) -> list[tuple[str, str]]:
    now = {key_of(bead): bead for bead in after.beads}
    changed: dict[str, set[str]] = {}
    for bead in before.beads:
        if bead.source and key_of(bead) in now:
            new = after.source.coded(bead.source).text
            changed.setdefault(before.source.coded(bead.source).text, set()).add(new)
    return [(old, min(new)) for old, new in changed.items() if len(new) == 1 and new != {old}]


def in_source(alignment: Alignment, replacing: Replacing) -> dict[int, str]:
    """The source segments that have what is looked for, by their numbers, each as it is to be."""
    if not replacing.query.strip():
        return {}
    texts = ((n, one_line(segment.text)) for n, segment in enumerate(alignment.source.segments))
    return {n: replacing.pattern.sub(replacing.instead, text) for n, text in texts if replacing.pattern.search(text)}


def said(alignment: Alignment, bead: Bead) -> str:
    """What a form carries to tell whether a pair still says what the user saw."""
    texts = (alignment.source.text(bead.source), alignment.target.text(bead.target))
    return hashlib.sha256("\0".join(texts).encode("utf-8", "surrogatepass")).hexdigest()[:10]


def key_of(bead: Bead) -> Key:
    """What a bead is known by as long as the segments are the same."""
    return bead.source, bead.target


def wanted(alignment: Alignment, asked: Asked, fixed: Sequence[Bead]) -> Wanted:
    """What the pairs are to be.

    Args:
        fixed: those that a person has set so far.

    Raises:
        InputError: it cannot be done, or a pair is not any more what the user saw.
    """
    if asked.operation == "confirm-range":
        return _range(alignment, asked, fixed)
    if asked.replacing is not None:
        return _replaced(alignment, asked, asked.replacing, fixed)
    number = found_by(alignment, asked.key, asked.said)
    beads = alignment.beads
    if asked.operation == "text":
        return _reworded(alignment, asked, fixed, number)
    if asked.operation == "release":
        kept = [bead for bead in fixed if key_of(bead) != asked.key]
        return _same_texts(alignment, kept, number)
    if asked.operation == "pair":
        other = found_by(alignment, asked.other, asked.other_said)
        changes = bead_operations.paired(beads, number, other, asked.source, asked.target)
    elif asked.operation == "split-at":
        changes = [bead_operations.split_at(beads, number, asked.source, asked.target)]
    elif asked.operation in bead_operations.OPERATIONS:
        changes = [bead_operations.OPERATIONS[asked.operation](beads, number)]
    else:
        raise InputError("nothing was done", remedy="use the buttons of the page")
    return _same_texts(alignment, _with(fixed, beads, changes), number)


def found_by(alignment: Alignment, key: Key, seen: str) -> int:
    """The number of the pair with these segments.

    Raises:
        InputError: it is not any more what the user saw.
    """
    number = bead_operations.find(alignment.beads, *key)
    if seen and seen != said(alignment, alignment.beads[number]):
        raise InputError("this pair is not there any more", remedy="look at the page again")
    return number


def _same_texts(alignment: Alignment, fixed: Sequence[Bead], number: int) -> Wanted:
    return Wanted(tuple(fixed), alignment.left, alignment.right, number, alignment.beads[number])


def _with(fixed: Sequence[Bead], beads: Sequence[Bead], changes: Sequence[bead_operations.Change]) -> list[Bead]:
    """The fixed beads after changes: without those that gave way, with the new ones, which may cross others."""
    gone = {key_of(bead) for change in changes for bead in beads[change.first : change.last]}
    others = [bead for bead in beads if key_of(bead) not in gone]
    new = [bead for change in changes for bead in change.new]
    new = [replace(b, moved=crosses(b, others) or crosses(b, [n for n in new if n is not b])) for b in new]
    return [bead for bead in fixed if key_of(bead) not in gone] + new


def _range(alignment: Alignment, asked: Asked, fixed: Sequence[Bead]) -> Wanted:
    """All pairs from one to another are right as they are."""
    if asked.version != alignment.version:
        raise InputError("the pairs have changed since", remedy="look at the page again")
    if not 0 <= asked.first <= asked.last < len(alignment.beads):
        raise InputError("there are no such pairs", remedy="give the numbers of the first and the last pair")
    new = [b for b in alignment.beads[asked.first : asked.last + 1] if not alignment.is_hand(b)]
    kept = [*fixed, *(replace(bead, score=1.0) for bead in new)]
    return _same_texts(alignment, kept, asked.last)


def _replaced(alignment: Alignment, asked: Asked, replacing: Replacing, fixed: Sequence[Bead]) -> Wanted:
    """Something is replaced in the source, in all segments but those that are left; the pairs stay as they are."""
    if asked.version != alignment.version:
        raise InputError("the pairs have changed since", remedy="look at the preview again")
    new = {n: on_one_line(text, "the new text") for n, text in in_source(alignment, replacing).items()}
    new = {n: text for n, text in new.items() if n not in asked.left and text != alignment.source.segments[n].text}
    if not new:
        raise InputError("there is nothing to replace", remedy="look for something else")
    if not all(new.values()):
        raise InputError(_EMPTIED, remedy=_INSTEAD)
    left = worked(alignment.left.raw, alignment.left.with_each(new))
    first = min(new)
    number = next((n for n, bead in enumerate(alignment.beads) if first in bead.source), 0)
    return Wanted(tuple(fixed), left, alignment.right, number, alignment.beads[number], everywhere=True)


def _reworded(alignment: Alignment, asked: Asked, fixed: Sequence[Bead], number: int) -> Wanted:
    """A pair says something else, a segment a line; it is set by hand from then on."""
    bead = alignment.beads[number]
    sides, beads = [alignment.left, alignment.right], [bead, *(b for b in fixed if key_of(b) != key_of(bead))]
    changed = False
    for which, (was, text) in enumerate(asked.texts):
        run = bead.target if which else bead.source
        before = [one_line(sides[which].side.segments[n].text) for n in run]
        after = [line for line in (on_one_line(line, "the text") for line in text.split("\n")) if line]
        if was != "\n".join(before):
            raise InputError("the text of this pair has changed since", remedy="look at it again")
        if after == before:
            continue
        changed = True
        if not after or not before:
            raise InputError(_EMPTIED if before else "there is nothing to correct", remedy=_INSTEAD)
        sides[which], grown = _edited(sides[which], run, before, after)
        beads = [_grown(one, which, run, grown) for one in beads]
    if not changed:
        raise InputError("nothing was done", remedy="use the buttons of the page")
    return Wanted((*beads[1:], replace(beads[0], score=1.0)), sides[0], sides[1], number, bead)


def _grown(bead: Bead, which: int, run: Sequence[int], grown: int) -> Bead:
    """A bead once a run of segments of a side has become so many segments longer."""
    own = bead.target if which else bead.source
    if own == tuple(run):
        own = tuple(range(run[0], run[-1] + 1 + grown))
    else:
        own = tuple(n + grown if n > run[-1] else n for n in own)
    return replace(bead, target=own) if which else replace(bead, source=own)


def _edited(side: Worked, run: Sequence[int], before: Sequence[str], after: Sequence[str]) -> tuple[Worked, int]:
    """A side with other texts in a run of segments, and how many segments it has more."""
    if list(run) != list(range(run[0], run[-1] + 1)):
        raise InputError("these sentences are not neighbours", remedy="pair them one by one")
    if len(before) == len(after):
        for n, old, new in zip(run, before, after, strict=True):
            if old != new:
                side = worked(side.raw, side.with_texts(range(n, n + 1), [new]))
        return side, 0
    first = next(
        (n for n, (a, b) in enumerate(zip(before, after, strict=False)) if a != b), min(len(before), len(after))
    )
    last = 0
    while last < min(len(before), len(after)) - first and before[-1 - last] == after[-1 - last]:
        last += 1
    first = min(first, len(before) - last - 1)
    own = range(run[0] + first, run[0] + len(before) - last)
    paragraphs = {side.side.segments[n].paragraph for n in own}
    texts = after[first : len(after) - last]
    if not texts:
        raise InputError(_EMPTIED, remedy=_INSTEAD)
    if len(paragraphs) > 1:
        raise InputError("sentences of two paragraphs cannot be one", remedy="join the pairs instead")
    return worked(side.raw, side.with_texts(own, texts)), len(after) - len(before)
