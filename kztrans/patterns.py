"""Patterns of files' names, as ``kztrans.toml`` and commands take them."""

from __future__ import annotations

from fnmatch import fnmatchcase

__all__ = ["fits"]


def fits(name: str, pattern: str) -> bool:
    """Does a pattern, of ``*``, ``?`` and ``[…]``, fit a file's name? One without a slash fits the bare name too.

    >>> fits("locales/en/a.po", "*.po"), fits("locales/en/a.po", "locales/*.tmx")
    (True, False)
    """
    return fnmatchcase(name, pattern) or ("/" not in pattern and fnmatchcase(name.rsplit("/", 1)[-1], pattern))
