"""Subtitles, SRT and WebVTT: cues that a sentence runs through are one block, with a code for each break between them.

Times, numbers, notes and styles stay as they are. A translation is shared out over the same cues: where it has the
codes of the breaks, there; else in the proportion of the source's cues, at spaces. Lines are at most ``WIDTH``
characters long where that is possible.
"""

from __future__ import annotations

import os
import re
import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from html import escape

from kztrans import inline
from kztrans.documents import Translation
from kztrans.documents.building import Builder, filled
from kztrans.documents.encodings import Edit, Encoded
from kztrans.formats.character_references import unescape
from kztrans.inline import Role
from kztrans.model import Block, Code

__all__ = ["read", "write"]

WIDTH = 42
"""Characters of a line."""
LONGEST = 12
"""Cues that a block has at most."""

_LINE = re.compile(r"[^\r\n]*(?:\r\n?|\n|\Z)")
_TIME = re.compile(r"[ \t]*(?:\d+:)?\d+:\d+[,.]\d+[ \t]*-->[ \t]*(?:\d+:)?\d+:\d+[,.]\d+")
_LANGUAGE = re.compile(r"WEBVTT[^\r\n]*(?:\r\n?|\n)(?:[^\r\n]+(?:\r\n?|\n))*?Language:[ \t]*([\w-]+)", re.IGNORECASE)
_SKIPPED = re.compile(r"(?:NOTE|STYLE|REGION)(?:\s|$)")
_LEAD = re.compile(r"(?:\{\\[^{}\n]*\}|<v(?:[.\s][^<>\n]*)?>|\s)*")
_AROUND = re.compile(r"(<([ibu])>)((?:(?!<).)*)(</\2>)", re.DOTALL)
_TAG = re.compile(r"<(/?)(i|b|u|s|font|c|v|lang|ruby|rt)((?:[.\s][^<>\n]*)?)>|<\d[\d:.]*>|\{\\[^{}\n]*\}")
_END = re.compile(r"[.!?…][\"'”’»)\]]*$|[♪\])]$")
_BREAK = re.compile(r"(?:\r\n?|\n)[ \t]*")
_SPEAKER = re.compile(r"[-–—][ \t]?\w|[A-Z][A-Z .]+:")


@dataclass(frozen=True, slots=True)
class _Cue:
    """A cue: where its words stand, without what places or voices the whole of it."""

    number: int
    start: int
    end: int
    lines: int


def read(data: bytes, path: str | os.PathLike[str] | None = None) -> list[Block]:
    """The texts of the cues; ``place`` is the number of the first cue."""
    text = Encoded.of(data, path).text
    return [_block(text, cues) for cues in _chains(text)]


def write(data: bytes, translations: Sequence[Translation], lang: str = "") -> bytes:
    """The subtitles with other words in the same cues; a header that names their language says the new one."""
    if not translations:
        return data
    file = Encoded.of(data)
    chains = list(_chains(file.text))
    edits: list[Edit] = _language(file.text, lang)
    for translation in translations:
        for number in range(translation.first, translation.last + 1):
            mine = translation if number == translation.first else Translation(number, number, "")
            edits += _edits(file.text, chains[number], mine)
    return file.edited(edits, references=False)


def _is_vtt(text: str) -> bool:
    return text.startswith("WEBVTT")


def _language(text: str, lang: str) -> list[Edit]:
    """The language in the header of WebVTT, where it names one."""
    found = _LANGUAGE.match(text) if lang and _is_vtt(text) else None
    return [(*found.span(1), lang)] if found else []


# --- reading ----------------------------------------------------------------------------------------------------------


def _cues(text: str) -> Iterator[_Cue]:
    lines = [match.span() for match in _LINE.finditer(text) if match[0]]
    number = count = 0
    while number < len(lines):
        line = text[slice(*lines[number])]
        if _is_vtt(text) and _SKIPPED.match(line) and (not number or not text[slice(*lines[number - 1])].strip()):
            number = _after(text, lines, number)
            continue
        if not _TIME.match(line):
            number += 1
            continue
        last = _after(text, lines, number + 1)
        count += 1
        if last > number + 1:
            yield from _spoken(
                text, _cue(text, _named(text, lines, number, count), lines[number + 1][0], lines[last - 1][1])
            )
        number = last


def _after(text: str, lines: list[tuple[int, int]], number: int) -> int:
    """The first blank line from a line on, or a cue's beginning."""
    while number < len(lines) and text[slice(*lines[number])].strip() and not _TIME.match(text[slice(*lines[number])]):
        number += 1
    return number


def _named(text: str, lines: list[tuple[int, int]], number: int, count: int) -> int:
    """The number that a cue has in the file, or counts as."""
    name = text[slice(*lines[number - 1])].strip() if number else ""
    return int(name) if name.isascii() and name.isdigit() and len(name) < 9 else count


def _cue(text: str, number: int, start: int, end: int) -> _Cue:
    lead = _LEAD.match(text, start, end)
    start = lead.end() if lead else start
    end = max(start, _without_trail(text, start, end))
    around = _AROUND.fullmatch(text, start, end)
    if around:
        start, end = around.span(3)
    return _Cue(number, start, end, len(text[start:end].splitlines()))


def _spoken(text: str, cue: _Cue) -> Iterator[_Cue]:
    """What each says of those who speak in a cue, on lines of their own."""
    start = cue.start
    for match in _BREAK.finditer(text, cue.start, cue.end):
        said = text[start : match.start()].rstrip(" \t")
        if said and _SPEAKER.match(text, match.end(), cue.end):
            yield replace(cue, start=start, end=start + len(said))
            start = match.end()
    yield replace(cue, start=start)


def _without_trail(text: str, start: int, end: int) -> int:
    """Where a cue ends before the white space and the ends of voices that it ends in."""
    while end > start:
        if text.endswith("</v>", start, end):
            end -= len("</v>")
        elif text[end - 1].isspace():
            end -= 1
        else:
            break
    return end


def _chains(text: str) -> Iterator[list[_Cue]]:
    """Runs of cues that sentences run through."""
    chain: list[_Cue] = []
    for cue in _cues(text):
        words = _TAG.sub("", text[cue.start : cue.end]).strip()
        if not words:
            continue
        if chain and (_SPEAKER.match(words) or len(chain) >= LONGEST):
            yield chain
            chain = []
        chain.append(cue)
        if _END.search(words):
            yield chain
            chain = []
    if chain:
        yield chain


def _block(text: str, cues: Sequence[_Cue]) -> Block:
    builder = Builder()
    inside: list[str] = []
    closed = _closed([match for cue in cues for match in _TAG.finditer(text, cue.start, cue.end)])
    for number, cue in enumerate(cues):
        if number:
            builder.alone(Code("cue", optional=True))
        position = cue.start
        for match in _TAG.finditer(text, cue.start, cue.end):
            _words(builder, text[position : match.start()], text)
            position = match.end()
            if match.start() not in closed:
                builder.alone(Code(match[2] or "x", shown=match[0], opening=match[0]))
            elif match[1]:
                builder.close()
                inside.pop()
            else:
                data = f"</{match[2]}>"
                shown = match[0] if match[3] else ""
                builder.open(Code(match[2], shown=shown, opening=match[0], closing=data, optional=True))
                inside.append(match[2])
        _words(builder, text[position : cue.end], text)
    return builder.block(cues[0].number)


def _closed(found: Sequence[re.Match[str]]) -> frozenset[int]:
    """Where the tags stand that have both ends, and cross no others."""
    stack: list[re.Match[str]] = []
    pairs: set[int] = set()
    for match in found:
        if match[2] and not match[1]:
            stack.append(match)
        elif match[2]:
            depth = next((d for d in range(len(stack) - 1, -1, -1) if stack[d][2] == match[2]), -1)
            if depth >= 0:
                pairs |= {stack[depth].start(), match.start()}
                del stack[depth:]
    return frozenset(pairs)


def _words(builder: Builder, raw: str, text: str) -> None:
    """The lines of a cue; where another speaks, a line is one."""
    for number, line in enumerate(raw.splitlines()):
        if number:
            speaks = _SPEAKER.match(line.lstrip())
            builder.alone(Code("br", opening="\n", optional=True)) if speaks else builder.words(" ")
        words = line.strip() if number else line.rstrip()
        builder.words(unescape(words) if _is_vtt(text) else words)
    if raw.endswith(" ") or raw.endswith("\n"):
        builder.words(" ")


# --- writing ----------------------------------------------------------------------------------------------------------


def _edits(text: str, cues: Sequence[_Cue], said: Translation) -> Iterator[Edit]:
    weights = [max(1, len(_TAG.sub("", text[cue.start : cue.end]))) for cue in cues]
    line_end = "\r\n" if "\r\n" in text else "\n"

    def words(text_of_it: str) -> str:
        return escape(text_of_it, quote=False) if _is_vtt(text) else text_of_it

    def mark(code: Code, role: Role, _again: bool) -> str:
        return code.closing if role == "close" else code.opening

    for cue, part in zip(cues, _shared(said.text, said.codes, weights), strict=True):
        content = filled(_lines(part, said.codes), said.codes, words, mark)
        yield cue.start, cue.end, content.replace("\n", line_end)


def _shared(text: str, codes: Sequence[Code], weights: Sequence[int]) -> list[str]:
    """A text in as many parts as there are weights, each well-formed."""
    breaks = [tag for tag in inline.tags(text, codes) if inline.name_of(tag.code.tag) == "cue"]
    own = [code.tag for code in codes if inline.name_of(code.tag) == "cue"]
    bare = inline.rewritten(text, codes, {code.tag: code for code in codes if code.tag not in own})
    places = _in_proportion(inline.without(bare, codes), weights)
    parts = _parted(bare, codes, places)
    if len(breaks) == len(weights) - 1:
        own_parts = _parted(bare, codes, [tag.at for tag in breaks])
        if sum(map(_is_said, own_parts)) >= sum(map(_is_said, parts)):  # else the tags were put at an end together
            return own_parts
    return parts


def _is_said(part: str) -> bool:
    return bool(part.strip())


def _parted(text: str, codes: Sequence[Code], places: Sequence[int]) -> list[str]:
    """The parts of a text between places, without the white space there."""
    words = inline.without(text, codes)
    borders: list[int] = []
    for place in places:
        spaces = words[place:]
        borders += [place, place + len(spaces) - len(spaces.lstrip())]
    parts = inline.divided(text, codes, borders)
    between = ["", *(inline.lone(part, codes) for part in parts[1::2])]
    return [gap + part.strip() for gap, part in zip(between, parts[::2], strict=True)]


def _in_proportion(words: str, weights: Sequence[int]) -> list[int]:
    """Offsets of spaces that part words in proportion to weights; each part gets a word, as long as there are any."""
    spaces = [match.start() for match in re.finditer(r"\s+", words) if 0 < match.start() < len(words) - 1]
    total, sum_of = sum(weights), 0
    places: list[int] = []
    for number, weight in enumerate(weights[:-1]):
        sum_of += weight
        left = len(weights) - 2 - number
        free = [s for s in spaces if s > (places[-1] if places else 0)]
        free = free[: len(free) - left] or free
        places.append(min(free, key=lambda s: abs(s - len(words) * sum_of / total)) if free else len(words))
    return places


def _lines(text: str, codes: Sequence[Code]) -> str:
    """The text of a cue in as few lines of about the same length as do."""
    found = inline.plain(text, codes)
    hard = [n for n, tag in enumerate(found.tags) if inline.name_of(tag.code.tag) == "br"]
    if hard or len(found.text) <= WIDTH:
        return text
    best = textwrap.wrap(found.text, WIDTH, break_long_words=False, break_on_hyphens=False)
    for width in range(WIDTH - 1, len(found.text) // max(1, len(best)) - 1, -1):
        lines = textwrap.wrap(found.text, width, break_long_words=False, break_on_hyphens=False)
        if len(lines) > len(best):
            break
        best = lines
    places, at = [], 0
    for line in best[:-1]:
        at = found.text.index(line, at) + len(line)
        places.append(at)
    parts = _parted(text, codes, places)
    return inline.joined([parts[0], *(f"\n{part}" for part in parts[1:])], codes)
