"""What came of a corpus as one HTML page: documents, beads by kind, confidence, filters, the worst documents, the rate.

The page is made of ``counts.json`` and ``errors.tsv``; how fast it went is read off the times of the parts, so that
nothing that is written tells when it was.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from html import escape
from itertools import pairwise
from pathlib import Path
from typing import Any

from kztrans import __version__
from kztrans.corpus.gathering import COUNTS, ERRORS
from kztrans.corpus.parts import FOLDER, count_of, parts_below
from kztrans.errors import InputError
from kztrans.reading import read_bytes

__all__ = ["page", "rate"]

_PAUSE = 120.0
"""Seconds without a part, after which the run is taken to have stopped meanwhile."""
_ERRORS = 200
"""Documents with errors that are listed."""
_STYLE = """
:root { color-scheme: light dark; --line: #8884; --bar: #2a6f97; --soft: #8881; }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.6rem; } h2 { font-size: 1.15rem; margin-top: 2rem; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .1rem 1.5rem; }
dt { color: GrayText; } dd { margin: 0; }
table { border-collapse: collapse; width: 100%; } th, td { text-align: left; padding: .25rem .75rem .25rem 0;
  border-bottom: 1px solid var(--line); overflow-wrap: anywhere; vertical-align: top; }
td.n, th.n { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; overflow-wrap: normal; }
td.b { width: 45%; }
td.b i { display: block; height: .8em; background: var(--bar); border-radius: 2px; min-width: 1px; }
@media print { :root { color-scheme: light; } body { margin: 0; max-width: none; } tr { break-inside: avoid; } }
"""
_FILTERS = {
    "alone": "no counterpart",
    "score": "the aligner is not sure enough",
    "short": "too few words",
    "identical": "both sides say the same",
    "ratio": "one side is far longer",
    "language": "a side is in the other language",
    "numbers": "numbers differ",
    "duplicates": "came before",
}


def page(out: Path) -> bytes:
    """The report on a folder that ``corpus align`` wrote, as the bytes of an HTML file.

    Raises:
        InputError: nothing was aligned there yet, or its counts are damaged.
    """
    try:
        counts: dict[str, Any] = json.loads(read_bytes(out / COUNTS, "the folder of an aligned corpus"))
        body = "".join(_sections(counts, out))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        remedy = "run `kztrans corpus align` again"
        raise InputError("is no counts of a corpus", path=out / COUNTS, remedy=remedy) from error
    return (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>Report on an aligned corpus</title><style>{_STYLE}</style></head>\n"
        f'<body class="corpus"><h1>Aligned corpus {escape(out.resolve().name)}</h1>\n{body}'
        f"<p><small>kztrans {__version__}</small></p></body></html>\n"
    ).encode()


def rate(out: Path) -> tuple[int, float]:
    """Pairs of documents, and the seconds that they took, by the times of the parts; 0 seconds where that is not known.

    Pauses between runs are left out.
    """
    parts = sorted((written, count_of(name)) for name, written in parts_below(out / FOLDER))
    steps = [((b[0] - a[0]) / 1e9, b[1]) for a, b in pairwise(parts)]
    going = [(seconds, rows) for seconds, rows in steps if seconds <= _PAUSE]
    return sum(rows for _, rows in going), sum(seconds for seconds, _ in going)


def _sections(counts: dict[str, Any], out: Path) -> Iterable[str]:
    beads: dict[str, int] = counts["beads"]
    rows, seconds = rate(out)
    speed = f"{rows / seconds:,.1f} pairs of documents a second" if seconds > 0 else "not known"
    words = " and ".join(f"{count:,}" for count in counts["words"])
    facts = (
        ("Pairs of documents", f"{counts['documents']:,}, {counts['errors']:,} of them could not be aligned"),
        ("Beads", f"{sum(beads.values()):,}, {counts['kept']:,} of them kept"),
        ("Words kept", f"{words}, in source and target"),
        ("Throughput", speed),
    )
    yield "<dl>" + "".join(f"<dt>{escape(name)}</dt><dd>{escape(text)}</dd>" for name, text in facts) + "</dl>\n"
    by_count = sorted(beads.items(), key=lambda item: (-item[1], item[0]))
    yield _bars("Beads by kind", "kind", [(kind, count) for kind, count in by_count])
    size = len(counts["confidence"])
    steps = [(f"{n / size:.2f} to {(n + 1) / size:.2f}", count) for n, count in enumerate(counts["confidence"])]
    yield _bars("Confidence of beads with both sides", "score", steps[::-1])
    dropped = sorted(counts["dropped"].items(), key=lambda item: (-item[1], item[0]))
    yield _bars("Left out, and why", "reason", [(_FILTERS.get(name, name), count) for name, count in dropped])
    yield _worst(counts["worst"])
    yield _errors(out)


def _bars(title: str, name: str, rows: Sequence[tuple[str, int]]) -> str:
    most = max((count for _, count in rows), default=0)
    total = sum(count for _, count in rows)
    if not total:
        return ""
    lines = "".join(
        f'<tr><td>{escape(label)}</td><td class="n">{count:,}</td><td class="n">{count / total:.1%}</td>'
        f'<td class="b"><i style="width:{100 * count / most:.1f}%"></i></td></tr>\n'
        for label, count in rows
    )
    head = f'<tr><th>{name}</th><th class="n">beads</th><th class="n">share</th><th></th></tr>'
    return f"<h2>{escape(title)}</h2>\n<table>{head}\n{lines}</table>\n"


def _worst(rows: Sequence[Sequence[Any]]) -> str:
    """The documents of which the aligner is least sure: a wrong pair of documents, most often."""
    lines = "".join(
        f'<tr><td>{escape(str(document))}</td><td class="n">{score:.2f}</td>'
        f'<td class="n">{paired} of {segments}</td></tr>\n'
        for document, score, segments, paired in rows[:50]
    )
    head = '<tr><th>document</th><th class="n">mean score</th><th class="n">segments with a counterpart</th></tr>'
    return f"<h2>Least sure documents</h2>\n<table>{head}\n{lines}</table>\n" if lines else ""


def _errors(out: Path) -> str:
    try:
        lines = read_bytes(out / ERRORS, "errors").decode("utf-8", "replace").split("\n")[1:-1]
    except InputError:
        return ""
    if not lines:
        return ""
    shown = [line.split("\t") for line in lines[:_ERRORS]]
    rows = "".join(f"<tr><td>{escape(cells[0])}</td><td>{escape(cells[-1])}</td></tr>\n" for cells in shown)
    rest = f"<p>{len(lines) - _ERRORS:,} more in {ERRORS}.</p>\n" if len(lines) > _ERRORS else ""
    return f"<h2>Could not be aligned</h2>\n<table><tr><th>document</th><th>why</th></tr>\n{rows}</table>\n{rest}"
