"""Which of the files and the targets of an XLIFF 1.2 document are of the two languages that are wanted."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from kztrans.languages import codes
from kztrans.languages.names import coded

if TYPE_CHECKING:
    from lxml import etree

__all__ = ["QUALIFIERS", "chosen", "target_of"]

_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
QUALIFIERS = frozenset(
    {
        "exact-match", "fuzzy-match", "id-match", "leveraged-glossary", "leveraged-inherited", "leveraged-mt",
        "leveraged-repository", "leveraged-tm", "mt-suggestion", "rejected-grammar", "rejected-inaccurate",
        "rejected-length", "rejected-spelling", "tm-suggestion",
    }
)  # fmt: skip
"""Values of ``state-qualifier`` that XLIFF 1.2 defines."""
_LOOKED_AT = frozenset({"state", "state-qualifier", _XML_LANG, _XML_SPACE})


def chosen(
    files: list[etree._Element], source_lang: str | None, target_lang: str | None, losses: Counter[str]
) -> list[etree._Element]:
    """The files of one pair of languages: those that are wanted, else those of the first file that has units.

    Where all files say the same, a language that is given takes its place. Units of other files are counted.
    """
    for file in files:
        _with_codes(file)
        _name_target(file, target_lang)
    found = sorted(files, key=_is_empty)
    for name, wanted in (("source-language", source_lang), ("target-language", target_lang)):
        full = [file for file in found if not _is_empty(file)]
        said = [code for file in full or found if (code := file.get(name))]
        if not said or all(codes.same(code, said[0]) for code in said):
            continue
        asked = wanted or said[0]
        for file in found:
            if (code := file.get(name)) and not codes.same(code, asked):
                word = "from" if name == "source-language" else "in"
                losses[f"units {word} {code} (-{name[0]} chooses)"] += sum(1 for _ in file.iter("trans-unit"))
        found = [file for file in found if codes.same(file.get(name) or asked, asked)]
    return found


def _is_empty(file: etree._Element) -> bool:
    return next(file.iter("trans-unit"), None) is None


def _with_codes(file: etree._Element) -> None:
    """Give a file codes where it has names of languages."""
    named = [(file, name) for name in ("source-language", "target-language")]
    for element, name in (*named, *((target, _XML_LANG) for target in file.iter("target"))):
        if written := element.get(name):
            element.set(name, coded(written))


def _name_target(file: etree._Element, wanted: str | None) -> None:
    """Give a file that does not say its target language that of its targets."""
    if file.get("target-language"):
        return
    said = [code for target in file.iterfind(".//trans-unit/target") if (code := target.get(_XML_LANG))]
    code = next((code for code in said if wanted and codes.same(code, wanted)), said[0] if said else None)
    if code:
        file.set("target-language", code)


def target_of(unit: etree._Element, file: etree._Element, losses: Counter[str]) -> etree._Element | None:
    """The translation of a unit that is in the file's language; others, and what else is said of it, are counted."""
    lang = file.get("target-language")
    targets = list(unit.iterchildren("target"))
    good = [t for t in targets if not t.get(_XML_LANG) or not lang or codes.same(t.get(_XML_LANG, ""), lang)]
    for other in targets:
        if other not in good:
            losses[f"texts in {other.get(_XML_LANG)}"] += 1
    losses["further translations"] += max(len(good) - 1, 0)
    target = good[0] if good else None
    keys = set() if target is None else set(map(str, target.attrib))
    losses["further properties of translations"] += sum(not key.startswith("{") for key in keys - _LOOKED_AT)
    return target
