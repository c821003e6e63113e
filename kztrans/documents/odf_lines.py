"""Paragraphs of OpenDocument (ODF 1.3, part 3, 5 to 7) as lines of text with codes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from kztrans.documents.flow import Close, Hidden, Item, Line, Lone, Open, Words
from kztrans.documents.looks import Format
from kztrans.documents.odf_styles import named
from kztrans.documents.xml_nodes import Node, escaped
from kztrans.model import Code

__all__ = ["PARAGRAPHS", "PREFIXES", "OdfLines"]

_ODF = "urn:oasis:names:tc:opendocument:xmlns"
PREFIXES = {
    f"{_ODF}:text:1.0": "text",
    f"{_ODF}:style:1.0": "style",
    f"{_ODF}:office:1.0": "office",
    f"{_ODF}:drawing:1.0": "draw",
    f"{_ODF}:table:1.0": "table",
    f"{_ODF}:presentation:1.0": "presentation",
    f"{_ODF}:svg-compatible:1.0": "svg",
    f"{_ODF}:xsl-fo-compatible:1.0": "fo",
    "http://www.w3.org/1999/xlink": "xlink",
}
PARAGRAPHS = ("text:p", "text:h")
BEFORE = frozenset(
    """text:bookmark text:bookmark-start text:reference-mark text:reference-mark-start text:change text:change-start
    text:toc-mark text:toc-mark-start text:user-index-mark text:alphabetical-index-mark
    text:alphabetical-index-mark-start office:annotation""".split()
)
"""Marks that no translator need see."""
AFTER = frozenset(
    """text:bookmark-end text:reference-mark-end text:change-end text:toc-mark-end text:alphabetical-index-mark-end
    office:annotation-end""".split()
)
THROUGH = frozenset(("text:meta", "text:meta-field"))
NOT_READ = frozenset(("office:annotation", "text:index-body", "text:tracked-changes", "table:covered-table-cell"))
"""What holds paragraphs that are not text."""
_WHITE = re.compile(r"[ \t\r\n]+")
_SPACES = re.compile(r"  +|\t")
_COUNT = re.compile(r"[0-9]{1,3}")
_NAME = re.compile(r"<([^\s>/]+)")


class OdfLines:
    """The lines of a part. Those of notes come after all others."""

    def __init__(self, data: bytes, looks: Mapping[str, frozenset[str]], toggled: Mapping[str, frozenset[str]]) -> None:
        """``looks`` says what automatic styles look like, by their names; ``toggled`` what those of paragraphs make
        of their words (``odf_styles``).
        """
        self._data = data
        self._toggled = toggled
        self._on: frozenset[str] = frozenset()
        self._looks = looks
        self._items: list[Item] = []
        self._space = True
        self._prefix = "text:"
        self.notes: dict[str, list[Line]] = {"footnote": [], "endnote": []}

    def lines(self, paragraph: Node) -> Iterator[Line]:
        """The line of a paragraph, and those of the text boxes in it."""
        self._items, self._space = [], True
        self._on = self._toggled.get(paragraph.attributes.get("text:style-name", ""), frozenset())
        self._prefix = _prefix(self._raw(paragraph))
        self._walk(paragraph, Format())
        if paragraph.inner_end > paragraph.inner:
            yield Line(paragraph.inner, paragraph.inner_end, self._items, self)
        for note in _notes(paragraph):
            kind = note.attributes.get("text:note-class", "footnote")
            inside = note.first("text:note-body")
            self.notes.setdefault(kind, []).extend(self.below(inside) if inside else ())
        yield from self._boxes(paragraph)

    def below(self, node: Node) -> Iterator[Line]:
        """The lines of the paragraphs in an element."""
        for child in node.nodes:
            if child.name in PARAGRAPHS:
                yield from self.lines(child)
            elif child.name not in NOT_READ:
                yield from self.below(child)

    def _boxes(self, node: Node) -> Iterator[Line]:
        for child in node.nodes:
            if child.name in PARAGRAPHS:
                yield from self.lines(child)
            elif child.name != "text:note" and child.name not in NOT_READ:
                yield from self._boxes(child)

    def write(self, text: str, data: str, after_space: bool) -> str:
        """Words in the spans of their look. Spaces that would be one are written as elements."""
        spaced = _SPACES.sub(self._element, escaped(text))
        if after_space and text.startswith(" ") and not text.startswith("  "):
            spaced = f"<{self._prefix}s/>{spaced[1:]}"
        closing = "".join(f"</{name}>" for name in reversed(_NAME.findall(data)))
        return f"{data}{spaced}{closing}"

    def _element(self, match: re.Match[str]) -> str:
        if match[0] == "\t":
            return f"<{self._prefix}tab/>"
        count = len(match[0])
        before = "" if match.start() == 0 else " "
        return f'{before}<{self._prefix}s {self._prefix}c="{count - len(before)}"/>'

    # --- what stands in a paragraph -------------------------------------------------------------------------------

    def _walk(self, node: Node, look: Format) -> None:
        for child in node.children:
            if isinstance(child, str):
                self._text(child, look)
            elif child.name == "text:span":
                self._walk(child, self._format(child, look))
            elif child.name == "text:a":
                self._link(child, look)
            elif child.name in THROUGH:
                self._walk(child, look)
            elif child.name == "text:s":
                count = child.attributes.get("text:c", "1")
                self._words(" " * (int(count) if _COUNT.fullmatch(count) else 1), look)
                self._space = False
            elif child.name in BEFORE or child.name in AFTER:
                self._items.append(Hidden(self._raw(child), child.name in AFTER))
            elif child.name != "text:soft-page-break":
                self._items.append(Lone(self._code(child, look)))
                self._space = False

    def _text(self, text: str, look: Format) -> None:
        text = _WHITE.sub(" ", text)
        if self._space:
            text = text.removeprefix(" ")
        if text:
            self._space = text.endswith(" ")
            self._words(text, look)

    def _words(self, text: str, look: Format) -> None:
        for n, part in enumerate(text.split("\u00ad")):
            if n:
                self._items.append(Lone(Code("shy", "alone", "", "\u00ad", optional=True)))
            if part:
                self._items.append(Words(part, look))

    def _format(self, span: Node, look: Format) -> Format:
        name = span.attributes.get("text:style-name", "")
        said = self._looks.get(name, frozenset((named(name),)) if name else frozenset())
        looks = frozenset(look for look in said if not look.startswith("not ") or look[4:] in self._on)
        opening = self._data[span.start : span.inner].decode()
        return Format(look.looks | looks, look.data + opening) if looks and span.inner < span.end else look

    def _link(self, node: Node, look: Format) -> None:
        shown = f"link to {node.attributes.get('xlink:href', '')}"
        closing = self._data[node.inner_end : node.end].decode()
        if not closing:
            self._items.append(Hidden(self._raw(node)))
            return
        opening = self._data[node.start : node.inner].decode()
        self._items.append(Open(Code("a", "pair", shown, opening, closing, id=f"{node.start}-{node.end}")))
        self._walk(node, look)
        self._items.append(Close())

    def _code(self, child: Node, look: Format) -> Code:
        space, _, local = child.name.partition(":")
        name, shown, optional = "field", f"field {local}", False
        if child.name in ("text:tab", "text:line-break"):
            name, shown, optional = "tab" if local == "tab" else "br", "", True
        elif child.name == "text:note":
            name, shown = "note", child.attributes.get("text:note-class", "footnote")
        elif space == "draw":
            told = next((part.text for part in child.every("svg:title", "svg:desc") if part.text.strip()), "")
            name, shown = "img", f"picture {told or child.attributes.get('draw:name', '')}".strip()
        elif child.name == "text:ruby":
            name, shown = "ruby", "ruby text"
        elif text := " ".join(child.text.split()):
            shown += f": {text[:60]}"
        closing = "".join(f"</{tag}>" for tag in reversed(_NAME.findall(look.data)))
        raw = self._raw(child)
        opening = raw if optional else f"{look.data}{raw}{closing}"
        return Code(name, "alone", shown, opening, optional=optional, id=f"{child.start}-{child.end}")

    def _raw(self, node: Node) -> str:
        return self._data[node.start : node.end].decode("utf-8")


def _notes(node: Node) -> Iterator[Node]:
    """The notes in a paragraph, but for those in paragraphs that it holds."""
    for child in node.nodes:
        if child.name == "text:note":
            yield child
        elif child.name not in PARAGRAPHS and child.name not in NOT_READ:
            yield from _notes(child)


def _prefix(raw: str) -> str:
    """The prefix that a part gives the names of its paragraphs, with a colon."""
    name = _NAME.match(raw)
    before, colon, _ = name[1].rpartition(":") if name else ("text", ":", "")
    return before + colon
