"""From a file to its term sheet."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kztrans.glossary.term_sheet import Row, rows
from kztrans.jobs.extract import ExtractJob, sentences_of

if TYPE_CHECKING:
    from kztrans.glossary import Glossary

__all__ = ["run"]


def run(path: Path, glossary: Glossary, source_lang: str, target_lang: str) -> list[Row]:
    """The terms of a document, or of the sources of a PO, TMX or XLIFF file.

    Raises:
        InputError: the file cannot be read.
    """
    sentences = sentences_of(ExtractJob((path,), source_lang=source_lang, target_lang=target_lang, glossary=glossary))
    return rows(
        ((hit, sentence.line) for sentence in sentences for hit in glossary.find(sentence.source, source_lang)),
        target_lang,
    )
