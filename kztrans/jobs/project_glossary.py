"""The glossary that a job works with."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from kztrans import configuration
from kztrans.resources import glossary_files

if TYPE_CHECKING:
    from kztrans.configuration import Configuration
    from kztrans.glossary import Glossary

__all__ = ["files_of", "project_glossary"]


def project_glossary(files: Sequence[Path] = (), settings: Configuration | None = None) -> Glossary:
    """The glossary in ``files``, else the one that the project's configuration names, else the curated one.

    The configuration, that of the current folder unless given, also says which review states count.

    Raises:
        InputError: a glossary or the configuration cannot be read.
    """
    from kztrans.glossary import Glossary

    found = settings or configuration.find(Path.cwd())
    return Glossary.load(*(files or found.glossary.files), used=found.glossary.use)


def files_of(files: Sequence[Path], settings: Configuration) -> list[Path]:
    """What ``project_glossary`` reads: the glossary's files, and the configuration."""
    named = list(files or settings.glossary.files) or glossary_files()
    return [*named, settings.path] if settings.path else named
