"""The glossary that a project's commands work with: one rule for all of them, and for the review application.

What is named with ``-g`` (files, folders, patterns), else what ``kztrans.toml`` names, else what lies in the project's
folder ``glossary/``, else the curated glossary. ``use = "beside"`` in ``kztrans.toml`` adds the curated concepts to the
project's own, wherever these say nothing of a term.
"""

from __future__ import annotations

import glob
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kztrans import configuration
from kztrans.errors import InputError
from kztrans.reading import real
from kztrans.resources import glossary_files

if TYPE_CHECKING:
    from kztrans.configuration import Configuration
    from kztrans.glossary import Glossary
    from kztrans.model import Concept

__all__ = [
    "FOLDER",
    "NEVER",
    "Choice",
    "beside",
    "choose",
    "files_of",
    "never_path",
    "project_glossary",
    "project_of",
    "settings_of",
]

FOLDER = "glossary"
"""A project's folder for its glossary."""
LOCALES = "locales"
"""A project's folder for its POs and TMX."""
NEVER = "never.csv"
"""The file, in the project's folder for its glossary, of phrases that are not to be proposed as terms any more: a
glossary of rejected concepts, in form, that belongs to no glossary."""
ENDINGS = (".csv", ".tsv", ".xlsx", ".tbx")
"""What is taken of a folder. A file that is named may have any ending that can be read."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Which files a project's glossary is made of."""

    own: tuple[Path, ...]
    """The project's own; none: the curated ones alone."""
    curated: tuple[Path, ...]
    """The curated ones, where they are used: alone, or beside the project's own."""
    used: tuple[str, ...]
    """Review states of the concepts that count."""

    @property
    def files(self) -> tuple[Path, ...]:
        """All of them, the project's own first."""
        return (*self.own, *self.curated)

    def told(self) -> str:
        """What a command's summary says of it.

        >>> Choice((Path("glossary/states.csv"),), (), ()).told()
        'glossary/states.csv'
        """
        if not self.own:
            return "the curated one"
        folders = {_near(path.parent) for path in self.own}
        names = ", ".join(str(_near(path)) for path in self.own)
        if len(self.own) > SHOWN:
            names = f"{len(self.own)} files in {', '.join(sorted(f'{folder}/' for folder in folders))}"
        return f"{names}, beside the curated one" if self.curated else names

    def load(self, lang: str = "id") -> Glossary:
        """The glossary; ``lang`` is the source language, whose terms the curated concepts give way by.

        Raises:
            InputError: a file cannot be read.
        """
        from kztrans.glossary import Glossary
        from kztrans.glossary.readers import read

        if not (self.own and self.curated):
            return Glossary.load(*self.own, used=self.used)
        own, curated = ([concept for path in paths for concept in read(path)] for paths in (self.own, self.curated))
        return Glossary(beside(own, curated, lang), used=self.used, own={concept.id for concept in own})


SHOWN = 3
"""Files that are named by their names; of more, the folder is said."""


def choose(files: Sequence[Path] = (), settings: Configuration | None = None, folder: Path | None = None) -> Choice:
    """Which glossary a command uses.

    Args:
        files: what was named with ``-g``: files, folders, patterns.
        settings: the project's configuration; that of the current folder unless given.
        folder: the project's folder, if it is not the configuration's.

    Raises:
        InputError: a folder has no glossary in it, a pattern fits no file, or the configuration cannot be read.
    """
    found = settings or configuration.find(Path.cwd())
    curated = tuple(glossary_files())
    own = expanded(files or found.glossary.files) or _in_folder(folder, found)
    if {real(path) for path in own} == {real(path) for path in curated}:
        own = ()
    return Choice(own, curated if found.glossary.beside or not own else (), found.glossary.use)


def project_glossary(
    files: Sequence[Path] = (),
    settings: Configuration | None = None,
    folder: Path | None = None,
    lang: str = "id",
) -> Glossary:
    """The glossary that a command uses; see ``choose`` and ``Choice.load``.

    Raises:
        InputError: a glossary or the configuration cannot be read.
    """
    return choose(files, settings, folder).load(lang)


def project_of(catalogues: Iterable[Path]) -> Path | None:
    """The folder of the project that POs and TMX belong to: the one that their ``locales/`` is in.

    None where they belong to several, or one of them to none.
    """
    found = {_above_locales(path) for path in catalogues}
    return found.pop() if len(found) == 1 else None


def _above_locales(path: Path) -> Path | None:
    return next((folder.parent for folder in real(path).parents if folder.name == LOCALES), None)


def settings_of(project: Path | None) -> Configuration:
    """The configuration that a project has, or a folder above it; that of the current folder where there is none.

    Raises:
        InputError: it cannot be read.
    """
    if project is not None:
        found = configuration.find(project)
        if found.path is not None:
            return found
    return configuration.find(Path.cwd())


def files_of(files: Sequence[Path], settings: Configuration, folder: Path | None = None) -> list[Path]:
    """What ``project_glossary`` reads: the glossary's files, and the configuration."""
    named = list(choose(files, settings, folder).files)
    return [*named, settings.path] if settings.path else named


def beside(own: Iterable[Concept], curated: Iterable[Concept], lang: str) -> list[Concept]:
    """A project's own concepts, then those curated ones whose name and terms of a language none of them has.

    An own concept wins whatever its state: what a project has rejected is not brought back by the curated one.
    """
    own = list(own)
    names = {concept.id for concept in own}
    terms = {term.text.casefold() for concept in own for term in concept.in_lang(lang)}
    left = (c for c in curated if c.id not in names and not terms & {t.text.casefold() for t in c.in_lang(lang)})
    return [*own, *left]


def expanded(named: Sequence[Path]) -> tuple[Path, ...]:
    """The files that are named: by themselves, by their folder, or by a pattern.

    Raises:
        InputError: a folder has no glossary in it, or a pattern fits no file.
    """
    found: list[Path] = []
    for path in named:
        if path.is_dir():
            inside = _readable(path)
            if not inside:
                remedy = f"put glossaries into it ({', '.join(ENDINGS)}), or name another"
                raise InputError("is a folder without a glossary", path=path, remedy=remedy)
            found += inside
        elif not path.exists() and glob.has_magic(str(path)):
            fitting = sorted(p for p in map(Path, glob.glob(str(path), recursive=True)) if p.is_file())  # noqa: PTH207
            if not fitting:
                raise InputError("fits no file", path=path, remedy="name files, folders or another pattern")
            found += fitting
        else:
            found.append(path)
    return tuple(dict.fromkeys(found))


def _in_folder(folder: Path | None, settings: Configuration) -> tuple[Path, ...]:
    """What lies in the folder ``glossary/`` of the project."""
    for place in (folder, settings.folder):
        if place is not None and (place / FOLDER).is_dir():
            return tuple(_near(path) for path in _readable(place / FOLDER))
    return ()


def never_path(settings: Configuration, folder: Path | None = None) -> Path:
    """Where a project keeps what is not to be proposed any more."""
    return (folder or settings.folder) / FOLDER / NEVER


def _readable(folder: Path) -> list[Path]:
    return sorted(
        p
        for p in folder.iterdir()
        if p.suffix.lower() in ENDINGS and p.name != NEVER and not p.name.startswith((".", "~$")) and p.is_file()
    )


def _near(path: Path) -> Path:
    """A file's path from the current folder, where it lies in it."""
    try:
        return path.relative_to(Path.cwd())
    except ValueError:
        return path
