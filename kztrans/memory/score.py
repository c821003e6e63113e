"""How alike two texts are, in percent, and what a percentage allows two texts to differ by.

The percentage is 90 % the likeness of the words and 10 % the likeness of the writing, each one minus the edit distance
(Levenshtein 1966: insertions, deletions and substitutions of tokens) over the length of the longer text::

    percent = 90 (1 - d(folded) / n(folded)) + 10 (1 - d(written) / n(written))    rounded down, at most 99

``folded`` are the words without case and punctuation, every number one and the same; ``written`` are words, figures and
marks as they stand. So one word changed in ten costs about ten percent, and what differs in case, numbers and
punctuation alone is 90 % alike or more.
"""

from __future__ import annotations

from collections.abc import Iterator

from rapidfuzz.distance import Levenshtein

from kztrans.memory.tokens import Tokens

__all__ = ["COMPLETE", "best_possible", "edits", "lengths", "percent"]

WORDS, WRITING = 90, 10
"""The weights of the two likenesses, out of 100."""

COMPLETE = 70
"""From this threshold up ``index.candidates`` misses nothing."""


def percent(new: Tokens, old: Tokens, threshold: int = 0) -> int:
    """The likeness of two texts that are not the same: 0 to 99; 0 where it is less than ``threshold``.

    >>> from kztrans.memory.tokens import split
    >>> percent(split("Ekspor naik 5 persen."), split("Ekspor naik 7 persen."))
    98
    >>> percent(split("Ekspor minyak naik"), split("Ekspor gas naik"))
    66
    """
    words, writing = max(len(new.folded), len(old.folded)), max(len(new.written), len(old.written))
    allowed = edits(words, threshold)
    changed_words = Levenshtein.distance(new.folded, old.folded, score_cutoff=allowed)
    if changed_words > allowed or not writing:
        return 0
    changed_writing = max(1, Levenshtein.distance(new.written, old.written))
    if not words:
        value = 100 * (writing - changed_writing) // writing
    else:
        value = (WORDS * (words - changed_words) * writing + WRITING * (writing - changed_writing) * words) // (
            words * writing
        )
    return value if value >= threshold else 0


def edits(length: int, threshold: int) -> int:
    """How many words of the longer text's ``length`` may differ if the percentage is to reach the threshold.

    >>> edits(10, 75), edits(3, 75)
    (2, 0)
    """
    return min(length, (100 - threshold) * length // WORDS)


def lengths(words: int, threshold: int) -> Iterator[tuple[int, int]]:
    """The numbers of words that a match of a text of ``words`` words may have, each with the edits it may need.

    >>> list(lengths(4, 75))
    [(3, 1), (4, 1), (5, 1)]
    """
    length = words - edits(words, threshold)
    while (allowed := edits(max(length, words), threshold)) >= length - words:
        yield length, allowed
        length += 1


def best_possible(new: Tokens, difference: int) -> int:
    """The percentage that no text reaches past whose number of words differs by ``difference`` or more."""
    if not new.folded:
        return 99
    if difference == 0:
        return 100 - WRITING + WRITING * len(new.written) // (len(new.written) + 1)
    words = len(new.folded)
    return WRITING + WORDS * words // (words + difference)
