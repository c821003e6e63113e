"""The front matter of a Markdown file: what people read of it, in YAML or TOML, and how it is written again."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

__all__ = ["Value", "quoted", "said", "values"]

KEYS = frozenset(
    """title linktitle subtitle shorttitle short_title nav_title sidebar_label description summary excerpt abstract lead
    teaser caption alt heading headline tagline intro""".split()
)
"""What people read of the front matter, in small letters."""

_HEAD = re.compile(r"""^([ \t]*(?:-[ \t]+)*)["']?([\w-]+)["']?[ \t]*([:=])[ \t]+""", re.MULTILINE)
_END = r"(?=[ \t]*(?:[ \t]\#[^\n]*)?\r?$)"
_QUOTED = re.compile(rf""""(?:[^"\\]|\\.)*"{_END}|'(?:[^']|'')*'{_END}""", re.MULTILINE | re.DOTALL)
_PLAIN = re.compile(rf"""[^\s"'|>\[{{&*!#%@`][^\n]*?{_END}""", re.MULTILINE)
_BLOCK = re.compile(r"[|>][-+\d]{0,2}[ \t]*(?:#[^\n]*)?\n")
_LINE = re.compile(r"([ \t]*)([^\n]*?)[ \t\r]*(?:\n|\Z)")


@dataclass(frozen=True, slots=True)
class Value:
    """A value, or a paragraph of one, and where it stands; ``indent`` is what its lines begin with in a block."""

    start: int
    end: int
    indent: str | None = None


def values(text: str, start: int, end: int) -> Iterator[Value]:
    """The values that people read, of the fields that stand from ``start`` to ``end``."""
    position = start
    while head := _HEAD.search(text, position, end):
        position = head.end()
        if head[2].lower() not in KEYS:
            continue
        block = _BLOCK.match(text, position, end) if head[3] == ":" else None
        if block:
            yield from _paragraphs(text, block.end(), end, len(head[1]))
            continue
        found = _QUOTED.match(text, position, end) or _PLAIN.match(text, position, end)
        if found and (head[3] == ":" or "\n" not in found[0]):
            last = (
                found.end()
                if text[position] in "\"'" or head[3] == "="
                else _plain_end(text, found.end(), end, head[1])
            )
            yield Value(position, last)
            position = last


def _paragraphs(text: str, start: int, end: int, depth: int) -> Iterator[Value]:
    """The paragraphs of a block (``description: >``): lines that are further in than its key, parted by blank ones."""
    first, last, indent = -1, -1, ""
    while start < end and (line := _LINE.match(text, start, end)):
        if line[2] and len(line[1]) <= depth:
            break
        if line[2]:
            first, indent = (first, indent) if first >= 0 else (line.start(2), line[1])
            last = line.end(2)
        elif first >= 0:
            yield Value(first, last, indent)
            first = -1
        start = line.end()
    if first >= 0:
        yield Value(first, last, indent)


def _plain_end(text: str, position: int, end: int, before: str) -> int:
    """Where a value without quotation marks ends: its further lines are further in than its key."""
    last = position
    start = text.find("\n", position, end) + 1
    while start and start < end and (line := _LINE.match(text, start, end)):
        if not line[2] or len(line[1]) <= len(before) or line[2].startswith("#"):
            break
        last, start = line.end(2), line.end()
    return last


def said(raw: str, value: Value) -> str:
    """What a value says; a line break is white space."""
    if value.indent is None:
        if raw[0] == "'" and len(raw) > 1:
            raw = raw[1:-1].replace("''", "'")
        elif raw[0] == '"' and len(raw) > 1:
            raw = re.sub(r"\\(.)", r"\1", raw[1:-1], flags=re.DOTALL)
    return re.sub(r"[ \t\r]*\n\s*", "\n", raw)


def quoted(before: str, text: str, indent: str | None) -> str:
    """Another text as a value, in the quotation marks that it had; in some where it needs them.

    >>> quoted("a", "b: c", None), quoted("'a'", "it's", None), quoted("a", "b: c", "  ")
    ('"b: c"', "'it''s'", 'b: c')
    """
    if indent is not None:
        return f"\n{indent}".join(line.strip() for line in text.splitlines())
    words = " ".join(text.split())
    mark = before[0] if before[0] in "\"'" else ""
    if mark == "'":
        return "'" + words.replace("'", "''") + "'"
    if mark or re.search(r"^[\W_]|: |\s#|:$", words):
        return '"' + words.replace("\\", "\\\\").replace('"', '\\"') + '"'
    return words
