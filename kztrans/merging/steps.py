"""Where the entries of an old file have gone in a new cut of its text: the steps of a merge, one function each.

A step takes old and new units that no step before it has placed, and decides on the work that goes on: translation,
state, comments. ``finishing`` says what kztrans has to say of it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace

from kztrans.merging import emptied, likeness
from kztrans.merging.carrying import carried, earlier_forms, words
from kztrans.merging.parts import Parts
from kztrans.merging.state import Key, State, has_text
from kztrans.merging.vouching import Chain
from kztrans.model import Unit
from kztrans.units.keys import unit_key

__all__ = ["STEPS", "left_over"]

SURELY_CHANGED = 0.8
"""Likeness from which a sentence is taken for a changed one although its new translation is in the target text."""


def same(state: State) -> None:
    """The same source in the same context, or in that which the place had before."""
    keys: dict[Key, list[int]] = {}
    for o in sorted(state.free_old, key=lambda o: state.old[o].obsolete):
        unit = state.old[o]
        keys.setdefault((unit.context, unit_key(unit.source)), []).append(o)
    for n in sorted(state.free_new, key=lambda n: (state.new[n].previous_context is None, n)):
        unit = state.new[n]
        had = unit.context if unit.previous_context is None else unit.previous_context
        found = keys.get((had, unit_key(unit.source)))
        if found:
            state.keep(n, found.pop(0))


def moved(state: State) -> None:
    """The same source in another context: it moved, or its neighbour changed. The most alike context wins."""
    from rapidfuzz.fuzz import ratio

    sources: dict[str, list[int]] = {}
    for o in state.free_old:
        if not emptied.is_archive(state.old[o]):
            sources.setdefault(unit_key(state.old[o].source), []).append(o)
    for n in list(state.free_new):
        unit = state.new[n]
        found = [o for o in sources.get(unit_key(unit.source), ()) if o in state.free_old]
        if found:
            best = max(
                found,
                key=lambda o: (
                    not state.old[o].obsolete,
                    bool(state.old[o].target) and state.old[o].target == unit.target,
                    ratio(state.old[o].context or "", unit.context or ""),
                    -o,
                ),
            )
            before = state.old[best]
            state.keep(n, best, doubtful=before.obsolete and unit.context is not None)


def emptied_and_gone(state: State) -> None:
    """What was emptied and whose source changed since: what it had goes on as that of any other entry."""
    for o in state.left(state.archives):
        unit, had = state.old[o], state.old[state.archives[o]]
        if o in state.newly_emptied:
            state.note("emptied_and_gone", unit.source)
        state.old[o] = replace(unit, target=had.target, fuzzy=had.fuzzy)


def recut(state: State) -> None:
    """Old neighbours that were joined, and old units that were split: the same text, cut elsewhere.

    First those that stayed. Those that went before are looked at where the target text has nothing sure.
    """
    for gone in (False, True):
        _recut(state, gone)


def _recut(state: State, gone: bool) -> None:
    def left(olds: Iterable[int]) -> list[int]:
        return _gone(state, olds) if gone else state.left(olds)

    def may(units: list[int]) -> bool:
        return not gone or not all(state.sure(state.new[n]) for n in units)

    def olds() -> Parts:
        return Parts([(o, unit_key(state.old[o].source)) for o in left(old)])

    def news() -> Parts:
        return Parts([(n, unit_key(state.new[n].source)) for n in new if n in state.free_new])

    old = [o for o in left(state.free_old) if not state.old[o].plural]
    new = list(state.free_new)
    parts = olds()
    for n in new:
        run = parts.run(unit_key(state.new[n].source))
        if len(run) > 1 and any(state.old[o].target for o in run) and may([n]):
            _join(state, n, run)
            parts = olds()
    parts = news()
    for o in left(old):
        run = parts.run(unit_key(state.old[o].source)) if state.old[o].target else []
        if len(run) > 1 and may(run):
            _split(state, o, run)
            parts = news()


def _gone(state: State, olds: Iterable[int]) -> list[int]:
    """Those old units that went before, and that no step has placed or moved."""
    found = [o for o in olds if o in state.free_old and o not in state.moved_on]
    return [o for o in found if state.old[o].obsolete and state.old[o].target and not emptied.is_archive(state.old[o])]


def _join(state: State, n: int, run: list[int]) -> None:
    parts, unit = [state.old[o] for o in run], state.new[n]
    state.note("recut", *((part.source, unit.source) for part in parts))
    comments = _unique(comment for part in parts for comment in part.comments)
    flags = _unique(flag for part in parts for flag in part.flags)
    if unit.target and all(state.is_ours(o) or not state.old[o].target for o in run):
        joined = replace(unit, fuzzy=unit.fuzzy or not state.sure(unit))
    else:
        before = " ".join(part.source for part in parts)
        target = " ".join(part.target for part in parts if part.target)
        previous = before if before != unit.source else None
        joined = replace(unit, target=target, fuzzy=True, previous=previous, origin=None, score=None)
    state.carry(n, replace(joined, comments=comments, flags=flags), *run)


def _split(state: State, o: int, run: list[int]) -> None:
    whole, units = state.old[o], [state.new[n] for n in run]
    state.note("recut", *((whole.source, unit.source) for unit in units))
    ours = state.is_ours(o) and all(unit.target for unit in units)
    shares = _share_out(whole, units, state.target_lang)
    for n, unit, target in zip(run, units, shares, strict=True):
        part = replace(unit, comments=whole.comments, flags=whole.flags)
        if ours or not target:
            part = replace(part, fuzzy=bool(part.target) and not state.sure(unit))
        else:
            part = replace(part, target=target, fuzzy=True, previous=whole.source, origin=None, score=None)
        state.carry(n, part, o)


def _share_out(whole: Unit, units: list[Unit], lang: str) -> list[str]:
    """The whole's translation, a sentence for each part; all of it for the first where that does not come out."""
    from kztrans.segmentation import segment

    sentences = [s.text for s in segment(whole.target, lang)]
    if len(sentences) == len(units):
        return sentences
    return [whole.target] + [""] * (len(units) - 1)


def changed(state: State) -> None:
    """A sentence that took the place of one that is gone, its earlier form: likest pairs first, then near ones."""
    olds = [o for o in state.left(state.free_old) if worked_on(state.old[o]) and not state.old[o].plural]
    news = list(state.free_new)
    pairs = earlier_forms(
        [(n, state.new[n]) for n in news],
        [(o, state.old[o]) for o in olds],
        max(len(state.old), len(state.new)),
        state.source_lang,
    )
    for value, n, o in pairs:
        if n in state.free_new and state.left([o]):
            _change(state, n, o, value)


def _change(state: State, n: int, o: int, value: float) -> None:
    before, after = state.old[o], state.new[n]
    comments, flags = before.comments or after.comments, before.flags or after.flags
    new = replace(after, comments=comments, flags=flags)
    by_hand = bool(before.target) and not state.is_ours(o)
    if state.sure(after) and (after.origin != "alignment" or (by_hand and value < SURELY_CHANGED)):
        return  # a translation of this very sentence
    sure, same_text = state.sure(after), unit_key(before.target) == unit_key(after.target)
    if not before.target or (after.origin == "alignment" and not by_hand and (sure or not same_text)):
        state.note("renewed" if sure else "changed", (before.source, after.source))
        state.carry(n, replace(new, fuzzy=bool(after.target) and not sure), o)
        if not before.target:
            del state.free_old[o]
        return
    state.note("changed", (before.source, after.source))
    state.carry(n, _carried(state, new, before), o)


def borrowed(state: State) -> None:
    """A new sentence near one that is translated and stays, or went long ago: that translation, as fuzzy."""
    old = state.old
    olds = [o for o, u in enumerate(old) if u.target and not u.fuzzy and not u.plural and not emptied.is_archive(u)]
    news = [n for n in state.free_new if not state.new[n].target]
    pairs = likeness.near([words(state.new[n]) for n in news], [words(old[o]) for o in olds])
    ranked = sorted((-v, old[olds[o]].obsolete, abs(news[n] - olds[o]), news[n], olds[o]) for v, n, o in pairs)
    for _, _, _, n, o in ranked:
        if n in state.free_new:
            before = state.old[o]
            state.note("borrowed", (before.source, state.new[n].source))
            state.carry(n, _carried(state, state.new[n], before))


def _carried(state: State, new: Unit, before: Unit) -> Unit:
    return carried(new, before, state.source_lang, state.target_lang)


STEPS: tuple[Callable[[State], None], ...] = (same, moved, emptied_and_gone, recut, changed, borrowed)
"""In the order in which an old unit is looked for; each step sees what the ones before it left."""


def worked_on(unit: Unit) -> bool:
    """Is there anything in a unit that would be missed?"""
    own_flags = any(not flag.endswith("-format") for flag in unit.flags)
    return has_text(unit) or bool(unit.comments) or own_flags or unit.obsolete


def left_over(state: State) -> list[Unit]:
    """The old units that are to stay as obsolete: what nobody placed, and what went on beside another source.

    Not what is no work at all, nor what is kztrans's own or stands elsewhere: a doubtful translation that the aligner
    gave, or that merging took from another entry; a finished one of the aligner's that the live units hold.
    """
    live = [state.placed.get(n, unit) for n, unit in enumerate(state.new)]
    done = [unit for unit in live if not unit.fuzzy]
    sources, targets = Chain(unit.source for unit in done), Chain(unit.target for unit in done)
    gone = {o: replace(u, target="", fuzzy=False) if o in state.archives else u for o, u in _free(state)}
    texts = Counter(unit_key(unit.target) for unit in (*gone.values(), *done))
    stay = []
    for o, unit in gone.items():
        live_before, ours = not unit.obsolete, state.is_ours(o)
        again = unit.fuzzy and (ours or texts[unit_key(unit.target)] > 1)
        spare = again or (ours and sources.has(unit.source) and targets.has(unit.target))
        if not worked_on(unit) or (live_before and not unit.comments and spare):
            texts[unit_key(unit.target)] -= 1
            what = "obsolete" if o in state.archives else "dropped"  # another one keeps what it had
        else:
            stay.append(unit)
            what = "obsolete"
        if live_before and o not in state.moved_on:
            state.note(what, unit.source)
    return stay


def _free(state: State) -> list[tuple[int, Unit]]:
    return [(o, state.old[o]) for o in state.free_old]


def _unique(items: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(items))
