"""What earlier runs and a translator have left of a text: its PO, its TMX, and what that remembers."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from kztrans.errors import InputError
from kztrans.formats import po
from kztrans.jobs.align_job import Outputs
from kztrans.jobs.writing import bytes_of
from kztrans.locking import changing
from kztrans.merging.deeds import intent_path, settled
from kztrans.merging.record import Record
from kztrans.merging.record import read as read_record
from kztrans.model import Catalog
from kztrans.units.making import unit_key

__all__ = ["Earlier"]


@dataclass(frozen=True, slots=True)
class Earlier:
    """The files of a text as they were before a run."""

    po: bytes | None
    """What the PO held; None where there was none."""
    tmx: bytes | None
    catalog: Catalog | None
    """The PO's."""
    record: Record

    @classmethod
    def read(cls, files: Outputs) -> Earlier:
        """Read them; what a killed review had begun to write of them is finished first.

        Raises:
            InputError: one cannot be read.
        """
        if intent_path(files.tmx).exists():
            with changing(files.tmx, files.po):
                settled(files.tmx)
        data = bytes_of(files.po)
        catalog = None if data is None else po.parse(data, files.po)
        return cls(data, bytes_of(files.tmx), catalog, read_record(files.tmx, files.po.stem))

    def refuse_another_text(self, fresh: Catalog, text: Path, path: Path) -> None:
        """Two texts of one name in different folders would share a PO: one must not make the other's work obsolete.

        Raises:
            InputError: the PO at ``path`` is not of ``text``, of which ``fresh`` is made.
        """
        units = self.catalog.units if self.catalog else ()
        places = {reference.path for unit in units if not unit.obsolete for reference in unit.references}
        own = {reference.path for unit in fresh.units for reference in unit.references}
        before = {unit_key(unit.source) for unit in units}
        shared = sum(unit_key(unit.source) in before for unit in fresh.units)
        if places and not places & own and shared < 0.2 * len(fresh.units):
            raise InputError(
                f"is the PO of another text, {min(places)}, not of {text}",
                path=path,
                remedy="rename the text, or write elsewhere with -o",
            )
