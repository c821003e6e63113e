"""Aligning a stretch of a manifest: the work that is done in another process, or on another machine."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kztrans import documents
from kztrans.atomic import write_atomic
from kztrans.corpus.manifest import Row, Stretch, located, rows_of
from kztrans.corpus.parts import BeadRow, failed, line, name_of, place_of
from kztrans.corpus.settings import Settings
from kztrans.errors import InputError, one_line
from kztrans.model import Segment
from kztrans.segmentation import segment_document

__all__ = ["AlignStretch"]


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
        lines = [text for row in rows_of(self.manifest, stretch) for text in self._lines(row)]
        write_atomic(self.folder / name_of(stretch, self.digest), "".join(lines).encode("utf-8", "replace"))
        return stretch.count

    def give_up(self, stretch: Stretch, why: str) -> None:
        """Write the part of a stretch of one row that cannot be aligned."""
        lines = [failed(row, why) for row in rows_of(self.manifest, stretch)]
        write_atomic(self.folder / name_of(stretch, self.digest), "".join(lines).encode("utf-8", "replace"))

    def _lines(self, row: Row) -> list[str]:
        try:
            return list(self._aligned(row))
        except InputError as error:
            return [failed(row, str(error))]
        except MemoryError:
            return [failed(row, "there is not enough memory for it")]
        except Exception as error:  # a fault of ours must not cost the other documents
            return [failed(row, one_line(f"unforeseen: {type(error).__name__}: {error}"))]

    def _aligned(self, row: Row) -> Iterator[str]:
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
            yield line(BeadRow(row.id, place_of(bead), bead.kind, bead.score, *texts))

    def _segments(self, path: Path, lang: str) -> list[Segment]:
        return segment_document(documents.read(path, lang), self.settings.read_rules(lang))
