"""From two folders to a manifest."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from kztrans import documents, languages
from kztrans.corpus.collection import Collection, collected
from kztrans.corpus.manifest import Row
from kztrans.corpus.names import by_name, key_of
from kztrans.corpus.pairing import MIN_SCORE, Pairing, paired
from kztrans.corpus.vocabulary import reader_of
from kztrans.errors import InputError
from kztrans.jobs.folder import texts_below
from kztrans.reading import real

__all__ = ["Folders", "pair_folders"]


def _unheard(step: str) -> None:
    """Nobody wants to know of the progress."""


@dataclass(frozen=True)
class Folders:
    """Two folders, read and paired."""

    source: Collection
    target: Collection
    pairing: Pairing
    remarks: tuple[str, ...]
    """What could not be read, a line each."""
    ids: tuple[str, ...]
    """A name for each pair."""

    def rows(self, manifest: Path) -> Iterator[Row]:
        """The rows of a manifest that lies there."""
        for match, name in zip(self.pairing.matches, self.ids, strict=True):
            source, target = self.source.paths[match.source], self.target.paths[match.target]
            yield Row(name, _relative(source, manifest), _relative(target, manifest), match.score)


def pair_folders(
    roots: tuple[Path, Path],
    langs: tuple[str, str],
    least: float = MIN_SCORE,
    names: bool = True,
    progress: Callable[[str], None] = _unheard,
) -> Folders:
    """Find which documents of two folders translate each other.

    Where both are one folder, the documents that the target language ends the name of (``a.en.txt``) are the target's.

    Args:
        roots: the folder of source documents, and that of target documents.
        langs: the languages of the two.
        least: the least score of a pair.
        names: do the documents' names count?
        progress: told the name of each document that is read.

    Raises:
        InputError: a folder is none, or holds no document.
    """
    from kztrans.alignment.pair import terms_of
    from kztrans.bilingual.lexicon import base_lexicon

    remarks: list[str] = []
    paths = _documents(roots, langs, remarks)
    left, right = (languages.get(lang) for lang in langs)
    lexicon, terms = base_lexicon(left.code, right.code), terms_of(None, left.code, right.code)
    vocabularies = reader_of(left, right, lexicon, terms)
    sides = tuple(
        collected(found, root, vocabulary, progress)
        for found, root, vocabulary in zip(paths, roots, vocabularies, strict=True)
    )
    remarks += [str(error) for side in sides for error in side.errors]
    named = by_name(sides[0].paths, sides[1].paths, roots, langs) if names else {}
    progress("comparing")
    pairing = paired(sides[0], sides[1], vocabularies, named, least)
    ids = _ids([key_of(sides[0].paths[match.source], roots[0], langs[0]) for match in pairing.matches])
    return Folders(sides[0], sides[1], pairing, tuple(remarks), ids)


def _documents(roots: tuple[Path, Path], langs: tuple[str, str], remarks: list[str]) -> tuple[list[Path], list[Path]]:
    for root in roots:
        if not os.path.isdir(root):  # noqa: PTH112 - which is false for a name that is too long, too
            raise InputError("is not a folder", path=root, remedy="name a folder of documents")
    if real(roots[0]) == real(roots[1]):
        every = list(texts_below(roots[0], remarks))
        target = [path for path in every if path.stem.endswith(f".{langs[1]}")]
        found = [path for path in every if path not in set(target)], target
    else:
        found = tuple(list(texts_below(root, remarks)) for root in roots)  # type: ignore[assignment]
    for root, paths in zip(roots, found, strict=True):
        if not paths:
            endings = ", ".join(documents.endings())
            raise InputError(f"holds no document ({endings})", path=root, remedy="name a folder with documents in it")
    return found


def _relative(path: Path, manifest: Path) -> str:
    """A document's name in a manifest: relative to its folder, unless they lie on different drives."""
    try:
        return Path(os.path.relpath(real(path), real(manifest.parent))).as_posix()
    except ValueError:
        return real(path).as_posix()


def _ids(names: list[str]) -> tuple[str, ...]:
    """Names, made different by a number where they are not."""
    seen: dict[str, int] = {}
    found = []
    for name in names:
        seen[name] = seen.get(name, 0) + 1
        found.append(name if seen[name] == 1 else f"{name}#{seen[name]}")
    return tuple(found)
