"""Concordance: a word or phrase in the texts of a memory, in either language, in any of its forms.

``form`` (FTS5) holds the words of each unit, source and target, as they are written but for case; ``word`` says which
forms share a key (``Language.keys``). So a word that is looked for becomes those of its forms that the memory has, and
only units that hold one form of each word are read, the newest first, and looked through for the phrase.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise, product
from typing import Literal

from kztrans import languages
from kztrans.memory.phrases import Phrase, indexed, shown

__all__ = ["Found", "Side", "add_words", "find_phrase", "forget_words", "ranked"]

Side = Literal["source", "target"]
MOST_READ = 20_000
"""Units that are read at most for a phrase; a phrase of little words may stand in none of very many that hold them."""
MOST_FORMS = 60
MOST_PAIRS = 600
"""Pairs of forms that are looked for as phrases; of more, the words only have to be there."""
COLUMNS = "source, source_parts, target, target_parts"

_READ = """
SELECT u.id, coalesce(u.text, s.key), u.target, o.name, u.changed, u.author
FROM form f JOIN unit u ON u.id = f.rowid JOIN source s ON s.id = u.source JOIN origin o ON o.id = u.origin
WHERE form MATCH ? AND s.id BETWEEN ? AND ? ORDER BY f.rowid DESC LIMIT ?
"""


@dataclass(frozen=True, slots=True)
class Found:
    """A unit in which a phrase stands."""

    unit: int
    """Its number in the memory; 0 where it is in none."""
    source: str
    target: str
    side: Side
    """Where the phrase stands."""
    spans: tuple[tuple[int, int], ...]
    """Offsets in that side's text."""
    origin: str
    changed: str = ""
    author: str = ""


def find_phrase(
    connection: sqlite3.Connection,
    pair: tuple[str, str],
    span: tuple[int, int],
    text: str,
    side: Side,
    limit: int,
) -> list[Found]:
    """The newest units of a pair of languages that hold a phrase on one side, each pair of texts once.

    Args:
        pair: source and target language.
        span: the ids of the sources of that pair, first and last.
        text: the phrase.
        limit: the most units.
    """
    lang = pair[0] if side == "source" else pair[1]
    phrase = Phrase(text, lang)
    query = _query(connection, phrase, lang, side)
    if not query:
        return []
    found: dict[tuple[str, str], Found] = {}
    for number, *texts, origin, changed, author in connection.execute(_READ, (query, *span, MOST_READ)):
        source, target = map(shown, texts)
        if (source, target) in found:
            continue
        if spans := phrase.spans(source if side == "source" else target):
            found[source, target] = Found(number, source, target, side, tuple(spans), origin, changed, author)
            if len(found) >= limit:
                break
    return list(found.values())


def ranked(found: Iterable[Found], text: str) -> list[Found]:
    """Units by how useful they are: with the phrase as it is written first; the order stays otherwise."""
    wanted = text.casefold().split()

    def as_written(unit: Found) -> bool:
        held = unit.source if unit.side == "source" else unit.target
        return any(held[start:end].casefold().split() == wanted for start, end in unit.spans)

    return sorted(found, key=lambda unit: not as_written(unit))


def _query(connection: sqlite3.Connection, phrase: Phrase, lang: str, side: Side) -> str:
    """What FTS5 is to look for; nothing where a word of the phrase has no form in the memory.

    Two words that follow each other, in all their forms, are looked for as phrases: those two that have the fewest.
    The other words only have to be there.
    """
    words = []
    for n, word in enumerate(phrase.words):
        words.append([form for form in _forms(connection, word, lang) if phrase.has_form(n, form)][:MOST_FORMS])
        if not words[-1]:
            return ""
    if not words:
        return ""
    groups = [f"({' OR '.join(map(_quoted, forms))})" for forms in words]
    if len(words) > 1:
        pairs = [list(product(*two)) for two in pairwise(words)]
        fewest = min(pairs, key=len)
        if len(fewest) <= MOST_PAIRS:
            groups.append(f"({' OR '.join(_quoted(' '.join(pair)) for pair in fewest)})")
    return f"{{{side} {side}_parts}} : ({' AND '.join(dict.fromkeys(groups))})"


def _quoted(words: str) -> str:
    return f'"{words}"'


def _forms(connection: sqlite3.Connection, word: str, lang: str) -> list[str]:
    """The forms in a memory that share a key with a word."""
    keys = languages.get(lang).keys(word)
    marks = ",".join("?" * len(keys))
    sql = f"SELECT DISTINCT form FROM word WHERE lang = ? AND key IN ({marks}) ORDER BY form"
    return [row[0] for row in connection.execute(sql, (lang, *keys))]


def add_words(connection: sqlite3.Connection, units: Iterable[tuple[int, str, str]], pair: tuple[str, str]) -> None:
    """Index units: id, source and target. Their ids are greater than all that are indexed, and come in order."""
    rows = list(map(_row, units))
    connection.executemany(f"INSERT INTO form (rowid, {COLUMNS}) VALUES (?, ?, ?, ?, ?)", rows)
    for side, lang in zip((1, 3), pair, strict=True):
        keys = languages.get(lang).keys
        words = dict.fromkeys(word for row in rows for part in (row[side], row[side + 1]) for word in str(part).split())
        entries = ((lang, key, word) for word in words for key in keys(word))
        connection.executemany("INSERT OR IGNORE INTO word VALUES (?, ?, ?)", entries)


def forget_words(connection: sqlite3.Connection, units: Iterable[tuple[int, str, str]]) -> None:
    """Take units out of the index: id, source and target as they were indexed."""
    sql = f"INSERT INTO form (form, rowid, {COLUMNS}) VALUES ('delete', ?, ?, ?, ?, ?)"
    connection.executemany(sql, map(_row, units))


def _row(unit: tuple[int, str, str]) -> tuple[int, str, str, str, str]:
    number, source, target = unit
    (words, parts), (others, others_parts) = indexed(shown(source)), indexed(shown(target))
    return number, " ".join(words), " ".join(parts), " ".join(others), " ".join(others_parts)
