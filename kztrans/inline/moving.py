"""A text whose tags get other numbers, other codes or other places: numbered, rewritten, joined, divided, reworded."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from kztrans.inline.finding import name_of, numbers_in, plain, tags, written
from kztrans.model import Code

__all__ = ["bared", "divided", "joined", "renumbered", "reworded", "rewritten"]


def renumbered(text: str, codes: Sequence[Code]) -> tuple[str, tuple[Code, ...]]:
    """A text with its codes numbered from 1 in the order of their first tags, and these codes.

    Numbers that the text itself uses in something that looks like a tag are passed over.

    >>> renumbered("<i7>Satu</i7> <b2>dua</b2> <b1>", (Code("b2"), Code("i7")))[0]
    '<i2>Satu</i2> <b3>dua</b3> <b1>'
    """
    found = plain(text, codes)
    taken = numbers_in(found.text)
    numbers: dict[str, Code] = {}
    number = 0
    for tag in found.tags:
        if tag.code.tag not in numbers:
            number += 1
            while number in taken:
                number += 1
            numbers[tag.code.tag] = replace(tag.code, tag=f"{name_of(tag.code.tag)}{number}")
    return rewritten(text, codes, numbers), tuple(numbers.values())


def rewritten(text: str, codes: Sequence[Code], becomes: Mapping[str, Code]) -> str:
    """A text whose codes have become others, by their tags; those that have become none are left out."""
    parts, position = [], 0
    for tag in tags(text, codes):
        new = becomes.get(tag.code.tag)
        parts += [text[position : tag.start], written(new, tag.role) if new else tag.space]
        position = tag.end
    return "".join(parts) + text[position:]


def bared(text: str, codes: Sequence[Code]) -> tuple[str, tuple[Code, ...]]:
    """A well-formed text without the pairs that are around the whole of it, and these, outermost first.

    >>> text, around = bared("<b1><i2>Satu <u3>dua</u3></i2></b1>", (Code("b1"), Code("i2"), Code("u3")))
    >>> text, [code.tag for code in around]
    ('Satu <u3>dua</u3>', ['b1', 'i2'])
    """
    found = tags(text, codes)
    start, end = 0, len(text)
    around: list[Code] = []
    for first, last in zip(found[: len(found) // 2], reversed(found), strict=False):
        pair = first.role == "open" and last.role == "close" and first.code == last.code
        if not pair or (first.start, last.end) != (start, end):
            break
        around.append(first.code)
        start, end = first.end, last.start
    return text[start:end], tuple(around)


def joined(pieces: Iterable[str], codes: Sequence[Code]) -> str:
    """Well-formed pieces of a text as one: where a pair ends that begins again at once, it goes on.

    >>> joined(["<b1>Satu.</b1>", "<b1> <i2>Dua.</i2></b1>"], (Code("b1"), Code("i2")))
    '<b1>Satu. <i2>Dua.</i2></b1>'
    """
    parts: list[str] = []
    for piece in pieces:
        position = 0
        for tag in tags(piece, codes):
            if position < tag.start:
                parts.append(piece[position : tag.start])
            if tag.role == "open" and parts and parts[-1] == written(tag.code, "close"):
                parts.pop()
            else:
                parts.append(piece[tag.start : tag.end])
            position = tag.end
        if position < len(piece):
            parts.append(piece[position:])
    return "".join(parts)


def divided(text: str, codes: Sequence[Code], places: Sequence[int]) -> list[str]:
    """The parts of a well-formed text between offsets of the text without codes, each well-formed.

    >>> divided("Satu <b1>dua tiga</b1>", (Code("b1"),), [8])
    ['Satu <b1>dua</b1>', '<b1> tiga</b1>']
    """
    found = plain(text, codes)
    cuts = [found.offset(place) for place in places]
    parts: list[str] = []
    stack: list[Code] = []
    for start, end in zip([0, *cuts], [*cuts, len(text)], strict=True):
        before = "".join(written(code, "open") for code in stack)
        for tag in (tag for tag in found.tags if start <= tag.start and tag.end <= end):
            if tag.role == "open":
                stack.append(tag.code)
            elif tag.role == "close":
                stack.remove(tag.code)
        parts.append(before + text[start:end] + "".join(written(code, "close") for code in reversed(stack)))
    return parts


def reworded(text: str, codes: Sequence[Code], words: str) -> str:
    """A text with the words of another that is nearly the same, its tags where they stood.

    >>> reworded("<b1>Ia</b1> bilang «ya»", (Code("b1"),), "Ia bilang “ya”.")
    '<b1>Ia</b1> bilang “ya”.'
    """
    from rapidfuzz.distance import Levenshtein

    found = plain(text, codes)
    if not found.tags or found.text == words:
        return text if found.tags else words
    parts, position = [], 0
    changes = Levenshtein.opcodes(found.text, words)
    for tag in found.tags:
        change = next(c for c in changes if c.src_start <= tag.at <= c.src_end)
        at = min(change.dest_start + tag.at - change.src_start, change.dest_end)
        at = max(at, position)
        parts += [words[position:at], text[tag.start : tag.end]]
        position = at + (len(tag.space) if words[at : at + 1].isspace() else 0)
    return "".join(parts) + words[position:]
