"""What is wrong with files that are read all the same, or that a project wants and has not: told on the page of files.

An emptied file is a glossary or a catalogue of nothing to its reader; of a text that is gone the PO still tells the
sentences; a line of a log that is no deed is passed over. None of that is to pass without a word.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from kztrans import documents
from kztrans.errors import InputError
from kztrans.merging import deeds
from kztrans.reading import read_bytes

if TYPE_CHECKING:
    from kztrans.review.project import Document, Project

__all__ = ["emptied", "overlooked"]


def emptied(path: Path, data: bytes) -> InputError | None:
    """What is said of a file with nothing in it; one that has had something has its header at least."""
    if data.strip(b" \t\r\n\xef\xbb\xbf\xfe\xff\0"):
        return None
    remedy = "bring back what was in it, from a copy or from git; or delete the file"
    return InputError("is empty: nothing of it is used", path=path, remedy=remedy)


def overlooked(project: Project) -> dict[Path, InputError]:
    """What is wrong with the texts and the logs of a project's documents, each of which is read for it."""
    found = {}
    for document in project.documents().values():
        for error in (*_of_texts(project, document), deeds.fault(document.tmx)):
            if error is not None and error.path is not None:
                found[Path(error.path)] = error
    return found


def _of_texts(project: Project, document: Document) -> Iterator[InputError]:
    """The texts of a document that kztrans aligned which are gone, or no texts: not those that were only changed."""
    with suppress(InputError):
        names = project.text_names(document)
        if names is None:
            return
        for name, path in zip(names, project.text_files(document), strict=True):
            error = _of_text(path or project.text_named(name), project.texts / name)
            if error is not None:
                yield error


def _of_text(path: Path | None, wanted: Path) -> InputError | None:
    if path is None:
        remedy = "put it back; or name the folder of the texts with --texts, if they lie elsewhere"
        return InputError("is gone: a document was aligned from it", path=wanted, remedy=remedy)
    try:
        documents.parse(read_bytes(path, "a text"), path, "")
    except InputError as error:
        return InputError(error.message, path=path, line=error.line, remedy=error.remedy)
    return None
