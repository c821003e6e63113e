"""Counting what files hold, for a quote: documents and bilingual files, one after the other, each read once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from kztrans import documents, formats, inline
from kztrans.counting.amounts import NOTHING, Amount, amount
from kztrans.counting.bands import Counter
from kztrans.counting.rates import RATES, Band
from kztrans.counting.tallies import FileTally, Statistics
from kztrans.documents.article import is_page, only_article
from kztrans.documents.language_mark import misread
from kztrans.errors import InputError
from kztrans.memory.others import passed_over
from kztrans.memory.store import Memory
from kztrans.memory.trust import Trust
from kztrans.model import TERM_ORIGIN
from kztrans.segmentation import segment_document

__all__ = ["StatsJob", "run"]


@dataclass(frozen=True)
class StatsJob:
    """What is to be counted, and how."""

    paths: tuple[Path, ...]
    source_lang: str = "id"
    target_lang: str = "en"
    memory: Path | None = None
    rates: dict[str, float] = field(default_factory=lambda: dict(RATES))
    penalties: tuple[tuple[str, int], ...] = ()
    """Patterns of origins in the memory, with the per cent that their matches lose."""
    article: bool = False
    """Is what of a web page is no article left out?"""


@dataclass(frozen=True, slots=True)
class _Text:
    """A segment or entry: its text without codes, and how far its translation is."""

    text: str
    state: str = "open"


def run(job: StatsJob, progress: Callable[[str], None] = lambda _: None) -> Statistics:
    """Count files.

    Raises:
        InputError: a path that was named is not there or cannot be read. A folder's bad file is told among the faults.
    """
    if job.memory is None:
        return _counted(job, None, progress)
    with Memory(job.memory) as memory:
        others = passed_over(memory, job.source_lang, job.target_lang)
        counted = _counted(job, memory, progress)
        return replace(counted, warnings=(*((others,) if others else ()), *counted.warnings))


def _counted(job: StatsJob, memory: Memory | None, progress: Callable[[str], None]) -> Statistics:
    counter = Counter(memory, job.source_lang, job.target_lang, Trust(job.penalties))
    tallies, faults, warnings = [], [], []
    for path, named in _files(job):
        progress(f"counting {path}")
        try:
            tallies.append(_tally(path, job, counter))
            if documents.is_document(path) and (doubt := misread(path, job.source_lang)):
                warnings.append(f"{path}: {doubt}")
        except InputError as error:
            if named:
                raise
            faults.append(str(error))
    if not tallies:
        raise InputError("could not be counted, none of the files" if faults else "no file to count", path=job.paths[0])
    return Statistics(tuple(tallies), job.rates, tuple(faults), tuple(warnings))


def _files(job: StatsJob) -> Iterator[tuple[Path, bool]]:
    """The files to count, and whether each was named itself, in the order of their names, each once.

    A folder's documents but for translations (``a.en.txt`` beside ``a.id.txt``); where it has none, its PO and XLIFF.
    """
    seen: set[Path] = set()
    for path in job.paths:
        for file, named in _inside(path, job) if path.is_dir() else [(path, True)]:
            if file not in seen:
                seen.add(file)
                yield file, named


def _inside(folder: Path, job: StatsJob) -> Iterable[tuple[Path, bool]]:
    files = sorted(p for p in folder.rglob("*") if not _hidden(p.relative_to(folder)) and p.is_file())
    known = documents.endings()
    texts = [p for p in files if p.suffix.lower() in known and f".{job.target_lang}" not in p.suffixes]
    found = texts or [p for p in files if p.suffix.lower() in (".po", ".xlf", ".xliff")]
    if not found:
        raise InputError("has nothing to count", path=folder, remedy="name a folder with texts, documents or PO files")
    return [(p, False) for p in found]


def _hidden(inside: Path) -> bool:
    return any(map(documents.is_passing, inside.parts))


def _tally(path: Path, job: StatsJob, counter: Counter) -> FileTally:
    texts = list(_texts(path, job))
    done = fuzzy = NOTHING
    bands: dict[Band, Amount] = {}
    for n, text in enumerate(texts):
        held = amount(text.text)
        before = texts[n - 1].text if n else None
        after = texts[n + 1].text if n + 1 < len(texts) else None
        band = counter.band(text.text, str(path), before, after)
        if text.state == "done":
            done += held
            continue
        if text.state == "fuzzy":
            fuzzy += held
        bands[band] = bands.get(band, NOTHING) + held
    return FileTally(path.as_posix(), done, fuzzy, bands)


def _texts(path: Path, job: StatsJob) -> Iterator[_Text]:
    if not path.exists() or (path.suffix and documents.is_document(path)) or not path.suffix:
        document = documents.read(path, job.source_lang)
        segments = segment_document(document)
        if job.article and is_page(path):
            segments = only_article(document, documents.load(path), segments)
        for segment in segments:
            yield _Text(segment.text)
        return
    for unit in formats.read(path).units:
        if not unit.obsolete and unit.source and unit.origin != TERM_ORIGIN:
            targets = unit.plural_targets if unit.plural is not None else (unit.target,)
            state = "open" if not targets or not all(targets) else "fuzzy" if unit.fuzzy else "done"
            for text in (unit.source, unit.plural):
                if text is not None:
                    yield _Text(inline.without(text, unit.codes), state)
