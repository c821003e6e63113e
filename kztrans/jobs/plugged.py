"""What other packages have added to our tables, and what of it is used."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kztrans import documents, formats, languages, plugins
from kztrans.checks import registry
from kztrans.checks.check import Check
from kztrans.errors import InputError

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

__all__ = ["Plugged", "plugged"]


@dataclass(frozen=True, slots=True)
class Plugged:
    """A value that a package adds."""

    table: str
    name: str
    """The entry point's."""
    package: str
    """Name and version of the package; nothing where it does not say."""
    brings: tuple[str, ...]
    """Names of checks, endings of files, or codes of languages."""
    taken: tuple[str, ...] = ()
    """Which of these are not used, since kztrans has them."""
    fault: str = ""
    """Why it cannot be used at all."""


def _endings(value: Any) -> tuple[str, ...]:
    return tuple(value.endings)


_TABLES: dict[str, tuple[type, Callable[[Any], tuple[str, ...]], Callable[[], frozenset[str]]]] = {
    "checks": (Check, lambda check: (check.name,), lambda: frozenset(check.name for check in registry.ours())),
    "formats": (
        formats.Format,
        _endings,
        lambda: frozenset(ending for known in formats.FORMATS for ending in known.endings),
    ),
    "documents": (
        documents.DocumentFormat,
        _endings,
        lambda: frozenset(ending for known in documents.DOCUMENTS for ending in known.endings),
    ),
    "languages": (languages.Language, lambda language: (language.code,), lambda: frozenset(languages.KNOWN)),
}
"""Each table: the class of its values, what a value brings, and what kztrans has."""


def plugged() -> list[Plugged]:
    """What packages add, table by table; one that cannot be loaded is there with its fault."""
    return [_plugged(table, point) for table in _TABLES for point in plugins.points(table)]


def _plugged(table: str, point: EntryPoint) -> Plugged:
    kind, brought, ours = _TABLES[table]
    package = f"{point.dist.name} {point.dist.version}" if point.dist else ""
    try:
        brings = brought(plugins.loaded(point, kind))
    except InputError as error:
        return Plugged(table, point.name, package, (), fault=error.message)
    have = ours()
    return Plugged(table, point.name, package, brings, tuple(name for name in brings if name in have))
