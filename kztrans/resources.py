"""Where the data that kztrans carries lies: in the installed package, or beside it in a checkout."""

from __future__ import annotations

from pathlib import Path

__all__ = ["glossary_files", "lexicon_file", "sample_files", "srx_file"]

DATA = Path(__file__).parent / "data"


def glossary_files() -> list[Path]:
    """The curated glossary's CSV files, in the order of their names."""
    folder = DATA / "glossary"
    if not folder.is_dir():
        folder = DATA.parent.parent / "glossary"
    return sorted(folder.glob("*.csv"))


def srx_file(lang: str) -> Path | None:
    """The segmentation rules of a language, or None where there are none of its own."""
    path = DATA / "srx" / f"{lang}.srx"
    return path if path.is_file() else None


def lexicon_file(source_lang: str, target_lang: str, kind: str = "") -> Path | None:
    """The base lexicon of a pair of languages, or ``.free`` renderings for it, or None."""
    path = DATA / "lexicon" / f"{source_lang}-{target_lang}{kind}.tsv"
    return path if path.is_file() else None


def sample_files() -> tuple[Path, Path]:
    """The sample article and its English translation."""
    return DATA / "sample" / "jalur-tengah.id.txt", DATA / "sample" / "jalur-tengah.en.txt"
