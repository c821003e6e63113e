"""How a corpus is aligned: plain values, that another machine understands as well."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from kztrans import __version__
from kztrans.jobs.project_glossary import Choice
from kztrans.reading import read_bytes

if TYPE_CHECKING:
    from kztrans.bilingual.lexicon import Lexicon
    from kztrans.glossary import Glossary
    from kztrans.segmentation import Rules

__all__ = ["Settings"]


@dataclass(frozen=True)
class Settings:
    """Languages, files and switches. Files are named in full, so that every process finds them."""

    source_lang: str = "id"
    target_lang: str = "en"
    glossary: Choice | None = None
    """None: the curated one."""
    lexicon: Path | None = None
    """A word list that is added to the base lexicon."""
    srx: Path | None = None
    crossing: bool = True

    def digest(self) -> str:
        """Of all that beads depend on but for the documents, files by what they hold; hexadecimal digits.

        Raises:
            InputError: a file cannot be read.
        """
        choice = self.glossary or Choice((), (), ())
        files = (*choice.own, self.lexicon, self.srx)
        held = [None if path is None else hashlib.sha256(read_bytes(path, "a file")).hexdigest() for path in files]
        glossary = (len(choice.own), bool(choice.curated), choice.used if choice.own else ())
        parts = (__version__, self.source_lang, self.target_lang, glossary, held, self.crossing)
        return hashlib.sha256(repr(parts).encode()).hexdigest()

    def read_glossary(self) -> Glossary | None:
        """The glossary; None for the curated one. It is read once a process, as are the others."""
        return _glossary(self.glossary, self.source_lang) if self.glossary and self.glossary.own else None

    def read_lexicon(self) -> Lexicon | None:
        """The lexicon; None for the base one."""
        return None if self.lexicon is None else _lexicon(self.lexicon, self.source_lang, self.target_lang)

    def read_rules(self, lang: str) -> Rules | None:
        """The segmentation rules of a language; None for the packaged ones."""
        return None if self.srx is None else _rules(self.srx, lang)


@lru_cache(maxsize=1)
def _glossary(choice: Choice, lang: str) -> Glossary:
    return choice.load(lang)


@lru_cache(maxsize=1)
def _lexicon(path: Path, source_lang: str, target_lang: str) -> Lexicon:
    from kztrans.bilingual.lexicon import base_lexicon, read_lexicon

    return read_lexicon(path).merged(base_lexicon(source_lang, target_lang))


@lru_cache(maxsize=2)
def _rules(path: Path, lang: str) -> Rules:
    from kztrans.segmentation import load_rules

    return load_rules(path, lang)
