"""hunalign's output, so that scripts that were built for it go on working.

A ladder has a line for each bead, its rung: the indexes of the first source and target segment, from 0, and a quality,
with tabs between; the last rung is where the texts end. What lies between two rungs is a bead. hunalign's qualities are
scores without a scale; ours are probabilities.
"""

from __future__ import annotations

from collections.abc import Sequence

from kztrans.model import Bead

__all__ = ["ladder", "text_ladder"]


def ladder(beads: Sequence[Bead], source: Sequence[str], target: Sequence[str]) -> str:
    r"""The ladder of two texts' beads, as hunalign prints it by default.

    >>> ladder([Bead((0,), (0, 1), 0.9)], ["Satu dan dua."], ["One.", "Two."])
    '0\t0\t0.9\n1\t2\t1\n'
    """
    lines = []
    i = j = 0
    for bead in beads:
        lines.append(f"{i}\t{j}\t{bead.score:g}\n")
        i, j = i + len(bead.source), j + len(bead.target)
    return "".join([*lines, f"{len(source)}\t{len(target)}\t1\n"])


def text_ladder(beads: Sequence[Bead], source: Sequence[str], target: Sequence[str]) -> str:
    r"""The beads' texts, as hunalign prints them with ``-text``: segments of one side are joined by `` ~~~ ``.

    >>> text_ladder([Bead((0,), (0, 1), 0.9)], ["Satu dan dua."], ["One.", "Two."])
    'Satu dan dua.\tOne. ~~~ Two.\t0.9\n'
    """
    return "".join(
        f"{_joined(source, bead.source)}\t{_joined(target, bead.target)}\t{bead.score:g}\n" for bead in beads
    )


def _joined(segments: Sequence[str], numbers: Sequence[int]) -> str:
    return " ~~~ ".join(" ".join(segments[number].split()) for number in numbers)
