"""From one bilingual format to another, with a word on what the other cannot hold."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from kztrans import __version__, formats, inline, languages
from kztrans.errors import InputError
from kztrans.formats import Format, po
from kztrans.formats.fields import has_data
from kztrans.formats.inline_codes import explained
from kztrans.formats.losses import told
from kztrans.formats.text import remark
from kztrans.formats.xml_characters import allowed
from kztrans.languages import codes
from kztrans.model import Catalog, Unit
from kztrans.outputs import refuse_input, write_output
from kztrans.reading import read_bytes
from kztrans.units.making import DOUBT

__all__ = ["Conversion", "convert", "convert_file"]

_LABELS = {
    "references": "references",
    "notes": "notes",
    "flags": "flags",
    "previous": "previous sources",
    "previous_context": "previous sources",
    "previous_plural": "previous sources",
    "score": "confidences",
    "origin": "origins",
    "id": "identifiers",
    "codes": "native data of inline codes",
    "headers": "header fields",
    "header_comments": "header comments",
}


_TABLES = ("CSV", "TSV")
"""Formats whose columns name the languages."""
_LATER, _ELSEWHERE = "translate some first", "name a file of another format"


@dataclass(frozen=True, slots=True)
class Conversion:
    """What a conversion made."""

    catalog: Catalog
    """What the new file holds."""
    remarks: tuple[str, ...] = ()
    """What it does not hold, and what was changed, a line a matter."""
    written: bool = False
    """False where the file held just this already."""


def convert_file(
    given: str | os.PathLike[str],
    wanted: str | os.PathLike[str],
    source_lang: str = "",
    target_lang: str = "",
    fuzzy: bool = False,
    force: bool = False,
    dialect: str = "",
    columns: str = "",
) -> Conversion:
    """Read one bilingual file, and write what it holds as another, both in the formats of their endings.

    ``fuzzy`` keeps fuzzy units where the format has no word for them; ``force`` replaces a file that is there;
    ``dialect`` is one of the new format's, ``columns`` may be ``weblate`` for a CSV.

    Raises:
        InputError: a file cannot be read or written, its languages are not known, the new one is there already, or
            would not be read back as it is.
    """
    given, wanted = Path(given), Path(wanted)
    target_format = formats.format_of(wanted)
    if columns == "weblate" and target_format.name == "CSV":
        target_format = formats.WEBLATE
    elif columns:
        raise InputError("is no CSV with columns to choose", path=wanted, remedy="end its name in .csv")
    refuse_input(wanted, (given,))
    catalog = formats.read(given, source_lang, target_lang)
    _check(catalog, given)
    heads: tuple[str, ...] = ()
    if formats.format_of(given).name == "TMX" and target_format.name in _TABLES:
        catalog, heads = _plain_heads(catalog, target_format, (source_lang, target_lang))
    result = convert(catalog, target_format, name=given.stem, fuzzy=fuzzy)
    if catalog.units and not result.catalog.units:
        raise InputError(
            f"none of its {len(catalog.units)} units can be kept: {'; '.join(result.remarks)}",
            path=given,
            remedy=_LATER if any(_state(u) in ("fuzzy", "untranslated") for u in catalog.units) else _ELSEWHERE,
        )
    if dialect and dialect not in target_format.dialects:
        raise InputError(f"is no file that is written as {dialect!r}", path=wanted, remedy="leave the option out")
    data = target_format.module.serialize(result.catalog, *filter(None, (dialect,)))
    _read_back(target_format, data, result.catalog, wanted)
    found = (_guess(given) if formats.format_of(given).undeclared else _nul(given), told(catalog.losses))
    remarks = (*(f"{given}: {remark}" for remark in found if remark), *result.remarks, *heads)
    return replace(result, remarks=remarks, written=write_output(wanted, data, None, (given,), force))


def convert(catalog: Catalog, target: Format, name: str = "", fuzzy: bool = False) -> Conversion:
    """The part of a catalogue that a format can hold, fit to be written in it, and what was left out.

    ``name`` is the document's, which identifiers are made from.
    """
    left_out: Counter[str] = Counter()
    units = []
    for unit in catalog.units:
        state = _state(unit)
        if state in target.omits and not (state == "fuzzy" and fuzzy):
            left_out[state] += 1
        else:
            units.append(unit if target.tagged else explained(unit))
    remarks = _remark(target, left_out, _missing(replace(catalog, units=tuple(units)), target))
    fitted, more = _FITTING.get(target.name, _fit_any)(replace(catalog, units=tuple(units)), name)
    return Conversion(fitted, (*remarks, *more))


def _plain_heads(catalog: Catalog, target: Format, asked: tuple[str, str]) -> tuple[Catalog, tuple[str, ...]]:
    """A memory's catalogue with languages as columns name them: without a region that nobody asked for.

    In a memory a region belongs to a text, and regions fall back on each other; a PO or an XLIFF names its own.
    """
    pair = catalog.source_lang, catalog.target_lang
    short = [
        lang if codes.canonical(given) == codes.canonical(lang) else codes.without_region(lang)
        for lang, given in zip(pair, asked, strict=True)
    ]
    dropped = [(old, new, option) for old, new, option in zip(pair, short, ("-s", "-t"), strict=True) if old != new]
    if not dropped:
        return catalog, ()
    changes = ", ".join(f"{old} is {new}" for old, new, _ in dropped)
    options = " ".join(f"{option} {old}" for old, _, option in dropped)
    remark = f"{target.name} names the languages of a TMX without their region: {changes}; {options} keeps it"
    return replace(catalog, source_lang=short[0], target_lang=short[1]), (remark,)


def _guess(path: Path) -> str:
    """A word on what a table's encoding was taken for."""
    return remark(read_bytes(path, "a table"))


def _nul(path: Path) -> str:
    """A word on a PO that gettext would not read to its end."""
    return po.remark(read_bytes(path, "a PO file")) if formats.format_of(path).name == "PO" else ""


def _read_back(target: Format, data: bytes, catalog: Catalog, path: Path) -> None:
    """Refuse to write what would not be read again as it is."""

    def texts(units: Iterable[Unit], form: Callable[[str, Unit], str]) -> Counter[tuple[str, str]]:
        return Counter((allowed(form(unit.source, unit)), allowed(form(unit.target, unit))) for unit in units)

    again = target.module.parse(data, path).units
    lost = texts(catalog.units, _as_it_is) - texts(again, _as_it_is)
    if lost and target.tagged:  # what a tag is called may come from what the format has no place for
        lost = texts(catalog.units, _with_bare_tags) - texts(again, _with_bare_tags)
    if lost:
        source, text = next(iter(lost))
        raise InputError(
            f"would not hold {(text or source)[:60]!r} as it is", path=path, remedy="nothing is written; report this"
        )


def _as_it_is(text: str, unit: Unit) -> str:
    del unit
    return text


def _with_bare_tags(text: str, unit: Unit) -> str:
    """A text whose tags have their numbers alone."""
    parts, position = [], 0
    for tag in inline.tags(text, unit.codes):
        number = tag.code.tag.removeprefix(inline.name_of(tag.code.tag))
        parts += [text[position : tag.start], f"\0{number} {tag.role}\0"]
        position = tag.end
    return "".join(parts) + text[position:]


def _check(catalog: Catalog, path: Path) -> None:
    lost = told(catalog.losses)
    why = f" ({lost})" if lost and not catalog.units else ""
    sides = (("source", catalog.source_lang, "-s", "id"), ("target", catalog.target_lang, "-t", "en"))
    for side, code, option, example in sides:
        if not code.strip() and not catalog.units and not why:
            raise InputError("holds no units", path=path, remedy="check the file, or name another one")
        if not code.strip():
            raise InputError(
                f"does not say its {side} language{why}",
                path=path,
                remedy=f"give its code with {option}, as in {option} {example}",
            )
    if codes.same(catalog.source_lang, catalog.target_lang):
        raise InputError(
            f"has {catalog.source_lang!r} as source and as target language",
            path=path,
            remedy="give the right codes with -s and -t",
        )
    if not catalog.units:
        raise InputError(
            f"holds no units from {catalog.source_lang!r} to {catalog.target_lang!r}{why}",
            path=path,
            remedy="check the file, or give other languages with -s and -t",
        )


def _state(unit: Unit) -> str:
    if unit.obsolete:
        return "obsolete"
    if unit.plural:
        return "plural"
    if not unit.target:
        return "untranslated"
    return "fuzzy" if unit.fuzzy else "translated"


def _missing(catalog: Catalog, target: Format) -> list[str]:
    """What the catalogue has, and the format has no place for, in words."""
    found = []
    for field in target.lacks:
        holders: Iterable[object] = [catalog] if field.startswith("header") else catalog.units
        if any(_has(holder, field) for holder in holders):
            found.append(_LABELS[field])
    return list(dict.fromkeys(found))


def _has(holder: object, field: str) -> bool:
    value = getattr(holder, field)
    if field == "codes":
        return any(map(has_data, value))
    if field == "score" and isinstance(holder, Unit):
        return value is not None and not any(note.startswith(DOUBT) for note in holder.notes)
    return value not in (None, ())


def _remark(target: Format, left_out: Counter[str], missing: list[str]) -> tuple[str, ...]:
    parts = []
    if left_out:
        states = sorted(left_out, key=("fuzzy", "untranslated", "obsolete", "plural").index)
        counts = _series([str(left_out[state]) for state in states], "and")
        parts.append(f"no {_series(states, 'or')} units: {counts} left out")
        if "fuzzy" in left_out:
            parts.append("use --fuzzy to keep the fuzzy ones" if len(states) > 1 else "use --fuzzy to keep them")
    if missing:
        parts.append(f"no {_series(missing, 'or')}")
    return (f"{target.name} holds {'; '.join(parts)}",) if parts else ()


def _series(words: list[str], last: str) -> str:
    """``a, b or c``."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} {last} {words[-1]}"


def _fit_any(catalog: Catalog, name: str) -> tuple[Catalog, list[str]]:
    del name
    return _in_bcp47(catalog), []


def _fit_tmx(catalog: Catalog, name: str) -> tuple[Catalog, list[str]]:
    """Identifiers that last, so that the memory can be made again over itself."""
    from kztrans.formats.tmx import forbidden
    from kztrans.units.identifiers import identifier

    units = tuple(u if u.id else replace(u, id=identifier(name, u)) for u in catalog.units)
    count = sum(forbidden(unit.source) + forbidden(unit.target) for unit in units)
    remarks = [f"TMX allows no control characters: {count} replaced by U+FFFD"] if count else []
    return _in_bcp47(replace(catalog, units=units)), remarks


def _fit_po(catalog: Catalog, name: str) -> tuple[Catalog, list[str]]:
    """A header as gettext wants it, and one entry for each source and context."""
    from kztrans.formats import po

    fields = {
        "Project-Id-Version": name,
        "Report-Msgid-Bugs-To": "",
        "PO-Revision-Date": po.NEVER_REVISED,
        "Last-Translator": "",
        "Language-Team": "",
        "Language": "",
        **po.REQUIRED,
        "Plural-Forms": languages.get(catalog.target_lang).plural_forms,
        "X-Generator": f"kztrans {__version__}",
    }
    given = catalog.headers or tuple(fields.items())
    named = (("Language", catalog.target_lang), (po.SOURCE_LANGUAGE, catalog.source_lang))
    changed = [(name, codes.gettext(code)) for name, code in named if po.language(name, given) != codes.canonical(code)]
    units, remarks = _one_entry_each(catalog.units)
    return Catalog(
        codes.gettext(catalog.source_lang),
        codes.gettext(catalog.target_lang),
        units,
        po.header(given, changed),
        catalog.header_comments,
    ), remarks


def _one_entry_each(units: tuple[Unit, ...]) -> tuple[tuple[Unit, ...], list[str]]:
    entries: dict[tuple[str | None, str], Unit] = {}
    nameless = told_apart = 0
    for unit in units:
        if not unit.source and unit.context is None:
            nameless += 1
            continue
        key, number = (unit.context, unit.source), 2
        while key in entries and not _same_work(entries[key], unit):
            key = (f"{unit.context} ({number})" if unit.context else f"variant {number}", unit.source)
            number += 1
        told_apart += number > 2
        entries[key] = _join(entries[key], unit) if key in entries else replace(unit, context=key[0])
    remarks = [f"PO holds no units without a source: {nameless} left out"] if nameless else []
    if told_apart:
        remarks.append(f"PO tells translations of one source apart by their context: {told_apart} were given one")
    return tuple(entries.values()), remarks


def _same_work(first: Unit, second: Unit) -> bool:
    def work(unit: Unit) -> tuple[object, ...]:
        return unit.target, unit.fuzzy, unit.plural, unit.plural_targets, unit.obsolete

    return work(first) == work(second)


def _join(first: Unit, second: Unit) -> Unit:
    return replace(
        first,
        references=tuple(dict.fromkeys(first.references + second.references)),
        notes=tuple(dict.fromkeys(first.notes + second.notes)),
        comments=tuple(dict.fromkeys(first.comments + second.comments)),
        flags=tuple(dict.fromkeys(first.flags + second.flags)),
    )


_FITTING: dict[str, Callable[[Catalog, str], tuple[Catalog, list[str]]]] = {"PO": _fit_po, "TMX": _fit_tmx}
"""What a format needs besides leaving out; by its name."""


def _in_bcp47(catalog: Catalog) -> Catalog:
    """The catalogue with its languages as BCP 47 writes them; what is no code stays as it is."""
    source, target = (codes.canonical(code) or code for code in (catalog.source_lang, catalog.target_lang))
    return replace(catalog, source_lang=source, target_lang=target)
