"""Paragraphs of DrawingML (ECMA-376, part 1, 21.1.2), the text of slides, as lines of text with codes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from kztrans.documents.flow import Item, Line, Lone, Words
from kztrans.documents.looks import Format
from kztrans.documents.xml_nodes import Node, escaped
from kztrans.model import Code

__all__ = ["PREFIXES", "DrawingLines"]

PREFIXES = {
    "http://schemas.openxmlformats.org/drawingml/2006/main": "a",
    "http://purl.oclc.org/ooxml/drawingml/main": "a",
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships": "r",
    "http://purl.oclc.org/ooxml/officeDocument/relationships": "r",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc",
}
_NOISE = re.compile(r"\s(?:lang|altLang|dirty|err|smtClean|noProof|bmk)=(?:\"[^\"]*\"|'[^']*')")
_TAG = re.compile(r"<[^>]*>")
_TOGGLES = {"b": "b", "i": "i"}
_SAID = {"a:solidFill": "colour", "a:latin": "font", "a:highlight": "highlight"}


class DrawingLines:
    """The lines of a slide or its notes."""

    def __init__(self, data: bytes, targets: Mapping[str, str]) -> None:
        """``targets`` says where the part's relationships lead to, by their ids. They are shown, never followed."""
        self._data = data
        self._targets = targets
        self._prefix = "a:"

    def lines(self, paragraph: Node) -> Iterator[Line]:
        """The line of a paragraph; none where it is empty."""
        raw = self._raw(paragraph)
        self._prefix = raw[1 : raw.index("p")]
        properties, last = paragraph.first("a:pPr"), list(paragraph.nodes)[-1:]
        end = last[0] if last and last[0].name == "a:endParaRPr" else None
        start = properties.end if properties else paragraph.inner
        if paragraph.inner_end > paragraph.inner:
            yield Line(start, end.start if end else paragraph.inner_end, list(self._items(paragraph)), self)

    def write(self, text: str, data: str, after_space: bool) -> str:  # noqa: ARG002
        """Words as a run."""
        prefix = self._prefix
        return f"<{prefix}r>{data}<{prefix}t>{escaped(text)}</{prefix}t></{prefix}r>"

    def _items(self, paragraph: Node) -> Iterator[Item]:
        for child in paragraph.nodes:
            if child.name == "a:r":
                yield from self._run(child)
            elif child.name == "a:br":
                yield Lone(Code("br", "alone", "", self._raw(child), optional=True))
            elif child.name == "a:fld":
                shown = f"field {child.attributes.get('type', '')}".strip()
                yield Lone(Code("field", "alone", shown, self._raw(child)))
            elif child.name not in ("a:pPr", "a:endParaRPr"):
                yield Lone(Code("x", "alone", child.name.partition(":")[2], self._raw(child)))

    def _run(self, run: Node) -> Iterator[Item]:
        properties, text = run.first("a:rPr"), run.first("a:t")
        look = self._format(properties) if properties else Format()
        for n, part in enumerate(re.split("[\u00ad]", re.sub(r"[\r\n\v]+", " ", text.text if text else ""))):
            if n:
                yield Lone(Code("shy", "alone", "", self.write("\u00ad", look.data, False), optional=True))
            if part:
                yield Words(part, look)

    def _format(self, properties: Node) -> Format:
        said = properties.attributes
        baseline = said.get("baseline", "0")
        looks = {
            *(look for name, look in _TOGGLES.items() if said.get(name) in ("1", "true")),
            "u" if said.get("u", "none") == "sng" else "" if said.get("u", "none") == "none" else f"u {said['u']}",
            "s" if said.get("strike", "noStrike") != "noStrike" else "",
            "" if baseline in ("0", "0%") else "sub" if baseline.startswith("-") else "sup",
            f"size {said['sz']}" if "sz" in said else "",
        }
        link = ""
        for child in properties.nodes:
            if child.name in _SAID:
                told = [v for node in (child, *child.every(*(n.name for n in child.nodes))) for v in _told(node)]
                looks.add(" ".join([_SAID[child.name], *told]))
            elif child.name == "a:hlinkClick":
                link = self._targets.get(child.attributes.get("r:id", ""), "") or "another place"
                looks.add(f"link {link}")
        raw = self._raw(properties)
        raw = _TAG.sub(lambda tag: _NOISE.sub("", tag[0]), raw, count=1)
        return Format(frozenset(looks - {""}), raw, link)

    def _raw(self, node: Node) -> str:
        return self._data[node.start : node.end].decode("utf-8")


def _told(node: Node) -> Iterator[str]:
    return (value for name, value in sorted(node.attributes.items()) if name in ("val", "typeface"))
