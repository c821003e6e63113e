"""What a merge did, for the summary."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["MergeReport"]


@dataclass(frozen=True, slots=True)
class MergeReport:
    """What became of the units of the old file: pairs (old source, new source), or single sources."""

    kept: int = 0
    """How many have the same source: translation and state are as they were."""
    filled: tuple[str, ...] = ()
    """Had no translation, and have one now."""
    emptied: tuple[str, ...] = ()
    """Had a translation when kztrans wrote them, and were empty now: that translation is kept as obsolete."""
    emptied_and_gone: tuple[str, ...] = ()
    """Emptied as well, and their source is another one by now: what they had goes on as that of any other unit."""
    gone_back: tuple[str, ...] = ()
    """Have an older text than kztrans has seen there: the newer one, a person's, is kept as obsolete."""
    refilled: tuple[str, ...] = ()
    """Emptied, and given back as fuzzy what they had."""
    recovered: tuple[str, ...] = ()
    """Were in the TMX, and no longer in the PO."""
    new: tuple[str, ...] = ()
    changed: tuple[tuple[str, str], ...] = ()
    """Carry the translation of their earlier form, as fuzzy."""
    renewed: tuple[tuple[str, str], ...] = ()
    """Changed together with the target text."""
    recut: tuple[tuple[str, str], ...] = ()
    """A unit and the one that it was joined into or split off from."""
    borrowed: tuple[tuple[str, str], ...] = ()
    """New, with the translation of another unit like it, as fuzzy."""
    unvouched: tuple[str, ...] = ()
    """New, with a translation that the target text had before: fuzzy."""
    revived: tuple[str, ...] = ()
    obsolete: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()
    """Gone, and nobody had worked on them."""
    differing: tuple[str, ...] = ()
    """Kept with the translation they had, where the new target text has another."""
