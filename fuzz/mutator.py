"""Odd inputs made of good ones: bytes changed, left out, doubled, moved, and tokens of our formats put in.

Everything comes from the number that an input is made with, so that any of them can be made again.
"""

from __future__ import annotations

import random
from collections.abc import Sequence

__all__ = ["mutated"]

TOKENS = tuple(
    token.encode("utf-8", "surrogatepass")
    for token in (
        *("msgid ", "msgstr[10] ", "msgid_plural ", "#~ ", "#| ", "#, fuzzy\n", "\\x41", '"', "\\", "\n\n", "\r", "\0"),
        *(
            "<tu>",
            "</seg>",
            "<!--",
            "]]>",
            "<![CDATA[",
            "&#0;",
            "&#x110000;",
            "&nbsp;",
            "<!DOCTYPE x [",
            "<?xml ",
            "<b1>",
        ),
        *(
            "{{",
            "[[",
            "```",
            "> ",
            "- ",
            "|",
            "00:00:01,000 --> ",
            "\ufeff",
            "\ufffe",
            "\u2028",
            "\u200d",
            "\U0010fe07",
        ),
        *("\ud800", "\udcff", "é", "e\u0301", "字", "ـ", "1" * 5000, "9" * 20, "-1", "1e999", "0x", "²", "٣", "NaN"),
        *("concept,pos,id,en\n", "\t", ";", "…", "“", "”", "--", "http://a.b/c?d=e", "12 April 2024", "pukul 07.30"),
        *('{"when":', "[", "]", "{", "}", "null", "charset=utf-7", "charset=idna", 'encoding="utf-16"', "(a+)+$"),
    )
)
"""What may be put in at any place."""
LARGEST = 20_000
"""Bytes of an input at most."""


def mutated(seeds: Sequence[bytes], number: int) -> bytes:
    """The input of a number: a seed, changed at a few places, now and then mixed with another.

    >>> mutated([b"damai"], 7) == mutated([b"damai"], 7)
    True
    """
    chance = random.Random(number)
    data = bytearray(chance.choice(seeds))
    for _ in range(chance.choice((1, 1, 1, 2, 3, 5, 8))):
        _CHANGES[chance.randrange(len(_CHANGES))](data, chance, seeds)
        del data[LARGEST:]
    return bytes(data)


def _place(data: bytearray, chance: random.Random) -> int:
    return chance.randrange(len(data) + 1)


def _span(data: bytearray, chance: random.Random) -> tuple[int, int]:
    start = _place(data, chance)
    return start, min(start + chance.choice((1, 2, 4, 16, 64, 256)), len(data))


def _flip(data: bytearray, chance: random.Random, _: Sequence[bytes]) -> None:
    if data:
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)


def _set(data: bytearray, chance: random.Random, _: Sequence[bytes]) -> None:
    if data:
        data[chance.randrange(len(data))] = chance.choice(
            (0, 10, 13, 34, 38, 60, 92, 127, 128, 255, chance.randrange(256))
        )


def _delete(data: bytearray, chance: random.Random, _: Sequence[bytes]) -> None:
    start, end = _span(data, chance)
    del data[start:end]


def _double(data: bytearray, chance: random.Random, _: Sequence[bytes]) -> None:
    start, end = _span(data, chance)
    data[start:start] = data[start:end] * chance.choice((1, 1, 2, 10, 100))


def _insert(data: bytearray, chance: random.Random, _: Sequence[bytes]) -> None:
    at = _place(data, chance)
    data[at:at] = chance.choice(TOKENS) * chance.choice((1, 1, 1, 2, 30))


def _move(data: bytearray, chance: random.Random, _: Sequence[bytes]) -> None:
    start, end = _span(data, chance)
    piece = data[start:end]
    del data[start:end]
    at = _place(data, chance)
    data[at:at] = piece


def _cut(data: bytearray, chance: random.Random, _: Sequence[bytes]) -> None:
    del data[_place(data, chance) :]


def _mix(data: bytearray, chance: random.Random, seeds: Sequence[bytes]) -> None:
    other = chance.choice(seeds)
    at = chance.randrange(len(other) + 1)
    data[_place(data, chance) :] = other[at:]


_CHANGES = (_flip, _set, _delete, _double, _insert, _insert, _move, _cut, _mix)
