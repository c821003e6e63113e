"""Labels that say who speaks: ``Bekturova: …``."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator

from kztrans.checks.check import Check, Problem
from kztrans.checks.labels import label
from kztrans.checks.pair import Pair, View
from kztrans.checks.related import cognate
from kztrans.wording import worded

__all__ = ["CHECK"]

_TURN = 4
"""Entries before and after among which a label may move with the sentences of an answer."""


def find(pair: Pair) -> Iterator[Problem]:
    """A label that is missing, is another one, or is new."""
    source, target = label(pair.source.text), label(pair.target.text)
    if bool(source) != bool(target) and _moved(pair, bool(source)):
        return
    if source and not target:
        if _speaks(source, pair):
            yield Problem(
                worded("the speaker “%(source)s:” of the source is not in the translation", source=source),
                "begin with the speaker",
            )
    elif target and not source:
        if _speaks(target, pair, target=True):
            yield Problem(
                worded(
                    "the translation begins with a speaker, “%(target)s:”, that the source does not have", target=target
                ),
                "take it out",
            )
    elif source and target and not _same(source, target, pair):
        usual = _usual(source, pair)
        yield Problem(
            worded(
                "“%(source)s:” speaks in the source, “%(target)s:” in the translation", source=source, target=target
            ),
            worded("write “%(usual)s:”", usual=usual) if usual and usual != target else "make sure who speaks",
        )


def _moved(pair: Pair, lost: bool) -> bool:
    """Has another entry nearby gained the label that this one lost, or lost the one that this one gained?"""
    gained, missed = pair.view.once(_changes)
    other = gained if lost else missed
    at = bisect_left(other, pair.index - _TURN)
    return at < len(other) and other[at] <= pair.index + _TURN


def _changes(view: View) -> tuple[list[int], list[int]]:
    """The numbers of the entries whose translation alone has a label, and of those whose source alone has one."""
    labelled = [(p.index, bool(label(p.source.text)), bool(label(p.target.text))) for p in view.translated]
    return [n for n, source, target in labelled if target > source], [n for n, s, t in labelled if s > t]


def _speaks(name: str, pair: Pair, target: bool = False) -> bool:
    """Is every word of it written with a capital, or does it come again in the file?"""
    if all(word[0].isupper() for word in name.split()):
        return True
    texts = (p.target.text if target else p.source.text for p in pair.view.pairs)
    return sum(label(text) == name for text in texts) > 1


def _same(source: str, target: str, pair: Pair) -> bool:
    """Names must be the same; other labels must be what they mostly are in the file."""
    if source == target:
        return True
    usual = _usual(source, pair)
    names = [word for word in source.split() if word[0].isupper() and not pair.view.source_word(word)]
    known = pair.view.lexicon.words
    common = all(word.lower() in known for word in target.split())
    if names and not (common and usual in ("", target)):
        given = re.split(r"[\s-]+", target)
        parts = [part for name in names for part in name.split("-") if len(part) > 2]
        return any(cognate(part, word) for part in parts for word in given)
    return usual in ("", target)


def _usual(source: str, pair: Pair) -> str:
    """The label that most translations have for a label of the source; none where it is not clear."""
    counts = pair.view.once(_counts).get(source, Counter())
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    if not ranked or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
        return ""
    return ranked[0][0]


def _counts(view: View) -> dict[str, Counter[str]]:
    """How often each label of the source has which label in the translation."""
    found: dict[str, Counter[str]] = {}
    for pair in view.translated:
        source, target = label(pair.source.text), label(pair.target.text)
        if source and target:
            found.setdefault(source, Counter())[target] += 1
    return found


CHECK = Check(
    name="speakers",
    severity="warning",
    summary="The label that says who speaks is missing, new, or another one.",
    help=(
        "In interviews a segment may begin with a name and a colon. The translation must begin with the same name, or "
        "with what the same label is elsewhere in the file. A label may move to another sentence of the same answer."
    ),
    find=find,
)
