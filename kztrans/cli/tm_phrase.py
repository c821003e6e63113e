"""``kztrans tm search --phrase``: a concordance, with the phrase and its counterpart marked."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kztrans.cli.memory_option import default_memory
from kztrans.errors import InputError

if TYPE_CHECKING:
    from kztrans.memory.concordance import Found, Side

__all__ = ["as_json", "as_text", "search"]

LONGEST_WORD = 40
"""Characters in which an end of a word is looked for."""
AROUND = 160
"""Characters shown on either side of what is marked."""
Spans = Iterable[tuple[int, int]]


def search(
    text: str, memory: Path, files: tuple[Path, ...], languages: tuple[str, str], side: Side | None, limit: int
) -> tuple[list[Found], str]:
    """What a memory and files hold of a phrase, the memory's units first, and a line on units in other languages.

    Raises:
        InputError: the phrase has no word, a file or a memory that was named cannot be read, or there is neither.
    """
    from kztrans.jobs.concordance import phrase_in_files
    from kztrans.memory import Memory
    from kztrans.memory.others import passed_over
    from kztrans.memory.phrases import Phrase

    if not Phrase(text, languages[0]).words:
        raise InputError(f"{text!r} has no word to look for", remedy="name a word or a phrase")
    found: list[Found] = []
    others = ""
    if memory.exists() or not files or memory != default_memory():
        with Memory(memory) as opened:
            found = opened.phrase(text, *languages, side, limit)
            others = passed_over(opened, *languages)
    if len(found) < limit and files:
        found += phrase_in_files(files, text, *languages, side)[: limit - len(found)]
    return found, others


def as_text(found: list[Found], languages: tuple[str, str]) -> str:
    """Source, translation and origin of each unit, what is marked in bold, or between asterisks in a file."""
    from kztrans.jobs.concordance import Counterparts

    blocks, answers = [], Counterparts(*languages)
    for unit in found:
        other = answers.of(unit)
        here, there = (unit.spans, other) if unit.side == "source" else (other, unit.spans)
        number = f"unit {unit.unit}" if unit.unit else ""
        note = ", ".join(filter(None, (unit.origin, unit.changed[:8], unit.author, number)))
        lines = [_marked(unit.source, here), *([_marked(unit.target, there)] if unit.target else [])]
        blocks.append("\n".join((*lines, click.style(f"    {note}", dim=True))))
    return "\n\n".join(blocks)


def as_json(found: list[Found], languages: tuple[str, str]) -> str:
    """All of it, with ``counterpart``: the spans in the other side's text."""
    from kztrans.jobs.concordance import Counterparts

    answers = Counterparts(*languages)
    records = [asdict(unit) | {"counterpart": answers.of(unit)} for unit in found]
    return json.dumps(records, ensure_ascii=False, indent=2)


def _marked(text: str, spans: Spans) -> str:
    """A text on one line, cut to what is around its marks; without a mark, its beginning."""
    places = sorted(spans) or [(0, 0)]
    parts, at = [], 0
    for start, stop in places:
        parts += [_cut(text[at:start], tail=at > 0), _bold(text[start:stop]) if stop > start else ""]
        at = stop
    return " ".join("".join([*parts, _cut(text[at:], last=True)]).split())


def _cut(text: str, tail: bool = False, last: bool = False) -> str:
    """What stands between two marks, or before or after them: as much as is around each, an ellipsis for the rest."""
    begin, end = text[:AROUND] if tail or last else "", text[-AROUND:] if not last else ""
    if len(text) <= len(begin) + len(end):
        return text
    return f"{begin[: len(begin) - _part(begin[::-1])]}…{end[_part(end) :]}"


def _part(text: str) -> int:
    """How long the part of a word is that a text begins with, where it ends soon: no word is cut in two."""
    return max(text.find(" ", 0, LONGEST_WORD), 0)


def _bold(text: str) -> str:
    return click.style(text, bold=True, fg="cyan") if sys.stdout.isatty() else f"*{text}*"
