"""A concept as the cells of a row of the glossary's CSV, and back."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from kztrans.model import Concept, Status, Term

__all__ = ["from_cells", "header", "to_cells"]

FIELDS = ("pos", "definition", "note", "source", "review", "reviewer", "reviewed")
_LANGUAGE = re.compile(r"([a-z]{2,3}(?:-[A-Za-z0-9]{1,8})*)(:avoid)?")
_BETWEEN = " | "


def from_cells(cells: Mapping[str, str], domain: str) -> Concept:
    """The concept of a row: cells by column. What is in columns that kztrans does not know is in ``extra``.

    >>> from_cells({"concept": "nation", "id": "bangsa | nasion", "comment": "good"}, "politics").extra
    (('comment', 'good'),)
    """
    terms: list[Term] = []
    extra: list[tuple[str, str]] = []
    for name, cell in cells.items():
        known = _LANGUAGE.fullmatch(name)
        if not cell or name in ("concept", *FIELDS):
            continue
        if not known:
            extra.append((name, cell))
            continue
        for number, text in enumerate(cell.split("|")):
            status: Status = "deprecated" if known[2] else "preferred" if number == 0 else "admitted"
            if text.strip():
                terms.append(Term(text.strip(), known[1], status))
    fields = {name: cells.get(name, "") for name in FIELDS}
    return Concept(cells["concept"].strip(), tuple(terms), domain=domain, extra=tuple(extra), **fields)


def to_cells(concept: Concept) -> dict[str, str]:
    """The cells of a concept's row, by column, in the order of a new file's columns; empty ones too."""
    langs = list(dict.fromkeys(term.lang for term in concept.terms))
    good = {lang: [t.text for t in concept.in_lang(lang)] for lang in langs}
    bad = {f"{lang}:avoid": [t.text for t in concept.in_lang(lang, "deprecated", "superseded")] for lang in langs}
    cells = {"concept": concept.id, "pos": concept.pos}
    cells |= {column: _BETWEEN.join(texts) for column, texts in (good | bad).items()}
    return cells | {name: getattr(concept, name) for name in FIELDS[1:]} | dict(concept.extra)


def header(columns: Iterable[str]) -> bytes:
    """The first line of a new file."""
    return (",".join(columns) + "\n").encode("utf-8")
