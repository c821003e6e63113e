"""What a look-up in a memory passes over, since it is in other languages: said, so that nobody looks in vain."""

from __future__ import annotations

from kztrans.languages import codes
from kztrans.memory import schema
from kztrans.memory.index import MAX_LENGTH, first_id, last_id
from kztrans.memory.store import Memory
from kztrans.memory.writer import pair_of

__all__ = ["passed_over"]


def passed_over(memory: Memory, source_lang: str, target_lang: str) -> str:
    """A line on the units of a memory that are not between two languages; nothing where all are.

    Regions are one language (``en-GB``, ``en-US``), scripts are not, as in every look-up.
    """
    pairs = memory.languages()
    wanted = (codes.key(source_lang), codes.key(target_lang))
    others = {pair: _count(memory, pair) for pair in pairs if tuple(map(codes.key, pair)) != wanted}
    total = sum(others.values())
    held = ", ".join(f"{source} to {target}: {number}" for (source, target), number in others.items() if number)
    units = "1 unit" if total == 1 else f"{total} units"
    if len(others) == len(pairs):
        there = f"{units} in other languages ({held}); choose with -s and -t" if total else "it is empty"
        return f"{memory.path} holds no translations from {source_lang} to {target_lang}: {there}"
    return f"{memory.path}: {units} in other languages passed over ({held}); choose with -s and -t" if total else ""


def _count(memory: Memory, pair: tuple[str, str]) -> int:
    with schema.reported(memory.path):
        number = pair_of(memory.connection, (codes.key(pair[0]), codes.key(pair[1])))
        span = (first_id(number or 0, 0), last_id(number or 0, MAX_LENGTH))
        row = memory.connection.execute("SELECT count(*) FROM unit WHERE source BETWEEN ? AND ?", span).fetchone()
    return int(row[0])
