"""What a text and its notes say of its codes where nothing else is known, as out of a PO; and the notes that say it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Literal

from kztrans.inline.finding import FORM, Role, role_of, tags
from kztrans.model import Code

__all__ = ["explained", "known"]

NOT_A_TAG = "text, not a tag"
"""The note of something in a text that looks like a tag and is none."""
_NOTE = re.compile(r"</?([A-Za-z]{1,16}[0-9]{1,9})/?>: (.*)", re.DOTALL)


def known(text: str, notes: Iterable[str] = ()) -> tuple[Code, ...]:
    """The codes of a text of which nothing but the text and its notes (``explained``) is known, as out of a PO.

    >>> [(code.tag, code.kind, code.shown) for code in known("<a1>ini</a1> <img2/>", ["<a1>: link to x"])]
    [('a1', 'pair', 'link to x'), ('img2', 'alone', '')]
    """
    if "<" not in text:
        return ()
    roles: dict[str, list[Role]] = {}
    for match in FORM.finditer(text):
        if role := role_of(match):
            roles.setdefault(match[2], []).append(role)
    shown = {found[1]: found[2] for note in notes if (found := _NOTE.fullmatch(note))}
    return tuple(
        Code(tag, _kind(ends), shown.get(tag, "")) for tag, ends in roles.items() if shown.get(tag) != NOT_A_TAG
    )


def _kind(roles: Sequence[Role]) -> Literal["pair", "alone", "open", "close"]:
    if "open" in roles and "close" in roles:
        return "pair"
    return roles[0]


def explained(text: str, codes: Sequence[Code]) -> tuple[str, ...]:
    """The notes that tell a translator, and ``known``, what is no plain matter: codes whose names do not say what they
    are, and what looks like a tag and is text.

    >>> explained("<a1>Di sini</a1> <b7>", (Code("a1", shown="link to https://x.kz"),))
    ('<a1>: link to https://x.kz', '<b7>: text, not a tag')
    """
    found: dict[str, str] = {}
    mine = {tag.start: tag for tag in tags(text, codes)}
    for match in FORM.finditer(text):
        tag = mine.get(match.start())
        if tag is None:
            found.setdefault(match[2], f"{match[0]}: {NOT_A_TAG}")
        elif tag.code.shown:
            found.setdefault(match[2], f"{match[0]}: {' '.join(tag.code.shown.split())}")
    return tuple(found.values())
