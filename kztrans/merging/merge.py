"""Merging a new cut of a text into the file that translators have worked in.

The rules are on one page, ``docs/merging.md``. Nothing that a person decided is lost: it stays with the source it was
made for, goes on beside a changed one as fuzzy, and is kept as obsolete when its source is gone.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from kztrans.formats import po
from kztrans.merging import emptied
from kztrans.merging.finishing import finished
from kztrans.merging.newer import newer_texts
from kztrans.merging.older import current
from kztrans.merging.record import Record
from kztrans.merging.report import MergeReport
from kztrans.merging.state import Key, State
from kztrans.merging.steps import STEPS, left_over
from kztrans.merging.vouching import Texts
from kztrans.model import Catalog, Unit
from kztrans.units.keys import unit_key

__all__ = ["ALIGNED_WITH", "MergeReport", "dropped_variants", "known_units", "merge", "merged", "without_clashes"]

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

NOTHING = Record()


def merge(
    old: Catalog,
    new: Catalog,
    record: Record = NOTHING,
    target: Sequence[str] = (),
    refill: bool = False,
    sources: Sequence[str] = (),
) -> tuple[Catalog, MergeReport]:
    """The new cut with all the work that is in the old file, and a report.

    Headers and header comments of the old file stay; those it lacks are added.

    Args:
        record: what kztrans wrote last time.
        target: the sentences of the target text, where there is one.
        refill: give emptied entries back what they had, as fuzzy.
        sources: those that had a translation last time though the old file has them no more.
    """
    old = current(old)
    newer = tuple(newer_texts(old.units, record))
    old = replace(old, units=(*old.units, *newer))
    state = _started(old, new, record, target, refill, sources)
    state.note("gone_back", *(unit.source for unit in newer))
    for step in STEPS:
        step(state)
    for n in list(state.free_new):
        unit = state.new[n]
        state.note("new", unit.source)
        if unit.target and not unit.fuzzy and not state.vouched(unit):
            state.note("unvouched", unit.source)
            state.placed[n] = replace(unit, fuzzy=True)
    units = [_finished(state, n, ALIGNED_WITH in dict(new.headers)) for n in range(len(state.new))]
    obsolete = [
        unit if unit.obsolete else replace(unit, obsolete=True, references=(), notes=()) for unit in left_over(state)
    ]
    catalog = replace(
        new,
        units=(*units, *without_clashes(units, obsolete)),
        headers=_headers(old, new),
        header_comments=old.header_comments or new.header_comments,
    )
    return catalog, state.report()


def merged(
    old: Catalog | None, new: Catalog, record: Record, target: Sequence[str] = (), refill: bool = False
) -> tuple[Catalog, MergeReport | None]:
    """A new cut and the file that is there, or is not; no report where there is nothing to merge.

    Where the file is gone and the record has what a person wrote, that is taken up; the aligner's is made anew, for
    sources that had a translation or with sentences that the target text did not have.
    """
    if old is not None:
        return merge(old, new, record, target, refill)
    sources = [w.source for w in record.written.values() if w.target and not w.fuzzy]
    own = _people_s(record)
    catalog, report = merge(Catalog(new.source_lang, new.target_lang), new, own, target, refill, sources)
    return catalog, report if own.written or report.unvouched else None


def known_units(old: Catalog | None, record: Record) -> list[Unit]:
    """The units of the file, and as obsolete ones what ``merged`` takes up from the record."""
    units, record = (old.units, record) if old is not None else ((), _people_s(record))
    return [*units, *_recovered(units, record)]


def dropped_variants(known: Iterable[Unit], record: Record) -> list[Unit]:
    """Those of the obsolete units, told apart by a context, that were live when kztrans last wrote them."""
    gone = (unit for unit in known if unit.obsolete and unit.context is not None and unit.target)
    return [unit for unit in gone if not emptied.is_archive(unit) and record.of(unit) is not None]


def _people_s(record: Record) -> Record:
    own = {name: w for name, w in record.written.items() if w.origin is None or w.comments}
    return replace(record, written=own)


def _recovered(units: Sequence[Unit], record: Record) -> list[Unit]:
    return [
        Unit(w.source, w.target, w.fuzzy, w.context, comments=w.comments, obsolete=True) for w in record.missing(units)
    ]


def _started(
    old: Catalog, new: Catalog, record: Record, target: Sequence[str], refill: bool, sources: Sequence[str]
) -> State:
    same_target = dict(old.headers).get(ALIGNED_WITH, "") == dict(new.headers).get(ALIGNED_WITH, None)
    recovered = _recovered(old.units, record)
    archives = emptied.archives((*old.units, *recovered), record)
    state = State(
        old=list(archives.units),
        new=list(new.units),
        record=record,
        texts=Texts(archives.units, record.older(target), same_target or _cut_short(old, record), sources),
        source_lang=new.source_lang or old.source_lang,
        target_lang=new.target_lang,
        same_target=same_target,
        refill=refill,
        archives=archives.of,
        newly_emptied=archives.new,
        kept_for=emptied.kept_by(archives.units),
    )
    state.note("recovered", *(unit.source for unit in recovered))
    return state


def _cut_short(old: Catalog, record: Record) -> bool:
    """Was there a run, killed before the record was written, of whose target text nothing is known?"""
    named = dict(old.headers).get(ALIGNED_WITH, "")
    return bool(named and record.aligned) and named != record.aligned


def _finished(state: State, n: int, aligned: bool) -> Unit:
    after, origin = state.new[n], state.origins.get(n)
    unit = state.placed.get(n, after)
    if unit.previous is None and (unit.previous_context is not None) and not unit.fuzzy:
        unit = replace(unit, previous_context=None)
    before = None if origin is None else state.old[origin]
    archive = state.archives.get(origin) if origin is not None else state.kept_for.get(_archive_key(unit))
    if archive is not None:
        state.old[archive] = replace(state.old[archive], context=emptied.archive_context(unit.context))
    had = None if archive is None else state.old[archive]
    return finished(unit, after, before, state.record, had, aligned)


def _archive_key(unit: Unit) -> Key:
    return emptied.archive_context(unit.context), unit_key(unit.source)


def without_clashes(units: list[Unit], obsolete: list[Unit]) -> list[Unit]:
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
    there = {name.lower(): value for name, value in reversed(old.headers)}
    fresh = [
        (name, value)
        for name, value in new.headers
        if name == ALIGNED_WITH or there.get(name.lower(), "") in PLACEHOLDERS
    ]
    return po.header(old.headers, fresh)
