"""Paragraphs of WordprocessingML (ECMA-376, part 1, 17) as lines of text with codes.

What stands between words and how they look is told from the noise that Word leaves: marks of revisions, proofing and
languages. Insertions are text, deletions are not. The result of a field is text only where a person wrote it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from kztrans.documents.flow import Close, Hidden, Item, Line, Lone, Open, Words
from kztrans.documents.looks import Format
from kztrans.documents.word_fields import WRITTEN, Field
from kztrans.documents.word_looks import format_of
from kztrans.documents.xml_nodes import Node, escaped
from kztrans.model import Code

__all__ = ["PREFIXES", "WordLines"]

PREFIXES = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "w",
    "http://purl.oclc.org/ooxml/wordprocessingml/main": "w",
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships": "r",
    "http://purl.oclc.org/ooxml/officeDocument/relationships": "r",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc",
    "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing": "wp",
    "http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing": "wp",
    "http://schemas.openxmlformats.org/officeDocument/2006/math": "m",
    "http://purl.oclc.org/ooxml/officeDocument/math": "m",
}
DROPPED = frozenset("w:del w:moveFrom w:proofErr w:lastRenderedPageBreak w:rPr w:pPr w:annotationRef".split())
"""What is not in a paragraph once it is translated: what was deleted, and noise."""
BEFORE = frozenset("w:bookmarkStart w:commentRangeStart w:permStart w:moveFromRangeStart w:moveToRangeStart".split())
AFTER = frozenset("w:bookmarkEnd w:commentRangeEnd w:permEnd w:moveFromRangeEnd w:moveToRangeEnd".split())
THROUGH = frozenset("w:ins w:moveTo w:smartTag w:customXml w:sdtContent w:dir w:bdo w:subDoc".split())
"""What stands around words and is nothing to a translator."""
MAX_FIELDS = 50
"""Fields in each other that are told apart."""
_ALONE = {
    "w:tab": ("tab", "", True),
    "w:ptab": ("tab", "", True),
    "w:cr": ("br", "", True),
    "w:softHyphen": ("shy", "", True),
    "w:footnoteReference": ("note", "footnote", False),
    "w:endnoteReference": ("note", "endnote", False),
    "w:sym": ("sym", "symbol", False),
    "w:ruby": ("ruby", "ruby text", False),
}
"""Names of codes, what is told of them, and whether a translation may do without."""


class WordLines:
    """The lines of a part. Fields may run over several paragraphs, so that paragraphs come in their order."""

    def __init__(
        self, data: bytes, targets: Mapping[str, str], styles: Mapping[str, frozenset[str]] | None = None
    ) -> None:
        """``targets`` says where the part's relationships lead to, by their ids: they are shown, never followed;
        ``styles`` what the styles of paragraphs make bold or italic (``word_styles``).
        """
        self._data = data
        self._styles = styles or {}
        self._on: frozenset[str] = frozenset()
        """What the style of the paragraph makes of its words."""
        self._targets = targets
        self._fields: list[Field] = []
        self._too_deep = 0
        """How many fields are open beyond those that are told apart."""
        self._items: list[Item] = []
        self._prefix = "w:"
        self._formats: dict[tuple[str, frozenset[str]], Format] = {}

    def lines(self, paragraph: Node) -> Iterator[Line]:
        """The line of a paragraph, and those of the text boxes in it."""
        properties = paragraph.first("w:pPr")
        outer, self._items = self._items, []
        for entry in self._fields:
            entry.at = entry.opened = -1
            entry.raw.clear()
        self._prefix = _prefix(self._raw(paragraph))
        style = properties.first("w:pStyle") if properties else None
        self._on = self._styles.get(style.attributes.get("w:val", "") if style else "", frozenset())
        self._walk(paragraph)
        for entry in self._fields:
            if entry.at >= 0:
                self._leave_open(entry)
        start = properties.end if properties else paragraph.inner
        line = Line(start, paragraph.inner_end, self._items, self)
        self._items = outer
        if paragraph.inner_end > paragraph.inner:
            yield line
        yield from self._boxes(paragraph)

    def write(self, text: str, data: str, after_space: bool) -> str:  # noqa: ARG002
        """Words as a run."""
        prefix = self._prefix
        parts = re.split(r"([\t\u2011])", text)
        inside = "".join(
            f"<{prefix}tab/>"
            if part == "\t"
            else f"<{prefix}noBreakHyphen/>"
            if part == "\u2011"
            else f'<{prefix}t xml:space="preserve">{escaped(part)}</{prefix}t>'
            for part in parts
            if part
        )
        return f"<{prefix}r>{data}{inside}</{prefix}r>"

    # --- what stands in a paragraph -------------------------------------------------------------------------------

    def _walk(self, node: Node) -> None:
        for child in node.nodes:
            name = child.name
            if name == "w:r":
                self._run(child)
            elif name in DROPPED:
                continue
            elif name in BEFORE or name in AFTER:
                self._items.append(Hidden(self._raw(child), name in AFTER))
            elif name in THROUGH:
                self._walk(child)
            elif name == "w:hyperlink":
                self._around(child, child, Code("a", shown=self._link(child)))
            elif name == "w:sdt":
                content = child.first("w:sdtContent")
                if content is not None:
                    self._around(child, content, Code("sdt", shown="content control"))
            elif name == "w:fldSimple":
                self._simple_field(child)
            elif name not in ("w:sdtPr", "w:sdtEndPr", "w:smartTagPr", "w:customXmlPr"):
                kind = "formula" if name.startswith("m:") else name.partition(":")[2]
                self._alone(Code("x", shown=kind, opening=self._raw(child), id=_id(child)), self._raw(child))

    def _around(self, node: Node, content: Node, code: Code) -> None:
        """What stands around words. In a field that is passed over, it is passed over too."""
        opening = self._data[node.start : content.inner].decode()
        closing = self._data[content.inner_end : node.end].decode()
        if self._passed_over():
            self._alone(code, self._raw(node), node.text)
            return
        if content.inner == content.inner_end:
            self._items.append(Hidden(self._raw(node)))
            return
        done = Code(code.tag, "pair", code.shown, opening, closing, id=_id(node))
        self._items.append(Open(done))
        depth = len(self._items)
        self._walk(content)
        if all(isinstance(item, Hidden) for item in self._items[depth:]):
            del self._items[depth - 1 :]
            self._items.append(Hidden(self._raw(node)))
        else:
            self._items.append(Close())

    def _run(self, run: Node) -> None:
        properties = run.first("w:rPr")
        raw = self._raw(properties) if properties else ""
        look = self._formats.get((raw, self._on))
        if look is None:
            look = format_of(properties, self._data, self._on) if properties else Format()
            self._formats[raw, self._on] = look
        for child in run.nodes:
            self._child(child, raw, look)

    def _child(self, child: Node, raw: str, look: Format) -> None:
        name = child.name
        if name in ("w:fldChar", "w:instrText"):
            self._field_part(child, self._wrapped(raw, child))
        elif self._passed_over():
            if name not in DROPPED:
                self._fields[-1].raw.append(self._wrapped(raw, child))
                self._fields[-1].shown.append(child.text)
        elif name in ("w:t", "w:noBreakHyphen"):
            text = re.sub(r"[\t\n\r]+", " ", child.text) if name == "w:t" else "\u2011"
            for n, part in enumerate(text.split("\u00ad")):
                if n:
                    self._items.append(Lone(Code("shy", "alone", "", self._soft_hyphen(raw), optional=True)))
                if part:
                    self._items.append(Words(part, look))
        elif name == "w:commentReference":
            self._items.append(Hidden(self._wrapped(raw, child), True))
        elif name not in DROPPED and name != "w:delText":
            self._items.append(Lone(self._code(child, raw)))

    def _code(self, child: Node, raw: str) -> Code:
        tag, shown, optional = _ALONE.get(child.name, ("x", child.name.partition(":")[2], False))
        if child.name == "w:br":
            kind = child.attributes.get("w:type", "textWrapping")
            tag, shown, optional = "br", "" if kind == "textWrapping" else f"{kind} break", kind == "textWrapping"
        elif child.name in ("w:drawing", "w:pict", "w:object", "mc:AlternateContent"):
            named = next(child.every("wp:docPr"), None)
            told = named.attributes.get("descr") or named.attributes.get("name") if named is not None else ""
            tag, shown = "img", f"picture {told}".strip()
        return Code(tag, "alone", shown, self._wrapped(raw, child), optional=optional, id=_id(child))

    def _alone(self, code: Code, raw: str, shown: str = "") -> None:
        if self._passed_over():
            self._fields[-1].raw.append(raw)
            self._fields[-1].shown.append(shown)
        else:
            self._items.append(Lone(Code(code.tag, "alone", code.shown, raw, id=code.id)))

    # --- fields ---------------------------------------------------------------------------------------------------

    def _passed_over(self) -> bool:
        """Does a field go on of which no person wrote what stands here?"""
        return bool(self._fields) and self._fields[-1].passed_over

    def _field_part(self, child: Node, raw: str) -> None:
        kind = child.attributes.get("w:fldCharType", "") if child.name == "w:fldChar" else "instruction"
        if self._fields and (self._too_deep or (kind == "begin" and len(self._fields) == MAX_FIELDS)):
            self._too_deep += {"begin": 1, "end": -1}.get(kind, 0)
            self._fields[-1].raw.append(raw)
            return
        if kind == "begin":
            inside = self._passed_over()
            at = self._fields[-1].at if inside else len(self._items)
            self._fields.append(Field(raw=[raw], start=child.start, at=at, inside=inside))
            return
        if not self._fields:
            self._items.append(Hidden(raw))
            return
        entry = self._fields[-1]
        entry.raw.append(raw)
        if kind == "instruction":
            entry.instruct(child.text)
        elif kind == "separate":
            entry.separated = True
            entry.shown.clear()
            if not entry.passed_over and entry.opened < 0:
                self._begin_written(entry)
        elif kind == "end":
            self._end_field(self._fields.pop(), raw)

    def _begin_written(self, entry: Field) -> None:
        code = Code("a", "pair", entry.around, "".join(entry.raw), id=f"field-{entry.start}")
        entry.opened = len(self._items)
        self._items.append(Open(code))
        entry.raw.clear()

    def _end_field(self, entry: Field, raw: str) -> None:
        if self._passed_over():
            self._fields[-1].raw += entry.raw
            self._fields[-1].shown += entry.shown
        elif entry.at < 0:
            self._items.append(Hidden("".join(entry.raw), entry.kind in WRITTEN))
        elif entry.opened >= 0:
            start = self._items[entry.opened]
            assert isinstance(start, Open)
            self._items[entry.opened] = Open(replace(start.code, closing=raw))
            self._items.append(Close())
        else:
            self._items.append(Lone(Code("field", "alone", entry.instead, "".join(entry.raw))))

    def _leave_open(self, entry: Field) -> None:
        """The paragraph ends in a field: its beginning is a mark that stays there."""
        if entry.opened >= 0:
            start = self._items[entry.opened]
            assert isinstance(start, Open)
            self._items[entry.opened] = Hidden(start.code.opening)
        elif entry.raw:
            self._items.append(Hidden("".join(entry.raw), True))
        entry.raw.clear()

    def _simple_field(self, node: Node) -> None:
        entry = Field(shown=[node.text])
        entry.instruct(node.attributes.get("w:instr", ""))
        if entry.kind in WRITTEN:
            self._around(node, node, Code("a", shown=entry.around))
        else:
            self._alone(Code("field", shown=entry.instead), self._raw(node), " ".join(node.text.split()))

    # --- text boxes -----------------------------------------------------------------------------------------------

    def _boxes(self, node: Node) -> Iterator[Line]:
        """The lines of paragraphs in a paragraph; those of a fallback are copies of those that it stands in for."""
        for child in node.nodes:
            if child.name == "w:p":
                yield from self.lines(child)
            elif child.name == "mc:AlternateContent":
                yield from self._alternatives(child)
            elif child.name not in ("w:del", "w:moveFrom"):
                yield from self._boxes(child)

    def _alternatives(self, node: Node) -> Iterator[Line]:
        choices = [[line for line in self._boxes(part) if line.has_words] for part in node.nodes]
        for n, line in enumerate(choices[0] if choices else []):
            text = line.block(0).text
            line.twins += tuple(other[n] for other in choices[1:] if n < len(other) and other[n].block(0).text == text)
            yield line

    # --- raw data -------------------------------------------------------------------------------------------------

    def _raw(self, node: Node) -> str:
        return self._data[node.start : node.end].decode("utf-8")

    def _wrapped(self, properties: str, child: Node) -> str:
        """A child of a run as a run of its own."""
        return f"<{self._prefix}r>{properties}{self._raw(child)}</{self._prefix}r>"

    def _soft_hyphen(self, properties: str) -> str:
        return f"<{self._prefix}r>{properties}<{self._prefix}softHyphen/></{self._prefix}r>"

    def _link(self, node: Node) -> str:
        target = self._targets.get(node.attributes.get("r:id", ""), "")
        anchor = node.attributes.get("w:anchor", "")
        return f"link to {target}{'#' + anchor if anchor else ''}" if target or anchor else "link"


def _prefix(raw: str) -> str:
    """The prefix that a part gives the names of its paragraphs, with a colon."""
    name = re.match(r"<([^\s/>]*)", raw)
    before, colon, _ = name[1].rpartition(":") if name else ("w", ":", "")
    return before + colon


def _id(node: Node) -> str:
    return f"{node.start}-{node.end}"
