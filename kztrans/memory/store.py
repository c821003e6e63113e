"""The translation memory: translations kept in an SQLite file, found again by what they translate."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from kztrans.languages import codes
from kztrans.memory import index, schema
from kztrans.memory.concordance import Found, Side, find_phrase, ranked
from kztrans.memory.entries import Entry, from_units
from kztrans.memory.keys import digest, normalise
from kztrans.memory.lookup import Match, find
from kztrans.memory.native import unpacked
from kztrans.memory.tokens import split
from kztrans.memory.writer import Row, pair_of, write
from kztrans.model import Code, Unit

if TYPE_CHECKING:
    from typing_extensions import Self

__all__ = ["Counts", "Memory", "PairStats", "Stats", "Stored"]

BATCH = 5000
"""Entries that are written in one transaction, and held in memory until then."""
RANKED = 100
"""The newest units with a phrase, among which the most useful are chosen."""
BATCH_CHARACTERS = 4_000_000
"""Or as many as hold this much text."""


@dataclass(frozen=True, slots=True)
class Counts:
    """What became of entries that were to be added."""

    read: int = 0
    new: int = 0
    known: int = 0
    """In the memory already."""
    fuzzy: int = 0
    """Left out, since nobody has confirmed them."""
    untranslated: int = 0

    @property
    def skipped(self) -> int:
        """Those left out, for whatever reason."""
        return self.fuzzy + self.untranslated

    def __add__(self, other: Counts) -> Counts:
        return Counts(
            self.read + other.read,
            self.new + other.new,
            self.known + other.known,
            self.fuzzy + other.fuzzy,
            self.untranslated + other.untranslated,
        )


@dataclass(frozen=True, slots=True)
class PairStats:
    """How much a memory holds in one pair of languages."""

    source_lang: str
    target_lang: str
    units: int
    sources: int
    """Different sources among them."""


@dataclass(frozen=True, slots=True)
class Stats:
    """What a memory holds."""

    path: str
    size: int
    """Bytes on disk."""
    pairs: tuple[PairStats, ...]
    origins: tuple[tuple[str, int], ...]
    """Files and other origins with their numbers of units, greatest first."""


@dataclass(frozen=True, slots=True)
class Stored:
    """A translation as it lies in a memory."""

    source: str
    target: str
    origin: str
    previous: int | None = None
    following: int | None = None
    context: str | None = None
    tuid: str | None = None
    changed: str = ""
    author: str = ""
    codes: tuple[Code, ...] = ()
    """The inline codes that its texts have tags of."""


class Memory:
    """A translation memory; to be closed, or used in a ``with`` statement, by the thread that made it.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder, Memory(folder + "/m.sqlite", create=True) as memory:
    ...     memory.add([Unit("Harga gas naik 5 persen.", "Gas prices rose 5 per cent.")], "id", "en", "a.po").new
    ...     [(m.percent, m.target) for m in memory.lookup("Harga gas naik 7 persen.", "id", "en")]
    1
    [(98, 'Gas prices rose 7 per cent.')]
    """

    def __init__(self, path: str | os.PathLike[str], *, create: bool = False) -> None:
        """Open the memory at ``path``, or make it if there is none and ``create`` is true.

        Raises:
            InputError: there is none, it is something else than a memory, or a newer kztrans made it.
        """
        self.path = Path(path)
        self.connection = schema.connect(path, create)
        """The SQLite file, for the modules of this room."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        self.connection.close()

    def add(
        self, units: Iterable[Unit], source_lang: str, target_lang: str, origin: str = "", *, fuzzy: bool = False
    ) -> Counts:
        """Add units, in the order of their text: neighbours are remembered.

        Args:
            units: fuzzy ones are left out unless ``fuzzy``, untranslated ones always.
            source_lang: a language code; its region is left out of account.
            target_lang: likewise.
            origin: where they come from, the name of a file as a rule.
        """
        return self.add_entries(from_units(units, source_lang, target_lang), origin, fuzzy=fuzzy)

    def add_entries(
        self,
        entries: Iterable[Entry],
        origin: str,
        *,
        fuzzy: bool = False,
        progress: Callable[[Counts], None] | None = None,
    ) -> Counts:
        """Add entries as they come, a transaction each few thousand; memory stays bounded.

        What is there already, the same source and target between the same neighbours, is not added again, but takes
        a later date of change. Where ``entries`` raises, what it gave before is added. ``progress`` is told the counts
        so far after each transaction.
        """
        total = Counts()
        batch: list[Row] = []
        characters = 0

        def flush() -> None:
            nonlocal total, batch, characters
            rows, batch, characters = batch, [], 0
            new = self._write(rows, origin)
            total += Counts(new=new, known=len(rows) - new)
            if progress is not None:
                progress(total)

        try:
            for entry in entries:
                row, outcome = _prepared(entry, fuzzy)
                total += outcome
                if row is not None:
                    batch.append(row)
                    characters += len(entry.source) + len(entry.target)
                if len(batch) >= BATCH or characters >= BATCH_CHARACTERS:
                    flush()
        finally:
            flush()
        return total

    def lookup(
        self,
        source: str,
        source_lang: str,
        target_lang: str,
        previous: str | None = None,
        following: str | None = None,
        threshold: int = 75,
        limit: int = 1,
    ) -> list[Match]:
        """The best translations of a text, best first, at most ``limit``.

        First the same text between the same neighbours (101 %), then the same text (100 %), then texts like it
        (99 % and less, see ``score``); of a source's translations the one changed last, or else added last, comes
        first. No match is missed for thresholds of 70 and more; below, some may be.

        Args:
            source: the text to translate, without inline codes.
            source_lang: its language; a region does not matter.
            target_lang: the language to translate into.
            previous: the source before it in its text, None at the beginning.
            following: the source after it, None at the end; with both None no context is compared.
            threshold: the least percentage, 50 to 100.
            limit: the most matches.

        Raises:
            ValueError: the threshold is out of its range.
        """
        if not 50 <= threshold <= 101:
            raise ValueError(f"threshold {threshold} is not between 50 and 100")
        with schema.reported(self.path):
            pair = self._pair(source_lang, target_lang)
            if pair is None:
                return []
            neighbours = (
                None if previous is None else digest(normalise(previous)),
                None if following is None else digest(normalise(following)),
            )
            languages = (source_lang, target_lang)
            return find(self.connection, pair, languages, source, neighbours, threshold, limit)

    def phrase(
        self, text: str, source_lang: str, target_lang: str, side: Side | None = None, limit: int = 20
    ) -> list[Found]:
        """The units in which a word or phrase stands, in any form of its words, the most useful first.

        First those that have it as it is written, then the others, the newest first; each pair of texts once.

        Args:
            text: the phrase, in either language.
            side: where to look; None: in the sources, and where they have it in none, in the targets.
            limit: the most units.
        """
        with schema.reported(self.path):
            pair = self._pair(source_lang, target_lang)
            if pair is None:
                return []
            span = (index.first_id(pair, 0), index.last_id(pair, index.MAX_LENGTH))
            names = (codes.key(source_lang), codes.key(target_lang))
            for where in (side,) if side else ("source", "target"):
                found = find_phrase(self.connection, names, span, text, where, max(limit, RANKED))
                if found:
                    return ranked(found, text)[:limit]
        return []

    def languages(self) -> list[tuple[str, str]]:
        """The pairs of languages that the memory holds, in the order they came."""
        with schema.reported(self.path):
            sql = "SELECT CAST(source_lang AS TEXT), CAST(target_lang AS TEXT) FROM pair ORDER BY id"
            return list(self.connection.execute(sql))

    def units(self, source_lang: str, target_lang: str) -> Iterator[Stored]:
        """All units of a pair of languages in the order they were added, read as they are asked for."""
        sql = """
            SELECT CAST(coalesce(u.text, s.key) AS TEXT), CAST(u.target AS TEXT), CAST(o.name AS TEXT),
                CAST(u.previous AS INTEGER), CAST(u.following AS INTEGER), CAST(u.context AS TEXT),
                CAST(u.tuid AS TEXT), CAST(u.changed AS TEXT), CAST(u.author AS TEXT), c.data
            FROM unit u JOIN source s ON s.id = u.source JOIN origin o ON o.id = u.origin
                LEFT JOIN code c ON c.unit = u.id
            WHERE u.id > ? AND u.id <= ? AND s.id BETWEEN ? AND ? ORDER BY u.id
        """
        with schema.reported(self.path):
            pair = self._pair(source_lang, target_lang)
            if pair is None:
                return
            span = (index.first_id(pair, 0), index.last_id(pair, index.MAX_LENGTH))
            last = self.connection.execute("SELECT max(id) FROM unit").fetchone()[0] or 0
            for start in range(0, last, BATCH):  # no reader stays open while the caller is busy
                for row in self.connection.execute(sql, (start, start + BATCH, *span)).fetchall():
                    yield Stored(*(*row[:-1], unpacked(row[-1], row[0], row[1])))

    def stats(self) -> Stats:
        """How much the memory holds, of what, from where."""
        with schema.reported(self.path):
            counts = """
                SELECT CAST(p.source_lang AS TEXT), CAST(p.target_lang AS TEXT),
                    (SELECT count(*) FROM unit WHERE source BETWEEN p.id << :bits AND ((p.id + 1) << :bits) - 1),
                    (SELECT count(*) FROM source WHERE id BETWEEN p.id << :bits AND ((p.id + 1) << :bits) - 1)
                FROM pair p ORDER BY p.id
            """
            bits = index.LENGTH_BITS + index.SEQUENCE_BITS
            pairs = tuple(PairStats(*row) for row in self.connection.execute(counts, {"bits": bits}))
            by_origin = """
                SELECT CAST(o.name AS TEXT), count(*) FROM unit u JOIN origin o ON o.id = u.origin
                GROUP BY o.id ORDER BY 2 DESC, o.id
            """
            origins = self.connection.execute(by_origin).fetchall()
        size = sum(p.stat().st_size for s in ("", "-wal") if (p := Path(f"{self.path}{s}")).exists())
        return Stats(str(self.path), size, pairs, tuple(origins))

    def _pair(self, source_lang: str, target_lang: str) -> int | None:
        return pair_of(self.connection, (codes.key(source_lang), codes.key(target_lang)))

    def _write(self, rows: list[Row], origin: str) -> int:
        """Put rows into the tables in one transaction; how many of them were new."""
        if not rows:
            return 0
        with schema.reported(self.path), schema.transaction(self.connection):
            return write(self.connection, rows, origin)


def _prepared(entry: Entry, fuzzy: bool) -> tuple[Row | None, Counts]:
    """The row of an entry, None where it is to be left out, and what to count."""
    key = entry.key
    if not key or not entry.target.strip():
        return None, Counts(read=1, untranslated=1)
    if entry.fuzzy and not fuzzy:
        return None, Counts(read=1, fuzzy=1)
    pair = (codes.key(entry.source_lang), codes.key(entry.target_lang))
    return Row(entry, pair, key, digest(key), split(key).folded), Counts(read=1)
