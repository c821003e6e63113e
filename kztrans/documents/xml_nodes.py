"""XML with the places of its elements in the file, a paragraph at a time, so that all else stays as it is.

Expat reads the file in one pass. Only what stands in the elements asked for is kept, as long as it is looked at. A
document type declaration is refused: no office file has one, and entities are how an XML file grows without bound.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from xml.parsers import expat
from xml.sax.saxutils import escape

from kztrans.errors import InputError

__all__ = ["Node", "escaped", "subtrees", "utf8"]

MAX_DEPTH = 200
CHUNK = 1 << 16
"""Bytes that are read at a time."""
_TAG = re.compile(rb"""(?:[^"'>]|"[^"]*"|'[^']*')*>""")
_DECLARED = re.compile(r"^\ufeff?(<\?xml[^>]*?)\s+encoding\s*=\s*(\"[^\"]*\"|'[^']*')")
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_UNKNOWN = "?"


@dataclass(slots=True)
class Node:
    """An element: its name with the prefix that we give its namespace, and where it stands in the file, in bytes."""

    name: str
    attributes: dict[str, str]
    start: int
    inner: int
    inner_end: int = 0
    end: int = 0
    children: list[Node | str] = field(default_factory=list)

    @property
    def nodes(self) -> Iterator[Node]:
        """The elements in it, without text."""
        return (child for child in self.children if isinstance(child, Node))

    def first(self, name: str) -> Node | None:
        """The first element in it with a name."""
        return next((child for child in self.nodes if child.name == name), None)

    def every(self, *names: str) -> Iterator[Node]:
        """The elements with these names at any depth, in their order."""
        for child in self.nodes:
            if child.name in names:
                yield child
            yield from child.every(*names)

    @property
    def text(self) -> str:
        """All text in it."""
        return "".join(child if isinstance(child, str) else child.text for child in self.children)


def utf8(data: bytes) -> bytes:
    """An XML file in UTF-8, whatever Unicode encoding it is in."""
    for mark, name in ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"<\0", "utf-16-le"), (b"\0<", "utf-16-be")):
        if data.startswith(mark):
            return _DECLARED.sub(r'\1 encoding="UTF-8"', data.decode(name, "replace")).encode()
    return data


def escaped(text: str) -> str:
    r"""Text as it stands in XML; what XML forbids is U+FFFD.

    >>> escaped("1 < 2 & \x07")
    '1 &lt; 2 &amp; \ufffd'
    """
    return escape(_FORBIDDEN.sub("\ufffd", text))


def subtrees(
    data: bytes,
    prefixes: Mapping[str, str],
    wanted: frozenset[str],
    skipped: frozenset[str] = frozenset(),
    path: str | os.PathLike[str] | None = None,
) -> Iterator[Node]:
    """The outermost elements with the names wanted, but for those in elements that are skipped; each as it ends.

    ``prefixes`` maps namespaces to the prefixes that names get here.

    Raises:
        InputError: it is no well-formed XML, nested too deeply, or has a document type declaration.
    """
    reading = _Reading(data, prefixes, wanted, skipped)
    try:
        for start in range(0, len(data) + 1, CHUNK):
            reading.parser.Parse(data[start : start + CHUNK], start + CHUNK > len(data))
            yield from reading.taken()
    except expat.ExpatError as error:
        what = expat.errors.messages.get(error.code, "error")
        remedy = "open the document in the program that made it and save it again"
        raise InputError(f"holds XML that is broken ({what})", path=path, remedy=remedy) from error
    except _RefusedError as error:
        raise InputError(f"is not to be trusted: its XML {error}", path=path, remedy="save it anew") from error
    finally:
        reading.close()


class _RefusedError(Exception):
    """What is not read, though it is well-formed."""


class _Reading:
    """One pass over a file."""

    def __init__(
        self, data: bytes, prefixes: Mapping[str, str], wanted: frozenset[str], skipped: frozenset[str]
    ) -> None:
        self.data = data
        self._found: list[Node] = []
        self._prefixes = prefixes
        self._wanted = wanted
        self._skipped = skipped
        self._names: dict[str, str] = {}
        self._stack: list[Node] = []
        self._depth = 0
        self._skipping = 0
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text
        self.parser.StartDoctypeDeclHandler = self._doctype

    def close(self) -> None:
        """Let go of the file, which the parser's handlers would hold until garbage is collected."""
        self.data = b""
        for name in ("StartElementHandler", "EndElementHandler", "CharacterDataHandler", "StartDoctypeDeclHandler"):
            setattr(self.parser, name, None)

    def taken(self) -> list[Node]:
        """What has ended since the last time."""
        found, self._found = self._found, []
        return found

    def _name(self, name: str) -> str:
        known = self._names.get(name)
        if known is None:
            space, _, local = name.rpartition(" ")
            known = f"{self._prefixes.get(space, _UNKNOWN)}:{local}" if space else local
            self._names[name] = known
        return known

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        known = self._name(name)
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise _RefusedError(f"is nested more than {MAX_DEPTH} elements deep")
        if self._skipping or (not self._stack and known in self._skipped):
            self._skipping += 1
            return
        if not self._stack and known not in self._wanted:
            return
        start = self.parser.CurrentByteIndex
        tag = _TAG.match(self.data, start)
        node = Node(known, {self._name(n): v for n, v in attributes.items()}, start, tag.end() if tag else start)
        if self._stack:
            self._stack[-1].children.append(node)
        self._stack.append(node)

    def _end(self, name: str) -> None:  # noqa: ARG002
        self._depth -= 1
        if self._skipping:
            self._skipping -= 1
            return
        if not self._stack:
            return
        node = self._stack.pop()
        if self.data[node.inner - 2 : node.inner] == b"/>":
            node.inner_end = node.end = node.inner
        else:
            node.inner_end = self.parser.CurrentByteIndex
            node.end = self.data.index(b">", node.inner_end) + 1
        if not self._stack:
            self._found.append(node)

    def _text(self, text: str) -> None:
        if self._stack and not self._skipping:
            children = self._stack[-1].children
            if children and isinstance(children[-1], str):
                children[-1] += text
            else:
                children.append(text)

    def _doctype(self, *_: object) -> None:
        raise _RefusedError("has a document type declaration")
