"""Merging a new cut of a document into the file that translators have worked in.

Nothing that a person decided is lost: translations, fuzzy states, flags and translator comments stay with the segment
they belong to, follow it when it moves or changes, and are kept as obsolete when it is gone. The order in which an old
unit is looked for is that of ``merge_steps.STEPS``.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from kztrans.merging.steps import STEPS, Key, State, worked_on
from kztrans.model import Catalog, Unit

__all__ = ["ALIGNED_WITH", "MergeReport", "merge"]

ALIGNED_WITH = "X-Aligned-With"
"""Header field that names the target text which translations were taken from, by name and digest."""

PLACEHOLDERS = frozenset(
    {
        "",
        "PACKAGE VERSION",
        "YEAR-MO-DA HO:MI+ZONE",
        "FULL NAME <EMAIL@ADDRESS>",
        "LANGUAGE <LL@li.org>",
        "nplurals=INTEGER; plural=EXPRESSION;",
    }
)
"""Values of header fields that gettext's tools put there for a person to replace."""


@dataclass(frozen=True, slots=True)
class MergeReport:
    """What became of the units of the old file: pairs (old source, new source), or single sources."""

    kept: int = 0
    new: tuple[str, ...] = ()
    changed: tuple[tuple[str, str], ...] = ()
    recut: tuple[tuple[str, str], ...] = ()
    """A unit and the one that it was joined into or split off from."""
    revived: tuple[str, ...] = ()
    obsolete: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()
    """Gone, and nobody had worked on them."""
    differing: tuple[str, ...] = ()
    """Kept with the translation they had, where the new target text has another."""


def merge(old: Catalog, new: Catalog) -> tuple[Catalog, MergeReport]:
    """The new cut with all the work that is in the old file, and a report.

    Headers and header comments of the old file stay; those it lacks are added.
    """
    state = State(
        old=list(old.units),
        new=list(new.units),
        free_old=dict.fromkeys(range(len(old.units))),
        free_new=dict.fromkeys(range(len(new.units))),
        target_lang=new.target_lang,
        same_target=dict(old.headers).get(ALIGNED_WITH, "") == dict(new.headers).get(ALIGNED_WITH, None),
    )
    for step in STEPS:
        step(state)
    fresh = tuple(state.new[n].source for n in state.free_new)
    units = [state.placed.get(n, unit) for n, unit in enumerate(state.new)]
    left = [state.old[o] for o in state.free_old]
    obsolete = [_obsolete(unit) for unit in left if worked_on(unit)]
    catalog = replace(
        new,
        units=(*units, *_without_clashes(units, obsolete)),
        headers=_headers(old, new),
        header_comments=old.header_comments or new.header_comments,
    )
    report = MergeReport(
        kept=state.kept,
        new=fresh,
        changed=tuple(state.changed),
        recut=tuple(state.recut),
        revived=tuple(state.revived),
        obsolete=tuple(u.source for u in left if worked_on(u) and not u.obsolete),
        dropped=tuple(u.source for u in left if not worked_on(u)),
        differing=tuple(state.differing),
    )
    return catalog, report


def _obsolete(unit: Unit) -> Unit:
    return replace(unit, obsolete=True, references=(), notes=())


def _without_clashes(units: list[Unit], obsolete: list[Unit]) -> list[Unit]:
    """Obsolete units under keys of their own: gettext's tools refuse two entries with one key."""
    taken: set[Key] = {(unit.context, unit.source) for unit in units}
    kept = []
    for unit in obsolete:
        context, number = unit.context, 2
        while (context, unit.source) in taken:
            context, number = f"{unit.context or 'formerly'} ({number})", number + 1
        taken.add((context, unit.source))
        kept.append(replace(unit, context=context))
    return kept


def _headers(old: Catalog, new: Catalog) -> tuple[tuple[str, str], ...]:
    """The old file's fields as a person or an editor left them, and those of the new one that it lacks."""
    fresh = dict(new.headers)
    filled_in = {name: value for name, value in old.headers if name not in fresh or value not in PLACEHOLDERS}
    ours = {ALIGNED_WITH: fresh[ALIGNED_WITH]} if ALIGNED_WITH in fresh else {}
    return tuple((dict(old.headers) | fresh | filled_in | ours).items())
