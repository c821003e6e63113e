"""Aligning a stretch of a manifest: the work that is done in another process, or on another machine."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from kztrans import documents
from kztrans.atomic import write_atomic
from kztrans.corpus.manifest import Row, Stretch, located, rows_of
from kztrans.corpus.parts import BeadRow, failed, line, name_of, place_of, whole
from kztrans.corpus.settings import Settings
from kztrans.errors import InputError, one_line
from kztrans.model import Segment
from kztrans.segmentation import segment_document

__all__ = ["AlignStretch", "put"]


def put(path: Path, part: bytes, again: bool) -> None:
    """Write a part, made now whether its bytes are new or not; one to be tried again is older than any document."""
    write_atomic(path, part)
    with suppress(OSError):  # another run may have cleared it away
        os.utime(path, (0, 0) if again else None)


@dataclass(frozen=True)
class AlignStretch:
    """Aligns the documents of a stretch and writes its part; called with the stretch, it gives the number of its rows.

    A document that cannot be read, or on which we fail, is a line of the part and does not stop the others.
    """

    manifest: Path
    folder: Path
    """Where parts go."""
    settings: Settings
    digest: str
    """Of the settings."""

    def __call__(self, stretch: Stretch) -> int:
        """Do it.

        Raises:
            InputError: the manifest cannot be read, or the part not be written.
        """
        lines, again = [], False
        for number, row in enumerate(rows_of(self.manifest, stretch), 1):
            found, failing = self._lines(number, row)
            lines += found
            again = again or failing
        self._put(stretch, lines, again)
        return stretch.count

    def give_up(self, stretch: Stretch, why: str) -> None:
        """Write the part of a stretch of one row that cannot be aligned."""
        self._put(stretch, [failed(number, why) for number in range(1, stretch.count + 1)], again=False)

    def _put(self, stretch: Stretch, lines: Sequence[str], again: bool) -> None:
        put(self.folder / name_of(stretch, self.digest), whole(lines), again)

    def _lines(self, number: int, row: Row) -> tuple[list[str], bool]:
        """What comes of a pair of documents, and whether another try may end otherwise though they do not change."""
        try:
            return list(self._aligned(number, row)), False
        except InputError as error:
            return [failed(number, str(error))], False
        except MemoryError:
            return [failed(number, "there is not enough memory for it")], True
        except Exception as error:  # a fault of ours must not cost the other documents
            return [failed(number, one_line(f"unforeseen: {type(error).__name__}: {error}"))], True

    def _aligned(self, number: int, row: Row) -> Iterator[str]:
        from kztrans.alignment import align

        settings = self.settings
        source = self._segments(located(row.source, self.manifest), settings.source_lang)
        target = self._segments(located(row.target, self.manifest), settings.target_lang)
        beads = align(
            [segment.text for segment in source],
            [segment.text for segment in target],
            settings.source_lang,
            settings.target_lang,
            settings.read_glossary(),
            lexicon=settings.read_lexicon(),
            source_paragraphs=[segment.paragraph for segment in source],
            target_paragraphs=[segment.paragraph for segment in target],
            crossing=settings.crossing,
        )
        for bead in beads:
            texts = (
                " ".join(side[n].text for n in numbers)
                for side, numbers in ((source, bead.source), (target, bead.target))
            )
            yield line(BeadRow(str(number), place_of(bead), bead.kind, bead.score, *texts))

    def _segments(self, path: Path, lang: str) -> list[Segment]:
        return segment_document(documents.read(path, lang), self.settings.read_rules(lang))
