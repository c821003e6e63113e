"""What a catalogue must have to be written in a format: a header, an entry for each source, identifiers that last."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from kztrans import __version__, languages
from kztrans.formats import Format, po
from kztrans.languages import codes
from kztrans.model import Catalog, Unit

__all__ = ["fit"]


def fit(catalog: Catalog, target: Format, name: str) -> tuple[Catalog, list[str]]:
    """A catalogue as a format needs it, and what was changed for that, a line a matter.

    ``name`` is the document's, which identifiers are made from.
    """
    return _FITTING.get(target.name, _fit_any)(catalog, name)


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
