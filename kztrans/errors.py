"""Errors that a user can do something about."""

from __future__ import annotations

import os

__all__ = ["InputError"]


class InputError(Exception):
    """Input that cannot be used: one line with the place, what is wrong and what to do.

    >>> str(InputError("a row without a term", path="g.csv", line=3, remedy="fill column 'id'"))
    "g.csv:3: a row without a term; fill column 'id'"
    """

    def __init__(
        self,
        message: str,
        *,
        path: str | os.PathLike[str] | None = None,
        line: int | None = None,
        column: str | int | None = None,
        remedy: str | None = None,
    ) -> None:
        place = "" if path is None else os.fspath(path)
        for part in (line, column):
            if part is not None:
                place += f":{part}" if place else f"line {part}"
        head = f"{place}: " if place else ""
        tail = f"; {remedy}" if remedy else ""
        super().__init__(f"{head}{message}{tail}")
        self.path = None if path is None else os.fspath(path)
        self.line = line
