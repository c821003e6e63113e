"""The tokens of an HTML file with their places in it, so that what is not translated stays as it is.

Read as the HTML standard reads (WHATWG, 13.2.5), in one pass, without making a tree: comments, tags with their
attributes, and text; what stands in ``script`` and its like is passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from kztrans.formats.character_references import unescape

__all__ = ["VOID", "Attribute", "Token", "attributes", "matches", "tokens"]

VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
"""Elements without an end."""
_RAW = frozenset("script style xmp iframe noembed noframes plaintext".split())
_RCDATA = frozenset(("title", "textarea"))
_NAME = re.compile(r"[A-Za-z][^\s/>]*")
_ATTRIBUTE = re.compile(r"""[\s/]*([^\s/>=][^\s/>=]*)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s>"'][^\s>]*))?""")
_WHITE = re.compile(r"[\s/]*")


@dataclass(frozen=True, slots=True)
class Attribute:
    """An attribute: its name in small letters, its value, and where that stands with its quotation marks."""

    name: str
    value: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a file: ``text[start:end]``."""

    kind: Literal["text", "start", "end", "raw", "other"]
    """``raw`` is the text in a script or style; ``other`` a comment, a doctype, an instruction."""
    start: int
    end: int
    name: str = ""
    """Of a tag, in small letters."""
    closed: bool = False
    """Does a slash end it?"""


def tokens(text: str) -> list[Token]:
    """All of a file, in order, nothing between them."""
    return list(_tokens(text, _is_xml(text)))


def _is_xml(text: str) -> bool:
    head = text[:1000]
    return head.lstrip("\ufeff \t\r\n").startswith("<?xml") or "http://www.w3.org/1999/xhtml" in head


def _tokens(text: str, xml: bool) -> Iterator[Token]:
    position = begin = 0
    while True:
        position = text.find("<", position)
        if position < 0:
            break
        token = _markup(text, position)
        if token is None:
            position += 1
            continue
        if begin < position:
            yield Token("text", begin, position)
        yield token
        position = begin = token.end
        if token.kind == "start" and token.name in _RAW | _RCDATA and not (xml and token.closed):
            end = _raw_end(text, token)
            if position < end:
                yield Token("text" if token.name in _RCDATA else "raw", position, end)
            position = begin = end
    if begin < len(text):
        yield Token("text", begin, len(text))


def _markup(text: str, start: int) -> Token | None:
    """The tag or comment at a ``<``; None where it is text."""
    for opening, closing in (("<!--", "-->"), ("<![CDATA[", "]]>"), ("<!", ">"), ("<?", ">")):
        if text.startswith(opening, start):
            end = text.find(closing, start + len(opening) - (opening == "<!--") * 2)
            return Token("other", start, len(text) if end < 0 else end + len(closing))
    is_end = text.startswith("/", start + 1)
    name = _NAME.match(text, start + 1 + is_end)
    if name is None:
        return None
    position = name.end()
    while (found := _ATTRIBUTE.match(text, position)) is not None:
        position = found.end()
        if text.startswith("=", position):
            position += 1
    space = _WHITE.match(text, position)
    position = space.end() if space else position
    end = text.find(">", position)
    if end < 0:
        return Token("other", start, len(text))
    return Token("end" if is_end else "start", start, end + 1, name[0].lower(), text[end - 1] == "/")


def _raw_end(text: str, token: Token) -> int:
    closing = re.compile(rf"</{re.escape(token.name)}(?=[\s/>])", re.IGNORECASE)
    found = closing.search(text, token.end)
    return found.start() if found else len(text)


def attributes(text: str, token: Token) -> list[Attribute]:
    """The attributes of a tag."""
    name = _NAME.match(text, token.start + 1)
    position = name.end() if name else token.end
    found: list[Attribute] = []
    while (match := _ATTRIBUTE.match(text, position, token.end - 1)) is not None:
        position = match.end() + text.startswith("=", match.end())
        raw = match[2] or ""
        value = raw[1:-1] if raw[:1] in "\"'" and len(raw) > 1 else raw
        found.append(Attribute(match[1].lower(), unescape(value), match.start(2), match.end(2)))
    return found


def matches(found: list[Token]) -> dict[int, int]:
    """The end tag of each start tag, by the tokens' numbers; tags of one name nest."""
    pairs: dict[int, int] = {}
    stacks: dict[str, list[int]] = {}
    for number, token in enumerate(found):
        if token.kind == "start" and token.name not in VOID and not token.closed:
            stacks.setdefault(token.name, []).append(number)
        elif token.kind == "end" and stacks.get(token.name):
            pairs[stacks[token.name].pop()] = number
    return pairs
