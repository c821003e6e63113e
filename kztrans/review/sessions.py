"""What is known of the alignment of a document while the program runs: as it is now, and as it was lately."""

from __future__ import annotations

from collections.abc import Iterable
from concurrent.futures import Future
from dataclasses import dataclass, field, replace

from kztrans.glossary import Glossary
from kztrans.jobs.align_job import MIN_CONFIDENCE, AlignJob
from kztrans.merging.hand_beads import HandBead
from kztrans.model import Bead, Unit
from kztrans.review.asked import Alignment
from kztrans.units.keys import unit_name
from kztrans.units.making import make_units
from kztrans.units.recut import Worked
from kztrans.units.side import Side

__all__ = ["Made", "Session", "State", "names_of"]

KEPT = 4
"""States that are remembered: what is undone is what stood before."""

Made = tuple[Side, Side, list[Bead]]
"""The two texts and the aligner's beads between them."""


@dataclass(frozen=True)
class State:
    """An alignment, and what it was made from."""

    lines: tuple[HandBead, ...]
    fixed: tuple[Bead, ...]
    texts: tuple[Worked, Worked]
    alignment: Alignment
    names: frozenset[str]
    """The names of its units."""
    checked: str = ""
    """The digest of the PO that it was compared with."""

    def compared(self, names: Iterable[str], digest: str) -> State:
        """The state with how many of its units a PO lacks, and how many that has besides.

        Args:
            names: those of the PO's units.
        """
        known = frozenset(names)
        stale, others = len(self.names - known), len(known - self.names)
        same = (stale, others) == (self.alignment.stale, self.alignment.others)
        alignment = self.alignment if same else replace(self.alignment, stale=stale, others=others)
        return replace(self, alignment=alignment, checked=digest)


@dataclass
class Session:
    """What is known of a document's alignment."""

    made: Future[Made]
    job: AlignJob
    """How the texts are aligned, and so stretches of them between pairs that are set by hand."""
    states: list[State] = field(default_factory=list)
    """The present one first."""
    units: tuple[Alignment, Glossary, list[Unit]] | None = None

    def of(self, lines: tuple[HandBead, ...]) -> State | None:
        """The state with these lines in the file of beads, if it is remembered.

        Lines of one kind come in their order; what is done again stands before or after those of another kind.
        """
        wanted = _by_kind(lines)
        return next((state for state in self.states if _by_kind(state.lines) == wanted), None)

    def take(self, state: State) -> State:
        """Remember a state as the present one."""
        self.states = [state, *(known for known in self.states if known.lines != state.lines)][:KEPT]
        return state


def _by_kind(lines: Iterable[HandBead]) -> list[HandBead]:
    return sorted(lines, key=lambda line: line.how)


def names_of(alignment: Alignment) -> frozenset[str]:
    """The names of an alignment's units."""
    units = make_units(alignment.source, alignment.target, alignment.beads, lambda *_: (), MIN_CONFIDENCE)
    return frozenset(map(unit_name, units))
