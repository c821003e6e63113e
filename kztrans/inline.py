"""Inline codes in a text: tags, letters and a number, ``<b1>…</b1>`` or ``<br2/>``, each of a ``Code`` beside the text.

A tag is one only where the text's codes have it; anything else of that look is text. So whoever numbers codes keeps
off the numbers that the text itself uses (``renumbered``), and whoever has the text alone, as out of a PO, takes every
tag for a code that no note calls text (``known``).

What compares texts sees them without codes (``plain``). A line break or a tabulator is a space there, any other code
nothing.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from kztrans.model import Code

__all__ = [
    "Fault",
    "Plain",
    "Tag",
    "bared",
    "carried",
    "divided",
    "explained",
    "faults",
    "fitting",
    "joined",
    "known",
    "lone",
    "mended",
    "name_of",
    "numbers_in",
    "plain",
    "renumbered",
    "reworded",
    "rewritten",
    "tags",
    "without",
    "written",
]

Role = Literal["open", "close", "alone"]

SPACING = frozenset({"br", "tab", "cue"})
"""Names of codes that part words: a space in the text without codes."""
NOT_A_TAG = "text, not a tag"
"""The note of something in a text that looks like a tag and is none."""

_FORM = re.compile(r"<(/?)([A-Za-z]{1,16}[0-9]{1,9})(/?)>")
_NUMBER = re.compile(r"[0-9]+$")
_NOTE = re.compile(r"</?([A-Za-z]{1,16}[0-9]{1,9})/?>: (.*)", re.DOTALL)
_ROLES: dict[str, tuple[Role, ...]] = {
    "pair": ("open", "close"),
    "alone": ("alone",),
    "open": ("open",),
    "close": ("close",),
}


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag in a text, and its code. ``text[start:end]`` is the tag; ``at`` is its place in the text without codes."""

    start: int
    end: int
    at: int
    role: Role
    code: Code

    @property
    def space(self) -> str:
        """What stands for it in the text without codes."""
        return _space(self.code.tag)


@dataclass(frozen=True, slots=True)
class Plain:
    """A text without its codes, and the way back."""

    text: str
    tags: tuple[Tag, ...]

    def offset(self, at: int, after: bool = False) -> int:
        """The offset in the text with codes of one in the text without: before the tags that stand there, or after.

        >>> p = plain("Ia <b1>tiba</b1>.", known("<b1></b1>"))
        >>> p.text, p.offset(3), p.offset(3, after=True), p.offset(7)
        ('Ia tiba.', 3, 7, 11)
        """
        if after:
            count = bisect_right(self.tags, at, key=lambda tag: tag.at + len(tag.space))
        else:
            count = bisect_left(self.tags, at, key=lambda tag: tag.at)
        if not count:
            return at
        last = self.tags[count - 1]
        return last.end + at - last.at - len(last.space)


def name_of(tag: str) -> str:
    """A tag's name, without its number: ``br4`` is ``br``."""
    return _NUMBER.sub("", tag)


def written(code: Code, role: Role) -> str:
    """The tag of a code as it stands in a text."""
    return {"open": f"<{code.tag}>", "close": f"</{code.tag}>", "alone": f"<{code.tag}/>"}[role]


def tags(text: str, codes: Sequence[Code]) -> tuple[Tag, ...]:
    """The tags in a text, in order; what looks like one but is of none of the codes is text.

    >>> [text.role for text in tags("<b1>Satu</b1> <i2>", (Code("b1"),))]
    ['open', 'close']
    """
    return tuple(_tags(text, codes)) if codes else ()


def _tags(text: str, codes: Sequence[Code]) -> Iterator[Tag]:
    by_tag = {code.tag: code for code in codes}
    gone = 0
    for match in _FORM.finditer(text):
        role, code = _role(match), by_tag.get(match[2])
        if code is None or role not in _ROLES[code.kind]:
            continue
        tag = Tag(match.start(), match.end(), match.start() - gone, role, code)
        gone += match.end() - match.start() - len(tag.space)
        yield tag


def _role(match: re.Match[str]) -> Role | None:
    if match[1] and match[3]:
        return None
    return "close" if match[1] else "alone" if match[3] else "open"


def _space(tag: str) -> str:
    return " " if name_of(tag) in SPACING else ""


def plain(text: str, codes: Sequence[Code]) -> Plain:
    """A text without its codes."""
    found = tags(text, codes)
    if not found:
        return Plain(text, ())
    parts, position = [], 0
    for tag in found:
        parts += [text[position : tag.start], tag.space]
        position = tag.end
    return Plain("".join(parts) + text[position:], found)


def without(text: str, codes: Sequence[Code]) -> str:
    """A text without its codes, where nobody needs the way back.

    >>> without("Rapat<br1/>dimulai <a2>hari ini</a2>.", known("<br1/><a2></a2>"))
    'Rapat dimulai hari ini.'
    """
    return plain(text, codes).text


def known(text: str, notes: Iterable[str] = ()) -> tuple[Code, ...]:
    """The codes of a text of which nothing but the text and its notes (``explained``) is known, as out of a PO.

    >>> [(code.tag, code.kind, code.shown) for code in known("<a1>ini</a1> <img2/>", ["<a1>: link to x"])]
    [('a1', 'pair', 'link to x'), ('img2', 'alone', '')]
    """
    if "<" not in text:
        return ()
    roles: dict[str, list[Role]] = {}
    for match in _FORM.finditer(text):
        if role := _role(match):
            roles.setdefault(match[2], []).append(role)
    shown = {found[1]: found[2] for note in notes if (found := _NOTE.fullmatch(note))}
    return tuple(
        Code(tag, _kind(ends), shown.get(tag, "")) for tag, ends in roles.items() if shown.get(tag) != NOT_A_TAG
    )


def _kind(roles: Sequence[Role]) -> Literal["pair", "alone", "open", "close"]:
    if "open" in roles and "close" in roles:
        return "pair"
    return roles[0]


def explained(text: str, codes: Sequence[Code]) -> tuple[str, ...]:
    """The notes that tell a translator, and ``known``, what is no plain matter: codes whose names do not say what they
    are, and what looks like a tag and is text.

    >>> explained("<a1>Di sini</a1> <b7>", (Code("a1", shown="link to https://x.kz"),))
    ('<a1>: link to https://x.kz', '<b7>: text, not a tag')
    """
    found: dict[str, str] = {}
    mine = {tag.start: tag for tag in tags(text, codes)}
    for match in _FORM.finditer(text):
        tag = mine.get(match.start())
        if tag is None:
            found.setdefault(match[2], f"{match[0]}: {NOT_A_TAG}")
        elif tag.code.shown:
            found.setdefault(match[2], f"{match[0]}: {' '.join(tag.code.shown.split())}")
    return tuple(found.values())


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


def numbers_in(text: str) -> frozenset[int]:
    """The numbers of all that looks like a tag."""
    return frozenset(int(match[2].removeprefix(name_of(match[2]))) for match in _FORM.finditer(text))


def rewritten(text: str, codes: Sequence[Code], becomes: Mapping[str, Code]) -> str:
    """A text whose codes have become others, by their tags; those that have become none are left out."""
    parts, position = [], 0
    for tag in tags(text, codes):
        new = becomes.get(tag.code.tag)
        parts += [text[position : tag.start], written(new, tag.role) if new else tag.space]
        position = tag.end
    return "".join(parts) + text[position:]


def fitting(theirs: Sequence[Code], ours: Sequence[Code]) -> dict[str, Code]:
    """Which of our codes each of theirs is, by their tags: the same in the file, else the next of its name and kind.

    Both are in the order of their texts. All fit where as many are found as there are on either side.

    >>> {tag: code.tag for tag, code in fitting((Code("b1"), Code("a2")), (Code("a1"), Code("i2"))).items()}
    {'a2': 'a1'}
    """
    found: dict[str, Code] = {}
    free = list(ours)
    for alike in (_same, _same_name):
        for code in theirs:
            if code.tag not in found and (match := next((own for own in free if alike(code, own)), None)):
                found[code.tag] = match
                free.remove(match)
    return found


def _same(one: Code, other: Code) -> bool:
    return (
        bool(one.opening or one.shown)
        and _same_name(one, other)
        and ((one.opening, one.shown) == (other.opening, other.shown))
    )


def _same_name(one: Code, other: Code) -> bool:
    return (one.kind, name_of(one.tag)) == (other.kind, name_of(other.tag))


def carried(text: str, theirs: Sequence[Code], ours: Sequence[Code]) -> tuple[str, bool]:
    """A translation with our codes in place of those of another source, and whether it has all of ours and no others.

    Codes of theirs that none of ours is like are left out.

    >>> carried("<b1>One</b1> two<img3/>", known("<b1></b1><img3/>"), known("<img1/><b2></b2>"))
    ('<b2>One</b2> two<img1/>', True)
    >>> carried("<b1>One</b1>", known("<b1></b1>"), ())
    ('One', False)
    """
    becomes = fitting(theirs, ours)
    new = rewritten(text, theirs, becomes)
    have = {tag.code.tag for tag in tags(new, ours)}
    return new, len(becomes) == len(theirs) and have.issuperset(code.tag for code in ours)


def bared(text: str, codes: Sequence[Code]) -> tuple[str, tuple[Code, ...]]:
    """A well-formed text without the pairs that are around the whole of it, and these, outermost first.

    >>> text, around = bared("<b1><i2>Satu <u3>dua</u3></i2></b1>", known("<b1><i2><u3></u3></i2></b1>"))
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

    >>> joined(["<b1>Satu.</b1>", "<b1> <i2>Dua.</i2></b1>"], known("<b1><i2></i2></b1>"))
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

    >>> divided("Satu <b1>dua tiga</b1>", known("<b1></b1>"), [8])
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


def lone(text: str, codes: Sequence[Code]) -> str:
    """The codes of a text that are no formatting and must not be lost, without all else: pictures, notes' marks.

    >>> lone("<b1>Satu<note2/></b1> dua", (Code("b1"), Code("note2", "alone")))
    '<note2/>'
    """
    return "".join(
        text[tag.start : tag.end] for tag in tags(text, codes) if tag.role == "alone" and not tag.code.optional
    )


def mended(source: str, target: str, codes: Sequence[Code]) -> str:
    """A translation whose tags can be written: without formatting where they are broken, and with all that is no
    formatting, at the end where the translation lacks it.

    >>> mended("<b1>Satu</b1><note2/> dua", "<b1>One two", (Code("b1"), Code("note2", "alone")))
    'One two<note2/>'
    """
    found = faults(source, target, codes)
    if any(fault.breaks for fault in found):
        literal = _literal(source, tags(source, codes))
        target = _FORM.sub(lambda match: match[0] if match[0] in literal else _space(match[2]), target)
    have = {tag.code.tag for tag in tags(target, codes)}
    lacking = [code for code in codes if code.tag not in have]
    return target + lone(source, lacking)


def reworded(text: str, codes: Sequence[Code], words: str) -> str:
    """A text with the words of another that is nearly the same, its tags where they stood.

    >>> reworded("<b1>Ia</b1> bilang «ya»", known("<b1></b1>"), "Ia bilang “ya”.")
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


FaultKind = Literal["missing", "added", "unclosed", "crossed", "order"]


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with the tags of a translation, and the tags that it is about, as they are written."""

    kind: FaultKind
    tags: tuple[str, ...]

    @property
    def breaks(self) -> bool:
        """Can the translation not be rendered as it stands?"""
        return self.kind in ("added", "unclosed", "crossed")


def faults(source: str, target: str, codes: Sequence[Code]) -> list[Fault]:
    """What is wrong with the tags of a translation, worst first.

    >>> [(f.kind, f.tags) for f in faults("<b1>Satu</b1><br2/>", "<b1>One<b3>", known("<b1></b1><br2/>"))]
    [('added', ('<b3>',)), ('unclosed', ('<b1>',)), ('missing', ('<br2/>',))]
    """
    wanted, given = tags(source, codes), tags(target, codes)
    if not wanted and "<" not in target:
        return []
    found: dict[FaultKind, list[str]] = {
        "added": _added(source, target, wanted, given),
        "unclosed": _unclosed(given),
        "crossed": _crossed(given) if not _crossed(wanted) else [],
        "missing": _missing(wanted, given),
        "order": _disordered(wanted, given),
    }
    return [Fault(kind, tuple(about)) for kind, about in found.items() if about]


def _added(source: str, target: str, wanted: Sequence[Tag], given: Sequence[Tag]) -> list[str]:
    """Tags of no code, or of one oftener than the source has it, unless it may be repeated; as they are written."""
    starts = {tag.start for tag in given}
    literal = _literal(source, wanted)
    strange = [match[0] for match in _FORM.finditer(target) if match.start() not in starts and match[0] not in literal]
    room = Counter((tag.code.tag, tag.role) for tag in wanted)
    for tag in given:
        room[tag.code.tag, tag.role] -= 1
        if room[tag.code.tag, tag.role] < 0 and not tag.code.optional:
            strange.append(written(tag.code, tag.role))
    return list(dict.fromkeys(strange))


def _literal(text: str, found: Sequence[Tag]) -> frozenset[str]:
    """What looks like a tag in a text and is none."""
    starts = {tag.start for tag in found}
    return frozenset(match[0] for match in _FORM.finditer(text) if match.start() not in starts)


def _missing(wanted: Sequence[Tag], given: Sequence[Tag]) -> list[str]:
    have = {tag.code.tag for tag in given}
    lacking = {tag.code.tag: written(tag.code, tag.role) for tag in reversed(wanted) if tag.code.tag not in have}
    return list(reversed(lacking.values()))


def _unclosed(given: Sequence[Tag]) -> list[str]:
    """Pairs of which an end is missing, or comes before its beginning."""
    open_ones: list[str] = []
    wrong = []
    for tag in given:
        if tag.code.kind != "pair":
            continue
        if tag.role == "open":
            open_ones.append(tag.code.tag)
        elif tag.code.tag in open_ones:
            open_ones.remove(tag.code.tag)
        else:
            wrong.append(f"</{tag.code.tag}>")
    return list(dict.fromkeys([*wrong, *(f"<{name}>" for name in open_ones)]))


def _crossed(given: Sequence[Tag]) -> list[str]:
    """Pairs that close in another order than they opened."""
    stack: list[str] = []
    wrong: list[str] = []
    for tag in given:
        if tag.code.kind != "pair":
            continue
        if tag.role == "open":
            stack.append(tag.code.tag)
        elif tag.code.tag in stack:
            place = len(stack) - 1 - stack[::-1].index(tag.code.tag)
            if place != len(stack) - 1:
                wrong += [f"<{tag.code.tag}>", *(f"<{name}>" for name in stack[place + 1 :])]
            del stack[place]
    return list(dict.fromkeys(wrong))


def _disordered(wanted: Sequence[Tag], given: Sequence[Tag]) -> list[str]:
    """Codes that come in another order than in the source."""
    order = list(dict.fromkeys(tag.code.tag for tag in wanted))
    have = [name for name in dict.fromkeys(tag.code.tag for tag in given) if name in order]
    expected = [name for name in order if name in have]
    firsts = {tag.code.tag: written(tag.code, tag.role) for tag in reversed(given)}
    return [firsts[name] for name, other in zip(have, expected, strict=True) if name != other]
