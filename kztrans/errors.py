"""Errors that a user can do something about."""

from __future__ import annotations

import os
import unicodedata

__all__ = ["InputError", "one_line"]

PLACE, MESSAGE, REMEDY = 300, 600, 600
"""Code points of the parts of a message at most: a name of 60 KB must not bury what is wrong with it."""


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
        place = "" if path is None else one_line(os.fspath(path), PLACE)
        for part in (line, column):
            if part is not None:
                place += f":{one_line(str(part), PLACE)}" if place else f"line {part}"
        head = f"{place}: " if place else ""
        tail = f"; {one_line(' '.join(remedy.splitlines()), REMEDY)}" if remedy else ""
        super().__init__(f"{head}{one_line(' '.join(message.splitlines()), MESSAGE)}{tail}")
        self.path = None if path is None else os.fspath(path)
        self.line = line
        self.message = message
        self.remedy = remedy or ""


def one_line(text: str, longest: int = MESSAGE) -> str:
    r"""A text that is fit for a line of a terminal: no line ends, no control characters, its middle left out.

    >>> one_line("a\nb\x1b[31m"), one_line("abcdefghij", 5)
    ('a\\nb\\x1b[31m', 'ab … ij')
    """
    if len(text) > longest:
        half = longest // 2
        text = f"{text[:half]} … {text[-half:]}"
    if text.isprintable():
        return text
    return "".join(repr(c)[1:-1] if unicodedata.category(c) in ("Cc", "Zl", "Zp") else c for c in text)
