"""What a target text can vouch for: it is no translation of a sentence that was written after it.

The aligner pairs sentences as they look. Where the source was changed and the target was not, the old translation still
looks right; whether it is, a person has to say. Both texts of the last run are known: the sources and translations are
in the old file, and a header field tells whether the target text is still the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from kztrans import languages
from kztrans.model import Unit
from kztrans.units.keys import unit_key
from kztrans.units.left_out import says_left_out
from kztrans.units.making import DOUBT

__all__ = ["Chain", "Texts", "numbers_agree"]

_MARKS = frozenset(".?!…:;”’»)]\"'")
"""What may stand at the end of the sentence before."""
_FIGURE = re.compile(r"\d+(?:[.,]\d+)*")


class Texts:
    """The texts of the last run, as far as the old file and the record show them."""

    def __init__(
        self, old: Sequence[Unit], older: Sequence[str], same_target: bool, sources: Sequence[str] = ()
    ) -> None:
        """``older`` are the sentences of today's target text that it had before; ``same_target``: all of them.

        ``sources``: those that had a translation though the old file has them no more.
        """
        live = [unit for unit in old if not unit.obsolete]
        self._same_target = same_target
        self._sources = Chain((*sources, *(unit.source for unit in live if _had_a_translation(unit))))
        self._pairs = frozenset((_line(unit.source), _line(unit.target)) for unit in old if unit.target)
        self._older = Chain(older)
        self._targets = Chain(unit.target for unit in (*live, *(u for u in old if u.obsolete)))

    def vouched(self, unit: Unit) -> bool:
        """May an aligned translation count as one of this very source?

        Not where the source is new and the translation old: it stood in the target text already, or beside another
        source.
        """
        if self.had(unit):
            return True
        if self._same_target or self._older.has(unit.target):
            return False
        return (_line(unit.source), _line(unit.target)) in self._pairs or not self._targets.has(unit.target)

    def had(self, unit: Unit) -> bool:
        """Had a unit's source a translation last time?"""
        return self._sources.has(unit.source)

    @property
    def first(self) -> bool:
        """Had nothing a translation last time?"""
        return not self._sources


def numbers_agree(source: str, target: str, source_lang: str, target_lang: str) -> bool:
    """Does a target have every number that a source writes in figures, by what it is worth or by its digits?

    >>> numbers_agree("1.140 ton", "1,140 tonnes", "id", "en"), numbers_agree("3 kapal", "three ships", "id", "en")
    (True, True)
    >>> numbers_agree("1.250 ton", "some 1,140 tonnes", "id", "en")
    False
    """
    values = {number.value for number in languages.get(target_lang).numbers(target)}
    there = [n for n in languages.get(source_lang).numbers(source) if n.value in values]
    digits = {_digits(figure.group()) for figure in _FIGURE.finditer(target)}
    return all(
        _digits(figure.group()) in digits or any(n.start <= figure.start() < n.end for n in there)
        for figure in _FIGURE.finditer(source)
    )


def _digits(figure: str) -> str:
    return "".join(filter(str.isdigit, figure))


def _had_a_translation(unit: Unit) -> bool:
    """Not what is still to be translated, nor what brought its translation along from an earlier wording."""
    if unit.fuzzy:
        return any(note.startswith(DOUBT) for note in unit.notes) and unit.previous is None
    return bool(unit.target) or says_left_out(unit.notes)


class Chain:
    """Texts one after the other, in which whole sentences are looked for, however they were cut.

    >>> Chain(["Ia tiba. Ia pergi.", "Hujan"]).has("Ia pergi. Hujan"), Chain(["Ia tiba hari ini."]).has("ini.")
    (True, False)
    """

    def __init__(self, texts: Iterable[str]) -> None:
        lines = [line for line in map(_line, texts) if line]
        self._whole = " ".join(lines)
        self._starts, self._ends = set(), set()
        position = 0
        for line in lines:
            self._starts.add(position)
            self._ends.add(position + len(line))
            position += len(line) + 1

    def __bool__(self) -> bool:
        return bool(self._whole)

    def has(self, text: str) -> bool:
        """Does a text stand in it as a sentence of its own, or several?"""
        line = _line(text)
        start = self._whole.find(line) if line else -1
        while start >= 0:
            end = start + len(line)
            begins = start in self._starts or (self._whole[start - 1] == " " and self._whole[start - 2] in _MARKS)
            if begins and (end in self._ends or self._whole[end] == " "):
                return True
            start = self._whole.find(line, start + 1)
        return False


def _line(text: str) -> str:
    return " ".join(unit_key(text).split())
