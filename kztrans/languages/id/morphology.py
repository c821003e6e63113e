"""Indonesian word forms."""

from __future__ import annotations

import Stemmer

__all__ = ["inflects", "lemmas"]

_STEMMER = Stemmer.Stemmer("indonesian")


def lemmas(word: str) -> tuple[str, ...]:
    """The forms that an Indonesian word form may belong to, the form itself first, its Snowball stem last."""
    form = word.lower()
    stem: str = _STEMMER.stemWord(form)
    return (form,) if stem == form else (form, stem)


def inflects(form: str, lemma: str, pos: str) -> bool:
    """May ``form`` be an inflected form of ``lemma``?"""
    del pos
    return lemmas(form)[-1] == lemmas(lemma)[-1]
