"""Messages that are English where they are made, and can be worded in another language where they are shown.

A check says what is wrong in English, for the command line and for files. A page in another language needs to know
which message it is, and what stands in its places: ``worded`` gives a text that is the English one, and knows both.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

__all__ = ["Worded", "form", "reworded", "worded"]


class Worded(str):
    """An English message that knows what it was made of."""

    form: str
    """The message with ``%(name)s`` for what is put in: what catalogues have."""
    parts: dict[str, str]
    """What is put in, by name; it may be such a message itself."""

    def __new__(cls, form: str, parts: dict[str, str]) -> Worded:
        """The message with its parts in their places."""
        made = super().__new__(cls, form % parts)
        made.form, made.parts = form, parts
        return made

    def __getnewargs__(self) -> tuple[Any, ...]:
        """What it is made of in another process."""
        return self.form, self.parts


def worded(form: str, **parts: object) -> Worded:
    """A message of its parts.

    >>> message = worded("the source ends in “%(mark)s”", mark="?")
    >>> message, message.form, message.parts
    ('the source ends in “?”', 'the source ends in “%(mark)s”', {'mark': '?'})
    """
    return Worded(form, {name: text if isinstance(text, str) else str(text) for name, text in parts.items()})


def form(message: str) -> str:
    """A message that gets its parts elsewhere, marked to be collected here."""
    return message


def reworded(message: str, of: Callable[[str], str]) -> str:
    """A message in another language, its parts that are messages with it.

    Args:
        of: the wording of a form in that language; the form itself where there is none.

    >>> indonesian = {"one": "satu", "%(a)s and %(b)s": "%(a)s dan %(b)s"}
    >>> reworded(worded("%(a)s and %(b)s", a=worded("one"), b="one"), indonesian.__getitem__)
    'satu dan one'
    """
    if not isinstance(message, Worded):
        return of(message)
    return of(message.form) % {
        name: reworded(part, of) if isinstance(part, Worded) else part for name, part in message.parts.items()
    }
