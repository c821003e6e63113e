"""Adding concepts to those of a glossary, without changing any of them."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from kztrans.atomic import write_atomic
from kztrans.errors import InputError
from kztrans.glossary import recording
from kztrans.glossary.columns import cells_of
from kztrans.glossary.delimited import to_csv
from kztrans.glossary.readers import read_table
from kztrans.glossary.rows import parse
from kztrans.locking import changing
from kztrans.model import Concept
from kztrans.reading import read_if_there

__all__ = ["Merged", "check", "import_into", "merged"]

TRIES = 50
"""How often concepts are added anew where a program without the lock writes the file in between."""


@dataclass(frozen=True, slots=True)
class Merged:
    """What came of it."""

    new: tuple[Concept, ...]
    same: int
    kept: int
    conflicts: tuple[str, ...]
    """A line on each concept that was added under another name, because its own was taken by a different one."""

    @property
    def added(self) -> int:
        """How many concepts are new."""
        return len(self.new)


def import_into(path: Path, concepts: Sequence[Concept], columns: Sequence[str], domain: str) -> Merged:
    """Write concepts to a CSV file, or add them at the end of one that is there, whose rows stay as they are.

    ``columns``: those that the concepts had where they came from; ``domain``: the one that means they had none.

    Raises:
        InputError: the file there is no glossary of our form, or what would be written could not be read as it is.
    """
    concepts = [replace(c, domain=path.stem) if c.domain == domain else c for c in concepts]
    with changing(path):
        recording.settle(path)
        for _ in range(TRIES):
            before = read_if_there(path, "a glossary file")
            if before is None:
                result = merged((), concepts)
                data, held = to_csv(result.new, path.stem, _own(columns)), result.new
            else:
                result, data, held = _added(path, before, concepts)
            check(data, path, held)
            if read_if_there(path, "a glossary file") == before:
                write_atomic(path, data)
                return result
    raise InputError("is written all the time by another program", path=path, remedy="wait for it to end")


def _own(columns: Sequence[str]) -> Sequence[str]:
    return columns if "concept" in columns else ()


def _added(path: Path, data: bytes, concepts: Sequence[Concept]) -> tuple[Merged, bytes, tuple[Concept, ...]]:
    """What adding concepts to a file makes of its bytes, and the concepts that it holds then."""
    known, own = read_table(path)
    if "concept" not in own:
        raise InputError(
            "has no column 'concept'", path=path, remedy="name a glossary of kztrans's form, or a new file"
        )
    result = merged(known, concepts)
    table = parse(data, path)
    for concept in result.new:
        cells = cells_of(concept)
        if concept.domain == path.stem and "domain" not in own:
            del cells["domain"]
        table = table.appended(cells)
    return result, table.data(), (*known, *result.new)


def check(data: bytes, path: Path, concepts: Sequence[Concept], ending: str = ".csv") -> None:
    """Refuse the bytes of a glossary that would not be read as the concepts that they were made from.

    Args:
        data: the bytes.
        path: the file that they are for.
        concepts: what they are to hold.
        ending: that of a file of their kind, ``.csv`` or ``.tbx``.

    Raises:
        InputError: what its reader says of them, or the concept that would be another one; nothing is written.
    """
    with tempfile.TemporaryDirectory(prefix="kztrans-") as folder:
        file = Path(folder) / f"{path.stem}{ending}"
        file.write_bytes(data)
        try:
            found, _ = read_table(file)
        except InputError as error:
            reason = str(error).removeprefix(str(file)).lstrip(":0123456789 ")
            raise InputError(f"would not be readable, and is not written: {reason}", path=path) from error
    held = {concept.id.strip(): _texts(concept) for concept in found}
    for concept in concepts:
        if held.get(concept.id.strip()) != _texts(concept):
            raise InputError(
                f"would not hold concept {concept.id!r} as it is",
                path=path,
                remedy="nothing is written; see whether its terms have white space or ' | ' where none belongs",
            )


def _texts(concept: Concept) -> set[tuple[str, str, str]]:
    return {(term.lang, term.region, term.text.strip()) for term in concept.terms}


def merged(known: Sequence[Concept], new: Sequence[Concept]) -> Merged:
    """The new concepts that are not among the known ones.

    A new concept is among them if one of its name has all its terms. One whose name is taken by a concept with other
    terms is added under its name with a number.
    """
    by_name = {concept.id: concept for concept in known}
    added: list[Concept] = []
    conflicts: list[str] = []
    same = 0
    for concept in new:
        other = by_name.get(concept.id)
        if other is not None and set(concept.terms) <= set(other.terms):
            same += 1
            continue
        number, name = 1, concept.id
        while name in by_name:
            number += 1
            name = f"{concept.id}-{number}"
        if name != concept.id:
            if any(set(concept.terms) <= set(c.terms) for i, c in by_name.items() if i.startswith(f"{concept.id}-")):
                same += 1
                continue
            conflicts.append(f"{concept.id!r} is there with other terms; added as {name!r}")
        by_name[name] = replace(concept, id=name)
        added.append(by_name[name])
    return Merged(tuple(added), same, len(known), tuple(conflicts))
