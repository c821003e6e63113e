"""A word or phrase in bilingual files and documents, as ``Memory.phrase`` finds it in a memory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from unicodedata import normalize

from kztrans import documents, formats, inline
from kztrans.memory.concordance import Found, Side
from kztrans.memory.entries import texts_of
from kztrans.memory.phrases import Phrase
from kztrans.model import TERM_ORIGIN
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
            text = normalize("NFC", segment.text)
            spans = next(filter(None, (phrases[where].spans(text) for where in sides)), [])
            if spans:
                yield Found(0, text, "", "source", tuple(spans), f"{path.as_posix()}:{segment.line}")
        return
    for unit in formats.read(path).units:
        if unit.obsolete or unit.origin == TERM_ORIGIN:
            continue
        place = f"{path.as_posix()}:{unit.line}" if unit.line else path.as_posix()
        for pair in texts_of(unit):
            source, target = (normalize("NFC", inline.without(text, unit.codes)) for text in pair)
            texts: dict[Side, str] = {"source": source, "target": target}
            for where in sides:
                if spans := phrases[where].spans(texts[where]):
                    yield Found(0, source, target, where, tuple(spans), place)
                    break
