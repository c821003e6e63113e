"""Adding concepts to those of a glossary, without changing any of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from kztrans.atomic import write_atomic
from kztrans.errors import InputError
from kztrans.glossary.columns import cells_of
from kztrans.glossary.delimited import to_csv
from kztrans.glossary.readers import read_table
from kztrans.glossary.rows import parse
from kztrans.model import Concept
from kztrans.reading import read_bytes

__all__ = ["Merged", "import_into", "merged"]


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
        InputError: the file there is no glossary of our form.
    """
    concepts = [replace(c, domain=path.stem) if c.domain == domain else c for c in concepts]
    if not path.exists():
        write_atomic(path, to_csv(concepts, path.stem, columns if "concept" in columns else ()))
        return Merged(tuple(concepts), 0, 0, ())
    known, own = read_table(path)
    if "concept" not in own:
        raise InputError(
            "has no column 'concept'", path=path, remedy="name a glossary of kztrans's form, or a new file"
        )
    result = merged(known, concepts)
    table = parse(read_bytes(path, "a glossary file"), path)
    for concept in result.new:
        cells = cells_of(concept)
        if concept.domain == path.stem and "domain" not in own:
            del cells["domain"]
        table = table.appended(cells)
    write_atomic(path, table.data())
    return result


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
