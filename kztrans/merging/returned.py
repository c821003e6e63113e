"""What was translated in OmegaT, taken back into the PO that its project was laid out from.

OmegaT gives more back than was done in it: what the PO had, what it filled in by itself, and nothing at all for a
doubtful entry that nobody touched. So only what has changed there since it was laid out, or last taken back, counts;
it goes into entries that are still as they were laid out. Where somebody changed the PO meanwhile, both are kept; so is
a person's translation that OmegaT's takes the place of, as obsolete.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from kztrans.merging.carrying import carried, earlier_forms
from kztrans.merging.edit import translate
from kztrans.merging.merge import without_clashes
from kztrans.merging.record import Record
from kztrans.model import Catalog, Unit
from kztrans.units.keys import unit_key

__all__ = [
    "ELSEWHERE",
    "Place",
    "Returned",
    "Taken",
    "laid_out",
    "place_of",
    "seen_before",
    "seen_in",
    "take",
    "unique_pairs",
]

ELSEWHERE = "in OmegaT"
"""The context of the obsolete entry that holds what OmegaT has where the PO was changed as well."""
REPLACED = "before OmegaT"
"""The context of the obsolete entry that holds a person's translation which OmegaT's took the place of."""

Place = tuple[str, str]
"""Where a translation stands: context, or ``""``, and source."""


def place_of(context: str | None, source: str) -> Place:
    """OmegaT leaves out white space around a text."""
    return context or "", unit_key(source).strip()


@dataclass(frozen=True, slots=True)
class Returned:
    """What an OmegaT project holds for one PO."""

    everywhere: Mapping[str, str] = field(default_factory=dict)
    """Translations by source: OmegaT's default translations, which it gives to every entry of that source."""
    here: Mapping[Place, str] = field(default_factory=dict)
    """Alternative translations of single entries."""
    written: Mapping[Place, str] = field(default_factory=dict)
    """What the translated PO in ``target/`` holds."""
    plurals: Mapping[Place, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Taken:
    """What was taken back, by source."""

    translated: tuple[str, ...] = ()
    """Had no translation."""
    corrected: tuple[str, ...] = ()
    confirmed: tuple[str, ...] = ()
    """Were fuzzy, and were taken over as they are."""
    doubtful: tuple[str, ...] = ()
    """Got, as fuzzy, the translation of an entry with the same source and another context."""
    conflicts: tuple[str, ...] = ()
    """Were changed in the PO as well: its translation stays, OmegaT's is kept as obsolete."""
    gone: tuple[str, ...] = ()
    """Are not in the PO any more: kept as obsolete."""
    offered: tuple[str, ...] = ()
    """Are not in the PO any more: offered, as fuzzy, to what they were changed into, and kept as obsolete as well."""


def laid_out(catalog: Catalog) -> frozenset[str]:
    """What ``take`` is not to count as done in OmegaT: the PO's own finished translations, which OmegaT gives back."""
    done = [unit for unit in catalog.units if unit.target and not unit.fuzzy and not unit.obsolete]
    found = set()
    for unit in done:
        place = place_of(unit.context, unit.source)
        found |= {_digest("", place[1], unit.target), _digest(*place, unit.target)}
    return frozenset(found)


def seen_in(returned: Returned) -> frozenset[str]:
    """What OmegaT has at the moment, so that it is taken back once."""
    everywhere = {_digest("", source, text) for source, text in returned.everywhere.items()}
    here = {_digest(*place, text) for place, text in (*returned.here.items(), *returned.written.items())}
    return frozenset(everywhere | here)


def seen_before(catalog: Catalog, returned: Returned) -> frozenset[str]:
    """What OmegaT has, before a PO is laid out, for sources that the PO has a text of: nothing that was done to it.

    What the PO has no text of may be taken back: an entry without a translation is better off with OmegaT's.
    """
    had = {unit_key(unit.source).strip() for unit in catalog.units if unit.target and not unit.obsolete}
    return seen_in(
        Returned(
            everywhere={source: text for source, text in returned.everywhere.items() if source in had},
            here={place: text for place, text in returned.here.items() if place[1] in had},
            written={place: text for place, text in returned.written.items() if place[1] in had},
        )
    )


def take(
    catalog: Catalog, laid: Catalog, returned: Returned, seen: frozenset[str], record: Record
) -> tuple[Catalog, Taken]:
    """The catalogue with what was translated in OmegaT.

    Args:
        catalog: the PO as it is now.
        laid: the PO as it was laid out.
        seen: what ``laid_out`` and ``seen_in`` said then.
        record: what kztrans itself wrote into the PO.
    """
    before = {place_of(unit.context, unit.source): unit for unit in laid.units if not unit.obsolete}
    live = {place_of(unit.context, unit.source): n for n, unit in enumerate(catalog.units) if not unit.obsolete}
    counts = Counter(source for _, source in {*before, *live})
    units, apart, lost = list(catalog.units), list[Unit](), list[Unit]()
    done: dict[str, list[str]] = {}
    for place in {**before, **live}:
        number = live.get(place)
        unit = before[place] if number is None else units[number]
        if unit.plural:
            deed, after = _with_plurals(unit, returned.plurals.get(place, ()), number)
        else:
            found = next(_found(place, returned, seen, counts[place[1]] > 1), None)
            free = record.is_ours(unit) or _as_laid_out(unit, before.get(place))
            deed, after = ("", unit) if found is None else _decided(unit, *found, free, number)
            if deed == "corrected" and not record.is_ours(unit):
                apart.append(_replaced(unit))
        if after.obsolete:
            apart.append(after)
        elif number is not None:
            units[number] = after
        if deed == "gone":
            lost.append(after)
        elif deed:
            done.setdefault(deed, []).append(unit.source)
    offered = _offer(units, [n for place, n in live.items() if place not in before], lost, catalog, record)
    for number, (form, unit) in offered.items():
        if units[number].target:
            apart.append(_replaced(units[number]))
        units[number] = unit
        done.setdefault("offered", []).append(form.source)
    done["gone"] = [unit.source for unit in lost if unit not in [form for form, _ in offered.values()]]
    held = {(unit_key(unit.source), unit.target) for unit in units}
    apart = [unit for unit in dict.fromkeys(apart) if (unit_key(unit.source), unit.target) not in held]
    taken = Taken(**{deed: tuple(sources) for deed, sources in done.items()})
    return replace(catalog, units=(*units, *without_clashes(units, apart))), taken


def _replaced(unit: Unit) -> Unit:
    source = unit.previous if unit.fuzzy and unit.previous is not None else unit.source
    return Unit(source, unit.target, unit.fuzzy, REPLACED, obsolete=True)


def _offer(
    units: Sequence[Unit], numbers: Sequence[int], lost: Sequence[Unit], catalog: Catalog, record: Record
) -> dict[int, tuple[Unit, Unit]]:
    """What was translated of sources that are gone, beside what they were changed into, as merging offers it.

    Args:
        numbers: the units that were not there when the PO was laid out. Those that somebody has worked on stay.
        lost: what OmegaT has of units that are gone.

    Returns:
        for a unit's number what it is offered, and the unit with it.
    """
    free = [n for n in numbers if not units[n].plural and (not units[n].target or units[n].fuzzy)]
    free = [n for n in free if not units[n].target or record.untouched(units[n]) is not None]
    pairs = earlier_forms(
        [(n, units[n]) for n in free], list(enumerate(lost)), len(units) + len(lost), catalog.source_lang
    )
    found: dict[int, tuple[Unit, Unit]] = {}
    given: set[int] = set()
    for _, n, o in pairs:
        if n not in found and o not in given:
            given.add(o)
            form = replace(lost[o], context=None)
            blank = translate(units[n], "")
            found[n] = lost[o], carried(blank, form, catalog.source_lang, catalog.target_lang)
    return found


def _found(place: Place, returned: Returned, seen: frozenset[str], apart: bool) -> Iterator[tuple[str, bool]]:
    """What is new of an entry in OmegaT, best first, and whether it is surely its own.

    ``apart``: there are other entries of that source. OmegaT's default translation is then that of the first one.
    """
    context, source = place
    alternative = returned.here.get(place, "")
    default = returned.everywhere.get(source, "")
    spread = {default, *(text for (other, own), text in returned.written.items() if own == source and other != context)}
    first = (alternative, context) if alternative else (default, "")
    for text, origin in (first, (returned.written.get(place, ""), context)):
        if text and _digest(origin, source, text) not in seen:
            yield text, not apart or text == alternative or context == "" or text not in spread


def _as_laid_out(unit: Unit, laid: Unit | None) -> bool:
    return laid is not None and (laid.target, laid.fuzzy) == (unit.target, unit.fuzzy)


def _decided(unit: Unit, text: str, sure: bool, free: bool, number: int | None) -> tuple[str, Unit]:
    """What becomes of an entry: the name of the deed in ``Taken``, and the entry, or an obsolete one beside it.

    ``free``: nobody has worked on it since it was laid out. ``number`` is None where it is gone.
    """
    beside = Unit(unit.source, text, context=ELSEWHERE, obsolete=True)
    if number is None:
        return "gone", beside
    if unit_key(unit.target) == unit_key(text):
        return ("confirmed", translate(unit, text)) if unit.fuzzy and sure else ("", unit)
    if not sure:
        return ("", beside) if unit.target else ("doubtful", translate(unit, text, fuzzy=True))
    if not unit.target:
        return "translated", translate(unit, text)
    return ("corrected", translate(unit, text)) if free else ("conflicts", beside)


def _with_plurals(unit: Unit, forms: tuple[str, ...], number: int | None) -> tuple[str, Unit]:
    if number is None or not any(forms) or any(unit.plural_targets):
        return "", unit
    return "translated", replace(unit, plural_targets=forms)


def _digest(*parts: str) -> str:
    return hashlib.sha256("\0".join(map(unit_key, parts)).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def unique_pairs(units: Iterable[Unit]) -> list[Unit]:
    """The finished units whose source stands there once: right word for word wherever that source stands."""
    live = [unit for unit in units if not unit.obsolete]
    counts = Counter(unit_key(unit.source).strip() for unit in live)
    return [
        Unit(unit.source, unit.target, codes=unit.codes)
        for unit in live
        if unit.target and not unit.fuzzy and not unit.plural and counts[unit_key(unit.source).strip()] == 1
    ]
