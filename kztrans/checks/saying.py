"""Parts of messages that several checks have: one of some words, the name of a language."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kztrans.wording import worded

if TYPE_CHECKING:
    from kztrans.checks.pair import Side

__all__ = ["either", "language_name"]


def either(words: Sequence[str]) -> str:
    """Words of which one is wanted.

    >>> either(["truce", "ceasefire"]), either([])
    ('“truce” or “ceasefire”', '')
    """
    shown: str = f"“{words[0]}”" if words else ""
    for word in words[1:]:
        shown = worded("%(words)s or “%(word)s”", words=shown, word=word)
    return shown


def language_name(side: Side) -> str:
    """The English name of a side's language, which pages give in their own."""
    return worded(side.language.name)
