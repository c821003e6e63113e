"""What is wrong with a line of a PO file, for whoever has to mend it."""

from __future__ import annotations

import re

from kztrans.errors import one_line

__all__ = ["fault"]

_SHOWN = 40
"""Characters at most of a line that are shown."""
_WORD = re.compile(r"\w+")


def fault(rest: str, begun: bool) -> tuple[str, str]:
    """What is wrong with the rest of a line, and what to do; ``begun``: is there something good before it?

    >>> fault("<<<<<<< HEAD", False)[0]
    'is not valid PO: a conflict that git left'
    >>> fault("dua", True)[0]
    "is not valid PO at 'dua'"
    """
    shown = one_line(rest.strip(), _SHOWN)
    if rest.startswith(("<<<<<<<", "=======", ">>>>>>>")):
        return "is not valid PO: a conflict that git left", "keep one of the two versions, and take git's lines out"
    if rest.startswith('"'):
        return (
            "is not valid PO: a string that is not closed",
            'end the line with a quotation mark; one inside it is \\"',
        )
    if begun and '"' not in rest:
        return f"is not valid PO at {shown!r}", "put each text between quotation marks"
    if begun:
        return f"is not valid PO at {shown!r}", 'put a backslash before a quotation mark inside a text: \\"'
    word = _WORD.match(rest)
    known = "a line begins with #, msgctxt, msgid, msgid_plural, msgstr or a quotation mark"
    if word and word[0].lower().startswith("msg"):
        return f"is not valid PO: {word[0]!r} is no keyword", known
    return f"is not valid PO: it cannot have a line {shown!r}", known
