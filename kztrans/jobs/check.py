"""Checking files: which, by what rules, with what result."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from kztrans import documents, inline
from kztrans.checks.report import CheckedFile, Report
from kztrans.configuration import Configuration
from kztrans.errors import InputError
from kztrans.jobs.project_glossary import project_glossary
from kztrans.model import Finding, Severity, Unit

if TYPE_CHECKING:
    from kztrans.checks.check import Check
    from kztrans.glossary import Glossary

__all__ = ["ENDINGS", "CheckJob", "files_in", "run"]

ENDINGS = (".po", ".tmx")
"""What is taken of a folder. A file that is named may have any bilingual format."""
SOURCE_LANG, TARGET_LANG = "id", "en"
"""What a file is taken to hold that does not say."""
_PAIR = re.compile(r"\.[a-z]{2,3}(?:-\w{2,8})*-[a-z]{2,3}(?:-\w{2,8})*$", re.IGNORECASE)
"""What the memory of a PO has behind its name: ``forum.id-en.tmx``."""
RANK: dict[Severity, int] = {"info": 0, "warning": 1, "error": 2}


@dataclass(frozen=True)
class CheckJob:
    """What is to be checked, and how."""

    paths: tuple[Path, ...]
    only: tuple[str, ...] = ()
    skip: tuple[str, ...] = ()
    severity: Severity = "info"
    """The least severity that is wanted."""
    fuzzy: bool = False
    glossary: Glossary | None = None
    """None: the configuration's, or the curated one."""
    source_lang: str = ""
    target_lang: str = ""
    configuration: Configuration = field(default_factory=Configuration)


def files_in(paths: Iterable[Path]) -> list[Path]:
    """The files to check: those named, and the PO and TMX files in the folders named, in the order of their names.

    For a document that is named, it is the PO that was made from it.

    Raises:
        InputError: a path is not there, a folder has no such file, or a document has no PO.
    """
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            inside = sorted(p for p in path.rglob("*") if p.suffix.lower() in ENDINGS and p.is_file())
            if not inside:
                raise InputError("has no PO or TMX file", path=path, remedy="name another folder, or a file")
            found += inside
        elif path.exists():
            found += _catalogs_of(path) if path.suffix and documents.is_document(path) else [path]
        else:
            raise InputError("there is no such file", path=path, remedy="name PO or TMX files, or folders with them")
    return list(dict.fromkeys(found))


def _catalogs_of(path: Path) -> list[Path]:
    """The PO files of a document, below ``locales/`` here or beside it."""
    names = {path.stem, path.stem.rpartition(".")[0]}
    for root in (Path(), path.parent):
        found = sorted(p for p in (root / "locales").glob("*/**/*.po") if p.stem in names)
        if found:
            return found
    raise InputError("is a document, and locales/ has no PO of it", path=path, remedy="run kztrans align on it first")


def run(job: CheckJob, progress: Callable[[str], None] | None = None, processes: int = 1) -> Report:
    """Check files, with some processes at a time.

    Raises:
        InputError: a file cannot be read, or a name is no check's.
    """
    from kztrans.checks.run import chosen

    one = _One(job)
    chosen(job.only, job.skip, one.own)
    files = files_in(job.paths)
    if job.glossary is None:
        one = _One(replace(job, glossary=project_glossary((), job.configuration)))
    checked = []
    for path, file in zip(files, _each(files, one, processes), strict=True):
        if progress is not None:
            progress(f"checking {path}")
        checked.append(file)
    return Report(_said_once(checked), one.own)


def _each(files: list[Path], one: _One, processes: int) -> Iterator[CheckedFile]:
    if processes == 1 or len(files) == 1:
        return map(one, files)
    from kztrans.workers.local import Local
    from kztrans.workers.ordered import ordered

    return ordered(Local(min(processes, len(files))), files, one, _lost)


def _lost(path: Path, why: str) -> CheckedFile:
    raise InputError(f"was not checked: {why}", path=path, remedy="run the same again with --jobs 1")


@dataclass
class _One:
    """Checks a file, in this process or in another one."""

    job: CheckJob

    @property
    def own(self) -> tuple[Check, ...]:
        """The project's own rules; patterns that are ready stay in their process."""
        from kztrans.checks.own import checks_of

        return checks_of(self.job.configuration.check.rules)

    def __call__(self, path: Path) -> CheckedFile:
        job, settings = self.job, self.job.configuration.check
        assert job.glossary is not None
        skip = () if job.only else settings.skipped(path, job.configuration.folder)
        return _checked(path, job, job.glossary, (*job.skip, *skip), settings.severity, self.own)


def _said_once(files: list[CheckedFile]) -> tuple[CheckedFile, ...]:
    """The files, without those findings of a TMX file that the PO file of its name has for the same texts."""
    said = {_subject(f) for file in files if not _is_memory(file) for f in file.findings}
    return tuple(
        replace(file, findings=tuple(f for f in file.findings if _subject(f) not in said)) if _is_memory(file) else file
        for file in files
    )


def _is_memory(file: CheckedFile) -> bool:
    return file.path.lower().endswith(".tmx")


def _subject(finding: Finding) -> tuple[str, str, str, str]:
    return _PAIR.sub("", Path(finding.path).stem), finding.check, finding.source, finding.target


def _with_tags(unit: Unit) -> Unit:
    """A unit of a memory beside a PO, where tags stand as text (``merging.memory``): they are codes there, too."""
    return unit if unit.codes else replace(unit, codes=inline.known(f"{unit.source}\n{unit.target}"))


def _checked(
    path: Path,
    job: CheckJob,
    glossary: Glossary,
    skip: tuple[str, ...],
    severities: Mapping[str, Severity],
    own: tuple[Check, ...],
) -> CheckedFile:
    from kztrans import formats
    from kztrans.checks import check_catalog

    name = path.as_posix() if os.sep != "/" else str(path)
    catalog = formats.read(path, job.source_lang, job.target_lang)
    catalog = formats.between(catalog, catalog.source_lang or SOURCE_LANG, catalog.target_lang or TARGET_LANG, path)
    if path.suffix.lower() == ".tmx":
        catalog = replace(catalog, units=tuple(map(_with_tags, catalog.units)))
    found = check_catalog(
        catalog,
        glossary,
        path=name,
        only=job.only,
        skip=skip,
        severities=severities,
        fuzzy=job.fuzzy,
        own=own,
    )
    wanted = tuple(finding for finding in found if RANK[finding.severity] >= RANK[job.severity])
    return CheckedFile(name, sum(not unit.obsolete for unit in catalog.units), wanted)
