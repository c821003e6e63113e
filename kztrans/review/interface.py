"""The interface's languages: gettext catalogues, read by our own PO reader.

Messages are written in English in templates (``_("…")``, ``ngettext("…", "…", n)``) and in ``PHRASES`` of the views.
``python -m kztrans.review.messages`` collects them into the catalogues.
"""

from __future__ import annotations

import gettext
import re
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from kztrans.formats import po
from kztrans.resources import DATA
from kztrans.wording import Worded, reworded

__all__ = ["LANGUAGES", "Interface", "Said", "catalogue_file", "choose", "interface", "mark"]

LANGUAGES = {"en": "English", "id": "Bahasa Indonesia"}
"""Codes of the interface's languages, each with its own name."""


def mark(message: str) -> str:
    """A message that is translated where it is shown, marked to be collected here."""
    return message


class Said(NamedTuple):
    """A message, and the language that it is in."""

    text: str
    lang: str


class Interface:
    """Messages in one language."""

    def __init__(self, lang: str, path: Path | None) -> None:
        self.lang = lang
        self._plural: Callable[[int], int] = lambda n: int(n != 1)
        self._messages: dict[str, str] = {}
        self._plurals: dict[str, tuple[str, ...]] = {}
        if path is not None:
            self._read(path)

    def gettext(self, message: str, **values: Any) -> str:
        """A message, with values for its ``%(name)s``."""
        text = self._messages.get(message, message)
        return text % values if values else text

    def ngettext(self, one: str, many: str, n: int, **values: Any) -> str:
        """A message with a number, which is its ``%(n)s`` too."""
        forms = self._plurals.get(one) or (one, many)
        return forms[min(self._plural(n), len(forms) - 1)] % {"n": self.number(n), **values}

    def said(self, message: str) -> Said:
        """What a check or another part of the program says in English, in this language, as far as it is known here.

        >>> Interface("id", None).said("no definition")
        Said(text='no definition', lang='en')
        """
        known = self._messages if self.lang != "en" else None
        form = message.form if isinstance(message, Worded) else message
        if known is None or form not in known:
            return Said(str(message), "en")
        return Said(reworded(message, lambda form: known.get(form, form)), self.lang)

    def number(self, n: int) -> str:
        """A number with the language's mark between thousands.

        >>> Interface("id", None).number(12500), Interface("en", None).number(12500)
        ('12.500', '12,500')
        """
        return f"{n:,}".replace(",", "." if self.lang == "id" else ",")

    def percent(self, share: float) -> str:
        """A share as a percentage, never rounded up to 100."""
        return f"{int(100 * share + 1e-9)} %"

    def _read(self, path: Path) -> None:
        catalog = po.read(path)
        rule = re.search(r"plural=([^;]+);?", dict(catalog.headers).get("Plural-Forms", ""))
        if rule:
            self._plural = gettext.c2py(rule.group(1))
        for unit in catalog.units:
            if unit.obsolete or unit.fuzzy:
                continue
            if unit.plural and all(unit.plural_targets):
                self._plurals[unit.source] = unit.plural_targets
            elif unit.target:
                self._messages[unit.source] = unit.target


def catalogue_file(lang: str) -> Path:
    """Where the catalogue of a language lies: in the installed package, or in a checkout's ``locales/``."""
    inside = DATA / "locales"
    root = inside if inside.is_dir() else DATA.parent.parent / "locales"
    return root / lang / "LC_MESSAGES" / "kztrans.po"


@lru_cache(maxsize=len(LANGUAGES))
def interface(lang: str) -> Interface:
    """The messages in a language; English needs no catalogue."""
    path = catalogue_file(lang)
    return Interface(lang, path if lang != "en" and path.is_file() else None)


def choose(wanted: str, accepted: str) -> str:
    """The interface's language: the one that was chosen, else the first that the browser accepts, else English.

    >>> choose("", "de-DE,id;q=0.8,en;q=0.7"), choose("en", "id"), choose("xx", "")
    ('id', 'en', 'en')
    """
    codes = [wanted, *(part.split(";")[0].strip().split("-")[0].lower() for part in accepted.split(","))]
    return next((code for code in codes if code in LANGUAGES), "en")
