r"""Beads that a person set by hand: a file of them beside the TMX, and their way into the next alignment.

``locales/berita.id-en.tmx`` has ``locales/berita.id-en.beads.tsv``: UTF-8, tab-separated, a header, one confirmed bead
a line, in the order of the text. A line holds the texts themselves, not their numbers, so that it stays true when the
text around it changes and two branches' files merge line by line: the source, the target (either may be empty), and the
end of the text before, which tells equal sentences apart. Compared are letters and digits only, without case.

A fourth cell says that a line is something else: ``crossing``, a bead that crosses others; ``text``, a passage of one
side as its document has it, with the texts that stand for it, a segment each, in the cells after (``merging.texts``).

>>> line = HandBead("Rapat dimulai.", "The meeting began.")
>>> parse(serialize([line])) == (line,)
True
"""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from kztrans.errors import InputError
from kztrans.merging.passages import Place, Text, crossing, placed
from kztrans.model import Bead
from kztrans.reading import read_if_there
from kztrans.units.side import Side

__all__ = [
    "CROSSING",
    "TEXT",
    "HandBead",
    "beads_path",
    "fixed_beads",
    "hand_beads",
    "of_cells",
    "one_line",
    "parse",
    "quoted",
    "read",
    "serialize",
    "settled",
]

COLUMNS = ("source", "target", "after")
CROSSING = "crossing"
TEXT = "text"
AFTER = 40
"""Code points of the preceding text that a line quotes."""

Realign = Callable[[range, range], list[Bead]]
"""The beads between a run of source segments and a run of target segments, by their indexes."""


@dataclass(frozen=True, slots=True)
class HandBead:
    """One line: the texts of a bead, each on one line."""

    source: str
    target: str
    after: str = ""
    """The end of the source before it; of the target before it where the bead has no source."""
    how: str = ""
    """``crossing``, ``text``, or nothing."""
    texts: tuple[str, ...] = ()
    """The segments that stand for a passage, of a line of texts."""

    @property
    def cells(self) -> tuple[str, ...]:
        """What the line has between its tabs."""
        return (self.source, self.target, self.after, *filter(None, (self.how,)), *self.texts)


def beads_path(tmx: str | os.PathLike[str]) -> Path:
    """Where the beads of a document are kept, by its TMX.

    >>> beads_path("locales/berita.id-en.tmx").name
    'berita.id-en.beads.tsv'
    """
    return Path(tmx).with_suffix(".beads.tsv")


def read(path: str | os.PathLike[str]) -> tuple[HandBead, ...]:
    """The lines of a file; none where there is no file.

    Raises:
        InputError: it cannot be read, or a line of it is no bead.
    """
    return parse(read_if_there(path, "a file of beads") or b"", path)


def parse(data: bytes, path: str | os.PathLike[str] | None = None) -> tuple[HandBead, ...]:
    """The lines in the bytes of a file. A line that stands there twice counts once."""
    try:
        lines = data.decode("utf-8-sig").split("\n")
    except UnicodeDecodeError as error:
        raise InputError(f"not UTF-8 at byte {error.start}", path=path, remedy="save it as UTF-8") from error
    found: dict[HandBead, None] = {}
    for number, line in enumerate(lines, 1):
        cells = line.rstrip("\r").split("\t")
        if not line.strip() or tuple(cells[:2]) == COLUMNS[:2]:
            continue
        bead = of_cells(cells)
        if bead is None:
            raise InputError(
                "is not a bead: source, target and what stands before, with tabs between them",
                path=path,
                line=number,
                remedy="mend or delete the line; of a merge conflict keep the lines of both sides",
            )
        found.setdefault(bead)
    return tuple(found)


def of_cells(cells: Sequence[str]) -> HandBead | None:
    """The line that has some cells; None where it is none."""
    how, texts = cells[3] if len(cells) > 3 else "", tuple(cells[4:])
    sides = sum(bool(cell.strip()) for cell in cells[:2])
    two = how == CROSSING and sides == 2 and not texts
    one = how == TEXT and sides == 1 and bool(texts) and all(text.strip() for text in texts)
    if len(cells) < 2 or not sides or not (len(cells) < 4 or two or one):
        return None
    return HandBead(cells[0], cells[1], cells[2] if len(cells) > 2 else "", how, texts)


def serialize(beads: Iterable[HandBead]) -> bytes:
    """The bytes of a file."""
    rows = [COLUMNS, *(bead.cells for bead in beads)]
    return "".join("\t".join(map(one_line, row)) + "\n" for row in rows).encode("utf-8", "surrogatepass")


def hand_beads(beads: Iterable[Bead], source: Side, target: Side) -> list[HandBead]:
    """Beads of two texts, in their order, as lines of the file."""
    lines = []
    for bead in beads:
        side, first = (source, bead.source[0]) if bead.source else (target, bead.target[0])
        how = CROSSING if bead.moved else ""
        lines.append(HandBead(_joined(source, bead.source), _joined(target, bead.target), quoted(side, first), how))
    return lines


def quoted(side: Side, first: int) -> str:
    """The end of the text before a segment."""
    return one_line(side.segments[first - 1].text)[-AFTER:].strip() if first else ""


def fixed_beads(lines: Sequence[HandBead], source: Side, target: Side) -> list[Bead]:
    """The beads of lines whose texts still stand in both documents, with score 1, in the order of the text.

    A text is found wherever it begins and ends with a segment, however it is cut in between. Lines that cross though
    they do not say so, or that fit several places which nothing tells apart, are left out. A text that was changed a
    little is found between the neighbours that its line has in the file.
    """
    left, right = (Text([fold(s.text) for s in side.segments]) for side in (source, target))
    folded = {how: [_folded(b) for b in lines if b.how == how] for how in ("", CROSSING)}
    straight = placed(folded[""], left, right)
    beads = [_bead(place) for place in straight]
    beads += [replace(_bead(place), moved=True) for place in crossing(folded[CROSSING], left, right, straight)]
    return sorted(beads, key=lambda bead: not (bead.source and bead.target))


def settled(free: Sequence[Bead], fixed: Sequence[Bead], realign: Realign) -> list[Bead]:
    """An alignment in which the fixed beads stand: free beads between them where these fit, realigned ones elsewhere.

    Args:
        free: an alignment of the whole texts.
        fixed: beads of the same texts that neither overlap nor cross.
        realign: called for each stretch between fixed beads whose ends the free alignment bridges, even where fixed
            segments without a counterpart are taken from the ends.

    >>> free = [Bead((0,), (0,), 0.9), Bead((1,), (1, 2), 0.4), Bead((2,), (), 0.8)]
    >>> [b.kind for b in settled(free, [Bead((1,), (1,), 1.0)], lambda s, t: [Bead(tuple(s), tuple(t), 0.5)])]
    ['1-1', '1-1', '1-1']
    """
    borders = {(0, 0): 0}
    i = j = 0
    for number, bead in enumerate(free, 1):
        i, j = i + len(bead.source), j + len(bead.target)
        borders[i, j] = number
    others = [bead for bead in fixed if bead.moved or not (bead.source and bead.target)]
    apart = {n for bead in others for n in bead.source}, {n for bead in others for n in bead.target}
    result: list[Bead] = []
    start = (0, 0)
    for bead in sorted((b for b in fixed if b.source and b.target and not b.moved), key=lambda b: b.source):
        end = (bead.source[0], bead.target[0])
        result += _stretch(start, end, apart, free, borders, realign)
        result.append(bead)
        start = (bead.source[-1] + 1, bead.target[-1] + 1)
    result += _stretch(start, (i, j), apart, free, borders, realign)
    for bead in sorted(others, key=lambda b: (b.moved, not b.source, b.source, b.target)):
        result = _put_across(result, bead) if bead.moved else _cut_out(result, bead)
    return result


@lru_cache(maxsize=2**17)
def fold(text: str) -> str:
    """What is compared of a text: letters and digits, without case and accents; all of it where it has none.

    >>> fold("“Rapat, dimulai…” "), fold("* * *")
    ('rapatdimulai', '***')
    """
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in decomposed if c.isalnum()) or "".join(decomposed.split())


def _stretch(
    start: tuple[int, int],
    end: tuple[int, int],
    apart: tuple[set[int], set[int]],
    free: Sequence[Bead],
    borders: dict[tuple[int, int], int],
    realign: Realign,
) -> list[Bead]:
    """The beads of a stretch; segments that are set ``apart`` stand alone at its ends if the rest is free then."""
    if start == end:
        return []
    first, last = _border(start, end, apart, borders, 1), _border(end, start, apart, borders, -1)
    if first and last and first[0] <= last[0] and first[1] <= last[1]:
        return [*_alone(start, first), *free[borders[first] : borders[last]], *_alone(last, end)]
    return realign(range(start[0], end[0]), range(start[1], end[1]))


def _border(
    at: tuple[int, int],
    limit: tuple[int, int],
    apart: tuple[set[int], set[int]],
    borders: dict[tuple[int, int], int],
    step: int,
) -> tuple[int, int] | None:
    """The border of the free alignment next to a place, with nothing between them but segments set apart."""
    if at in borders:
        return at
    reach = []
    for n, own in enumerate(apart):
        now = at[n]
        while now != limit[n] and (now if step > 0 else now - 1) in own:
            now += step
        reach.append(range(at[n], now + step, step))
    found = ((i, j) for i in reach[0] for j in reach[1] if (i, j) in borders)
    return min(found, key=lambda b: abs(b[0] - at[0]) + abs(b[1] - at[1]), default=None)


def _alone(start: tuple[int, int], end: tuple[int, int]) -> list[Bead]:
    """Segments of both sides, each without a counterpart."""
    return [
        *(Bead((n,), (), 0.5) for n in range(start[0], end[0])),
        *(Bead((), (n,), 0.5) for n in range(start[1], end[1])),
    ]


def _put_across(beads: list[Bead], one: Bead) -> list[Bead]:
    """Put in a bead that crosses others, in the place of its source."""
    alone = [Bead(one.source, (), 1.0), Bead((), one.target, 1.0)]
    for part in alone:
        beads = _cut_out(beads, part)
    return [one if bead == alone[0] else bead for bead in beads if bead != alone[1]]


def _cut_out(beads: list[Bead], one: Bead) -> list[Bead]:
    """Take the segments of a one-sided bead out of the beads that hold them; what is left of these is doubtful."""
    result: list[Bead] = []
    gone = set(one.source or one.target)
    wanted: Bead | None = one
    for bead in beads:
        own = bead.source if one.source else bead.target
        if not gone.intersection(own):
            result.append(bead)
            continue
        before, after = tuple(n for n in own if n < min(gone)), tuple(n for n in own if n > max(gone))
        other = bead.target if one.source else bead.source
        parts = [
            _part(before, other if len(before) >= len(after) and before else (), bead.score, one),
            *([wanted] if wanted else []),
            *([_part((), (n,), bead.score, one) for n in other] if not before and not after else []),
            _part(after, other if len(after) > len(before) else (), bead.score, one),
        ]
        result += [part for part in parts if part.source or part.target]
        wanted = None
    return result


def _part(own: tuple[int, ...], other: tuple[int, ...], score: float, one: Bead) -> Bead:
    pair = (own, other) if one.source else (other, own)
    return Bead(*pair, min(score, 0.5))


def _joined(side: Side, indexes: Sequence[int]) -> str:
    return one_line(" ".join(side.segments[n].text for n in indexes))


def one_line(text: str) -> str:
    return " ".join(text.split())


def _folded(line: HandBead) -> tuple[str, str, str]:
    return fold(line.source), fold(line.target), fold(line.after)


def _bead(place: Place) -> Bead:
    return Bead(tuple(range(*place.source)), tuple(range(*place.target)), 1.0)
