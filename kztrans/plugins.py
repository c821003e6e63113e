"""What other packages add to our tables: checks, formats, documents, languages.

A package names a value in its metadata, and installing it is all there is to do::

    [project.entry-points."kztrans.checks"]
    shouting = "kztrans_shouting:CHECK"

The environment variable ``KZTRANS_PLUGINS`` set to nothing turns all of them off.
"""

from __future__ import annotations

import os
from functools import cache
from typing import TypeVar

from kztrans.errors import InputError

__all__ = ["added"]

T = TypeVar("T")


@cache
def added(table: str, kind: type[T]) -> tuple[T, ...]:
    """What installed packages add to a table, by the names that they gave it, so that the order is the same anywhere.

    Args:
        table: ``checks``, ``formats``, ``documents`` or ``languages``.
        kind: the class of the table's values.

    Raises:
        InputError: a package cannot be imported, or gives something else.
    """
    if os.environ.get("KZTRANS_PLUGINS") == "":
        return ()
    from importlib.metadata import entry_points

    found = sorted(entry_points(group=f"kztrans.{table}"), key=lambda point: (point.name, point.value))
    return tuple(_loaded(point.name, point.value, point.load, kind) for point in found)


def _loaded(name: str, place: str, load: object, kind: type[T]) -> T:
    remedy = "mend or uninstall it, or set KZTRANS_PLUGINS to nothing"
    try:
        value = load() if callable(load) else load
    except Exception as error:  # whatever a stranger's module raises
        raise InputError(f"the plug-in {name} ({place}) cannot be loaded: {error}", remedy=remedy) from error
    if not isinstance(value, kind):
        raise InputError(f"the plug-in {name} ({place}) is no {kind.__name__}", remedy=remedy)
    return value
