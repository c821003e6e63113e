"""Statistics as a table for a terminal, as CSV, JSON and HTML: the same columns in the same order."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Mapping
from html import escape
from typing import Any

from kztrans.counting.amounts import NOTHING, Amount
from kztrans.counting.rates import BANDS, Band
from kztrans.counting.tallies import FileTally, Statistics

__all__ = ["FORMS", "as_csv", "as_html", "as_json", "as_text"]

NAMES: Mapping[Band, str] = {
    "context": "in context",
    "repetition": "repetitions",
    "cross-file": "repeated from another file",
    "100": "100 %",
    "95-99": "95–99 %",
    "85-94": "85–94 %",
    "75-84": "75–84 %",
    "new": "new",
}
_STYLE = (
    "body{font:16px/1.5 system-ui,sans-serif;max-width:70rem;margin:2rem auto;padding:0 1rem}"
    "table{border-collapse:collapse;margin:1rem 0}"
    "th,td{padding:.3rem .7rem;border-bottom:1px solid #ccc;text-align:right}"
    "th:first-child,td:first-child{text-align:left;overflow-wrap:anywhere}caption{text-align:left;font-weight:600}"
)


def as_text(statistics: Statistics) -> str:
    """A table of the bands in all; a line a file where there are several."""
    total = statistics.total
    lines = [_row("", "segments", "words", "characters", "without spaces")]
    lines += [_amount(name, amount) for name, amount in _rows(total)]
    lines.append(f"{'weighted':28}{'':>10}{_number(total.weighted(statistics.rates)):>10} words")
    if len(statistics.files) > 1:
        lines += ["", _row("", "segments", "words", "to do", "weighted") + "  file"]
        for file in statistics.files:
            counts = (file.all.segments, file.all.words, file.todo.words, _number(file.weighted(statistics.rates)))
            lines.append(f"{_row('', *map(str, counts))}  {file.path}")
    return "\n".join(lines) + "\n"


def as_csv(statistics: Statistics) -> str:
    """A line a file and band; the last file is ``total``. Weighted words add up to what a quote counts."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["file", "band", "segments", "words", "characters", "characters without spaces", "weighted words"])
    rates = {"done": 0.0, "fuzzy": 0.0, **statistics.rates}
    for file in (*statistics.files, statistics.total):
        for name, amount in (("done", file.done), ("fuzzy", file.fuzzy), *file.bands.items()):
            path = f"'{file.path}" if file.path[:1] in "=+-@\t\r" else file.path
            weighted = _number(amount.words * rates[name])
            writer.writerow([path, name, amount.segments, amount.words, amount.characters, amount.letters, weighted])
    return out.getvalue()


def as_json(statistics: Statistics) -> str:
    """All of it."""

    def data(file: FileTally) -> dict[str, Any]:
        return {
            "file": file.path,
            "all": _data(file.all),
            "done": _data(file.done),
            "fuzzy": _data(file.fuzzy),
            "bands": {band: _data(file.bands.get(band, NOTHING)) for band in BANDS},
            "weighted_words": round(file.weighted(statistics.rates), 2),
        }

    shown = {
        "total": data(statistics.total),
        "files": [data(file) for file in statistics.files],
        "rates": dict(statistics.rates),
        "faults": list(statistics.faults),
        "warnings": list(statistics.warnings),
    }
    return json.dumps(shown, ensure_ascii=False, indent=1) + "\n"


def as_html(statistics: Statistics) -> str:
    """A page that needs nothing else."""
    total = statistics.total
    bands = "".join(
        f"<tr><td>{name}</td><td>{a.segments}</td><td>{a.words}</td><td>{a.characters}</td></tr>\n"
        for name, a in _rows(total)
    )
    files = "".join(
        f"<tr><td>{escape(f.path.encode('utf-8', 'replace').decode())}</td>"
        f"<td>{f.all.segments}</td><td>{f.all.words}</td><td>{f.todo.words}</td><td>{_number(f.weighted(statistics.rates))}</td></tr>\n"
        for f in (*statistics.files, total)
    )
    return (
        f'<!DOCTYPE html>\n<html lang="en">\n<head><meta charset="utf-8"><title>Words to translate</title>\n'
        f"<style>{_STYLE}</style></head>\n<body>\n<h1>Words to translate</h1>\n"
        f"<table><caption>By what is known</caption>\n"
        f"<tr><th></th><th>Segments</th><th>Words</th><th>Characters</th></tr>\n{bands}</table>\n"
        f"<table><caption>By file</caption>\n<tr><th>File</th><th>Segments</th><th>Words</th><th>To do</th>"
        f"<th>Weighted words</th></tr>\n{files}</table>\n</body>\n</html>\n"
    )


FORMS: Mapping[str, Callable[[Statistics], str]] = {
    "text": as_text,
    "csv": as_csv,
    "json": as_json,
    "html": as_html,
}
"""Name of a form to what makes it."""


def _rows(total: FileTally) -> list[tuple[str, Amount]]:
    rows = [(NAMES[band], total.bands.get(band, NOTHING)) for band in BANDS]
    head = [("all", total.all), ("done", total.done), ("fuzzy, to confirm", total.fuzzy), ("to do", total.todo)]
    return head + rows


def _amount(name: str, amount: Amount) -> str:
    return _row(name, *map(str, (amount.segments, amount.words, amount.characters, amount.letters)))


def _row(name: str, *cells: str) -> str:
    return f"{name:28}" + "".join(f"{cell:>{max(10, len(cell) + 2)}}" for cell in cells)


def _data(amount: Amount) -> dict[str, int]:
    return {
        "segments": amount.segments,
        "words": amount.words,
        "characters": amount.characters,
        "characters_without_spaces": amount.letters,
    }


def _number(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
