"""What a job's files are called: in messages, in references, and where its outputs go."""

from __future__ import annotations

import os
import re
from pathlib import Path
from unicodedata import normalize

from kztrans import resources
from kztrans.errors import InputError
from kztrans.jobs.align_job import AlignJob, Outputs
from kztrans.languages import codes
from kztrans.reading import real

__all__ = ["document_name", "memory_beside", "outputs", "referred", "shown", "utf8"]

_CODE = re.compile(r"[A-Za-z]{2,8}([-_@][A-Za-z0-9]{1,8})*")


def outputs(job: AlignJob) -> Outputs:
    """Where a job's files go: ``locales/en/NAME.po`` and ``locales/NAME.id-en.tmx``.

    Raises:
        InputError: a language is no language code, or both are the same.
    """
    for lang in (job.source_lang, job.target_lang):
        if not codes.canonical(lang) or not _CODE.fullmatch(lang):
            raise InputError(f"{lang!r} is no language code", remedy="give one like id, en or pt-BR with -s or -t")
    if codes.same(job.source_lang, job.target_lang):
        raise InputError(f"both languages are {job.source_lang!r}", remedy="give another one with -s or -t")
    name = document_name(job.source, job.source_lang)
    locales = job.folder / "locales"
    gettext = codes.gettext(job.target_lang)
    folder = gettext if (locales / gettext).is_dir() else job.target_lang
    return Outputs(
        _as_it_is_there(locales / folder / job.subfolder / f"{name}.po"),
        _as_it_is_there(locales / job.subfolder / f"{name}.{job.source_lang}-{job.target_lang}.tmx"),
    )


def _as_it_is_there(path: Path) -> Path:
    """A file by the normal form of its name that is there: a text's may change with the system it is copied by."""
    if path.name.isascii() or path.exists():
        return path
    other = (path.with_name(normalize(form, path.name)) for form in ("NFC", "NFD"))
    return next((file for file in other if file.exists()), path)


def memory_beside(po: Path, source_lang: str, target_lang: str) -> Path:
    """The TMX of a PO: ``locales/NAME.id-en.tmx`` of ``locales/en/NAME.po``; of any other one, beside it.

    >>> memory_beside(Path("locales/en/berita/forum.po"), "id", "en").as_posix()
    'locales/berita/forum.id-en.tmx'
    """
    name = f"{po.stem}.{source_lang}-{target_lang}.tmx"
    folders = list(po.parent.parts)
    for n in range(len(folders) - 1, 0, -1):
        if folders[n - 1] == "locales" and codes.same(folders[n], target_lang):
            return Path(*folders[:n], *folders[n + 1 :], name)
    return po.parent / name


def document_name(source: Path, source_lang: str) -> str:
    """The name of a text's outputs: the file's, without its ending and without a language code before that.

    >>> document_name(Path("berita/forum.id.txt"), "id")
    'forum'
    """
    stem = source.stem if source.suffix else source.name
    return stem.removesuffix(f".{source_lang}") or stem


def shown(path: Path) -> str:
    """A file's name in messages: relative to the current folder if it lies there, else its bare name."""
    place, here = _place(path), real(Path.cwd())
    if place.is_relative_to(here) and not place.is_relative_to(resources.DATA):
        return place.relative_to(here).as_posix()
    return path.name


def referred(path: Path, folder: Path) -> str:
    """A text's name in references, wherever kztrans is run: relative to the folder that holds ``locales/``.

    A text that lies neither in it nor beside it goes by its bare name. What of a name is not UTF-8 is U+FFFD.
    """
    place, root = _place(path), real(folder)
    near = root.parent if root.parent != Path(root.anchor) else root
    name = path.name
    if place.is_relative_to(near) and not place.is_relative_to(resources.DATA):
        name = Path(os.path.relpath(place, root)).as_posix()
    return utf8(name)


def _place(path: Path) -> Path:
    """Where a file lies, under the name that it was given, link or not."""
    return real(path.parent) / path.name


def utf8(name: str) -> str:
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
