"""Segments as a person has them: corrected, cut at another place, joined with the next.

A run of neighbouring segments of one paragraph gives way to texts, each a segment. The document itself, which is
somebody else's file, stays as it is; what is shown of it, aligned and translated has the new words.

>>> from kztrans.model import Segment
>>> text = "Ia tiba hri ini. Hujan."
>>> raw = Side(Document("t.txt", text, "id"), (Segment(text[:16], 0, 16), Segment(text[17:], 17, 23)))
>>> done = worked(raw, [Recut(0, 1, ("Ia tiba", "hari ini."))])
>>> [s.text for s in done.side.segments], done.places
(['Ia tiba', 'hari ini.', 'Hujan.'], [range(0, 2), range(2, 3)])
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from kztrans import inline
from kztrans.documents import assembled
from kztrans.model import Bead, Document, Segment
from kztrans.paragraphs import paragraphs_of
from kztrans.units.side import Side

__all__ = ["Recut", "Worked", "carried", "worked"]


@dataclass(frozen=True, slots=True)
class Recut:
    """Segments ``first`` up to ``stop`` (half open), as the document has them, and the texts that stand for them."""

    first: int
    stop: int
    texts: tuple[str, ...]


@dataclass(frozen=True)
class Worked:
    """A side as its document has it, and as a person has it."""

    raw: Side
    side: Side
    recuts: tuple[Recut, ...] = ()

    @cached_property
    def places(self) -> list[range]:
        """For each segment of the document those that stand for it."""
        found: list[range] = []
        now = 0
        for recut in (*self.recuts, Recut(len(self.raw.segments), len(self.raw.segments), ())):
            alone = recut.first - len(found)
            found += [range(n, n + 1) for n in range(now, now + alone)]
            now += alone
            found += [range(now, now + len(recut.texts))] * (recut.stop - recut.first)
            now += len(recut.texts)
        return found

    @cached_property
    def recut_segments(self) -> frozenset[int]:
        """The document's segments that others stand for."""
        return frozenset(n for recut in self.recuts for n in range(recut.first, recut.stop))

    def raw_run(self, run: range) -> range:
        """The document's segments that a run of segments stands for, and what was recut together with them."""
        own = [n for n, place in enumerate(self.places) if place.start < run.stop and run.start < place.stop]
        return range(own[0], own[-1] + 1)

    def with_texts(self, run: range, texts: Sequence[str]) -> tuple[Recut, ...]:
        """The recuts once some neighbouring segments have given way to texts."""
        raw = self.raw_run(run)
        whole = range(self.places[raw.start].start, self.places[raw.stop - 1].stop)
        before, after = range(whole.start, run.start), range(run.stop, whole.stop)
        kept = [tuple(self.side.segments[n].text for n in part) for part in (before, after)]
        new = (*kept[0], *texts, *kept[1])
        recuts = [r for r in self.recuts if r.stop <= raw.start or raw.stop <= r.first]
        if new != tuple(self.raw.segments[n].text for n in raw):
            recuts.append(Recut(raw.start, raw.stop, new))
        return tuple(sorted(recuts, key=lambda recut: recut.first))

    def with_each(self, texts: Mapping[int, str]) -> tuple[Recut, ...]:
        """The recuts once single segments, by their numbers, say something else."""
        recuts, done = list(self.recuts), set[int]()
        for n in sorted(texts):
            raw = self.raw_run(range(n, n + 1))
            if raw.start in done:
                continue
            done.add(raw.start)
            whole = range(self.places[raw.start].start, self.places[raw.stop - 1].stop)
            new = tuple(texts.get(i, self.side.segments[i].text) for i in whole)
            recuts = [r for r in recuts if r.stop <= raw.start or raw.stop <= r.first]
            if new != tuple(self.raw.segments[i].text for i in raw):
                recuts.append(Recut(raw.start, raw.stop, new))
        return tuple(sorted(recuts, key=lambda recut: recut.first))


def worked(raw: Side, recuts: Sequence[Recut]) -> Worked:
    """A side with some of its segments recut; the recuts do not overlap, and each lies in one paragraph."""
    if not recuts:
        return Worked(raw, raw)
    recuts = tuple(sorted(recuts, key=lambda recut: recut.first))
    text = raw.document.text
    segments: list[Segment] = []
    edits: list[tuple[int, int, str]] = []
    shift = at = 0
    for recut in recuts:
        segments += _shifted(raw.segments[at : recut.first], shift)
        first, last = raw.segments[recut.first], raw.segments[recut.stop - 1]
        old = text[first.start : last.end]
        new, spans = _laid_out(old, recut.texts)
        for begin, end in spans:
            place = first.start + shift + begin
            line = first.line + (old.count("\n", 0, begin) if new == old and first.line != last.line else 0)
            segments.append(Segment(new[begin:end], place, place + end - begin, first.paragraph, line))
        if new != old:
            edits.append((first.start, last.end, new))
            shift += len(new) - len(old)
        at = recut.stop
    segments += _shifted(raw.segments[at:], shift)
    return Worked(raw, Side(_edited(raw.document, edits), tuple(segments)), recuts)


def carried(beads: Sequence[Bead], source: Worked, target: Worked) -> list[Bead]:
    """Beads of the documents' segments as beads of those that stand for them; such as share one are one.

    So what a person changes in a sentence changes nothing of the beads elsewhere.
    """
    if not source.recuts and not target.recuts:
        return list(beads)
    found: list[Bead] = []
    taken: tuple[dict[int, int], dict[int, int]] = ({}, {})
    for bead in beads:
        if source.recut_segments.isdisjoint(bead.source) and target.recut_segments.isdisjoint(bead.target):
            found.append(_moved_on(bead, source, target))
            continue
        sides = (_now(bead.source, source), _now(bead.target, target))
        shared = [taken[n][i] for n in (0, 1) for i in sides[n] if i in taken[n]]
        if shared and min(shared) == len(found) - 1:
            last = found.pop()
            own = tuple(tuple(dict.fromkeys((*a, *b))) for a, b in zip((last.source, last.target), sides, strict=True))
            found.append(Bead(own[0], own[1], min(last.score, bead.score), last.moved or bead.moved))
        else:
            own = tuple(tuple(i for i in side if i not in taken[n]) for n, side in enumerate(sides))
            if not any(own):
                continue
            found.append(replace(bead, source=own[0], target=own[1]))
        for n, side in enumerate((found[-1].source, found[-1].target)):
            taken[n].update(dict.fromkeys(side, len(found) - 1))
    return found


def _moved_on(bead: Bead, source: Worked, target: Worked) -> Bead:
    """A bead none of whose segments is recut."""
    own = tuple([source.places[i].start for i in bead.source])
    other = tuple([target.places[i].start for i in bead.target])
    return bead if (own, other) == (bead.source, bead.target) else Bead(own, other, bead.score, bead.moved)


def _now(indexes: Sequence[int], side: Worked) -> tuple[int, ...]:
    return tuple(dict.fromkeys(n for i in indexes for n in side.places[i]))


def _shifted(segments: Sequence[Segment], by: int) -> Sequence[Segment]:
    """Segments so many code points further on in their text."""
    return [replace(s, start=s.start + by, end=s.end + by) for s in segments] if by else segments


def _laid_out(old: str, texts: Sequence[str]) -> tuple[str, list[tuple[int, int]]]:
    """The passage that texts make up, and where each stands in it: the old one where they only cut it."""
    if "".join("".join(texts).split()) != "".join(old.split()):
        spans, position = [], 0
        for text in texts:
            spans.append((position, position + len(text)))
            position += len(text) + 1
        return " ".join(texts), spans
    spans, position = [], 0
    for text in texts:
        start = position + len(old[position:]) - len(old[position:].lstrip())
        position = start
        for _ in range(len("".join(text.split()))):
            while old[position].isspace():
                position += 1
            position += 1
        spans.append((start, position))
    return old, spans


def _edited(document: Document, edits: Sequence[tuple[int, int, str]]) -> Document:
    """A document with other words in some places, whose codes stay about where they were."""
    if not edits:
        return document
    if not document.blocks:
        return replace(document, text=_with(document.text, 0, edits))
    blocks = list(document.blocks)
    for number, place in enumerate(paragraphs_of(document)):
        own = [edit for edit in edits if place.start <= edit[0] and edit[1] <= place.end]
        if own:
            block = blocks[number]
            words = _with(inline.without(block.text, block.codes), place.start, own)
            text = inline.reworded(block.text, block.codes, words)
            whole = inline.without(text, block.codes) == words
            blocks[number] = replace(block, text=text if whole else words, codes=block.codes if whole else ())
    text = assembled(blocks, document.path, document.lang).text
    return replace(document, text=text, blocks=tuple(blocks))


def _with(text: str, start: int, edits: Sequence[tuple[int, int, str]]) -> str:
    for begin, end, new in reversed(edits):
        text = text[: begin - start] + new + text[end - start :]
    return text
