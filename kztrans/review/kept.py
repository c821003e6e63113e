"""What takes long to find out of a document, kept beside it, so that the next start need not.

It lies in the folder for kztrans's own work (``locales/.kztrans/``), each with the digests of what it depends on: where
one differs, or a file is not what it should be, all is found out anew. Nothing is lost with these files.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import Any

from kztrans import __version__
from kztrans.atomic import write_atomic
from kztrans.errors import InputError
from kztrans.model import Bead, Concept, Document, Segment
from kztrans.review.sessions import Made
from kztrans.together import state_folder
from kztrans.units.side import Side
from kztrans.units.stretches import Noted

__all__ = ["digest_of", "keep", "kept", "made_from", "made_kept", "noted_from", "noted_kept", "told_by"]

_ROOMS = ("alignment", "bilingual", "data", "formats", "glossary", "languages", "merging", "segmentation", "units")
"""Parts of kztrans whose change may make it find out something else."""


def digest_of(*given: object) -> str:
    """What tells whether all that something depends on is the same, this program itself among it."""
    found = hashlib.sha256(_program().encode())
    for one in given:
        found.update(one if isinstance(one, bytes) else repr(one).encode("utf-8", "surrogatepass"))
        found.update(b"\0")
    return found.hexdigest()


@lru_cache(maxsize=1)
def _program() -> str:
    here = Path(__file__).parents[1]
    files = sorted(path for room in _ROOMS for path in (here / room).rglob("*") if path.suffix != ".pyc")
    status = [(path, path.stat()) for path in files if path.is_file()]
    return repr([__version__, *((path.name, s.st_size, s.st_mtime_ns) for path, s in status)])


def told_by(concepts: Iterable[Concept]) -> str:
    """A digest of all that aligner and notes take from concepts."""
    found = hashlib.sha256()
    for c in concepts:
        told = (c.definition, c.advice, c.risk, c.excluded, c.required, c.valid, c.relations, c.domain, c.subject)
        terms = [(t.text, t.lang, t.status, t.type, t.region) for t in c.terms]
        found.update(repr((c.id, c.pos, terms, told)).encode("utf-8", "surrogatepass"))
    return found.hexdigest()


def kept(tmx: Path, what: str, key: str) -> Any:
    """What was kept of a document, by its TMX, under this key; None where that is nothing."""
    with suppress(OSError, ValueError, RecursionError):
        found = json.loads(_path(tmx, what).read_bytes())
        if isinstance(found, dict) and found.get("key") == key:
            return found.get("value")
    return None


def keep(tmx: Path, what: str, key: str, value: Any) -> None:
    """Keep something of a document; where that cannot be done, it is not kept."""
    with suppress(OSError, InputError):
        state_folder(tmx.parent)
        told = json.dumps({"key": key, "value": value}, ensure_ascii=True, separators=(",", ":"))
        write_atomic(_path(tmx, what), told.encode("ascii"))


def _path(tmx: Path, what: str) -> Path:
    return tmx.parent / ".kztrans" / f"{tmx.stem}.{what}.json"


def made_kept(made: Made) -> Any:
    """Segments and beads as they are kept; None where a segment is not what stands in its place."""
    sides = []
    for side in made[:2]:
        text = side.document.text
        if any(s.text != text[s.start : s.end] for s in side.segments):
            return None
        sides.append([[s.start, s.end, s.paragraph, s.line] for s in side.segments])
    return [*sides, [[list(b.source), list(b.target), float(b.score), b.moved] for b in made[2]]]


def made_from(value: Any, source: Document, target: Document) -> Made | None:
    """Segments and beads that were kept of two documents; None where it is none of that."""
    with suppress(TypeError, ValueError, IndexError):
        left, right = (_side(rows, text) for rows, text in zip(value[:2], (source, target), strict=True))
        beads = [Bead(tuple(map(_index, s)), tuple(map(_index, t)), float(p), m is True) for s, t, p, m in value[2]]
        for n, side in enumerate((left, right)):
            places = [i for bead in beads for i in (bead.target if n else bead.source)]
            if sorted(places) != list(range(len(side.segments))):
                return None
        return left, right, beads
    return None


def _side(rows: Any, document: Document) -> Side:
    spans = [tuple(map(_index, row)) for row in rows]
    segments = tuple(Segment(document.text[a:b], a, b, paragraph, line) for a, b, paragraph, line in spans)
    if not all(segment.text and segment.end - segment.start == len(segment.text) for segment in segments):
        raise ValueError
    return Side(document, segments)


def _index(number: Any) -> int:
    if not isinstance(number, int) or number < 0:
        raise ValueError
    return number


def noted_kept(noted: Sequence[Noted]) -> Any:
    """What was noted, as it is kept."""
    names: dict[str, int] = {}
    rows = [[list(n.told), sorted(names.setdefault(c, len(names)) for c in n.concepts)] for n in noted]
    return [list(names), rows]


def noted_from(value: Any, texts: Sequence[str]) -> list[Noted] | None:
    """What was kept of what was noted, with the texts that it was noted of; None where it is none of that."""
    with suppress(TypeError, ValueError, IndexError):
        names = [str(name) for name in value[0]]
        rows = zip(value[1], texts, strict=True)
        return [Noted(tuple(map(str, t)), frozenset(names[_index(c)] for c in cs), text) for (t, cs), text in rows]
    return None
