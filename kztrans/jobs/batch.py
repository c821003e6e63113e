"""Many jobs after one another: the one door through which jobs are run, whatever runs them.

What has not changed since the last time is not done again: a file in the user's cache folder remembers, for each PO,
what it was made from and what was written. Deleting it costs nothing but time.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from kztrans import __version__
from kztrans.atomic import write_atomic
from kztrans.documents.article import is_page
from kztrans.errors import InputError
from kztrans.jobs.align import run
from kztrans.jobs.align_job import AlignJob, AlignResult
from kztrans.jobs.folder import Texts
from kztrans.jobs.naming import outputs
from kztrans.jobs.writing import changed, write
from kztrans.merging.hand_beads import beads_path
from kztrans.reading import read_bytes, real

__all__ = ["Outcome", "run_all"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a job: a result with the files that it changes, an error, or neither where nothing had changed."""

    job: AlignJob
    """What was to be done, without glossary, lexicon, rules and vectors."""
    result: AlignResult | None = None
    changed: tuple[Path, ...] = ()
    error: InputError | None = None

    @property
    def unchanged(self) -> bool:
        """Nothing to do since the last time."""
        return self.result is None and self.error is None


def run_all(
    texts: Iterable[Texts],
    pattern: AlignJob,
    progress: Callable[[str], None],
    *,
    dry_run: bool = False,
    cache: Path | None = None,
    processes: int = 1,
) -> Iterator[Outcome]:
    """Do texts in their order, each as ``pattern`` says; a bad file ends its own job, not the others.

    ``cache`` is the folder that remembers earlier runs, the user's own unless given. With more than one process the
    same is written, and the outcomes come in the same order.
    """
    one = _One(pattern, dry_run, cache)
    if processes == 1:
        for text in texts:
            progress(text.source.name)
            yield one(text)
        return
    from kztrans.workers.local import Local
    from kztrans.workers.ordered import ordered

    for outcome in ordered(Local(processes), texts, one, one.lost):
        progress(outcome.job.source.name)
        yield outcome


@dataclass
class _One:
    """Does a text, in this process or in another one; what many texts share is looked at once a process."""

    pattern: AlignJob
    dry_run: bool
    cache: Path | None

    def __call__(self, text: Texts) -> Outcome:
        job = self._job(text)
        try:
            inputs = self._digests.of(job)
            if not self.dry_run and self._memory.is_current(job, inputs):
                return Outcome(_light(job))
            result = run(job)
            files = changed(result) if self.dry_run else write(result)
            if not self.dry_run:
                self._memory.remember(job, inputs)
            return Outcome(_light(job), result, files)
        except InputError as error:
            return Outcome(_light(job), error=error)

    def lost(self, text: Texts, why: str) -> Outcome:
        """What is said of a text whose process ended."""
        remedy = "run the same again with --jobs 1"
        error = InputError(f"was not done: {why}", path=text.source, remedy=remedy)
        return Outcome(_light(self._job(text)), error=error)

    def _job(self, text: Texts) -> AlignJob:
        page = any(is_page(path) for path in (text.source, text.target) if path)  # other documents have no menus
        article = self.pattern.article and page
        folder = text.folder.as_posix()
        return replace(self.pattern, source=text.source, target=text.target, subfolder=folder, article=article)

    @cached_property
    def _memory(self) -> _Remembered:
        return _Remembered(self.cache)

    @cached_property
    def _digests(self) -> _Inputs:
        return _Inputs()


def _light(job: AlignJob) -> AlignJob:
    """A job without what is large and the same for all, on its way from one process to another."""
    return replace(job, glossary=None, lexicon=None, rules={}, vectors=None)


class _Remembered:
    """What earlier runs were made from and wrote, a small file for each PO."""

    def __init__(self, folder: Path | None) -> None:
        if folder is None:
            from platformdirs import user_cache_path

            folder = user_cache_path("kztrans") / "align"
        self.folder = folder

    def is_current(self, job: AlignJob, inputs: str) -> bool:
        try:
            known = json.loads(read_bytes(self._file(job), "another file"))
        except (InputError, ValueError, RecursionError):
            return False
        return bool(known == {"inputs": inputs, "outputs": _outputs(job)} and None not in known["outputs"])

    def remember(self, job: AlignJob, inputs: str) -> None:
        try:
            write_atomic(self._file(job), json.dumps({"inputs": inputs, "outputs": _outputs(job)}).encode())
        except InputError:
            return  # a cache that cannot be written is no reason to stop

    def _file(self, job: AlignJob) -> Path:
        name = hashlib.sha256(str(real(outputs(job).po)).encode("utf-8", "surrogateescape")).hexdigest()
        return self.folder / f"{name}.json"


class _Inputs:
    """Digests of all that jobs' results depend on; what many jobs share is turned into text once."""

    def __init__(self) -> None:
        self._shared: tuple[object, ...] = ()
        self._digest = ""

    def of(self, job: AlignJob) -> str:
        """The digest of what a job's result depends on, but for its own earlier result."""
        parts = (
            __version__,
            str(job.source),
            _digest(job.source),
            str(job.target),
            _digest(job.target) if job.target else None,
            _digest(beads_path(outputs(job).tmx)),
            (
                job.source_lang,
                job.target_lang,
                job.anchors,
                job.min_confidence,
                job.threshold,
                job.refill,
                job.article,
                job.crossing,
                job.exact_fuzzy,
                job.penalties,
                job.machine,
            ),
            job.notes,
            self._of_shared(job),
            [(str(path), *_stamp(path)) for path in _files(job.memory)],
        )
        return hashlib.sha256(repr(parts).encode("utf-8", "surrogateescape")).hexdigest()

    def _of_shared(self, job: AlignJob) -> str:
        shared = (job.glossary, job.lexicon, job.rules, job.vectors)
        if len(self._shared) != len(shared) or any(a is not b for a, b in zip(shared, self._shared, strict=True)):
            parts = (
                None if job.glossary is None else tuple(job.glossary.used),
                None if job.lexicon is None else tuple(job.lexicon.entries.items()),
                sorted((lang, repr(rules)) for lang, rules in job.rules.items()),
                type(job.vectors).__name__,
            )
            self._shared = shared
            self._digest = hashlib.sha256(repr(parts).encode("utf-8", "surrogateescape")).hexdigest()
        return self._digest


def _files(memory: Path | None) -> list[Path]:
    """A memory's files: what was written last may be in the one beside it."""
    return [] if memory is None else [memory, Path(f"{memory}-wal")]


def _stamp(path: Path) -> tuple[int, int]:
    try:
        status = path.stat()
    except OSError:
        return -1, -1
    return status.st_size, status.st_mtime_ns


def _outputs(job: AlignJob) -> list[str | None]:
    files = outputs(job)
    return [_digest(files.po), _digest(files.tmx)]


def _digest(path: Path) -> str | None:
    try:
        return hashlib.sha256(read_bytes(path, "another file")).hexdigest()
    except InputError:
        return None
