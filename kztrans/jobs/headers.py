"""What the PO of a text says of itself: its header and the comment above it."""

from __future__ import annotations

import hashlib
from pathlib import Path

from kztrans import __version__, languages
from kztrans.formats import po
from kztrans.jobs.align_job import AlignJob
from kztrans.jobs.naming import document_name, utf8
from kztrans.languages import codes
from kztrans.merging.merge import ALIGNED_WITH
from kztrans.model import Document

__all__ = ["ARTICLE", "header_comments", "headers"]

ARTICLE = "X-Article"
"""The field of a PO that holds what of a web page is an article, and nothing else of it."""


def headers(job: AlignJob, target: Document | None) -> tuple[tuple[str, str], ...]:
    fields = {
        "Project-Id-Version": utf8(document_name(job.source, job.source_lang)),
        "Report-Msgid-Bugs-To": "",
        "PO-Revision-Date": po.NEVER_REVISED,
        "Last-Translator": "",
        "Language-Team": "",
        "Language": codes.gettext(job.target_lang),
        **po.REQUIRED,
        "Plural-Forms": languages.get(job.target_lang).plural_forms,
        "X-Generator": f"kztrans {__version__}",
        "X-Source-Language": codes.gettext(job.source_lang),
    }
    if job.article:
        fields[ARTICLE] = "yes"
    if target:
        digest = hashlib.sha256(target.text.encode("utf-8", "surrogatepass")).hexdigest()[:16]
        fields[ALIGNED_WITH] = f"{utf8(Path(target.path).name)} sha256:{digest}"
    return tuple(fields.items())


def header_comments(source: Document, target: Document | None) -> tuple[str, ...]:
    if target:
        return (f"{source.path}, with the translation in {utf8(Path(target.path).name)}",)
    return (f"{source.path}, to be translated",)
