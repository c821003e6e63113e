"""Bilingual lexicons: words and short phrases of one language with their translations, best ones first.

Three plain text forms are read:

* ours: UTF-8, an entry a line, ``headword<TAB>translation | translation``, the most frequent headwords first;
  ``#`` begins a comment line;
* tab-separated pairs: ``headword<TAB>translation`` with any further columns ignored; a headword may come again;
* hunalign's ``.dic``: ``translation @ headword`` a line (hunalign puts the target language first).
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from kztrans import resources
from kztrans.errors import InputError
from kztrans.languages import codes
from kztrans.reading import read_bytes

__all__ = ["Lexicon", "alignment_lexicon", "base_lexicon", "format_lexicon", "read_lexicon"]


_NEAR = 0.02
"""The least chance of words that are called related."""


@dataclass(frozen=True, eq=False)
class Lexicon:
    """Translations of words, in the order of the words' frequency.

    >>> lexicon = Lexicon({"rumah": ("house", "home")})
    >>> lexicon.entries["rumah"]
    ('house', 'home')
    >>> lexicon.reversed().entries
    {'house': ('rumah',), 'home': ('rumah',)}
    """

    entries: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Headword, lower case, to translations, best ones first. Words and phrases alike."""

    def __len__(self) -> int:
        return len(self.entries)

    @cached_property
    def words(self) -> frozenset[str]:
        """The words, lower case, that occur in translations."""
        return frozenset(
            part for words in self.entries.values() for word in words for part in word.lower().replace("-", " ").split()
        )

    @cached_property
    def _heads(self) -> Mapping[str, tuple[str, ...]]:
        """Translations to the words that have them."""
        return self.reversed().entries

    @cached_property
    def _related(self) -> dict[str, tuple[tuple[str, float], ...]]:
        return {}

    def related(self, head: str) -> tuple[tuple[str, float], ...]:
        """Single words that may render a headword in a free translation, though the lexicon does not give them for it.

        They translate words that share a translation with it. The strength is the square root of the chance to come to
        a word by way of a translation, another of its headwords, and one of that one's translations.

        >>> lexicon = Lexicon({"perahu": ("boat",), "kapal": ("ship", "boat"), "awan": ("cloud",)})
        >>> lexicon.related("perahu"), lexicon.related("awan")
        ((('ship', 0.5),), ())
        """
        if head not in self._related:
            chance: dict[str, float] = {}
            own = {word.lower() for word in self.entries.get(head, ())}
            for word in own:
                heads = self._heads.get(word, ())
                for other in heads:
                    if other != head:
                        others = self.entries[other]
                        for near in others:
                            share = 1 / (len(own) * len(heads) * len(others))
                            chance[near.lower()] = chance.get(near.lower(), 0.0) + share
            self._related[head] = tuple(
                (word, round(min(p, 1.0) ** 0.5, 2))
                for word, p in sorted(chance.items())
                if p >= _NEAR and word not in own and word.isalpha()
            )
        return self._related[head]

    def reversed(self) -> Lexicon:
        """The lexicon from the target language into the source language."""
        pairs = ((word, head) for head, words in self.entries.items() for word in words)
        return Lexicon(_gathered(pairs))

    def merged(self, other: Lexicon) -> Lexicon:
        """This lexicon's entries, with those of another after them."""
        pairs = ((head, word) for part in (self, other) for head, words in part.entries.items() for word in words)
        return Lexicon(_gathered(pairs))


def _gathered(pairs: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    """Entries of pairs, in the order in which they come, each translation once."""
    found: dict[str, dict[str, None]] = {}
    for head, word in pairs:
        found.setdefault(head.lower(), {})[word] = None
    return {head: tuple(words) for head, words in found.items()}


def read_lexicon(path: str | os.PathLike[str]) -> Lexicon:
    """Read a lexicon: our own form, tab-separated pairs, or hunalign's ``.dic`` (told by its ``@``).

    Raises:
        InputError: the file cannot be read, is not UTF-8, or a line is not an entry.
    """
    try:
        text = read_bytes(path, "a word list").decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(
            f"not UTF-8 at byte {error.start}", path=path, remedy="save the lexicon as UTF-8 and try again"
        ) from error
    found: dict[str, list[str]] = {}
    for number, line in enumerate(text.splitlines(), 1):
        row = line.strip()
        if row and not row.startswith("#"):
            head, words = _entry(row, path, number)
            known = found.setdefault(head.lower(), words)
            if known is not words:
                known += words
    return Lexicon({head: tuple(dict.fromkeys(words)) for head, words in found.items()})


def _entry(row: str, path: str | os.PathLike[str], number: int) -> tuple[str, list[str]]:
    """The headword and the translations that a line holds."""
    head, tab, words = row.partition("\t")
    if tab:
        words = words.partition("\t")[0]
    else:
        words, _, head = row.partition("@")
    translations = [word for part in words.split("|") if (word := part.strip())]
    head = head.strip()
    if not head or not translations:
        raise InputError(
            "not an entry of a lexicon",
            path=path,
            line=number,
            remedy="write 'headword<TAB>translation | translation', or hunalign's 'translation @ headword'",
        )
    return head, translations


def format_lexicon(lexicon: Lexicon) -> str:
    """A lexicon in our own form.

    >>> format_lexicon(Lexicon({"rumah": ("house", "home")}))
    'rumah\\thouse | home\\n'
    """
    return "".join(f"{head}\t{' | '.join(words)}\n" for head, words in lexicon.entries.items())


@lru_cache(maxsize=8)
def base_lexicon(source_lang: str, target_lang: str) -> Lexicon:
    """The lexicon that kztrans carries for a pair of languages, in either direction; empty where it has none."""
    return _carried(source_lang, target_lang)


@lru_cache(maxsize=8)
def alignment_lexicon(source_lang: str, target_lang: str) -> Lexicon:
    """The base lexicon and freer renderings, which say what may translate a word, not what it is to be translated by.

    >>> base_lexicon("id", "en").entries["hutan"], alignment_lexicon("id", "en").entries["hutan"]
    (('forest',), ('forest', 'woods', 'jungle'))
    """
    return base_lexicon(source_lang, target_lang).merged(_carried(source_lang, target_lang, ".free"))


def _carried(source_lang: str, target_lang: str, kind: str = "") -> Lexicon:
    source_lang, target_lang = codes.key(source_lang), codes.key(target_lang)
    path = resources.lexicon_file(source_lang, target_lang, kind)
    if path is not None:
        return read_lexicon(path)
    path = resources.lexicon_file(target_lang, source_lang, kind)
    return read_lexicon(path).reversed() if path is not None else Lexicon()
