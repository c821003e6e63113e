"""XML as other programs write it, made fit for a parser, a piece at a time.

What comes out is UTF-8, whatever the file says of itself; HTML's entities are the characters they name (``&nbsp;``),
and characters that XML 1.0 forbids are U+FFFD, so that one of them does not cost the rest of a memory. Lines stay
where they are. Nothing is fetched, and no entity that a file declares is expanded.
"""

from __future__ import annotations

import codecs
import os
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from html.entities import html5
from typing import IO, TYPE_CHECKING, Any

from kztrans.errors import InputError
from kztrans.formats.xml_characters import FORBIDDEN

if TYPE_CHECKING:
    from lxml import etree

__all__ = ["Input", "fault", "local_name", "parsed", "parsed_until_fault", "rename"]

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARATION = re.compile(r"\s*<\?xml\b[^>]*?\bencoding\s*=\s*[\"']([^\"']*)[\"'][^>]*\?>", re.DOTALL)
_TOKEN = re.compile(r"<!\[CDATA\[|<!--|<\?|&(?:#([0-9]{1,9})|#[xX]([0-9A-Fa-f]{1,8})|([A-Za-z][A-Za-z0-9]{0,40}));")
_OWN = frozenset({"amp", "lt", "gt", "quot", "apos"})
"""Entities of XML itself."""
_ENDS = {"<![CDATA[": "]]>", "<!--": "-->", "<?": "?>"}
"""What begins a part without entities, and what ends it."""
_SAFE: Any = {
    "resolve_entities": False,
    "load_dtd": False,
    "no_network": True,
    "huge_tree": False,
    "remove_comments": True,
    "remove_pis": True,
}
"""What keeps a parser to the file."""
_LONGEST = 64
"""Characters of the longest token, and more."""


class Input:
    """A file's bytes as a parser can take them: give it to lxml in the file's place.

    >>> import io
    >>> Input(io.BytesIO(b"<seg>10&nbsp;juta&#31;</seg>")).read().decode()
    '<seg>10\\xa0juta\\ufffd</seg>'
    """

    def __init__(self, stream: IO[bytes], path: str | os.PathLike[str] | None = None) -> None:
        self.replaced = 0
        """How many forbidden characters were read as U+FFFD."""
        self._stream = stream
        self._path = path
        self._held = ""
        self._until = ""
        """The end of the part without entities that the text is in."""
        self._ended = False
        self._fault: InputError | None = None
        """What is wrong behind the text that has been given."""
        self._line = self._told = 1
        head = stream.read(1 << 12)
        mark = next(((mark, name) for mark, name in _MARKS if head.startswith(mark)), None)
        head, self.encoding = (head[len(mark[0]) :], mark[1]) if mark else (head, _encoding(head))
        self._decoder = codecs.getincrementaldecoder(self.encoding)()
        self._first: bytes | None = head

    def read(self, size: int = -1) -> bytes:
        """The next bytes, in UTF-8; none at the end.

        Raises:
            InputError: what comes next is not in the file's encoding, or an entity that nobody knows.
        """
        if size < 0:
            pieces = []
            while piece := self.read(1 << 16):
                pieces.append(piece)
            return b"".join(pieces)
        while not self._ended:
            if text := self._next(max(size // 4, _LONGEST * 4)):
                return text.encode("utf-8")
        if self._fault is not None:
            raise self._fault
        return b""

    def _next(self, size: int) -> str:
        first, self._first = self._first, None
        data = self._stream.read(size) if first is None else first
        self._ended = first is None and not data
        try:
            text = self._decoder.decode(data, self._ended)
        except UnicodeDecodeError as error:
            text = error.object[: error.start].decode(self.encoding)
            line = self._line + text.count("\n")
            self._fault = InputError(
                f"is not {self.encoding} here", path=self._path, line=line, remedy="export it again, as UTF-8"
            )
            self._ended = True
        self._line += text.count("\n")
        if first is not None:
            text = _undeclared(text)
        return self._cleaned(self._held + text)

    def _cleaned(self, text: str) -> str:
        """The text up to where a token may be cut, which waits for what follows."""
        limit = len(text) if self._ended else max(len(text) - _LONGEST, 0)
        parts, position = [], 0
        while position < limit:
            if self._until:
                end = text.find(self._until, position)
                stop = limit if end < 0 else end + len(self._until)
                self._until = self._until if end < 0 else ""
                parts.append(self._allowed(text[position:stop]))
                position = stop
                continue
            match = _TOKEN.search(text, position)
            if match is None or match.start() >= limit:
                parts.append(self._allowed(text[position:limit]))
                position = limit
                break
            parts.append(self._allowed(text[position : match.start()]))
            position = match.end()
            try:
                parts.append(self._meant(match, text))
            except InputError as error:
                self._fault, self._ended = error, True
                break
        self._held = text[position:]
        self._told += text.count("\n", 0, position)
        return "".join(parts)

    def _meant(self, match: re.Match[str], text: str) -> str:
        decimal, hexadecimal, name = match.groups()
        if name:
            if name not in _OWN and f"{name};" not in html5:
                line = self._told + text.count("\n", 0, match.start())
                raise _unknown(name, self._path, line)
            return match[0] if name in _OWN else _escaped(html5[f"{name};"])
        if decimal or hexadecimal:
            number = int(decimal) if decimal else int(hexadecimal, 16)
            good = number < 0x110000 and not FORBIDDEN.match(chr(number))
            self.replaced += not good
            return match[0] if good else "\ufffd"
        self._until = _ENDS[match[0]]
        return match[0]

    def _allowed(self, text: str) -> str:
        text, count = FORBIDDEN.subn("\ufffd", text)
        self.replaced += count
        return text

    def losses(self) -> Counter[str]:
        """What was replaced, to be told."""
        return Counter({"characters that XML forbids (now U+FFFD)": self.replaced} if self.replaced else {})


def _encoding(head: bytes) -> str:
    """The encoding of a file without a byte order mark; what it says of itself only if that can be."""
    if head[1:2] == b"\0" and head[:1]:
        return "utf-16-le"
    if head[:1] == b"\0":
        return "utf-16-be"
    declared = _DECLARATION.match(head.decode("latin-1"))
    try:
        name = codecs.lookup(declared[1]).name if declared else "utf-8"
        fits = "<?xml".encode(name) == b"<?xml"
    except (LookupError, ValueError):
        return "utf-8"
    return name if fits else "utf-8"  # it says UTF-16, but its first letters are single bytes


def _undeclared(text: str) -> str:
    """The text without its declaration, which may be wrong and need not be there; its line ends stay."""
    declared = re.match(r"\s*<\?xml\b[^>]*\?>", text)
    return text if declared is None else "\n" * declared[0].count("\n") + text[declared.end() :]


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")


def local_name(element: etree._Element) -> str:
    """An element's name without its namespace; nothing for a comment and the like."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def rename(element: etree._Element, tag: str) -> None:
    """Give an element another name; one that lxml takes for no name (``a:b:c``) stays as it is."""
    with suppress(ValueError):
        element.tag = tag


def parsed(data: bytes, path: str | os.PathLike[str] | None, remedy: str) -> tuple[etree._Element, Counter[str]]:
    """The root of a file that is read whole, without comments and processing instructions, and what was replaced.

    Raises:
        InputError: it is not well-formed, or has an entity that nobody knows; the message names the line.
    """
    from io import BytesIO

    from lxml import etree

    parser = etree.XMLParser(**_SAFE)
    source = Input(BytesIO(data), path)
    text = source.read()
    try:
        root = etree.fromstring(text, parser)
    except etree.XMLSyntaxError as error:
        raise fault(error, path, remedy) from error
    return root, source.losses()


def parsed_until_fault(
    data: bytes,
    path: str | os.PathLike[str] | None,
    remedy: str,
    whole: frozenset[str],
    faults: list[InputError],
) -> tuple[etree._Element, Counter[str]]:
    """As ``parsed``; of a file with a fault what comes before it, without elements called as in ``whole`` that it cuts.

    Raises:
        InputError: there is nothing before the fault.
    """
    from io import BytesIO

    from lxml import etree

    parser = etree.XMLPullParser(("start", "end"), **_SAFE)
    source = Input(BytesIO(data), path)
    root: etree._Element | None = None
    open_elements: list[etree._Element] = []
    try:
        while piece := source.read(1 << 12):
            parser.feed(piece)
        parser.close()
    except etree.XMLSyntaxError as error:
        faults.append(fault(error, path, remedy))
    except InputError as error:
        faults.append(error)
    events: Iterator[Any] = parser.read_events()
    for event, element in events:
        if event == "start":
            root = element if root is None else root
            open_elements.append(element)
        else:
            open_elements.remove(element)
    if root is None:
        raise faults.pop()
    for element in open_elements:
        if local_name(element) in whole and (parent := element.getparent()) is not None:
            parent.remove(element)
    return root, source.losses()


def fault(error: etree.XMLSyntaxError, path: str | os.PathLike[str] | None, remedy: str) -> InputError:
    """What is wrong with a file that is not well-formed, in a line that names its place."""
    message = re.sub(r",? line \d+, column \d+.*", "", str(error.msg or "no element found"))
    if "Document is empty" in message or "no element found" in message:
        return InputError("holds no XML", path=path, remedy=remedy)
    return InputError(f"is not well-formed XML: {message}", path=path, line=error.lineno or None, remedy=remedy)


def _unknown(name: str, path: str | os.PathLike[str] | None, line: int) -> InputError:
    """Of an entity that is none of HTML's: what it stands for is not looked up, since that may be anything."""
    return InputError(f"the entity &{name}; is not known", path=path, line=line, remedy="write the character itself")
