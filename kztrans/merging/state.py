"""A merge while it is made: what is still to be placed on either side, what has been, and what is to be said of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from kztrans import inline
from kztrans.merging import emptied
from kztrans.merging.record import Record
from kztrans.merging.report import MergeReport
from kztrans.merging.vouching import Texts, numbers_agree
from kztrans.model import Unit
from kztrans.units.keys import unit_key
from kztrans.units.left_out import says_left_out

__all__ = ["Key", "State", "has_text"]

SET_BY_HAND = 1.0
"""The probability of a pair that a person has set (``hand_beads``)."""
Key = tuple[str | None, str]


@dataclass(slots=True)
class State:
    """The merge while it is made: what is still to be placed on either side, and what has been."""

    old: list[Unit]
    new: list[Unit]
    record: Record
    texts: Texts
    source_lang: str
    target_lang: str
    same_target: bool = False
    """Were both files made with one target text?"""
    refill: bool = False
    """Do emptied entries get back what they had?"""
    archives: Mapping[int, int] = field(default_factory=dict)
    """For each emptied unit the one that keeps what it had."""
    newly_emptied: frozenset[int] = frozenset()
    kept_for: Mapping[Key, int] = field(default_factory=dict)
    """The units that keep what others had, by their contexts and sources' keys."""
    free_old: dict[int, None] = field(default_factory=dict)
    free_new: dict[int, None] = field(default_factory=dict)
    placed: dict[int, Unit] = field(default_factory=dict)
    origins: dict[int, int] = field(default_factory=dict)
    """For each new unit the old one that it is: the same source."""
    moved_on: set[int] = field(default_factory=set)
    """Old units whose work went on beside another source; they stay, as obsolete, until then."""
    kept: int = 0
    done: dict[str, list[Any]] = field(default_factory=dict)
    """What was done, by the report's fields."""

    def __post_init__(self) -> None:
        self.free_old = dict.fromkeys(range(len(self.old)))
        self.free_new = dict.fromkeys(range(len(self.new)))

    def note(self, what: str, *items: object) -> None:
        """Say in the report what was done."""
        self.done.setdefault(what, []).extend(items)

    def report(self) -> MergeReport:
        """What was done so far."""
        return MergeReport(kept=self.kept, **{what: tuple(items) for what, items in self.done.items()})

    def keep(self, new: int, old: int, doubtful: bool = False) -> None:
        """The same source: all that the old unit holds goes on, at its new place."""
        before, after = self.old[old], self.new[new]
        del self.free_new[new]
        self.origins[new] = old
        self.free_old.pop(old, None)
        if not has_text(before):
            self.placed[new] = self._filled(new, old)
            return
        self.placed[new] = with_work(after, before, fuzzy=before.fuzzy or doubtful)
        if before.obsolete:
            self.note("revived", after.source)
        else:
            self.kept += 1
        if before.target and not before.fuzzy and after.target and unit_key(before.target) != unit_key(after.target):
            self.note("differing", after.source)

    def _filled(self, new: int, old: int) -> Unit:
        """An entry without a translation: what a person emptied stays empty, all else takes what there is."""
        before, after = self.old[old], self.new[new]
        vacant = replace(
            with_work(after, before),
            comments=before.comments or after.comments,
            flags=before.flags or after.flags,
            plural_targets=(),
        )
        if old not in self.archives and not self.record.known and self._was_filled(before, after):
            self.archives = {**self.archives, old: len(self.old)}
            self.newly_emptied |= {old}
            self.free_old[len(self.old)] = None
            self.old.append(emptied.archive(before, after.target, after.fuzzy))
        if old not in self.archives:
            if not has_text(after):
                return vacant
            self.note("filled", after.source)
            fuzzy = before.fuzzy or after.fuzzy or not self.vouched(after)
            return replace(after, fuzzy=fuzzy, comments=vacant.comments, flags=vacant.flags)
        if old in self.newly_emptied:
            self.note("emptied", after.source)
        if not self.refill:
            return vacant
        self.note("refilled", after.source)
        del self.free_old[self.archives[old]]
        return replace(vacant, target=self.old[self.archives[old]].target, fuzzy=True)

    def _was_filled(self, before: Unit, after: Unit) -> bool:
        """Without a record: had the aligner filled this in? With one target text, and no word that it left it out."""
        return self.same_target and after.origin == "alignment" and not says_left_out(before.notes)

    def vouched(self, unit: Unit) -> bool:
        """May a new unit's translation count as done, if it is not fuzzy anyway?"""
        if unit.origin != "alignment" or not unit.target or self.texts.had(unit):
            return True
        if not self.texts.vouched(unit):
            return False
        if unit.score == SET_BY_HAND:
            return True  # whatever the numbers say: that is for ``check`` to tell
        words = inline.without(unit.source, unit.codes), inline.without(unit.target, unit.codes)
        return self.texts.first or numbers_agree(*words, self.source_lang, self.target_lang)

    def sure(self, unit: Unit) -> bool:
        """Does a new unit bring a translation that counts as done?"""
        return bool(unit.target) and not unit.fuzzy and self.vouched(unit)

    def carry(self, new: int, unit: Unit, *olds: int) -> None:
        """Work that goes on beside another source than its own."""
        del self.free_new[new]
        self.placed[new] = unit
        self.moved_on.update(olds)

    def left(self, olds: Iterable[int]) -> list[int]:
        """Those old units that are live and that no step has placed or moved."""
        return [o for o in olds if o in self.free_old and o not in self.moved_on and not self.old[o].obsolete]

    def is_ours(self, old: int) -> bool:
        """Is an old unit's translation kztrans's own, untouched by anybody?"""
        return self.record.is_ours(self.old[old])


def with_work(after: Unit, before: Unit, fuzzy: bool | None = None) -> Unit:
    """The new unit with all that people may have done to the old one."""
    return replace(
        after,
        target=before.target,
        fuzzy=before.fuzzy if fuzzy is None else fuzzy,
        comments=before.comments,
        flags=before.flags,
        previous=before.previous,
        previous_context=before.previous_context,
        previous_plural=before.previous_plural,
        plural=before.plural if has_text(before) else after.plural,
        plural_targets=before.plural_targets,
        origin=None,
        score=None,
    )


def has_text(unit: Unit) -> bool:
    """Is there a translation, done or not?"""
    return bool(unit.target) or any(unit.plural_targets)
