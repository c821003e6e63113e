"""English quotation marks and spacing for a finished text, by sacremoses' punctuation normaliser and detokenizer.

Alone, the two do harm: they turn dashes into hyphens and ``…`` into three dots, break URLs at brackets, write
``member(s)`` as ``member (s)`` and ``said 'no'`` as ``said'no'``, and resolve XML entities. What they would spoil is
therefore hidden from them and put back afterwards. What is left to them is what they are good at: foreign double
quotation marks, and spaces around punctuation.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from sacremoses import MosesDetokenizer, MosesPunctNormalizer

__all__ = ["QuoteStyle", "english"]

QuoteStyle = Literal["curly", "straight"]

_HIDDEN = re.compile(
    r"""
      \b(?:(?:https?|ftp)://|www\.)\S{1,2000}?(?=[.,;:!?)”"»]{0,9}(?:\s|$))      # addresses
    | (?<![\w.+\-])[\w.+\-]{1,64}@[\w.\-]+
    | [–—―…‘’‚´\\&] | (?<!')'(?!') | (?<!`)`(?!`)                              # dashes, ellipses, single quotes
    | \.{2,} | @-@                                                             # dots in a row
    | (?<=\S)\( | \)(?![\s.,;:!?]|$)                                           # brackets inside a word
    | \d+'\s?\d+"                                                              # feet and inches
    | (?<=[\u2e80-\u9fff])[ ](?=[\u2e80-\u9fff])                               # between Chinese characters
    | [^\S ] | [\U000f0000-\U0010ffff]                                         # other spaces; private characters
    """,
    re.VERBOSE,
)
_PLACES = 0xF0000
"""Private code point that stands for the first hidden piece."""
_MAX_HIDDEN = 0xFFFD

_SPACED_GUILLEMETS = re.compile(r"«[^\S\n]+([^«»]*?)[^\S\n]+»")
_SPACED_MARK = re.compile(r"[^\S\n]+([?!,.]+)(?=[\"”“»])")
"""Spaces that sacremoses leaves: inside French quotation marks, and before a mark that a quotation mark follows."""

_DOUBLE = re.compile(r'"')
_SINGLE = re.compile(r"'")
_OPENS_AFTER = "([{–—―-“‘\"'/"
_TAGS_AT_END = re.compile(r"(?:</?[A-Za-z][^<>]{0,200}>)+\Z")
"""Mark-up, which no mark of a text belongs to: what counts is what stands before it."""
_ELISIONS = re.compile(r"(?:tis|twas|em|til|cause|n)\b", re.IGNORECASE)


def english(text: str, style: QuoteStyle = "curly") -> str:
    """A paragraph with English quotation marks, all of one style, and English spacing.

    Numbers, addresses, dashes, hyphens, ellipses, apostrophes and brackets inside words are left as they are.

    >>> english('„Ya“ , he said : «We won’t go – not in 2019–2021…»')
    '“Ya”, he said: “We won’t go – not in 2019–2021…”'
    >>> english("“It’s ‘fine’,” she said.", "straight")
    '"It\\'s \\'fine\\'," she said.'
    """
    hidden: list[str] = []

    def hide(match: re.Match[str]) -> str:
        hidden.append(match.group())
        return chr(_PLACES + len(hidden) - 1)

    lead = text[: len(text) - len(text.lstrip())]
    body = _SPACED_MARK.sub(r"\1", _SPACED_GUILLEMETS.sub(r"«\1»", text.strip()))
    body = _HIDDEN.sub(hide, body)
    if len(hidden) > _MAX_HIDDEN:
        return text
    body = _detokenizer().detokenize(_normalizer().normalize(body).split(" "), unescape=False)
    body = _restored(body, hidden, lambda piece: len(piece) == 1 and ord(piece) < _PLACES)
    body = _curly(body) if style == "curly" else _straight(body)
    return lead + _restored(body, hidden, bool) + text[len(text.rstrip()) :]


def _restored(text: str, hidden: list[str], wanted: Callable[[str], bool]) -> str:
    """The text with those hidden pieces put back that are wanted; addresses come last, so that none is changed."""

    def piece(match: re.Match[str]) -> str:
        found = hidden[ord(match.group()) - _PLACES]
        return found if wanted(found) else match.group()

    return re.sub(f"[{chr(_PLACES)}-{chr(_PLACES + _MAX_HIDDEN)}]", piece, text)


@cache
def _normalizer() -> MosesPunctNormalizer:
    from sacremoses import MosesPunctNormalizer

    return MosesPunctNormalizer("en", norm_quote_commas=False, norm_numbers=False)


@cache
def _detokenizer() -> MosesDetokenizer:
    from sacremoses import MosesDetokenizer

    return MosesDetokenizer("en")


def _straight(text: str) -> str:
    return text.translate({ord("‘"): "'", ord("’"): "'", ord("“"): '"', ord("”"): '"'})


def _curly(text: str) -> str:
    """Straight marks made “…” and ‘…’ by what stands before and after them; feet and inches stay straight."""
    return _DOUBLE.sub(_curly_double, _SINGLE.sub(_curly_single, text))


def _curly_double(match: re.Match[str]) -> str:
    before = _TAGS_AT_END.sub("", match.string[: match.start()])
    if not before or before[-1].isspace() or before[-1] in _OPENS_AFTER:
        return "“"
    inches = before[-1].isdigit() and len(_DOUBLE.findall(before)) % 2 == 0
    return '"' if inches else "”"


def _curly_single(match: re.Match[str]) -> str:
    before, after = _TAGS_AT_END.sub("", match.string[: match.start()]), match.string[match.end() :]
    if before and before[-1].isdigit() and after[:1].isdigit():
        return "'"
    if before and not before[-1].isspace() and before[-1] not in _OPENS_AFTER:
        return "’"
    elided = after[:1].isdigit() or _ELISIONS.match(after)
    return "’" if elided else "‘"
