r"""What a command may write over: the one guard of every file that is named with ``-o`` or as a result.

What was read in this run is never written over. A file that is there already gives way where it holds just what would
be written, or an earlier result of the same kind; anything else only where the user says so (``--force``).

>>> REPORT.holds(b"a.po:7: warning: no full stop; set one (end)\n", b"")
True
>>> REPORT.holds(b"A translator's notes.\n", b"")
False
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from kztrans.atomic import write_atomic
from kztrans.errors import InputError
from kztrans.reading import read_bytes

__all__ = [
    "CORPUS_REPORT",
    "LEXICON",
    "MANIFEST",
    "MEMORY",
    "PROJECT_REPORT",
    "REPORT",
    "RULES",
    "SEGMENTS",
    "STATISTICS",
    "TERM_SHEET",
    "Kind",
    "refuse_input",
    "write_output",
]


@dataclass(frozen=True, slots=True)
class Kind:
    """What a command writes."""

    name: str
    holds: Callable[[bytes, bytes], bool]
    """Is what a file holds (the first) an earlier result, where the new one is the second?"""


_SEVERITIES = (b": error: ", b": warning: ", b": info: ")
_CHECK = re.compile(rb"\([a-z-]{1,30}\)\Z")
_REPORT_BEGINS = re.compile(
    rb'\{\s*"version": "[^"]*",\s*"counts": \{'
    rb'|\{\s*"\$schema": "[^"]*sarif[^"]*"'
    rb"|<!DOCTYPE html>[^\0]{0,600}<title>Checks of translations</title>"
)
_WORDS = re.compile(rb"[^\t\r\n]+\t[^\t\r\n]+")
_DECISION = re.compile(rb"\d+:\d+\t(?:no )?cut\trule [^\r\n]*")
_SEGMENTS_BEGIN = re.compile(rb'\[\s*\{\s*"(?:text|position)": ')
_STATISTICS_BEGIN = re.compile(
    rb' {28} *segments {1,6}words|file,band,segments|\{\s*"total": \{'
    rb"|<!DOCTYPE html>[^\0]{0,100}<title>Words to translate<"
)
_SHEET_BEGINS = re.compile(
    rb'Terms of [^\r\n]*: \d+\r?\n|concept,source,target,others,avoid,count,lines,|\[\s*\{\s*"concept": "|\[\]\s*\Z'
    rb'|<!DOCTYPE html>[^\0]{0,2000}<body class="term-sheet">'
)
_EXPORTED = re.compile(rb'<header creationtool="kztrans" [^>]*o-tmf="kztrans"')


def _report(old: bytes, new: bytes) -> bool:
    del new
    return bool(_REPORT_BEGINS.match(old)) or all(map(_is_finding, old.splitlines()))


def _is_finding(line: bytes) -> bool:
    return any(severity in line for severity in _SEVERITIES) and bool(_CHECK.search(line[-32:]))


def _segments(old: bytes, new: bytes) -> bool:
    """A list of segments has no form of its own: it is one where most of its lines are in the new one, too."""
    if _SEGMENTS_BEGIN.match(old) or _all(_DECISION, old):
        return True
    lines, now = old.splitlines(), set(new.splitlines())
    return 2 * sum(line in now for line in lines) > len(lines)


def _all(pattern: re.Pattern[bytes], data: bytes) -> bool:
    return all(pattern.fullmatch(line) for line in data.splitlines())


REPORT = Kind("a report of checks", _report)
SEGMENTS = Kind("an earlier list of these segments", _segments)
RULES = Kind("a file of segmentation rules", lambda old, _: b"<srx" in old[:2000])
LEXICON = Kind("a word list", lambda old, _: _all(_WORDS, old))
PROJECT_REPORT = Kind("a report of a project", lambda old, _: b'<body class="report">' in old)
STATISTICS = Kind("statistics", lambda old, _: bool(_STATISTICS_BEGIN.match(old)))
TERM_SHEET = Kind("a term sheet", lambda old, _: bool(_SHEET_BEGINS.match(old)))
MANIFEST = Kind("a manifest", lambda old, _: old.startswith(b"id\tsource\ttarget"))
CORPUS_REPORT = Kind("a report of a corpus", lambda old, _: b'<body class="corpus">' in old)
MEMORY = Kind("an exported memory", lambda old, _: bool(_EXPORTED.search(old[:2000])))


def write_output(
    path: str | os.PathLike[str],
    data: bytes,
    kind: Kind | None,
    inputs: Iterable[str | os.PathLike[str]],
    force: bool = False,
) -> bool:
    """Write a result; True where the file was not so already.

    Args:
        kind: what may be there and gives way; None: nothing.
        inputs: what was read in this run.
        force: anything that is there gives way, but for the inputs.

    Raises:
        InputError: the file was read in this run, is something else, or cannot be written; it is untouched.
    """
    refuse_input(path, inputs)
    if not force and os.path.lexists(path) and Path(path).exists():
        old = read_bytes(path, "another file")
        if old and old != data and (kind is None or not kind.holds(old, data)):
            what = f"exists already and is not {kind.name}" if kind else "exists already and holds something else"
            raise InputError(what, path=path, remedy="name another file, or replace it with --force")
    return write_atomic(path, data)


def refuse_input(path: str | os.PathLike[str], inputs: Iterable[str | os.PathLike[str]]) -> None:
    """Refuse to write to a file that was read, by whatever name.

    Raises:
        InputError: it was.
    """
    for given in inputs:
        if _is_same(path, given):
            raise InputError("was read in this run, and is never written over", path=path, remedy="name another file")


def _is_same(one: str | os.PathLike[str], other: str | os.PathLike[str]) -> bool:
    try:
        return Path(one).samefile(other)
    except (OSError, ValueError):  # one of them is not there
        return os.path.realpath(one) == os.path.realpath(other)
