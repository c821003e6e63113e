"""What other packages add to our tables: checks, formats, documents, languages.

A package names a value in its metadata, and installing it is all there is to do::

    [project.entry-points."kztrans.checks"]
    shouting = "kztrans_shouting:CHECK"

The environment variable ``KZTRANS_PLUGINS`` set to nothing turns all of them off.
"""

from __future__ import annotations

import os
from functools import cache
from typing import TYPE_CHECKING, TypeVar

from kztrans.errors import InputError

__all__ = ["added", "loaded", "off", "points"]

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

T = TypeVar("T")


def points(table: str) -> list[EntryPoint]:
    """The entry points of a table, by the names that packages gave them, so that the order is the same anywhere."""
    from importlib.metadata import entry_points

    return sorted(entry_points(group=f"kztrans.{table}"), key=lambda point: (point.name, point.value))


def off() -> bool:
    """Are all turned off?"""
    return os.environ.get("KZTRANS_PLUGINS") == ""


@cache
def added(table: str, kind: type[T]) -> tuple[T, ...]:
    """What installed packages add to a table, in the order of ``points``.

    Args:
        table: ``checks``, ``formats``, ``documents`` or ``languages``.
        kind: the class of the table's values.

    Raises:
        InputError: a package cannot be imported, or gives something else.
    """
    return () if off() else tuple(loaded(point, kind) for point in points(table))


def loaded(point: EntryPoint, kind: type[T]) -> T:
    """The value that a package names.

    Raises:
        InputError: it cannot be imported, or is something else.
    """
    what, remedy = (
        f"the plug-in {point.name} ({point.value})",
        "mend or uninstall it, or set KZTRANS_PLUGINS to nothing",
    )
    try:
        value = point.load()
    except Exception as error:  # whatever a stranger's module raises
        raise InputError(f"{what} cannot be loaded: {error}", remedy=remedy) from error
    if not isinstance(value, kind):
        raise InputError(f"{what} is no {kind.__name__}", remedy=remedy)
    return value
