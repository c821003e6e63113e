"""Running checks over a catalogue."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from kztrans.checks.check import Check, Problem, TooSlowError
from kztrans.checks.ignoring import ignored
from kztrans.checks.pair import Pair, View
from kztrans.checks.registry import checks, unknown_name
from kztrans.errors import InputError, one_line
from kztrans.model import Catalog, Finding, Severity

if TYPE_CHECKING:
    from kztrans.glossary import Glossary

__all__ = ["check_catalog", "chosen"]

QUOTED = 60
"""Code points of an entry that an error quotes."""


def check_catalog(
    catalog: Catalog,
    glossary: Glossary | None = None,
    *,
    path: str = "",
    only: Collection[str] = (),
    skip: Collection[str] = (),
    severities: Mapping[str, Severity] | None = None,
    fuzzy: bool = False,
    own: Sequence[Check] = (),
) -> list[Finding]:
    """What the checks find in a catalogue, by unit and, within a unit, in the order of the registry.

    Args:
        catalog: what to check; obsolete units are left alone.
        glossary: the terms to keep to; without one, ``glossary`` and ``avoid`` find nothing.
        path: the file's name in the findings.
        only: names of the checks to run; all where none is named.
        skip: names of checks not to run.
        severities: severities by check, in place of the checks' own.
        fuzzy: check the translations of fuzzy units as well.
        own: checks besides those of the registry.

    >>> from kztrans.model import Unit
    >>> found = check_catalog(Catalog("id", "en", (Unit("Jaraknya 7.500 km.", "The distance is 7,800 km."),)))
    >>> [(finding.check, finding.message) for finding in found]
    [('numbers', '7.500 of the source is not in the translation, which has 7,800')]

    Raises:
        InputError: a name is no check's, or a rule of one's own takes too long on an entry.
    """
    view = View(catalog, glossary)
    running = chosen(only, skip, own)
    overrides = severities or {}
    found: list[Finding] = []
    for pair in view.pairs:
        off = ignored(pair.unit.comments)
        if "all" in off:
            continue
        for check in running:
            if check.name not in off and (check.scope == "any" or pair.translated or (fuzzy and _has_text(pair))):
                found += _findings(check, pair, path, overrides.get(check.name))
    return list(dict.fromkeys(found))


def chosen(only: Collection[str] = (), skip: Collection[str] = (), own: Sequence[Check] = ()) -> tuple[Check, ...]:
    """The checks to run.

    Raises:
        InputError: a name is no check's.
    """
    error = unknown_name((*only, *skip), [check.name for check in own])
    if error is not None:
        raise error
    return tuple(check for check in (*checks(), *own) if (not only or check.name in only) and check.name not in skip)


def _has_text(pair: Pair) -> bool:
    return bool(pair.target.text.strip())


def _findings(check: Check, pair: Pair, path: str, override: Severity | None) -> Iterator[Finding]:
    for problem in _problems(check, pair, path):
        yield Finding(
            check=check.name,
            severity=override or problem.severity or check.severity,
            message=problem.message,
            path=path,
            line=pair.unit.line,
            remedy=problem.remedy,
            source=pair.source.coded,
            target=pair.target.coded,
            unit=pair.index,
        )


def _problems(check: Check, pair: Pair, path: str) -> list[Problem]:
    try:
        return list(check.find(pair))
    except TooSlowError as error:
        raise InputError(
            f"the rule {check.name!r} takes too long on the entry {one_line(pair.source.text, QUOTED)!r}: {error}",
            path=path or None,
            line=pair.unit.line or None,
            remedy=f"write it simpler, or leave it out with --skip {check.name}",
        ) from error
