"""What is wrong with a translation's tags, and how it is written all the same."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from kztrans.inline.finding import FORM, Tag, space_for, tags, written
from kztrans.model import Code

__all__ = ["Fault", "faults", "lone", "mended"]

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

    >>> [(f.kind, f.tags) for f in faults("<b1>Satu</b1><br2/>", "<b1>One<b3>", (Code("b1"), Code("br2", "alone")))]
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
    strange = [match[0] for match in FORM.finditer(target) if match.start() not in starts and match[0] not in literal]
    room = Counter((tag.code.tag, tag.role) for tag in wanted)
    for tag in given:
        room[tag.code.tag, tag.role] -= 1
        if room[tag.code.tag, tag.role] < 0 and not tag.code.optional:
            strange.append(written(tag.code, tag.role))
    return list(dict.fromkeys(strange))


def _literal(text: str, found: Sequence[Tag]) -> frozenset[str]:
    """What looks like a tag in a text and is none."""
    starts = {tag.start for tag in found}
    return frozenset(match[0] for match in FORM.finditer(text) if match.start() not in starts)


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
        target = FORM.sub(lambda match: match[0] if match[0] in literal else space_for(match[2]), target)
    have = {tag.code.tag for tag in tags(target, codes)}
    lacking = [code for code in codes if code.tag not in have]
    return target + lone(source, lacking)
