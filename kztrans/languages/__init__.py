"""What is known of each language: one package a language, found by its code.

>>> get("id").name
'Indonesian'
>>> get("kk").code
'kk'
"""

from __future__ import annotations

import importlib
from functools import cache

from kztrans.languages import codes
from kztrans.languages.language import Language, Number
from kztrans.plugins import added

__all__ = ["KNOWN", "Language", "Number", "get"]

KNOWN = ("en", "id")
"""Codes of the languages that have a package of their own."""


@cache
def get(code: str) -> Language:
    """The language of a code, however it is written. One that kztrans does not know gets the defaults."""
    base = codes.base(code)
    if base in KNOWN:
        language: Language = importlib.import_module(f"kztrans.languages.{base}").LANGUAGE
        return language
    for language in added("languages", Language):
        if language.code == base:
            return language
    return Language(code=base, name=base)
