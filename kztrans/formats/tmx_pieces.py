"""A TMX that kztrans wrote, cut into its own properties and its units, so that some can give way to others."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kztrans.formats.tmx import OWN_PROP

__all__ = ["Pieces", "pieces"]

_PROP = f'\n    <prop type="{OWN_PROP}'
_HEADER_END = "\n  </header>"
_BODY = "\n  <body>"
_BODY_END = "\n  </body>\n</tmx>\n"
_UNIT = re.compile(r"\n    (?=<tu[ >])")


@dataclass(frozen=True, slots=True)
class Pieces:
    """The pieces, each with the line feed and the white space before it: together they are the file."""

    head: str
    props: tuple[str, ...]
    """kztrans's own properties of the header."""
    between: str
    units: tuple[str, ...]

    def data(self) -> bytes:
        """The bytes of the file."""
        return "".join((self.head, *self.props, self.between, *self.units, _BODY_END)).encode("utf-8")


def pieces(data: bytes) -> Pieces | None:
    """Cut the bytes of a file; None where it is not laid out as kztrans lays it out, with units and properties."""
    text = data.decode("utf-8", "surrogateescape")
    first, header_end = text.find(_PROP), text.find(_HEADER_END)
    body = text.find(_BODY, header_end)
    if not 0 <= first < header_end < body or not text.endswith(_BODY_END):
        return None
    props = text[first:header_end].split("\n")[1:]
    begin = body + len(_BODY)
    units = _UNIT.split(text[begin : len(text) - len(_BODY_END)])
    if units[0] or not all(line.startswith(_PROP[1:]) for line in props):
        return None
    cut = Pieces(
        text[:first],
        tuple(f"\n{line}" for line in props),
        text[header_end:begin],
        tuple(f"\n    {unit}" for unit in units[1:]),
    )
    return cut if cut.data() == data else None
