"""A translation that goes on beside another source than its own: as fuzzy, with that source beside it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kztrans import inline
from kztrans.merging import likeness
from kztrans.model import Unit
from kztrans.units.keys import unit_key

__all__ = ["carried", "earlier_forms", "words"]


def carried(new: Unit, before: Unit, source_lang: str, target_lang: str) -> Unit:
    """A unit with the translation of another source, that source beside it, and its own numbers in it."""
    source, context = before.source, before.context
    if before.fuzzy and before.previous is not None:  # not yet confirmed: it is a translation of what was before
        source, context = before.previous, before.previous_context
    differs = unit_key(source) != unit_key(new.source)
    target, _ = inline.carried(before.target, before.codes, new.codes)
    old = inline.without(source, before.codes)
    return replace(
        new,
        target=_with_numbers(new, old, target, source_lang, target_lang),
        fuzzy=True,
        previous=source if differs else None,
        previous_context=context if differs else None,
        origin=None,
        score=None,
    )


def words(unit: Unit) -> str:
    """A unit's source without its codes."""
    return inline.without(unit.source, unit.codes)


def _with_numbers(new: Unit, old: str, target: str, source_lang: str, target_lang: str) -> str:
    """The translation of the old source, with the new one's numbers where nothing else differs, as from a memory."""
    from kztrans.memory.figures import put_in
    from kztrans.memory.tokens import split

    text = words(new)
    if split(unit_key(text)).folded != split(unit_key(old)).folded:
        return target
    found = put_in(text, old, inline.without(target, new.codes), source_lang, target_lang)
    return inline.reworded(target, new.codes, found) if found else target


def earlier_forms(
    news: Sequence[tuple[int, Unit]], olds: Sequence[tuple[int, Unit]], spread: int, lang: str
) -> Iterator[tuple[float, int, int]]:
    """Likeness and numbers of the pairs of units of which the old one may be the new one's earlier form, best first.

    Args:
        news, olds: units with their places in their files.
        spread: how many units the longer file has.
    """
    pairs = likeness.earlier_forms([words(unit) for _, unit in news], [words(unit) for _, unit in olds], lang)
    ranked = sorted(
        (-round(value, 2), abs(news[n][0] - olds[o][0]) / max(spread, 1), news[n][0], olds[o][0])
        for value, n, o in pairs
    )
    for value, _, n, o in ranked:
        yield -value, n, o
