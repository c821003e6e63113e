"""From one bilingual format to another, with a word on what the other cannot hold."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from kztrans import formats, inline
from kztrans.errors import InputError
from kztrans.formats import Format, po
from kztrans.formats.losses import told
from kztrans.formats.text import remark
from kztrans.formats.xml_characters import allowed
from kztrans.jobs.format_limits import state, within
from kztrans.jobs.format_needs import fit
from kztrans.languages import codes
from kztrans.model import Catalog, Unit
from kztrans.outputs import refuse_input, write_output
from kztrans.reading import read_bytes

__all__ = ["Conversion", "convert", "convert_file"]


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
            remedy=_LATER if any(state(u) in ("fuzzy", "untranslated") for u in catalog.units) else _ELSEWHERE,
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
    held, lacking = within(catalog, target, fuzzy)
    fitted, changed = fit(held, target, name)
    return Conversion(fitted, (*lacking, *changed))


def _plain_heads(catalog: Catalog, target: Format, asked: tuple[str, str]) -> tuple[Catalog, tuple[str, ...]]:
    """A memory's catalogue with languages as columns name them: without a region that nobody asked for.

    In a memory a region belongs to a text, and regions fall back on each other, but for those of one language that a
    memory translates between; a PO or an XLIFF names its own.
    """
    pair = catalog.source_lang, catalog.target_lang
    if codes.same(*pair):
        return catalog, ()
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
        if catalog.units and not codes.canonical(code):
            what = f"says that its {side} language is {code!r}, which is no language code"
            raise InputError(what, path=path, remedy=f"give its code with {option}, as in {option} {example}")
    if codes.canonical(catalog.source_lang) == codes.canonical(catalog.target_lang):
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
