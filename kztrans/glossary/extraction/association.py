"""Translations of a phrase, by association over aligned sentences.

Each phrase of the target sentences is weighed by what its words may mean (lexicon, looks, or words that keep each
other's company in the texts themselves), by how often the two phrases occur in the same sentences (Dice's coefficient,
believed as far as the log-likelihood ratio says it is no chance: T. Dunning, "Accurate methods for the statistics of
surprise and coincidence", Computational Linguistics 19, 1993), and by whether they stand at like places of their
sentences.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from kztrans.glossary.extraction.candidates import Key, Shape
from kztrans.glossary.extraction.evidence import WordEvidence
from kztrans.glossary.extraction.values import Translation
from kztrans.glossary.extraction.words import Text, grams, is_whole

__all__ = ["Associations", "log_likelihood"]

MEANING, COMPANY, PLACE = 0.65, 0.2, 0.15
"""What the three kinds of evidence weigh."""
_NO_CHANCE = 10.0
"""The log-likelihood ratio from which two words' keeping company is no chance."""
_UNKNOWN = 0.8
"""What company is worth as evidence of meaning, where nothing is known of the words."""
_INCOMPLETE = 0.8
"""What is left of the evidence where a word of the phrase has no counterpart."""
_SENTENCES = 200
"""Sentences looked at for one phrase."""

Places = Sequence[tuple[int, int, int]]


def log_likelihood(both: int, left: int, right: int, total: int) -> float:
    """Dunning's ratio for two events that occur in ``left`` and ``right`` of ``total`` sentences, together in ``both``.

    >>> round(log_likelihood(10, 10, 10, 100), 1), round(log_likelihood(1, 10, 10, 100), 1)
    (65.0, 0.0)
    """

    def part(observed: int, expected: float) -> float:
        return observed * math.log(observed / expected) if observed else 0.0

    rest, other = total - left, total - right
    return 2 * (
        part(both, left * right / total)
        + part(left - both, left * other / total)
        + part(right - both, rest * right / total)
        + part(total - left - right + both, rest * other / total)
    )


class Associations:
    """The aligned sentences, ready to be asked for translations."""

    def __init__(self, source: Sequence[Text], target: Sequence[Text], evidence: WordEvidence, shape: Shape) -> None:
        self._source = source
        self._target = target
        self._evidence = evidence
        self._shape = shape
        self._total = sum(bool(text.keys) for text in target)
        self._with_word: dict[str, set[int]] = defaultdict(set)
        self._with_target: dict[str, set[int]] = defaultdict(set)
        for number, (left, right) in enumerate(zip(source, target, strict=True)):
            if right.keys:
                for word in set(left.keys):
                    self._with_word[word].add(number)
                for word in set(right.keys):
                    self._with_target[word].add(number)

    def translations(self, words: Key, places: Places, most: int = 3) -> tuple[Translation, ...]:
        """The translations of a phrase that occurs at some places, best first."""
        places = [place for place in places if self._target[place[0]].keys][:_SENTENCES]
        sentences = {place[0] for place in places}
        if not sentences:
            return ()
        found: dict[Key, list[tuple[int, int, int]]] = defaultdict(list)
        for number in sorted(sentences):
            for key, start, end in self._phrases(number):
                found[key].append((number, start, end))
        scored = [(self._score(words, places, sentences, key, spans), key, spans) for key, spans in found.items()]
        scored.sort(key=lambda item: (-item[0], item[1]))
        best = [self._translation(spans, score) for score, _, spans in scored[: 3 * most] if score > 0]
        return tuple(best[:most])

    def _phrases(self, number: int) -> Iterable[tuple[Key, int, int]]:
        text = self._target[number]
        for start, end in grams(text):
            if is_whole(text, start, end) and self._shape(text.cited[start:end]) > 0:
                yield text.keys[start:end], start, end

    def _translation(self, spans: Places, score: float) -> Translation:
        forms = Counter(self._target[n].dictionary_form(start, end) for n, start, end in spans)
        text = min(forms, key=lambda form: (-forms[form], len(form), form))
        return Translation(text, len({n for n, _, _ in spans}), round(score, 4))

    def _score(self, words: Key, places: Places, sentences: set[int], key: Key, spans: Places) -> float:
        meaning = self._meaning(words, key)
        both = len({n for n, _, _ in spans})
        together = self._together(key, both)
        dice = 2 * both / (len(sentences) + together)
        ratio = log_likelihood(both, len(sentences), together, self._total)
        company = dice * (1 - math.exp(-ratio / 10))
        if meaning == 0:
            if both < 2 or dice < 0.6 or ratio < _NO_CHANCE:
                return 0.0
            meaning = _UNKNOWN * company
        shape = self._shape(self._target[spans[0][0]].cited[spans[0][1] : spans[0][2]])
        return float((MEANING * meaning + COMPANY * company + PLACE * self._nearness(places, spans)) * shape**0.25)

    def _together(self, key: Key, both: int) -> int:
        """In how many sentences all of a phrase's words occur."""
        rows = sorted((self._with_target[word] for word in set(key)), key=len)
        return max(both, len(set.intersection(*rows)))

    def _meaning(self, words: Key, key: Key) -> float:
        """How well the words of two phrases match, both ways: the harmonic mean of what is matched of each."""
        if key in self._evidence.phrase(words):
            return 1.0
        content = [word for word in key if self._counts(word)] or list(key)
        table = [[self._word(s, t) for t in content] for s in words]
        left = sum(max(row) for row in table) / len(words)
        if len(words) > 1 and not all(map(max, table)):
            left *= _INCOMPLETE
        right = sum(max(row[t] for row in table) for t in range(len(content))) / len(content)
        return 2 * left * right / (left + right) if left + right else 0.0

    def _counts(self, word: str) -> bool:
        return self._shape((word,)) > 0

    def _word(self, source: str, target: str) -> float:
        strength = self._evidence.strength(source, target)
        if strength:
            return strength
        left, right = self._with_word.get(source, set()), self._with_target.get(target, set())
        both = len(left & right)
        if both < 3:
            return 0.0
        dice = 2 * both / (len(left) + len(right))
        ratio = log_likelihood(both, len(left), len(right), self._total)
        return _UNKNOWN * dice if dice > 0.4 and ratio > _NO_CHANCE else 0.0

    def _nearness(self, places: Places, spans: Places) -> float:
        """1 where the two phrases stand at the same relative place of their sentences, 0 at opposite ends."""
        middle: dict[int, list[float]] = defaultdict(list)
        for number, start, end in places:
            middle[number].append((start + end) / 2 / len(self._source[number].keys))
        near = [
            1 - min(abs(at - (start + end) / 2 / len(self._target[number].keys)) for at in middle[number])
            for number, start, end in spans
        ]
        return sum(near) / len(near)
