"""Markdown: CommonMark with tables, front matter, footnotes, Hugo's shortcodes and MDX's tags.

markdown-it-py finds paragraphs, headings and cells by their lines; the file itself is never written anew from a tree,
so that everything else (code, markers of lists, blank lines, tables' bars) stays as it is. HTML between paragraphs is
read as HTML.
"""

from __future__ import annotations

import os
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from markdown_it import MarkdownIt
from markdown_it.token import Token

from kztrans.documents import Translation, front_matter
from kztrans.documents.encodings import Encoded
from kztrans.documents.html_edits import edits as html_edits
from kztrans.documents.html_lines import Page
from kztrans.documents.markdown_inline import block_of, parser, pieces
from kztrans.documents.markdown_writing import Edit, Writer, at_beginning, in_cell
from kztrans.model import Block

__all__ = ["read", "write"]

_FRONT = re.compile(r"\A\ufeff?(---|\+\+\+)[ \t]*\r?\n(.*?)^(?:\1|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE)
_KEY = re.compile(r"""^["']?[\w-]+["']?[ \t]*[:=]""", re.MULTILINE)
_NOTE = re.compile(r"\[\^[^\]\s]{1,80}\]:")
_MARK = re.compile(
    r"""\s*(?: :{3,}[^:]*:* | \$\$ | \[!\w+\][+-]? | \[\[?_?toc_?\]?\] | (?:!!!|\?\?\?\+?)\s.* | \{%.*%\} )\s*""",
    re.VERBOSE | re.IGNORECASE,
)
"""Lines of dialects that are no text: of admonitions (``:::note``, ``> [!NOTE]``, ``!!! note``), formulas, Jekyll,
and where a table of contents goes."""
_LEAD = re.compile(r"(?::[ \t]+|\[[ xX]\][ \t]+)(?=\S)")
"""What a definition begins with, and a task."""
_TITLE = re.compile(r"""[\s]("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|\((?:[^()\\]|\\.)*\))\s*\Z""", re.DOTALL)
_LINE_END = re.compile(r"\r\n?|\n")
_MDX = re.compile(r"^(?:import|export)\s[^\n]*[\"'={(]|\{/\*|<[A-Z]\w*[\s/>]", re.MULTILINE)
"""What a file has that is MDX."""
_MODULE = re.compile(r"""(?:import|export)\b[^\n]*(?:["'{(=;])""")


@dataclass(frozen=True, slots=True)
class Place:
    """A block and where it stands. ``html`` is the page that it is a line of, with that line's number."""

    block: Block
    kind: Literal["paragraph", "heading", "cell", "read", "value", "html"]
    start: int
    end: int
    prefix: str = ""
    """What begins further lines of it."""
    around: tuple[str, str] = ("", "")
    """What stands before and after it in its paragraph."""
    indent: str | None = None
    """Of a value in the front matter, what its lines begin with, where it has several."""
    html: tuple[Page, int, int] | None = None
    """The page, the line's number in it, and where the page begins."""


def read(data: bytes, path: str | os.PathLike[str] | None = None) -> list[Block]:
    """The texts of a file in its order; a picture's description comes after the paragraph that it stands in."""
    return [place.block for place in _File(Encoded.of(data, path).text).places]


def write(data: bytes, translations: Sequence[Translation], lang: str = "") -> bytes:  # noqa: ARG001
    """The file with some of its texts in another language."""
    if not translations:
        return data
    encoded = Encoded.of(data)
    return encoded.edited(_File(encoded.text).edits(translations))


class _File:
    """A Markdown file, taken apart."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.md: MarkdownIt = parser(expressions=_MDX.search(text) is not None)
        self.env: dict[str, Any] = {}
        ends = [match.end() for match in _LINE_END.finditer(text)]
        self.starts = [0, *ends]
        """Where lines begin."""
        front = _FRONT.match(text)
        given = front is not None and _KEY.search(front[2]) is not None
        self.front = (front.start(2), front.end(2), front.end()) if front and given else (0, 0, 0)
        """Where the fields of the front matter begin and end, and where the text begins."""
        self.places = [*self._front(), *_inserted(list(self._body()), self._definitions())]

    def _front(self) -> Iterator[Place]:
        for value in front_matter.values(self.text, self.front[0], self.front[1]):
            words = front_matter.said(self.text[value.start : value.end], value)
            block = Block(words, (), self._line_of(value.start) + 1)
            yield Place(block, "value", value.start, value.end, indent=value.indent)

    def _definitions(self) -> Iterator[Place]:
        """Titles of links that are defined apart: ``[laporan]: https://… "Laporan tahunan"``."""
        for found in self.env.get("references", {}).values():
            if found.get("title", "").strip() and "map" in found:
                first, last = self.starts[found["map"][0]], self._end(found["map"][1] - 1)
                title = _TITLE.search(self.text, first, last)
                if title:
                    yield self._read(*title.span(1))

    def _read(self, start: int, end: int) -> Place:
        return Place(Block(_value(self.text[start:end]), (), self._line_of(start) + 1), "read", start, end)

    def _body(self) -> Iterator[Place]:
        head = self.text[: self.front[2]]
        blank = "\n" * len(_LINE_END.findall(head))
        before: Token | None = None
        column = 0
        for token in self.md.parse(blank + self.text[len(head) :], self.env):
            if token.type == "tr_open":
                column = 0
            if token.type == "html_block" and token.map:
                yield from self._html(token.content, *token.map)
            elif token.type == "inline" and token.map and token.content.strip() and before:
                if before.type in ("th_open", "td_open"):
                    start = self.text.find(token.content.replace("|", "\\|"), self.starts[token.map[0]] + column)
                    if start >= 0:
                        end = start + len(token.content.replace("|", "\\|"))
                        column = end - self.starts[token.map[0]]
                        yield from self._inline([(start, end)], "cell")
                elif not all(_MODULE.match(line) for line in token.content.split("\n")):
                    heading = before.type == "heading_open" and before.markup.startswith("#")
                    for part in self._parts(self._lines(token, heading)):
                        yield from self._inline(part, "heading" if heading else "paragraph")
            before = token

    def _lines(self, token: Token, heading: bool) -> list[tuple[int, int]]:
        """Where the lines of a paragraph's content stand in the file, without the marks of lists and quotes."""
        assert token.map is not None
        found = []
        lines = token.content.split("\n")
        for number, line in enumerate(lines, token.map[0]):
            begin, end = self.starts[number], self._end(number)
            content, source = line.strip(), self.text[begin:end]
            at_end = len(source.rstrip()) - len(content)
            start = source.find(content, source.find("#") + 1) if heading else at_end
            last = number == token.map[0] + len(lines) - 1
            found.append((begin + start, begin + start + len(content) if last or heading else end))
        return found

    def _parts(self, lines: list[tuple[int, int]]) -> Iterator[list[tuple[int, int]]]:
        """The lines of a paragraph; of footnotes and definitions, a paragraph each.

        Lines that are a mark of what Markdown's dialects have besides are left out, and so is a formula between two.
        """
        part: list[tuple[int, int]] = []
        formula = False
        for start, end in lines:
            mark = _MARK.fullmatch(self.text, start, end)
            if mark or formula or _NOTE.match(self.text, start) or _LEAD.match(self.text, start):
                if part:
                    yield part
                part = []
            formula ^= mark is not None and mark[0].strip() == "$$"
            if mark is None and not formula:
                lead = _LEAD.match(self.text, start, end)
                part.append((lead.end() if lead else start, end))
        if part:
            yield part

    def _end(self, number: int) -> int:
        """Where a line ends, its line end left out."""
        end = self.starts[number + 1] if number + 1 < len(self.starts) else len(self.text)
        return self.starts[number] + len(self.text[self.starts[number] : end].rstrip("\r\n"))

    def _inline(self, lines: list[tuple[int, int]], kind: Literal["paragraph", "heading", "cell"]) -> Iterator[Place]:
        content = "\n".join(self.text[start:end] for start, end in lines)
        begins = [0]
        for start, end in lines[:-1]:
            begins.append(begins[-1] + end - start + 1)

        def at(offset: int) -> int:
            line = bisect_right(begins, offset) - 1
            return lines[line][0] + offset - begins[line]

        every = pieces(content, self.md, self.env)
        found = every.inside
        if found:
            start, end = at(found[0].start), at(found[-1].end)
            block = block_of(found, content, self._line_of(start) + 1, at)
            around = content[: found[0].start], content[found[-1].end :]
            yield Place(block, kind, start, end, self._prefix(lines), around)
        for start, end in ((at(a), at(b)) for piece in every.all for a, b in piece.read):
            yield self._read(start, end)

    def _prefix(self, lines: list[tuple[int, int]]) -> str:
        """What a further line of a paragraph begins with: what the second has, or the first but for a list's marker."""
        first, second = lines[0][0], lines[1][0] if len(lines) > 1 else -1
        begin = self.starts[self._line_of(max(first, second))]
        before = self.text[begin : max(first, second)]
        return before if second >= 0 else re.sub(r"[^>\s]", " ", before)

    def _html(self, content: str, first: int, last: int) -> Iterator[Place]:
        """The lines of HTML between paragraphs; what stands in a quotation over several lines is left as it is."""
        start, end = self.starts[first], self._end(last - 1)
        start = self.text.find(content.split("\n", 1)[0], start, end)
        if start < 0 or _LINE_END.sub("\n", self.text[start:end]).split() != content.split():
            return
        page = Page(self.text[start:end], own_lines=True)
        for number, line in enumerate(page.lines):
            block = Block(line.block.text, line.block.codes, line.block.place + first)
            yield Place(block, "html", start + line.start, start + line.end, html=(page, number, start))

    def _line_of(self, offset: int) -> int:
        return bisect_right(self.starts, offset) - 1

    # --- writing --------------------------------------------------------------------------------------------------

    def edits(self, translations: Sequence[Translation]) -> list[Edit]:
        """Places of the file and what is to stand there."""
        read: list[Edit] = []
        found: list[Edit] = []
        pages: dict[int, tuple[Page, list[Translation]]] = {}
        paragraphs: list[tuple[Place, Translation | None]] = []
        for translation in translations:
            for number in range(translation.first, translation.last + 1):
                place, mine = self.places[number], translation if number == translation.first else None
                if place.html:
                    page, line, start = place.html
                    said = Translation(line, line, mine.text, mine.codes) if mine else Translation(line, line, "")
                    pages.setdefault(start, (page, []))[1].append(said)
                elif place.kind in ("paragraph", "heading", "cell"):
                    paragraphs.append((place, mine))
                else:
                    (read if place.kind == "read" else found).append(self._quoted(place, mine))
        for start, (page, said_there) in pages.items():
            found += [(start + a, start + b, text) for a, b, text in html_edits(page, said_there, "")]
        writer = Writer(self.text, self.md, self.env, read)
        for place, mine in paragraphs:
            text = writer.paragraph((place.start, place.end), place.around, mine) if mine else ""
            if mine and place.kind == "cell":
                text = in_cell(text)
            bar = "|" in self.text[self.starts[self._line_of(place.start)] : place.start]
            if mine and place.kind != "heading" and not place.around[0] and not bar:
                text = at_beginning(text)
            found.append((place.start, place.end, text.replace("\n", f"\n{place.prefix}")))
        spans = [(place.start, place.end) for place, _ in paragraphs]
        return found + [edit for edit in read if not any(start <= edit[0] < end for start, end in spans)]

    def _quoted(self, place: Place, mine: Translation | None) -> Edit:
        """A title or a value of the front matter in the quotation marks that it had."""
        from kztrans.inline import without

        text = without(mine.text, mine.codes) if mine else ""
        before = self.text[place.start : place.end]
        if place.kind == "value":
            return place.start, place.end, front_matter.quoted(before, text, place.indent)
        text = " ".join(text.split())
        mark = before[0] if before[0] in "\"'(" else ""
        if mark:
            closing = ")" if mark == "(" else mark
            escaped = text.replace("\\", "\\\\").replace(closing, f"\\{closing}")
            text = f"{mark}{escaped}{closing}"
        else:
            text = re.sub(r"([\[\]\\])", r"\\\1", text)
        return place.start, place.end, text


def _inserted(places: list[Place], more: Iterable[Place]) -> list[Place]:
    """The places with others among them, by where they stand."""
    for place in more:
        number = next((n for n, other in enumerate(places) if other.start > place.start), len(places))
        places.insert(number, place)
    return places


def _value(raw: str) -> str:
    """What a title or description says."""
    if raw[0] in "\"'(" and len(raw) > 1:
        return re.sub(r"\\(.)", r"\1", raw[1:-1])
    return re.sub(r"\\([\[\]\\])", r"\1", raw)
