"""What a reader could not keep, in words."""

from __future__ import annotations

from collections.abc import Iterable

__all__ = ["told"]


def told(losses: Iterable[tuple[str, int]]) -> str:
    """One line on what was left out, and how often; nothing where nothing was.

    >>> told([("texts in fr", 2), ("suggestions", 0)])
    'not kept: texts in fr: 2'
    """
    found = ", ".join(f"{what}: {count}" for what, count in losses if count)
    return f"not kept: {found}" if found else ""
