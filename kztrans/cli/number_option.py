"""Whole numbers that users give: as large as they like."""

from __future__ import annotations

from typing import Any

import click

__all__ = ["AtLeast"]


class AtLeast(click.IntRange):
    """A number of at least so much. One that is larger than anything it counts means no more than ``most``.

    >>> AtLeast(1).convert("9" * 30, None, None) == AtLeast(1).most
    True
    """

    def __init__(self, least: int, most: int = 10**12) -> None:
        super().__init__(least)
        self.most = most

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """The number."""
        text = value if isinstance(value, int) or len(value) < 1000 else "9" * 100 if value.isdecimal() else "odd"
        return min(int(super().convert(text, param, ctx)), self.most)  # type: ignore[arg-type]
