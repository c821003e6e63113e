"""Every check, a module each, in the order in which their findings are listed."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from importlib import import_module

from kztrans.checks.check import Check
from kztrans.errors import InputError
from kztrans.plugins import added

__all__ = ["MODULES", "checks", "names", "ours", "unknown_name"]

MODULES = (
    "untranslated",
    "fuzzy",
    "still_source",
    "identical",
    "glossary",
    "avoid",
    "numbers",
    "units",
    "dates",
    "times",
    "sequence",
    "opposites",
    "negation",
    "hedges",
    "names",
    "acronyms",
    "speakers",
    "tags",
    "links",
    "quotes",
    "brackets",
    "start",
    "end",
    "omission",
    "addition",
    "length",
    "repeated",
    "spelling",
    "regions",
    "spaces",
    "characters",
    "consistency",
    "reuse",
    "source_faults",
)


@lru_cache(maxsize=1)
def checks() -> tuple[Check, ...]:
    """Every check, and after ours those of other packages.

    >>> [check.name for check in checks()][:3]
    ['untranslated', 'fuzzy', 'still-source']
    """
    known = ours()
    taken = {check.name for check in known}
    return (*known, *(check for check in added("checks", Check) if check.name not in taken))


def ours() -> tuple[Check, ...]:
    """The checks of kztrans itself."""
    return tuple(import_module(f"kztrans.checks.rules.{name}").CHECK for name in MODULES)


def names() -> tuple[str, ...]:
    """The checks' names."""
    return tuple(check.name for check in checks())


def unknown_name(given: Iterable[str], own: Iterable[str] = ()) -> InputError | None:
    """The error to raise where a name is no check's, and none of a project's own, with the nearest one that is."""
    from rapidfuzz import fuzz, process

    known = (*names(), *own)
    for name in given:
        if name not in known:
            near = process.extractOne(name, known, scorer=fuzz.ratio, score_cutoff=60)
            remedy = f"did you mean {near[0]!r}?" if near else "`kztrans check --list` names them"
            return InputError(f"there is no check {name!r}", remedy=remedy)
    return None
