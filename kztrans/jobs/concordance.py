"""A word or phrase in bilingual files and documents, as ``Memory.phrase`` finds it in a memory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from kztrans import documents, formats, inline
from kztrans.memory.concordance import Found, Side
from kztrans.memory.phrases import Phrase
from kztrans.segmentation import segment_document

__all__ = ["phrase_in_files"]

SIDES: tuple[Side, ...] = ("source", "target")


def phrase_in_files(
    paths: Iterable[Path], text: str, source_lang: str, target_lang: str, side: Side | None = None
) -> list[Found]:
    """The units of bilingual files, and the segments of documents, in which a phrase stands, in their order.

    Obsolete units are left out. A document's segments have no translation; they are looked through in both languages.

    Raises:
        InputError: a file cannot be read.
    """
    phrases = {where: Phrase(text, lang) for where, lang in zip(SIDES, (source_lang, target_lang), strict=True)}
    wanted = (side,) if side else SIDES
    return [found for path in paths for found in _in_file(path, phrases, wanted, source_lang)]


def _in_file(path: Path, phrases: dict[Side, Phrase], sides: tuple[Side, ...], source_lang: str) -> Iterator[Found]:
    if not path.exists() or documents.is_document(path):
        document = documents.read(path, source_lang)
        for segment in segment_document(document):
            spans = next(filter(None, (phrases[where].spans(segment.text) for where in sides)), [])
            if spans:
                yield Found(0, segment.text, "", "source", tuple(spans), f"{path.as_posix()}:{segment.line}")
        return
    for unit in formats.read(path).units:
        if unit.obsolete:
            continue
        texts: dict[Side, str] = {
            "source": inline.without(unit.source, unit.codes),
            "target": inline.without(unit.target, unit.codes),
        }
        for where in sides:
            if spans := phrases[where].spans(texts[where]):
                place = f"{path.as_posix()}:{unit.line}" if unit.line else path.as_posix()
                yield Found(0, texts["source"], texts["target"], where, tuple(spans), place)
                break
