"""The glossary that a job works with."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from kztrans import configuration

if TYPE_CHECKING:
    from kztrans.configuration import Configuration
    from kztrans.glossary import Glossary

__all__ = ["project_glossary"]


def project_glossary(files: Sequence[Path] = (), settings: Configuration | None = None) -> Glossary:
    """The glossary in ``files``, else the one that the project's configuration names, else the curated one.

    The configuration, that of the current folder unless given, also says which review states count.

    Raises:
        InputError: a glossary or the configuration cannot be read.
    """
    from kztrans.glossary import Glossary

    found = settings or configuration.find(Path.cwd())
    return Glossary.load(*(files or found.glossary.files), used=found.glossary.use)
