"""Where the units of an old file have gone in a new cut of its document: the steps of a merge, one function each."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace

from kztrans.model import Unit
from kztrans.units.making import DOUBT, LEFT_OUT, MEMORY, unit_key

__all__ = ["STEPS", "Key", "State", "worked_on"]

SIMILAR = 0.6
"""Likeness (normalised edit distance on code points) from which a segment is a changed form of another."""

Key = tuple[str | None, str]


@dataclass(slots=True)
class State:
    """The merge while it is made: what is still to be placed on either side, and what has been."""

    old: list[Unit]
    new: list[Unit]
    free_old: dict[int, None]
    free_new: dict[int, None]
    target_lang: str
    same_target: bool = False
    """Were both files made with one target text? Then an empty translation was emptied by a person."""
    placed: dict[int, Unit] = field(default_factory=dict)
    changed: list[tuple[str, str]] = field(default_factory=list)
    recut: list[tuple[str, str]] = field(default_factory=list)
    revived: list[str] = field(default_factory=list)
    differing: list[str] = field(default_factory=list)
    kept: int = 0

    def place(self, new: int, unit: Unit, olds: Iterable[int]) -> None:
        self.placed[new] = unit
        self.free_new.pop(new, None)
        for old in olds:
            self.free_old.pop(old, None)

    def keep(self, new: int, old: int) -> None:
        """The same source: all that the old unit holds goes on, at its new place."""
        before, after = self.old[old], self.new[new]
        if before.obsolete:
            self.revived.append(after.source)
        elif before.target or before.plural_targets:
            self.kept += 1
        if before.target and after.target and unit_key(before.target) != unit_key(after.target):
            self.differing.append(after.source)
        self.place(new, _kept(before, after, self.same_target), [old])


def _same_key(state: State) -> None:
    """The same source in the same context."""
    keys: dict[Key, list[int]] = {}
    for o in sorted(state.free_old, key=lambda o: state.old[o].obsolete):
        unit = state.old[o]
        keys.setdefault((unit.context, unit_key(unit.source)), []).append(o)
    for n in list(state.free_new):
        unit = state.new[n]
        found = keys.get((unit.context, unit_key(unit.source)))
        if found:
            state.keep(n, found.pop(0))


def _same_source(state: State) -> None:
    """The same source in another context: it moved, or its neighbour changed. The most alike context wins."""
    from rapidfuzz.fuzz import ratio

    sources: dict[str, list[int]] = {}
    for o in state.free_old:
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
            state.keep(n, best)


def _moved_cut(state: State) -> None:
    """Old neighbours that were joined, and old units that were split: the same text, cut elsewhere."""
    old = [o for o in state.free_old if not state.old[o].plural]
    new = list(state.free_new)
    for n in new:
        run = _run(
            unit_key(state.new[n].source), [(o, unit_key(state.old[o].source)) for o in old if o in state.free_old]
        )
        if len(run) > 1 and any(state.old[o].target for o in run):
            _join(state, n, run)
    for o in old:
        if o in state.free_old and state.old[o].target:
            run = _run(
                unit_key(state.old[o].source), [(n, unit_key(state.new[n].source)) for n in new if n in state.free_new]
            )
            if len(run) > 1:
                _split(state, o, run)


def _run(whole: str, parts: list[tuple[int, str]]) -> list[int]:
    """The neighbouring parts that make up the whole, white space between them apart; none if they do not."""
    whole = whole.strip()
    for start, (_, first) in enumerate(parts):
        if not first.strip() or not whole.startswith(first.strip()):
            continue
        rest, run = whole, []
        for number, text in parts[start:]:
            if not text.strip() or not rest.startswith(text.strip()):
                break
            run.append(number)
            rest = rest[len(text.strip()) :].lstrip()
            if not rest:
                return run
    return []


def _join(state: State, n: int, run: list[int]) -> None:
    parts = [state.old[o] for o in run]
    unit = state.new[n]
    before = " ".join(part.source for part in parts)
    if unit.target and not unit.fuzzy:
        return  # the new target text has it whole; the parts stay as obsolete
    joined = replace(
        unit,
        target=" ".join(part.target for part in parts if part.target),
        fuzzy=True,
        comments=_unique(comment for part in parts for comment in part.comments),
        flags=_unique(flag for part in parts for flag in part.flags),
        previous=before if before != unit.source else None,
    )
    state.recut += [(part.source, unit.source) for part in parts]
    state.place(n, _without_alignment(joined), run)


def _split(state: State, o: int, run: list[int]) -> None:
    whole = state.old[o]
    units = [state.new[n] for n in run]
    if all(unit.target and not unit.fuzzy for unit in units):
        return
    for n, unit, target in zip(run, units, _share_out(whole, units, state.target_lang), strict=True):
        part = replace(unit, comments=whole.comments, flags=whole.flags)
        if target:
            part = _without_alignment(replace(part, target=target, fuzzy=True, previous=whole.source))
        state.recut.append((whole.source, unit.source))
        state.place(n, part, [o])


def _share_out(whole: Unit, units: list[Unit], lang: str) -> list[str]:
    """The whole's translation, a sentence for each part; all of it for the first where that does not come out."""
    from kztrans.segmentation import segment

    sentences = [s.text for s in segment(whole.target, lang)]
    if len(sentences) == len(units):
        return sentences
    return [whole.target] + [""] * (len(units) - 1)


def _similar(state: State) -> None:
    """A changed segment: likest pairs first, near ones before far ones. The old text goes into ``previous``."""
    olds = [o for o in state.free_old if worked_on(state.old[o]) and not state.old[o].plural]
    news = [n for n in state.free_new if not state.new[n].target or state.new[n].fuzzy]
    for n, o in _likest(state, news, olds):
        if n in state.free_new and o in state.free_old:
            before, after = state.old[o], state.new[n]
            state.changed.append((before.source, after.source))
            carried = _kept(before, after)
            if before.target:
                carried = replace(carried, fuzzy=True, previous=before.source, previous_context=before.context)
            state.place(n, carried, [o])


def _suggested(state: State) -> None:
    """A new segment like one that is translated: that translation as fuzzy, as msgmerge offers it."""
    olds = [o for o, unit in enumerate(state.old) if unit.target and not unit.fuzzy and not unit.plural]
    news = [n for n in state.free_new if not state.new[n].target]
    for n, o in _likest(state, news, olds):
        if n in state.free_new:
            before = state.old[o]
            state.changed.append((before.source, state.new[n].source))
            unit = replace(state.new[n], target=before.target, fuzzy=True, previous=before.source)
            state.place(n, _without_alignment(unit), [])


def _likest(state: State, news: list[int], olds: list[int]) -> list[tuple[int, int]]:
    """Pairs of new and old units that are alike, likest first, then those that lie nearest to each other."""
    from rapidfuzz.distance import Indel
    from rapidfuzz.process import cdist

    if not news or not olds:
        return []
    spread = max(len(state.old), len(state.new))
    sources = [unit_key(state.old[o].source) for o in olds]
    pairs = []
    for n in news:
        key = unit_key(state.new[n].source)
        row = cdist([key], sources, scorer=Indel.normalized_similarity, score_cutoff=SIMILAR)[0]
        for j in row.nonzero()[0].tolist():
            o = olds[j]
            pairs.append((-round(float(row[j]), 2), state.old[o].obsolete, abs(n - o) / spread, n, o))
    return [(n, o) for _, _, _, n, o in sorted(pairs)]


STEPS: tuple[Callable[[State], None], ...] = (_same_key, _same_source, _moved_cut, _similar, _suggested)
"""In the order in which an old unit is looked for; each step sees what the ones before it left."""


def _kept(before: Unit, after: Unit, same_target: bool = False) -> Unit:
    """The new unit with the old one's work in it; with the new one's translation where the old had none."""
    if not before.target and not before.plural_targets:
        filled = replace(after, comments=before.comments or after.comments, flags=before.flags or after.flags)
        if same_target and after.origin == "alignment" and LEFT_OUT not in before.notes:
            return _without_alignment(replace(filled, target="", fuzzy=False))
        return replace(filled, fuzzy=filled.fuzzy or (before.fuzzy and bool(filled.target)))
    kept = replace(
        after,
        target=before.target,
        fuzzy=before.fuzzy,
        comments=before.comments,
        flags=before.flags,
        previous=before.previous,
        previous_context=before.previous_context,
        previous_plural=before.previous_plural,
        plural=before.plural,
        plural_targets=before.plural_targets,
    )
    agrees = before.fuzzy == after.fuzzy and unit_key(before.target) == unit_key(after.target)
    return kept if agrees else _without_alignment(kept)


def _without_alignment(unit: Unit) -> Unit:
    """A unit whose translation is a person's: no word of what the aligner thought or a memory held."""
    notes = tuple(note for note in unit.notes if not note.startswith((DOUBT, LEFT_OUT, MEMORY)))
    return replace(unit, score=None, origin=None, notes=notes)


def worked_on(unit: Unit) -> bool:
    return bool(unit.target or unit.comments or any(unit.plural_targets) or unit.obsolete)


def _unique(items: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(items))
