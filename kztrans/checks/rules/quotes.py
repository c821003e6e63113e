"""Quotation marks: paired, and where the source has them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kztrans.checks.check import Check, Problem
from kztrans.checks.pair import Pair, shortened
from kztrans.wording import worded

__all__ = ["CHECK"]

_CLOSING = {"“": "”", "«": "»", "„": "“”", "‘": "’"}
_CAPITALS = re.compile(r"(?<=[^\W\d_] )[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)+")
_SHORT = 5
"""Words up to which a quotation is a term or a title, not speech that may be cut and joined."""


@dataclass(frozen=True, slots=True)
class _Quoted:
    spans: tuple[str, ...]
    stray: tuple[str, ...]
    """Marks without a partner, in their surroundings."""
    style: bool = False
    """Is a straight mark paired with a curly one?"""


def find(pair: Pair) -> Iterator[Problem]:
    """Marks without a partner; then quotations that are missing or new."""
    source, target = _quoted(pair.source.text), _quoted(pair.target.text)
    if len(target.stray) > len(source.stray) or (target.style and not source.style):
        where = target.stray[0] if target.stray else ""
        what = (
            worded("a quotation mark has no partner: “…%(place)s…”", place=where)
            if where
            else worded("a straight quotation mark is paired with a curly one")
        )
        yield Problem(what, "open and close every quotation, with marks of one kind")
        return
    if source.stray:
        if not target.stray and not target.spans and _open_speech(pair):
            yield Problem(
                "the source opens or closes a quotation that the translation does not",
                "set the mark as the source does",
            )
    elif not _fits(source, target, pair):
        yield _counted(source, target)


def _counted(source: _Quoted, target: _Quoted) -> Problem:
    if not target.spans:
        return Problem(
            worded(
                "“%(what)s” is quoted in the source, nothing in the translation", what=shortened(source.spans[0], 40)
            ),
            "set the quotation marks",
        )
    if not source.spans:
        return Problem(
            worded(
                "“%(what)s” is quoted in the translation, nothing in the source", what=shortened(target.spans[0], 40)
            ),
            "take the marks out",
        )
    return Problem(
        worded("the source has %(what)s, the translation %(what2)s", what=_count(source), what2=_count(target)),
        "set quotation marks where the source has them",
    )


def _count(quoted: _Quoted) -> str:
    number = len(quoted.spans)
    return worded("%(number)s quotation" if number == 1 else "%(number)s quotations", number=number)


def _fits(source: _Quoted, target: _Quoted, pair: Pair) -> bool:
    """Speech may be joined (one quotation of two) or cut once (two of one); other quotations are counted."""
    have, want = len(target.spans), len(source.spans)
    if have == want or (not have and all(map(_name, source.spans)) and _named(source, pair)):
        return True
    speech = sum(len(span.split()) > _SHORT or span[-1:] in ",.!?…" for span in source.spans)
    if not want - max(0, speech - 1) <= have <= want + (speech > 0) or not have or not want:
        return False
    share = [
        sum(map(len, q.spans)) / max(1, len(text))
        for q, text in ((source, pair.source.text), (target, pair.target.text))
    ]
    return abs(share[0] - share[1]) < 0.2


def _name(span: str) -> bool:
    """Is every word of a short quotation written with a capital, as a name's?"""
    words = span.split()
    return 1 < len(words) <= _SHORT and all(word[:1].isupper() for word in words)


def _named(source: _Quoted, pair: Pair) -> bool:
    """Has the translation as many names of several words that the capitals alone set off?"""
    return len(_CAPITALS.findall(pair.target.text)) >= len(source.spans)


def _open_speech(pair: Pair) -> bool:
    """Is the source's stray mark at its beginning or end, where a quotation of several segments begins or ends?"""
    return bool(re.match(r"\s*[“\"«]", pair.source.text) or re.search(r"[”\"»]\s*$", pair.source.text))


def _quoted(text: str) -> _Quoted:
    """The quotations of a text. Single marks count where they are clearly not apostrophes."""
    spans, stray, style = [], [], False
    opened: list[tuple[str, int]] = []
    for match in re.finditer(r"[“”«»„\"‘’]|(?<!\w)'(?=\w)|(?<=[\w.,!?])'(?!\w)", text):
        mark, at = match.group(), match.start()
        if mark in "’'" and not _closes_single(opened, text, at):
            if mark == "'" and _opens(text, at):
                opened.append((mark, at))
            continue
        if opened and (
            mark in _CLOSING.get(opened[-1][0], opened[-1][0])
            or (opened[-1][0] == "‘" and mark == "'")
            or _mixed(opened[-1][0], mark, text, at)
        ):
            first, begin = opened.pop()
            style = style or (first == '"') != (mark == '"')
            spans.append(text[begin + 1 : at].strip())
        elif mark in "“«„‘" or (mark in "\"'" and _opens(text, at)):
            opened.append((mark, at))
        else:
            stray.append(_around(text, at))
    stray += [_around(text, at) for mark, at in opened if mark not in "‘'"]
    return _Quoted(tuple(spans), tuple(stray), style)


def _opens(text: str, at: int) -> bool:
    return at == 0 or text[at - 1] in " \t\n\u00a0([–—-“‘/"


def _closes_single(opened: list[tuple[str, int]], text: str, at: int) -> bool:
    """Is it a closing mark: after an opening single one, and not inside a word?"""
    if not opened or opened[-1][0] not in "‘'":
        return False
    return not (at + 1 < len(text) and text[at + 1].isalpha())


def _mixed(first: str, mark: str, text: str, at: int) -> bool:
    return (first == "“" and mark == '"' and not _opens(text, at)) or (first == '"' and mark == "”")


def _around(text: str, at: int) -> str:
    return text[max(0, at - 12) : at + 13].strip()


CHECK = Check(
    name="quotes",
    severity="warning",
    summary="Quotation marks are not paired, or are missing or new.",
    help=(
        "Straight and curly marks and « » are all accepted, and British or American usage too; but each that opens "
        "must close, with a mark of its kind, and what is quoted in the source must be quoted in the translation. "
        "Speech may be joined or cut in two around who says it, and a name stand without marks."
    ),
    find=find,
)
