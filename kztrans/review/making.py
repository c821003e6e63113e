"""The aligner's own beads of a document, made in a process of its own; of long texts they are kept on the disk."""

from __future__ import annotations

from pathlib import Path

from kztrans import documents
from kztrans.jobs.align import segmented
from kztrans.jobs.align_job import AlignJob
from kztrans.jobs.beads import aligned
from kztrans.model import Document
from kztrans.reading import read_bytes
from kztrans.review.heavy import LARGE, done
from kztrans.review.kept import digest_of, keep, kept, made_from, made_kept, told_by
from kztrans.review.sessions import Made

__all__ = ["made_of"]

CHARACTERS = 200
"""Characters of both texts that make a pair, roughly."""


def made_of(job: AlignJob, shown: str, tmx: Path) -> Made:
    """The texts and the aligner's beads; of long texts those that are kept beside a document's TMX, or to be kept."""
    target = job.target or job.source
    left = documents.read(job.source, job.source_lang, shown=shown)
    right = documents.read(target, job.target_lang, shown=target.name)
    size = (len(left.text) + len(right.text)) // CHARACTERS
    if size < LARGE:
        return done(_aligned, left, right, job, size=size)
    texts = [read_bytes(path, "a text") for path in (job.source, target)]
    told = told_by(job.glossary.used) if job.glossary is not None else ""
    key = digest_of(*texts, shown, job.source_lang, job.target_lang, job.article, told)
    made = made_from(kept(tmx, "aligned", key), left, right)
    if made is None:
        made = done(_aligned, left, right, job, size=size)
        keep(tmx, "aligned", key, made_kept(made))
    return made


def _aligned(source: Document, target: Document, job: AlignJob) -> Made:
    left, right = segmented(source, job.source, job), segmented(target, job.target or job.source, job)
    return left, right, aligned(left, right, job)
