"""From files to proposed concepts: read the texts, extract terms, save them as rows of a glossary to be reviewed."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePath

from kztrans import documents, inline
from kztrans.atomic import write_atomic
from kztrans.errors import InputError
from kztrans.glossary.columns import BETWEEN, layout, slug
from kztrans.glossary.extraction import Candidate, Example, Extraction, Sentence, Translation, extract
from kztrans.glossary.extraction.worth import is_clear
from kztrans.glossary.readers import read as read_glossary
from kztrans.glossary.record import header, to_cells
from kztrans.glossary.rows import parse
from kztrans.glossary.store import Glossary
from kztrans.locking import changing
from kztrans.model import Catalog, Concept, Term
from kztrans.reading import read_if_there
from kztrans.units.side import Side

__all__ = [
    "ExtractJob",
    "never_of",
    "proposal",
    "proposals",
    "run",
    "save",
    "sentences_of",
    "sentences_of_catalog",
]

WORTH = 0.6
"""The least score of an alternative."""
_PLACES = 10


@dataclass(frozen=True, slots=True)
class ExtractJob:
    """What to extract terms from, and how."""

    files: tuple[Path, ...]
    translation: Path | None = None
    """The translation of the one text in ``files``, to be aligned with it."""
    source_lang: str = "id"
    target_lang: str = "en"
    glossary: Glossary | None = None
    """None: the curated glossary."""
    output: Path | None = None
    """A file of earlier proposals, if it is there: what it has, in whatever state, is not proposed again."""
    limit: int = 100
    min_count: int = 1
    never: Path | None = None
    """A file of phrases that are never to be proposed, if it is there (``project_glossary.never_path``)."""


def run(job: ExtractJob) -> Extraction:
    """Extract terms; nothing is written.

    Raises:
        InputError: a file cannot be read, is in the target language, or nothing is known of its language.
    """
    glossary = Glossary.load() if job.glossary is None else job.glossary
    earlier = tuple(read_glossary(job.output)) if job.output and job.output.exists() else ()
    return extract(
        sentences_of(replace(job, glossary=glossary)),
        glossary,
        job.source_lang,
        job.target_lang,
        known=earlier,
        never=never_of(job),
        limit=job.limit,
        min_count=job.min_count,
    )


def never_of(job: ExtractJob) -> tuple[Concept, ...]:
    """What is never to be proposed."""
    return tuple(read_glossary(job.never)) if job.never and job.never.exists() else ()


def sentences_of(job: ExtractJob) -> list[Sentence]:
    """The sentences of a job's files, in order, with the translations that count (not fuzzy, not obsolete)."""
    if job.translation is not None:
        if len(job.files) != 1 or not documents.is_document(job.files[0]):
            raise InputError("a translation goes with one document", path=job.translation, remedy="name one document")
        return _aligned(job.files[0], job.translation, job)
    return [sentence for path in job.files for sentence in _sentences(path, job)]


def _sentences(path: Path, job: ExtractJob) -> list[Sentence]:
    if not documents.is_document(path):
        from kztrans import formats

        return sentences_of_catalog(formats.read(path, job.source_lang, job.target_lang), path.as_posix())
    side = _side(path, job.source_lang)
    _check_language(side, path, job)
    return [Sentence(_line(s.text), "", path.as_posix(), s.line) for s in side.segments]


def _check_language(side: Side, path: Path, job: ExtractJob) -> None:
    """Refuse a translation that is given as one more text."""
    from kztrans import languages
    from kztrans.jobs.warnings import reads_like

    if reads_like(side.document.text, job.target_lang, job.source_lang):
        other, own = (languages.get(lang).name for lang in (job.target_lang, job.source_lang))
        raise InputError(
            f"reads like {other}, not {own}",
            path=path,
            remedy="give the translation of a text with --aligned-with, or say with -s what language the texts are in",
        )


def _side(path: Path, lang: str) -> Side:
    """A text with its segments."""
    from kztrans.segmentation import segment_document

    document = documents.read(path, lang)
    return Side(document, tuple(segment_document(document)))


def _aligned(source: Path, target: Path, job: ExtractJob) -> list[Sentence]:
    from kztrans.jobs.align_job import AlignJob
    from kztrans.jobs.beads import align_texts

    pair = AlignJob(source, target, job.source_lang, job.target_lang, glossary=job.glossary)
    left, right = _side(source, job.source_lang), _side(target, job.target_lang)
    left, right, beads = align_texts(left, right, pair)
    return [
        Sentence(
            _line(left.text(bead.source)),
            _line(right.text(bead.target)) if bead.score >= pair.min_confidence else "",
            source.as_posix(),
            left.segments[bead.source[0]].line,
        )
        for bead in beads
        if bead.source
    ]


def sentences_of_catalog(catalog: Catalog, name: str) -> list[Sentence]:
    """The sentences of a bilingual file, with the translations that count (not fuzzy, not obsolete)."""
    found = []
    for unit in catalog.units:
        if unit.obsolete or not unit.source.strip():
            continue
        place = unit.references[0] if unit.references else None
        found.append(
            Sentence(
                _line(inline.without(unit.source, unit.codes)),
                "" if unit.fuzzy else _line(inline.without(unit.target, unit.codes)),
                place.path if place else name,
                place.line if place else unit.line,
            )
        )
    return found


def _line(text: str) -> str:
    return " ".join(text.split())


def proposals(
    candidates: Iterable[Candidate], taken: Iterable[str], source_lang: str = "id", target_lang: str = "en"
) -> list[Concept]:
    """Candidates as proposed concepts, in their order, with identifiers that are not taken."""
    names = set(taken)
    found = []
    for candidate in candidates:
        concept = proposal(candidate, source_lang, target_lang)
        number, name = 1, concept.id
        while name in names:
            number += 1
            name = f"{concept.id}-{number}"
        names.add(name)
        found.append(replace(concept, id=name))
    return found


def proposal(candidate: Candidate, source_lang: str = "id", target_lang: str = "en") -> Concept:
    """A candidate as a proposed concept; what it was proposed for is in fields of their own (``extra``)."""
    best = candidate.translations[0] if candidate.translations else None
    target = best.text if best and is_clear(best, candidate.term) else ""
    terms = [Term(candidate.term, source_lang)] + ([Term(target, target_lang)] if target else [])
    example = _best(candidate.examples, target)
    files = dict.fromkeys(PurePath(e.sentence.path).name for e in candidate.examples)
    others = [t.text for t in candidate.translations if t.score >= WORTH and _is_other(t, target)]
    extra = {
        "score": f"{candidate.score:.2f}",
        "count": str(candidate.count),
        "forms": BETWEEN.join(form for form in candidate.forms if form != candidate.term),
        "alternatives": BETWEEN.join(others),
        "variant-of": candidate.variant_of,
        "example": example.sentence.source if example else "",
        "translation": example.sentence.target if example else "",
        "places": "; ".join(_places(candidate.examples)),
        "comment": "",
    }
    return Concept(
        slug(target or candidate.term),
        tuple(terms),
        pos=candidate.pos,
        source=", ".join(files),
        review="proposed",
        extra=tuple(extra.items()),
    )


def _is_other(translation: Translation, target: str) -> bool:
    """Is it neither the chosen one nor a part of it, nor it with more around it?"""
    one, other = translation.text.lower(), target.lower()
    return not target or (one not in other and other not in one)


def _best(examples: Sequence[Example], target: str) -> Example | None:
    """The example that tells most: with the translation in it, of a length that is read at once."""

    def order(example: Example) -> tuple[bool, bool, int]:
        sentence = example.sentence
        shown = bool(target) and target.lower() in sentence.target.lower()
        return (not shown, not sentence.target, abs(len(sentence.source) - 120))

    return min(examples, key=order, default=None)


def _places(examples: Sequence[Example]) -> list[str]:
    places = list(dict.fromkeys(f"{PurePath(e.sentence.path).name}:{e.sentence.line}" for e in examples))
    more = len(places) - _PLACES
    return places[:_PLACES] + ([f"and {more} more"] if more > 0 else [])


def save(extraction: Extraction, job: ExtractJob, path: str | os.PathLike[str]) -> int:
    """Write the candidates to a file of proposals, after those that it has, of which no byte changes; how many.

    Raises:
        InputError: the file cannot be read or written, or is none of a glossary's own form.
    """
    place = Path(path)
    glossary = Glossary.load() if job.glossary is None else job.glossary
    with changing(place):
        earlier = list(read_glossary(place)) if place.exists() else []
        taken = [concept.id for concept in (*glossary.concepts, *earlier)]
        there = {term.text.casefold() for concept in earlier for term in concept.in_lang(job.source_lang)}
        fresh = [found for found in extraction.candidates if found.term.casefold() not in there]
        concepts = proposals(fresh, taken, job.source_lang, job.target_lang)
        cells = [to_cells(replace(concept, domain=place.stem), place) for concept in concepts]
        blank = {"concept": "", "pos": "", job.source_lang: "", job.target_lang: ""}
        data = read_if_there(place, "a file of proposals")
        if data is None:
            data = header(blank | (cells[0] if cells else {}))
        table = parse(data, place)
        names = layout(table.columns, (job.source_lang, job.target_lang)) or ()
        if "concept" not in names:
            raise InputError("is no file of proposals", path=place, line=1, remedy="name another after -o")
        write_atomic(place, replace(table, names=names).appended(*cells).data() if cells else data)
    return len(concepts)
