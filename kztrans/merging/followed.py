"""What stands in a document's files after few of its entries were given back what they had: read of these alone.

An undo puts blocks of text back. All others still stand as they stood, and what is known of them stays true; of the new
ones it is found out whether kztrans would write them so.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from kztrans.formats import po, tmx_pieces
from kztrans.merging import present
from kztrans.merging.record import EMPTIED, Record
from kztrans.merging.record import read as read_record
from kztrans.merging.standing import Row, Standing, id_of, kind_of, on_their_lines, rows_of
from kztrans.model import Unit

__all__ = ["followed"]


def followed(known: Standing, data: bytes, memory: bytes) -> Standing | None:
    """What stands in PO and TMX that hold these bytes now; None where it cannot be told by what is known before.

    Raises:
        InputError: an entry that is new is none.
    """
    cut = tmx_pieces.pieces(memory)
    entries = _entries(known, data)
    if cut is None or entries is None:
        return None
    places = {row.entry: n for n, row in enumerate(known.rows)}
    new = [n for n, entry in enumerate(entries) if entry not in places]
    record = _record(known, cut)
    if record is None or len(places) != len(known.rows) or len(set(entries)) != len(entries):
        return None
    read = po.parse(known.po.with_entries([entries[n] for n in new]), None).units
    if len(read) != len(new):
        return None
    layout = known.layout
    old = [(unit, Row("", "", "", "", "", entry=entries[n])) for unit, n in zip(read, new, strict=True)]
    made = rows_of(read, known.catalog, record, old, layout)[0]
    of_new: Mapping[int, tuple[Unit, Row]] = dict(zip(new, zip(read, made, strict=True), strict=True))
    pairs = [
        of_new[n] if n in of_new else (known.catalog.units[places[entry]], known.rows[places[entry]])
        for n, entry in enumerate(entries)
    ]
    rows = [row for _, row in pairs]
    units = [unit for unit, _ in pairs]
    live = sum(not unit.obsolete for unit in units)
    if any(unit.obsolete for unit in units[:live]) or len({row.name for row in rows[:live]}) != live:
        return None
    catalog = replace(known.catalog, units=on_their_lines(units, rows, known))
    after = known.followed_by(catalog, rows, record)
    same = (after.data, after.memory) == (data, memory)
    return after if same and present.seen(catalog, record) == catalog else None


def _entries(known: Standing, data: bytes) -> list[str] | None:
    """The entries in the bytes of a PO that has the header and the tail of the known one, as they stand."""
    if known.layout.newline != "\n":
        return None
    text = data.decode("utf-8", "surrogateescape")
    head, tail = known.po.head + "\n", "".join("\n" + comment for comment in known.po.tail)
    if not (text.startswith(head) and text.endswith(tail)):
        return None
    entries = [f"{entry}\n" for entry in text[len(head) : len(text) - len(tail) - 1].split("\n\n")]
    return entries if known.po.with_entries(entries) == data else None


def _record(known: Standing, cut: tmx_pieces.Pieces) -> Record | None:
    """The record in a TMX whose pieces are the known ones but for few, which are read anew."""
    lines = {line for row in known.rows for _, line in row.props}
    texts = {*known.terms, *(row.unit for row in known.rows if row.unit)}
    own = cut.props[len(known.first) :]
    touched = {id_of(piece) for piece in (*(lines ^ set(own)), *(texts ^ set(cut.units)))}
    if "" in touched or touched & known.record.emptied.keys() or cut.props[: len(known.first)] != known.first:
        return None
    props = tuple(line for line in own if id_of(line) in touched)
    if any(kind_of(line) == EMPTIED for line in props):
        return None
    found = replace(cut, props=props, units=tuple(text for text in cut.units if id_of(text) in touched))
    new = read_record(Path(), known.record.name, found.data())
    return known.record.with_others(touched, replace(new, emptied=known.record.emptied))
