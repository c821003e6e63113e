"""Labels at the beginning of a segment that say who speaks: ``Bekturova: …``."""

from __future__ import annotations

import re

__all__ = ["label", "label_end"]

_LABEL = re.compile(r"\s*[“\"*]?([^\W\d_][^:.!?“”\"()]{0,39}?):(?=\s)")
_LONGEST = 5


def label(text: str) -> str:
    """The label, or ``""`` where there is none.

    >>> label("Bekturova: Ya."), label("Ia berkata begini dan begitu juga: ya.")
    ('Bekturova', '')
    """
    match = _match(text)
    return match.group(1) if match else ""


def label_end(text: str) -> int:
    """Where the label ends, with its colon; 0 where there is none."""
    match = _match(text)
    return match.end() if match else 0


def _match(text: str) -> re.Match[str] | None:
    match = _LABEL.match(text)
    return match if match and len(match.group(1).split()) <= _LONGEST else None
