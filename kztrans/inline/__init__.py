"""Inline codes in a text: tags, letters and a number, ``<b1>…</b1>`` or ``<br2/>``, each of a ``Code`` beside the text.

A tag is one only where the text's codes have it; anything else of that look is text. So whoever numbers codes keeps
off the numbers that the text itself uses (``renumbered``), and whoever has the text alone, as out of a PO, takes every
tag for a code that no note calls text (``known``).

What compares texts sees them without codes (``plain``). A line break or a tabulator is a space there, any other code
nothing.

The package's functions are all here: ``inline.tags``, ``inline.plain``. Its modules are its own business.
"""

from kztrans.inline.checking import Fault, faults, lone, mended
from kztrans.inline.finding import Plain, Role, Tag, name_of, numbers_in, plain, tags, without, written
from kztrans.inline.matching import carried, fitting
from kztrans.inline.moving import bared, divided, joined, renumbered, reworded, rewritten
from kztrans.inline.notes import explained, known

__all__ = [
    "Fault",
    "Plain",
    "Role",
    "Tag",
    "bared",
    "carried",
    "divided",
    "explained",
    "faults",
    "fitting",
    "joined",
    "known",
    "lone",
    "mended",
    "name_of",
    "numbers_in",
    "plain",
    "renumbered",
    "reworded",
    "rewritten",
    "tags",
    "without",
    "written",
]
