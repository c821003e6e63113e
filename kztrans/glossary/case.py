"""Capitals in terms and in texts.

A term in small letters is found however it is written. A name (``Barat``) wants its capital, an acronym (``AS``) all of
them. What is written in capitals throughout could be an acronym, or anything in a heading: short words are taken for
terms in small letters, or names, only where the words around them are in capitals too.
"""

from __future__ import annotations

from enum import Enum

__all__ = ["AGENT", "CAPITALS", "INSIDE", "NOTHING", "Case", "case_of", "needs"]


class Case(Enum):
    """How a word of a term is written."""

    ANY = "any"
    NAME = "name"
    ACRONYM = "acronym"


NOTHING = 0
"""Nothing has to hold around a word for it to be the term's; what may have to are the bits that follow."""
CAPITALS = 1
"""The words around it are in capitals."""
INSIDE = 2
"""It does not begin a sentence."""
AGENT = 4
"""The word before lets it be this form (``Language.fits``)."""


def case_of(word: str) -> Case:
    """The kind of a term's word.

    >>> case_of("sanksi"), case_of("Barat"), case_of("PBB")
    (<Case.ANY: 'any'>, <Case.NAME: 'name'>, <Case.ACRONYM: 'acronym'>)
    """
    letters = [letter for letter in word if letter.isalpha()]
    if all(letter.islower() or not letter.isupper() for letter in letters):
        return Case.ANY
    return Case.ACRONYM if len(word) >= 2 and all(letter.isupper() for letter in letters) else Case.NAME


def needs(surface: str, word: str, case: Case) -> int | None:
    """May ``surface``, inflected or not, be written for ``word``, and what must then hold around it? None: it may not.

    >>> needs("as", "AS", Case.ACRONYM), needs("AS", "as", Case.ANY), needs("Barat", "barat", Case.ANY)
    (None, 1, 0)
    >>> needs("MPs", "MP", Case.ACRONYM), needs("MPS", "MP", Case.ACRONYM)
    (0, 1)
    """
    if surface.startswith(word):
        longer = surface[len(word) : len(word) + 1]
        return CAPITALS if case is Case.ACRONYM and longer.isupper() else NOTHING
    capitals = surface.isupper() and sum(map(str.isalpha, surface)) >= 2
    if case is Case.ACRONYM:
        if len(word) >= 4 and surface[0].isupper() and not capitals:
            return INSIDE
        return NOTHING if capitals and surface.startswith(word.upper()) else None
    if capitals:
        return CAPITALS if len(surface) < 5 else NOTHING
    if case is Case.ANY or surface[0].isupper():
        return NOTHING
    return None
