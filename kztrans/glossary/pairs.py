"""Glossaries for programs that know pairs of terms alone: DeepL, memoQ, Xbench.

Such a program takes whatever stands beside a term for its translation, so terms to avoid are left out of all of them.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from kztrans.glossary.columns import BETWEEN
from kztrans.languages import get
from kztrans.model import Concept

__all__ = ["to_deepl", "to_memoq", "to_xbench"]


def to_deepl(concepts: Sequence[Concept], source: str, target: str) -> bytes:
    """DeepL's CSV, without a header: term, translation, and both languages; each term once, its first translation."""
    rows: dict[str, tuple[str, str, str, str]] = {}
    for concept in concepts:
        for term, translation in _first(concept, source, target):
            rows.setdefault(term.casefold(), (term, translation, source, target))
    return _csv(rows.values())


def to_memoq(concepts: Sequence[Concept], source: str, target: str) -> bytes:
    """memoQ's CSV: a line a concept, a column a term, named by its language, as often as a concept has terms."""
    kept = [c for c in concepts if c.in_lang(source) and c.in_lang(target)]
    many = [max((len(c.in_lang(lang)) for c in kept), default=1) for lang in (source, target)]
    names = [name for lang, count in zip((source, target), many, strict=True) for name in [get(lang).name] * count]
    rows = [["Entry_ID", "Entry_Subject", "Entry_Note", *names]]
    for concept in kept:
        sides = [[_flat(term.text) for term in concept.in_lang(lang)] for lang in (source, target)]
        cells = [cell for side, count in zip(sides, many, strict=True) for cell in (*side, *[""] * (count - len(side)))]
        rows.append([concept.id, concept.domain, _remark(concept), *cells])
    return b"\xef\xbb\xbf" + _csv(rows)


def to_xbench(concepts: Sequence[Concept], source: str, target: str) -> bytes:
    """Xbench's tab-delimited text: each term with each of its translations, and a remark."""
    lines = []
    for concept in concepts:
        for term in concept.in_lang(source):
            lines += [
                "\t".join((_flat(term.text), _flat(translation.text), _remark(concept)))
                for translation in concept.in_lang(target)
            ]
    return "".join(f"{line}\n" for line in dict.fromkeys(lines)).encode("utf-8")


def _first(concept: Concept, source: str, target: str) -> Iterator[tuple[str, str]]:
    translations = concept.in_lang(target)
    if translations:
        for term in concept.in_lang(source):
            yield _flat(term.text), _flat(translations[0].text)


def _remark(concept: Concept) -> str:
    return _flat(BETWEEN.join(filter(None, (concept.definition, concept.advice))))


def _flat(text: str) -> str:
    return " ".join(text.split())


def _csv(rows: Iterable[Sequence[str]]) -> bytes:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([[_guarded(cell) for cell in row] for row in rows])
    return out.getvalue().encode("utf-8")


def _guarded(cell: str) -> str:
    """No spreadsheet is to take a cell for a formula."""
    return f"'{cell}" if cell[:1] in "=+-@" and len(cell) > 1 else cell
