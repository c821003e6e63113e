"""Files of an OmegaT project (versions 3.6 to 6): its settings, and the translations that it has saved."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from xml.sax.saxutils import escape

from kztrans.formats import tmx

__all__ = ["SENTENCES", "Saved", "project", "saved", "without_sentences"]

SENTENCES = re.compile(r"(<sentence_seg>\s*)true(\s*</sentence_seg>)")
"""Where ``omegat.project`` says that OmegaT cuts texts into sentences."""
_TOKENIZERS = {"id": "LuceneIndonesianTokenizer", "en": "LuceneEnglishTokenizer", "ru": "LuceneRussianTokenizer"}
"""OmegaT's classes that know a language's inflected forms, so that its glossary and matches find them."""
_PROJECT = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<omegat>
    <project version="1.0">
        <source_dir>__DEFAULT__</source_dir>
        <target_dir>__DEFAULT__</target_dir>
        <tm_dir>__DEFAULT__</tm_dir>
        <glossary_dir>__DEFAULT__</glossary_dir>
        <glossary_file>__DEFAULT__</glossary_file>
        <dictionary_dir>__DEFAULT__</dictionary_dir>
        <source_lang>{source}</source_lang>
        <target_lang>{target}</target_lang>
        <source_tok>org.omegat.tokenizer.{source_tokenizer}</source_tok>
        <target_tok>org.omegat.tokenizer.{target_tokenizer}</target_tok>
        <sentence_seg>false</sentence_seg>
        <support_default_translations>true</support_default_translations>
        <remove_tags>false</remove_tags>
    </project>
</omegat>
"""


@dataclass(frozen=True, slots=True)
class Saved:
    """A translation in ``project_save.tmx``: one for every place of its source, or an alternative for one place."""

    source: str
    target: str
    file: str = ""
    """The file in ``source/`` that an alternative is for; empty where the translation is for all."""
    context: str = ""
    """The ``msgctxt`` of the PO entry that an alternative is for."""


def project(source_lang: str, target_lang: str) -> str:
    """``omegat.project``, with segmenting off: a PO's entries are cut already."""
    return _PROJECT.format(
        source=escape(source_lang),
        target=escape(target_lang),
        source_tokenizer=_TOKENIZERS.get(source_lang.partition("-")[0], "DefaultTokenizer"),
        target_tokenizer=_TOKENIZERS.get(target_lang.partition("-")[0], "DefaultTokenizer"),
    )


def without_sentences(text: str) -> str:
    """``omegat.project`` with segmenting off, all else as it was."""
    return SENTENCES.sub(r"\1false\2", text)


def saved(path: str | os.PathLike[str], source_lang: str, target_lang: str) -> list[Saved]:
    """The translations in a ``project_save.tmx``, in its order.

    Raises:
        InputError: it cannot be read, or is not TMX.
    """
    found = []
    for unit in tmx.iterate(path):
        source, target = unit.in_lang(source_lang), unit.in_lang(target_lang)
        if source and target:
            props = dict(unit.props)
            found.append(Saved(source, target, props.get("file", ""), props.get("path", "")))
    return found
