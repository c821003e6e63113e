"""Characters that XML 1.0 does not allow, and what stands for them where a format has nothing better."""

from __future__ import annotations

import re

__all__ = ["FORBIDDEN", "allowed"]

FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Matches one such character (XML 1.0, production 2)."""


def allowed(text: str) -> str:
    r"""The text with U+FFFD for each of them.

    >>> allowed("a\x07b") == "a\ufffdb"
    True
    """
    return FORBIDDEN.sub("\ufffd", text)
