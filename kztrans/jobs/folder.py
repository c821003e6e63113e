"""Which texts of a folder belong together."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from unicodedata import normalize

from kztrans import documents
from kztrans.errors import InputError
from kztrans.jobs.naming import document_name
from kztrans.reading import real

__all__ = ["Texts", "texts_below", "texts_in"]


@dataclass(frozen=True, slots=True)
class Texts:
    """A text of a folder, its translation where there is one, and the folder within the folder that it lies in."""

    source: Path
    target: Path | None
    folder: PurePosixPath


def texts_in(
    source: Path, target: Path | None, source_lang: str, target_lang: str
) -> tuple[tuple[Texts, ...], tuple[str, ...]]:
    """The texts below a folder in the order of their names, and a line about each file that is left out or alone.

    Files pair up by their names, language codes apart: ``source/a.id.txt`` with ``target/a.en.txt`` or
    ``target/a.txt``. Without a folder of translations, or where it is the same folder, ``a.en.txt`` beside ``a.id.txt``
    is its translation.

    Raises:
        InputError: there is no text in the folder, ``target`` is no folder, or two texts would have one name.
    """
    if target is not None and not target.is_dir():
        raise InputError("is not a folder, and SOURCE is one", path=target, remedy="name a folder of translations")
    if target is not None and real(target) == real(source):
        target = None
    translations, remarks = _by_name(target if target is not None else source, target_lang)
    if target is None:
        translations = {k: path for k, path in translations.items() if path.stem.endswith(f".{target_lang}")}
        remarks = []
    taken = set(translations.values()) if target is None else set()
    sources, more = _by_name(source, source_lang, without=taken)
    if not sources:
        endings = ", ".join(documents.endings())
        raise InputError(f"holds no text ({endings})", path=source, remedy="name a folder with texts in it")
    pairs = tuple(Texts(path, translations.get(key), key[0]) for key, path in sorted(sources.items()))
    alone = [
        f"{path}: no text that it would translate" for key, path in sorted(translations.items()) if key not in sources
    ]
    if target is not None:
        alone += [f"{pair.source}: no translation in {target}" for pair in pairs if pair.target is None]
    return pairs, (*more, *remarks, *alone)


_Key = tuple[PurePosixPath, str]
"""The folder of a text within the folder, and its name; in NFC, since systems write names in either form."""


def _by_name(
    root: Path, lang: str, without: set[Path] | frozenset[Path] = frozenset()
) -> tuple[dict[_Key, Path], list[str]]:
    """The texts of a language by their names, and a line about each that is passed over and each unreadable folder."""
    found: dict[_Key, Path] = {}
    remarks: list[str] = []
    for path in texts_below(root, remarks):
        if path in without:
            continue
        inside = path.parent.relative_to(root).as_posix()
        key = (PurePosixPath(normalize("NFC", inside)), normalize("NFC", document_name(path, lang)))
        marked, other = f".{lang}" in path.suffixes, found.get(key)
        if other is None or (marked and f".{lang}" not in other.suffixes):
            found[key] = path
        elif not marked and f".{lang}" not in other.suffixes:
            raise InputError(f"has the same name as {other.name}", path=path, remedy="rename one of them")
        if other is not None:
            kept = found[key]
            passed = other if kept == path else path
            remarks.append(f"{passed}: left out, for {kept.name} beside it has the same name")
    return found, remarks


def texts_below(root: Path, remarks: list[str]) -> Iterator[Path]:
    """Files that may be texts by their names, in the order of their paths, hidden ones left out."""
    endings = documents.endings()

    def unreadable(error: OSError) -> None:
        remarks.append(f"{error.filename}: cannot be read: {error.strerror or error}")

    found: list[Path] = []
    for folder, folders, files in os.walk(root, onerror=unreadable):
        folders[:] = [name for name in folders if not name.startswith(".")]
        here = Path(folder)
        found += [here / name for name in files if not documents.is_passing(name) and name.lower().endswith(endings)]
    yield from (path for path in sorted(found) if path.is_file())
