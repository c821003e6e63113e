"""What documents' names say of which belong together."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from unicodedata import normalize

from kztrans.jobs.naming import document_name

__all__ = ["by_name", "key_of"]


def key_of(path: Path, root: Path, lang: str) -> str:
    """A document's folder and name, without its ending and without its language.

    >>> root = Path("corpus/id")
    >>> key_of(Path("corpus/id/2023/a.id.txt"), root, "id"), key_of(Path("corpus/id/news_id.txt"), root, "id")
    ('2023/a', 'news')
    """
    name = re.sub(rf"[-_ ]{re.escape(lang)}$|^{re.escape(lang)}[-_ ]", "", document_name(path, lang), flags=re.I)
    folder = path.parent.relative_to(root).as_posix()
    return normalize("NFC", name if folder == "." else f"{folder}/{name}").casefold()


def by_name(
    source: Iterable[Path], target: Iterable[Path], roots: tuple[Path, Path], langs: tuple[str, str]
) -> dict[int, int]:
    """Source to target documents of one name, by their numbers; a name that two of a side have tells nothing."""
    sides = []
    for paths, root, lang in zip((source, target), roots, langs, strict=True):
        named: dict[str, list[int]] = {}
        for number, path in enumerate(paths):
            named.setdefault(key_of(path, root, lang), []).append(number)
        sides.append({key: numbers[0] for key, numbers in named.items() if len(numbers) == 1})
    return {number: sides[1][key] for key, number in sides[0].items() if key in sides[1]}
