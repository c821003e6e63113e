"""The project's configuration: ``kztrans.toml``, or the table ``[tool.kztrans]`` of ``pyproject.toml``.

[tool.kztrans.glossary]               # in kztrans.toml: [glossary]
files = ["terms/energy.csv"]          # or folders, or patterns; else what is in glossary/, else the curated one
use = "beside"                        # the curated one as well, where these say nothing
states = ["approved"]                 # review states that count; else unreviewed and approved

[tool.kztrans.notes]                  # of terms, in PO files
lines = 5                             # an entry at most; 0 for none
width = 140                           # characters a line
definitions = true                    # a term's meaning where it first comes
repeat = true                         # shortly again wherever it comes again
obvious = false                       # names spelled alike, words of any dictionary

[tool.kztrans.memory.penalties]       # per cent that matches of these origins lose
"machine/*.tmx" = 10

[tool.kztrans.stats.rates]            # what a word of a band costs, of a new word's price
"100" = 0.2

[tool.kztrans.check]
skip = ["consistency"]
strict = true

[[tool.kztrans.check.rules]]          # rules of one's own
name = "no-contractions"
target = "\\b(don't|isn't)\\b"
message = "a contraction in a formal text"

[tool.kztrans.check.severity]
numbers = "warning"

[tool.kztrans.check.per-file]
"locales/en/draft-*.po" = ["untranslated", "fuzzy"]
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kztrans.counting.rates import RATES
from kztrans.errors import InputError
from kztrans.model import Severity
from kztrans.patterns import fits
from kztrans.reading import read_bytes, real, refuse_marks

if TYPE_CHECKING:
    from kztrans.checks.own import OwnRule

__all__ = [
    "CheckSettings",
    "Configuration",
    "GlossarySettings",
    "MemorySettings",
    "NoteSettings",
    "StatsSettings",
    "find",
    "read",
]

_STATES = ("unreviewed", "proposed", "approved", "rejected", "deprecated")

_SEVERITIES: dict[str, Severity] = {"error": "error", "warning": "warning", "info": "info"}


@dataclass(frozen=True)
class CheckSettings:
    """What a project says of checks."""

    skip: tuple[str, ...] = ()
    severity: Mapping[str, Severity] = field(default_factory=dict)
    per_file: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """Patterns of files' names, relative to the configuration, with the checks to skip there."""
    strict: bool = False
    rules: tuple[OwnRule, ...] = ()

    def skipped(self, path: Path, folder: Path) -> tuple[str, ...]:
        """The checks to skip in a file; ``folder`` is the configuration's."""
        try:
            name = real(path).relative_to(real(folder)).as_posix()
        except ValueError:
            name = path.as_posix()
        extra = (n for pattern, names in self.per_file if fits(name, pattern) for n in names)
        return tuple(dict.fromkeys((*self.skip, *extra)))


@dataclass(frozen=True)
class GlossarySettings:
    """What a project says of its glossary."""

    files: tuple[Path, ...] = ()
    """Files, folders or patterns; none: the folder ``glossary/``, if there is one."""
    use: tuple[str, ...] = ("", "approved")
    """Review states of the concepts that count, ``""`` for the unreviewed."""
    beside: bool = False
    """Are the project's concepts used beside the curated ones, or in their place?"""


@dataclass(frozen=True)
class NoteSettings:
    """What a project says of the notes on terms in its PO files."""

    lines: int = 5
    """Lines of an entry at most; 0 for no notes on terms."""
    width: int = 140
    """Characters of a line at most."""
    definitions: bool = True
    """Is a term's meaning told with it?"""
    repeat: bool = True
    """Is a term told again, shortly, wherever it comes again?"""
    obvious: bool = False
    """Are terms told that a translator knows: spelled alike, or what any dictionary has?"""


@dataclass(frozen=True)
class StatsSettings:
    """What a project says of quotes."""

    rates: Mapping[str, float] = field(default_factory=lambda: dict(RATES))
    """Band to the share of a new word's price that a word of it costs."""


@dataclass(frozen=True)
class MemorySettings:
    """What a project says of its memories."""

    penalties: tuple[tuple[str, int], ...] = ()
    """Patterns of the origins of units, with the per cent that their matches lose."""


@dataclass(frozen=True)
class Configuration:
    """What a project's configuration says."""

    folder: Path = Path()
    path: Path | None = None
    """The file; None where there is none."""
    check: CheckSettings = CheckSettings()
    glossary: GlossarySettings = GlossarySettings()
    notes: NoteSettings = NoteSettings()
    stats: StatsSettings = StatsSettings()
    memory: MemorySettings = MemorySettings()


def find(folder: Path) -> Configuration:
    """The configuration of the nearest folder that has one, from ``folder`` upwards.

    Raises:
        InputError: it cannot be read, or says what kztrans does not know.
    """
    start = real(folder)
    for place in (start, *start.parents):
        own, shared = place / "kztrans.toml", place / "pyproject.toml"
        if own.is_file():
            return read(own)
        if shared.is_file() and _own(_load(shared)) is not None:
            return read(shared)
    return Configuration(start)


def read(path: Path) -> Configuration:
    """Read a configuration file.

    Raises:
        InputError: it cannot be read, or says what kztrans does not know.
    """
    data = _load(path)
    table = _own(data) if path.name == "pyproject.toml" else data
    if table is None:
        table = {}
    _known(table, ("check", "glossary", "memory", "notes", "stats"), "", path)
    return Configuration(
        path.parent,
        path,
        _check(table.get("check", {}), path),
        _glossary(table.get("glossary", {}), path),
        _notes(table.get("notes", {}), path),
        _stats(table.get("stats", {}), path),
        _memory(table.get("memory", {}), path),
    )


def _own(data: dict[str, Any]) -> Any:
    """The table ``[tool.kztrans]``; None where there is none."""
    tool = data.get("tool")
    return tool.get("kztrans") if isinstance(tool, dict) else None


def _load(path: Path) -> dict[str, Any]:
    toml = import_module("tomllib" if sys.version_info >= (3, 11) else "tomli")
    try:
        data: dict[str, Any] = toml.loads(read_bytes(path, "a TOML file").decode("utf-8"))
    except UnicodeDecodeError as error:
        raise InputError("is not UTF-8", path=path, remedy="save it as UTF-8") from error
    except (ValueError, RecursionError) as error:  # the one for numbers without end, the other for nesting
        refuse_marks(read_bytes(path, "a TOML file"), path)
        raise InputError(f"is not valid TOML: {error}", path=path, remedy="mend it") from error
    return data


def _check(table: Any, path: Path) -> CheckSettings:
    from kztrans.checks.own import rules_of
    from kztrans.checks.registry import unknown_name

    _known(table, ("skip", "severity", "per-file", "strict", "rules"), "check.", path)
    rules = rules_of(table.get("rules", []), path)
    skip = _strings(table.get("skip", []), "check.skip", path)
    levels = _table(table.get("severity", {}), "check.severity", path)
    per_file = _table(table.get("per-file", {}), "check.per-file", path)
    patterns = tuple(
        (pattern, _strings(names, f"check.per-file.{pattern!r}", path)) for pattern, names in per_file.items()
    )
    named = (*skip, *levels, *(name for _, names in patterns for name in names))
    error = unknown_name(named, [rule.name for rule in rules])
    if error is not None:
        raise InputError(str(error), path=path)
    for name, level in levels.items():
        if not isinstance(level, str) or level not in _SEVERITIES:
            raise InputError(f"check.severity.{name} is {level!r}", path=path, remedy="write error, warning or info")
    strict = table.get("strict", False)
    if not isinstance(strict, bool):
        raise InputError("check.strict is neither true nor false", path=path, remedy="write one of them")
    return CheckSettings(
        skip=skip,
        severity={name: _SEVERITIES[level] for name, level in levels.items()},
        per_file=patterns,
        strict=strict,
        rules=rules,
    )


def _glossary(table: Any, path: Path) -> GlossarySettings:
    _known(table, ("files", "use", "states"), "glossary.", path)
    files = _strings(table.get("files", []), "glossary.files", path)
    use = table.get("use", "instead")
    if isinstance(use, str) and use not in ("beside", "instead"):
        remedy = "write beside, to have the curated glossary as well, or instead"
        raise InputError(f"glossary.use is {use!r}", path=path, remedy=remedy)
    name, given = ("states", table.get("states", ["unreviewed", "approved"])) if isinstance(use, str) else ("use", use)
    states = _strings(given, f"glossary.{name}", path)
    for state in states:
        if state not in _STATES:
            remedy = f"known are {', '.join(_STATES)}"
            raise InputError(f"glossary.{name} has {state!r}", path=path, remedy=remedy)
    return GlossarySettings(
        tuple(path.parent / each for each in files),
        tuple("" if state == "unreviewed" else state for state in states),
        use == "beside",
    )


def _notes(table: Any, path: Path) -> NoteSettings:
    default = NoteSettings()
    _known(table, tuple(vars(default)), "notes.", path)
    for name, value in table.items():
        least = {"lines": 0, "width": 60}.get(name)
        if least is None and not isinstance(value, bool):
            raise InputError(f"notes.{name} is neither true nor false", path=path, remedy="write one of them")
        if least is not None and (isinstance(value, bool) or not isinstance(value, int) or value < least):
            raise InputError(f"notes.{name} is {value!r}", path=path, remedy=f"write a whole number from {least}")
    return NoteSettings(**table)


def _memory(table: Any, path: Path) -> MemorySettings:
    _known(table, ("penalties",), "memory.", path)
    penalties = _table(table.get("penalties", {}), "memory.penalties", path)
    for pattern, value in penalties.items():
        if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= 100:
            what = f"memory.penalties.{pattern!r} is {value!r}"
            raise InputError(what, path=path, remedy="write a whole number from 0 to 100")
    return MemorySettings(tuple(penalties.items()))


def _stats(table: Any, path: Path) -> StatsSettings:
    _known(table, ("rates",), "stats.", path)
    rates = _table(table.get("rates", {}), "stats.rates", path)
    _known(rates, tuple(RATES), "stats.rates.", path)
    for name, value in rates.items():
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 10:
            raise InputError(f"stats.rates.{name} is {value!r}", path=path, remedy="write a number from 0 to 10")
    return StatsSettings({**RATES, **{name: float(value) for name, value in rates.items()}})


def _known(table: Any, names: tuple[str, ...], prefix: str, path: Path) -> None:
    for name in _table(table, prefix.rstrip(".") or "kztrans", path):
        if name not in names:
            raise InputError(f"unknown setting {prefix + name!r}", path=path, remedy=f"known are {', '.join(names)}")


def _table(value: Any, name: str, path: Path) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise InputError(f"{name} is not a table", path=path, remedy=f"write [{name}] and settings below it")
    return value


def _strings(value: Any, name: str, path: Path) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise InputError(f"{name} is not a list of strings", path=path, remedy='write ["one", "two"]')
    return tuple(value)
