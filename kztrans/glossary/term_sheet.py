"""The term sheet of a text: each concept that the text has, once, with all that the glossary says of it to translators.

The notes of a PO say what an entry needs and are short; the sheet has the rest.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

from kztrans.formats.csv import guard
from kztrans.glossary.offers import advice_for, offered, others
from kztrans.model import TermHit

__all__ = ["KINDS", "Row", "rows", "written"]

KINDS = ("text", "csv", "html", "json")
"""What a sheet can be written as."""


@dataclass(frozen=True, slots=True)
class Row:
    """A concept of a text."""

    concept: str
    source: tuple[str, ...]
    """The terms that the text has, the most frequent first."""
    target: str
    """The term to use; empty where the glossary has none."""
    others: tuple[str, ...]
    """Other terms that may be used."""
    avoid: tuple[str, ...]
    """Terms to avoid in the translation."""
    count: int
    lines: tuple[int, ...]
    """The lines it is on, each once."""
    domain: str
    definition: str
    advice: str


def rows(hits: Iterable[tuple[TermHit, int]], lang: str) -> list[Row]:
    """The rows of a sheet, in the order of the text, from hits with the lines they are on.

    >>> from kztrans.model import Concept, Term
    >>> sea = Concept("sea", (Term("laut", "id"), Term("sea", "en")), definition="Salt water.")
    >>> [row] = rows([(TermHit(sea, sea.terms[0], 0, 4), line) for line in (1, 7, 7)], "en")
    >>> row.source, row.target, row.count, row.lines
    (('laut',), 'sea', 3, (1, 7))
    """
    found: dict[str, list[tuple[TermHit, int]]] = {}
    for hit, line in hits:
        found.setdefault(hit.concept.id, []).append((hit, line))
    return [_row(group, lang) for group in found.values()]


def _row(group: list[tuple[TermHit, int]], lang: str) -> Row:
    concept = group[0][0].concept
    counts = Counter(hit.term.text for hit, _ in group)
    first = next(hit for hit, _ in group if hit.term.text == counts.most_common(1)[0][0])
    targets = offered(concept, first.term, "", lang)
    avoid = [term.text for term in concept.in_lang(lang, "deprecated", "superseded")]
    return Row(
        concept.id,
        tuple(text for text, _ in counts.most_common()),
        targets[0] if targets else "",
        (*targets[1:], *others(concept, targets, lang)),
        tuple(dict.fromkeys(text for text in avoid if text not in counts)),
        len(group),
        tuple(dict.fromkeys(line for _, line in group)),
        concept.domain,
        " ".join(concept.definition.split()),
        " ".join(advice_for(concept.advice)),
    )


def written(sheet: list[Row], kind: str, name: str, langs: tuple[str, str]) -> str:
    """A sheet as text, CSV, HTML or JSON; ``name`` is the text's."""
    if kind == "csv":
        return _csv(sheet)
    if kind == "html":
        return _html(sheet, name, langs)
    if kind == "json":
        import json
        from dataclasses import asdict

        return json.dumps([asdict(row) for row in sheet], ensure_ascii=False, indent=2) + "\n"
    return _text(sheet, name)


_FIELDS = ("concept", "source", "target", "others", "avoid", "count", "lines", "domain", "definition", "advice")


def _csv(sheet: list[Row]) -> str:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(_FIELDS)
    for row in sheet:
        cells = [getattr(row, field) for field in _FIELDS]
        writer.writerow([guard(_joined(cell)) for cell in cells])
    return text.getvalue()


def _joined(cell: str | int | tuple[str | int, ...]) -> str:
    return " | ".join(map(str, cell)) if isinstance(cell, tuple) else str(cell)


def _text(sheet: list[Row], name: str) -> str:
    blocks = [f"Terms of {name}: {len(sheet)}"]
    for row in sheet:
        lines = ", ".join(map(str, row.lines))
        said = [
            f"{', '.join(row.source)} → {' | '.join((row.target or '?', *row.others))}",
            f"    {row.count} ×, line{'s' * (len(row.lines) > 1)} {lines}",
            f"    not: {', '.join(row.avoid)}" * bool(row.avoid),
            f"    {row.definition}" * bool(row.definition),
            f"    {row.advice}" * bool(row.advice),
        ]
        blocks.append("\n".join(filter(None, said)))
    return "\n\n".join(blocks) + "\n"


_STYLE = """
:root { color-scheme: light dark; --line: #8886; }
body { font: 1rem/1.45 system-ui, sans-serif; margin: 1.5rem auto; max-width: 80rem; padding: 0 1rem; }
table { border-collapse: collapse; width: 100%; }
th, td { border: 1px solid var(--line); padding: .4rem .6rem; text-align: start; vertical-align: top; }
thead th { background: Canvas; position: sticky; top: 0; }
td { overflow-wrap: anywhere; } td.n { text-align: end; } b { font-weight: 600; } small { opacity: .8; }
@media print { thead th { position: static; } tr { break-inside: avoid; } }
"""


def _html(sheet: list[Row], name: str, langs: tuple[str, str]) -> str:
    source, target = langs
    body = "".join(_html_row(row, source, target) for row in sheet)
    return (
        f'<!DOCTYPE html>\n<html lang="en">\n<head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width"><title>Terms of {escape(name)}</title>'
        f'<style>{_STYLE}</style></head>\n<body class="term-sheet">\n<h1>Terms of {escape(name)}</h1>\n'
        f"<table><thead><tr><th>{escape(source)}<th>{escape(target)}<th>others<th>times<th>lines<th>remarks"
        f"</tr></thead>\n<tbody>\n{body}</tbody></table>\n</body>\n</html>\n"
    )


def _html_row(row: Row, source: str, target: str) -> str:
    remarks = [
        escape(row.definition),
        escape(row.advice) and f"<b>{escape(row.advice)}</b>",
        f"not: {escape(', '.join(row.avoid))}" * bool(row.avoid),
    ]
    return (
        f'<tr><td lang="{escape(source)}">{escape(", ".join(row.source))}'
        f'<td lang="{escape(target)}">{escape(row.target)}<td lang="{escape(target)}">{escape(" | ".join(row.others))}'
        f'<td class="n">{row.count}<td>{", ".join(map(str, row.lines))}<td>{"<br>".join(filter(None, remarks))}</tr>\n'
    )
