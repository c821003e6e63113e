"""Labels that say who speaks: ``Bekturova: …``."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from kztrans.checks.check import Check, Problem
from kztrans.checks.pair import Pair
from kztrans.checks.related import cognate

__all__ = ["CHECK"]

_LABEL = re.compile(r"\s*[“\"*]?([^\W\d_][^:.!?“”\"()]{0,39}?):(?=\s)")
_LONGEST = 5


def find(pair: Pair) -> Iterator[Problem]:
    """A label that is missing, is another one, or is new."""
    source, target = _label(pair.source.text), _label(pair.target.text)
    if source and not target:
        if _speaks(source, pair):
            yield Problem(f"the speaker “{source}:” of the source is not in the translation", "begin with the speaker")
    elif target and not source:
        if _speaks(target, pair, target=True):
            yield Problem(
                f"the translation begins with a speaker, “{target}:”, that the source does not have", "take it out"
            )
    elif source and target and not _same(source, target, pair):
        usual = _usual(source, pair)
        yield Problem(
            f"“{source}:” speaks in the source, “{target}:” in the translation",
            f"write “{usual}:”" if usual and usual != target else "make sure who speaks",
        )


def _label(text: str) -> str:
    match = _LABEL.match(text)
    return match.group(1) if match and len(match.group(1).split()) <= _LONGEST else ""


def _speaks(label: str, pair: Pair, target: bool = False) -> bool:
    """Is every word of it written with a capital, or does it come again in the file?"""
    if all(word[0].isupper() for word in label.split()):
        return True
    texts = (p.target.text if target else p.source.text for p in pair.view.pairs)
    return sum(_label(text) == label for text in texts) > 1


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
    counts = Counter(_label(p.target.text) for p in pair.view.translated if _label(p.source.text) == source)
    counts.pop("", None)
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    if not ranked or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
        return ""
    return ranked[0][0]


CHECK = Check(
    name="speakers",
    severity="warning",
    summary="The label that says who speaks is missing, new, or another one.",
    help=(
        "In interviews a segment may begin with a name and a colon. The translation must begin with the same name, or "
        "with what the same label is elsewhere in the file."
    ),
    find=find,
)
