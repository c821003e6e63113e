"""What goes into a memory: translations from the units of PO and TMX files, each with its neighbours."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from typing import TypeVar

from kztrans import inline
from kztrans.errors import InputError
from kztrans.formats import tmx
from kztrans.formats.inline_codes import is_literal
from kztrans.formats.tmx import TmxUnit
from kztrans.languages import codes
from kztrans.memory.keys import digest, normalise
from kztrans.model import TERM_ORIGIN, Code, Unit

__all__ = ["FOLLOWING_PROP", "PREVIOUS_PROP", "Entry", "from_tmx", "from_units", "texts_of", "timestamp"]

PREVIOUS_PROP, FOLLOWING_PROP = "x-previous-hash", "x-following-hash"
"""The TMX properties that carry a unit's neighbours, as 16 hexadecimal digits."""

_KNOWN_PROPS = frozenset(
    {PREVIOUS_PROP, FOLLOWING_PROP, "prev", "next", "x-fuzzy", "x-context", "x-origin", "x-confidence"}
)
"""Properties that entries have fields for, or that say what a memory has no need of."""
_Unit = TypeVar("_Unit")
_DATE = re.compile(r"(\d{4})-?(\d\d)-?(\d\d)(?:[T ](\d\d):?(\d\d)(?::?(\d\d))?)?\s*(Z|[+-]\d\d:?\d\d)?")


@dataclass(frozen=True, slots=True)
class Entry:
    """One translation, on its way into a memory. It is not taken where ``target`` is empty."""

    source: str
    target: str
    source_lang: str
    target_lang: str
    fuzzy: bool = False
    previous: int | None = None
    """Hash (``keys.digest``) of the source before it in its file, None where there is none or nobody knows."""
    following: int | None = None
    context: str | None = None
    tuid: str | None = None
    changed: str = ""
    """When it was last changed, ``YYYYMMDDThhmmssZ``, or nothing."""
    author: str = ""
    """Who changed it."""
    codes: tuple[Code, ...] = ()
    """The codes that stand in its texts; it is found by what it says without them."""

    @property
    def key(self) -> str:
        """What it is looked up by."""
        return normalise(inline.without(self.source, self.codes))


def from_units(
    units: Iterable[Unit],
    source_lang: str,
    target_lang: str,
    changed: str = "",
    author: str = "",
    losses: Counter[str] | None = None,
) -> Iterator[Entry]:
    """The entries of a file's units: obsolete ones too, without neighbours, and the plural as one of its own.

    A glossary's terms, which kztrans puts beside translations, are none; they are counted in ``losses``.
    """
    for before, unit, after in _neighbours(_without_terms(units, lambda unit: unit.origin, losses)):
        context = (None, None) if unit.obsolete else (_hash(before), _hash(after))
        for source, target in texts_of(unit):
            previous, following = context
            yield Entry(
                source,
                target,
                source_lang,
                target_lang,
                unit.fuzzy,
                previous,
                following,
                unit.context,
                unit.id,
                changed,
                author,
                unit.codes,
            )


def from_tmx(
    units: Iterable[TmxUnit], source_lang: str = "", target_lang: str = "", losses: Counter[str] | None = None
) -> Iterator[Entry]:
    """The entries of a TMX file's units: from a unit's source language into each other one, or between those named.

    Where any language may be the source (``*all*``), it is the one that stands first. Units that give no entry are
    counted in ``losses``.
    """
    losses = Counter() if losses is None else losses
    translations = _without_terms(units, lambda unit: dict(unit.props).get("x-origin"), losses)
    for before, unit, after in _neighbours(translations):
        found = _source(unit, source_lang)
        if found is None:
            losses[f"units without {source_lang}" if unit.segments else "units without any language"] += 1
            continue
        code, source = found
        props = dict(unit.props)
        losses["properties of units"] += len(props.keys() - _KNOWN_PROPS)
        losses["notes"] += len(unit.notes)
        previous = _prop_hash(props, PREVIOUS_PROP, "prev", _beside(before, source_lang))
        following = _prop_hash(props, FOLLOWING_PROP, "next", _beside(after, source_lang))
        given = 0
        for language, target in unit.segments:
            if codes.same(language, code) or (target_lang and not codes.same(language, target_lang)):
                continue
            given += 1
            own, other, known = tmx.numbered_anew(source, target, unit.codes)
            yield Entry(
                own,
                other,
                source_lang or code,
                target_lang or language,
                props.get("x-fuzzy") == "yes",
                previous,
                following,
                props.get("x-context"),
                unit.id,
                timestamp(unit.changed),
                unit.changed_by,
                known if _has_tags(unit) else (*known, *inline.known(source)),
            )
        if not given:
            losses[f"units without {target_lang or 'a second language'}"] += 1


def _has_tags(unit: TmxUnit) -> bool:
    """Are its codes elements? Else they are tags in its texts, as a PO has them, or there are none."""
    return any(not is_literal(code) for code in unit.codes)


def _words(unit: TmxUnit, text: str) -> str:
    return inline.without(text, unit.codes if _has_tags(unit) else inline.known(text))


def _without_terms(
    units: Iterable[_Unit], origin: Callable[[_Unit], str | None], losses: Counter[str] | None
) -> Iterator[_Unit]:
    """Units but for a glossary's terms, which nobody has translated a sentence by."""
    for unit in units:
        if origin(unit) != TERM_ORIGIN:
            yield unit
        elif losses is not None:
            losses["terms of a glossary, which are no translations"] += 1


def timestamp(text: str) -> str:
    """A date of a PO header or a TMX attribute as TMX writes it, in UTC; nothing where it is not a date.

    >>> timestamp("2024-05-01 01:30+0500"), timestamp("20240501T013000Z"), timestamp("YEAR-MO-DA HO:MI+ZONE")
    ('20240430T203000Z', '20240501T013000Z', '')
    """
    match = _DATE.match(text.strip())
    if not match:
        return ""
    year, month, day, hour, minute, second = (int(part or 0) for part in match.groups()[:6])
    zone = (match.group(7) or "Z").replace(":", "")
    offset = timedelta() if zone == "Z" else timedelta(hours=int(zone[:3]), minutes=int(zone[0] + zone[3:]))
    try:
        moment = datetime(year, month, day, hour, minute, min(second, 59), tzinfo=timezone.utc) - offset
    except (ValueError, OverflowError):
        return ""
    return f"{moment.year:04}{moment:%m%dT%H%M%SZ}"


def _neighbours(units: Iterable[_Unit]) -> Iterator[tuple[_Unit | None, _Unit, _Unit | None]]:
    """Each unit between the one before it and the one after it."""
    before: _Unit | None = None
    current: _Unit | None = None
    broken: InputError | None = None
    iterator = iter(units)
    while True:
        try:
            after = next(iterator, None)
        except InputError as error:  # what came before a fault is taken
            after, broken = None, error
        if current is not None:
            yield before, current, after
        if after is None:
            break
        before, current = current, after
    if broken is not None:
        raise broken


def texts_of(unit: Unit) -> Iterator[tuple[str, str]]:
    """The texts of a unit with their translations: one pair, or the singular and the plural."""
    if unit.plural is None:
        yield unit.source, unit.target
        return
    targets = unit.plural_targets or ("",)
    yield unit.source, targets[0]
    if unit.plural != unit.source:
        yield unit.plural, targets[-1]


def _source(unit: TmxUnit, wanted: str) -> tuple[str, str] | None:
    """The language, as written, and the text of a unit's source."""
    lang = wanted or unit.source_lang
    if lang and lang.lower() != "*all*":
        text = unit.in_lang(lang)
        if text is not None:
            return lang, text
        if wanted:
            return None
    return unit.segments[0] if unit.segments else None


def _beside(unit: TmxUnit | None, wanted: str) -> str | None:
    """The source of a neighbour, without its codes."""
    found = _source(unit, wanted) if unit else None
    return _words(unit, found[1]) if unit and found else None


def _hash(unit: Unit | None) -> int | None:
    if unit is None or unit.obsolete:
        return None
    return digest(normalise(inline.without(unit.source, unit.codes)))


def _prop_hash(props: dict[str, str], ours: str, omegat: str, beside: str | None) -> int | None:
    """A neighbour's hash: as kztrans exported it, of the text that OmegaT exported, else of what stands beside."""
    try:
        if ours in props:
            return int.from_bytes(bytes.fromhex(props[ours])[:8], "big", signed=True)
    except ValueError:
        pass
    if text := props.get(omegat):
        return digest(normalise(inline.without(text, inline.known(text))))
    return None if beside is None else digest(normalise(beside))
