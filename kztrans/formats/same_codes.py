"""Codes that a file says are one, by an identifier, though it gives them other data in another text.

A pair of tags or a picture stays one code, as its place in a translation is what counts; its data are those of the text
that is read first, and that is told. A placeholder that people read is two: a translation with ``{name}`` where the
source has ``{nama}`` is shown as it is.
"""

from __future__ import annotations

from collections import Counter

from kztrans.formats.inline_codes import Found, readable
from kztrans.inline import Role

__all__ = ["noted"]

OTHER_DATA = "data of codes in one language that differ from those in the other"
"""What the data are called that a code has in one text alone."""


def noted(found: dict[str, Found], key: str, seen: Found, role: Role, losses: Counter[str]) -> str:
    """Note in ``found`` what a place says of a code; the key of the code that it is."""
    known = found.get(key, seen)
    texts = known.opening or known.shown, seen.opening or seen.shown
    if role == "alone" and _differ(*texts) and (readable(known) or readable(seen)):
        key = f"{key}\n{texts[1]}"
        known = found.get(key, seen)
    losses[OTHER_DATA] += _differ(known.opening, seen.opening) or _differ(known.closing, seen.closing)
    found[key] = known.with_other(seen)
    return key


def _differ(one: str, other: str) -> bool:
    return bool(one and other and one != other)
