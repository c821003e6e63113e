"""What the commands of ``kztrans glossary`` read and show: concepts, their columns and places, as JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from kztrans.jobs.project_glossary import Choice
    from kztrans.model import Concept

__all__ = ["chosen", "concepts_of", "own_rows", "placed", "print_json", "record", "table", "tell"]

FIELDS = (
    *("pos", "domain", "subject", "definition", "advice", "risk", "valid", "relations", "note"),
    *("source", "review", "reviewer", "reviewed"),
)
"""The fields of a concept that are texts."""
TERM_FIELDS = ("text", "lang", "status", "type", "region")


def chosen(files: Sequence[Path]) -> Choice:
    """Which glossary a command shows: by the rule of ``align`` and all others, the curated one beside it included."""
    from kztrans.jobs.project_glossary import choose

    return choose(files)


def own_rows(files: Sequence[Path]) -> Choice:
    """The project's own rows alone, where it has any: those that are its to mend."""
    choice = chosen(files)
    return replace(choice, curated=()) if choice.own else choice


def concepts_of(files: Sequence[Path], source_lang: str = "id", target_lang: str = "en") -> list[Concept]:
    """The concepts of the glossary's files."""
    return table(files, source_lang, target_lang)[0]


def table(files: Sequence[Path], source_lang: str, target_lang: str) -> tuple[list[Concept], tuple[str, ...]]:
    """The concepts of the glossary's files, and their columns where they are tables."""
    from kztrans.glossary.readers import read_table
    from kztrans.jobs.project_glossary import beside

    choice, remarks = chosen(files), list[str]()
    tables = {path: read_table(path, (source_lang, target_lang), remarks) for path in choice.files}
    tell(remarks)
    own, curated = ([c for path in paths for c in tables[path][0]] for paths in (choice.own, choice.curated))
    columns = tuple(dict.fromkeys(name for _, names in tables.values() for name in names))
    return beside(own, curated, source_lang) if own else curated, columns if "concept" in columns else ()


def placed(files: Sequence[Path]) -> tuple[list[Concept], list[tuple[str, int]]]:
    """The project's own concepts, or else the curated ones, and the file and line of each."""
    from kztrans.glossary.readers import read_placed

    remarks: list[str] = []
    found = [item for path in own_rows(files).files for item in read_placed(path, remarks=remarks)]
    tell(remarks)
    return [concept for concept, _, _ in found], [(path, line) for _, path, line in found]


def tell(remarks: Sequence[str]) -> None:
    """Print what a reader has to say of a file."""
    for remark in remarks:
        click.echo(remark, err=True)


def record(concept: Concept) -> dict[str, Any]:
    """A concept as JSON has it."""
    return {
        "id": concept.id,
        "terms": [{name: getattr(term, name) for name in TERM_FIELDS} for term in concept.terms],
        **{name: getattr(concept, name) for name in FIELDS},
        "examples": dict(concept.examples),
        "extra": dict(concept.extra),
    }


def print_json(value: Any) -> None:
    """Print a value as JSON."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))
