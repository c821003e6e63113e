"""HTML's character references, numbers without end among them, which Python's own reader takes for an error."""

from __future__ import annotations

import html
import re

__all__ = ["bounded", "unescape"]

_ZEROS = re.compile(r"(&#[xX]?)0+(?=[0-9a-fA-F])")
_BEYOND = re.compile(r"&#(?:[xX][1-9a-fA-F][0-9a-fA-F]{7,}|[1-9][0-9]{8,});?")


def bounded(text: str) -> str:
    r"""A text whose numeric references are of a length that can be read; one beyond all characters is U+FFFD.

    >>> bounded("a&#" + "1" * 5000 + ";b&#x" + "0" * 5000 + "41;")
    'a\ufffdb&#x41;'
    """
    if "&#" not in text:
        return text
    return _BEYOND.sub("\ufffd", _ZEROS.sub(r"\1", text))


def unescape(text: str) -> str:
    """A text with the characters that its references stand for, as browsers read them."""
    return html.unescape(bounded(text))
