"""An older copy of a PO that was written over the one which people had worked in since.

The record has what they wrote last. The entry stays as the file has it, since a person may have gone back to the older
text; what it had goes into an obsolete entry.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kztrans.merging.record import Record
from kztrans.model import Unit

__all__ = ["NEWER", "newer_texts"]

NEWER = "in a newer copy"
"""The context of the obsolete entry that holds what a newer copy of the file had."""


def newer_texts(units: Iterable[Unit], record: Record) -> Iterator[Unit]:
    """Obsolete units with what the record has of units that went back to an older text."""
    for written in record.newer(units):
        context = NEWER if written.context is None else f"{NEWER} {written.context}"
        yield Unit(written.source, written.target, written.fuzzy, context, comments=written.comments, obsolete=True)
