"""Which texts of a folder belong together."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from kztrans import documents
from kztrans.errors import InputError
from kztrans.jobs.naming import document_name

__all__ = ["Texts", "texts_in"]


@dataclass(frozen=True, slots=True)
class Texts:
    """A text of a folder, its translation where there is one, and the folder within the folder that it lies in."""

    source: Path
    target: Path | None
    folder: PurePosixPath


def texts_in(
    source: Path, target: Path | None, source_lang: str, target_lang: str
) -> tuple[tuple[Texts, ...], tuple[str, ...]]:
    """The texts below a folder in the order of their names, and a line about each file that is left without a partner.

    Files pair up by their names, language codes apart: ``source/a.id.txt`` with ``target/a.en.txt`` or
    ``target/a.txt``. Without a folder of translations, or where it is the same folder, ``a.en.txt`` beside ``a.id.txt``
    is its translation.

    Raises:
        InputError: there is no text in the folder, ``target`` is no folder, or two texts would have one name.
    """
    if target is not None and not target.is_dir():
        raise InputError("is not a folder, and SOURCE is one", path=target, remedy="name a folder of translations")
    if target is not None and target.resolve() == source.resolve():
        target = None
    translations = _by_name(target if target is not None else source, target_lang)
    if target is None:
        translations = {k: path for k, path in translations.items() if path.stem.endswith(f".{target_lang}")}
    taken = set(translations.values()) if target is None else set()
    sources = _by_name(source, source_lang, without=taken)
    if not sources:
        endings = ", ".join(documents.endings())
        raise InputError(f"holds no text ({endings})", path=source, remedy="name a folder with texts in it")
    pairs = tuple(Texts(path, translations.get(key), key[0]) for key, path in sorted(sources.items()))
    alone = [
        f"{path}: no text that it would translate" for key, path in sorted(translations.items()) if key not in sources
    ]
    if target is not None:
        alone += [f"{pair.source}: no translation in {target}" for pair in pairs if pair.target is None]
    return pairs, tuple(alone)


def _by_name(
    root: Path, lang: str, without: set[Path] | frozenset[Path] = frozenset()
) -> dict[tuple[PurePosixPath, str], Path]:
    found: dict[tuple[PurePosixPath, str], Path] = {}
    for path in sorted(root.rglob("*")):
        inside = path.relative_to(root)
        hidden = any(part.startswith(".") for part in inside.parts)
        if path.suffix.lower() not in documents.endings() or hidden or path in without or not path.is_file():
            continue
        key = (PurePosixPath(inside.parent.as_posix()), document_name(path, lang))
        if key in found and f".{lang}" not in path.suffixes and f".{lang}" not in found[key].suffixes:
            raise InputError(f"has the same name as {found[key].name}", path=path, remedy="rename one of them")
        if key not in found or f".{lang}" in path.suffixes:
            found[key] = path
    return found
