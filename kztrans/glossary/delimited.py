"""Tables as text: the glossary's CSV, tab-separated lists, and OmegaT's glossary."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from kztrans.errors import InputError
from kztrans.formats.delimited import guard, quoted, records, separator_of, unguard
from kztrans.glossary.columns import Sheet, cells_of, columns_of, layout
from kztrans.model import Concept
from kztrans.reading import read_bytes, refuse_marks

__all__ = ["read_delimited", "to_csv", "to_omegat"]

_LINE_END = re.compile(r"\r\n?|\n")


def read_delimited(path: Path) -> Sheet:
    """The rows of a .csv, .tsv, .txt, .tab or .utf8 file, in UTF-8 or UTF-16 with a byte order mark.

    Raises:
        InputError: it is not text in these encodings, its quotation marks do not close, or git left a conflict in it.
    """
    text = _decoded(path)
    if path.suffix.lower() != ".csv" and not _has_header(text):
        return Sheet(str(path), path.stem, list(_plain_rows(text)), own_pairs=True)
    return Sheet(str(path), path.stem, list(_quoted_rows(text, path)))


def _decoded(path: Path) -> str:
    data = read_bytes(path, "a glossary file")
    refuse_marks(data, path)
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise InputError(
            f"is not UTF-8: byte 0x{data[error.start]:02x}",
            path=path,
            line=line,
            remedy="save it as CSV UTF-8, as spreadsheet programs call it",
        ) from error
    if "\0" in text:
        line = text[: text.index("\0")].count("\n") + 1
        raise InputError("a NUL character", path=path, line=line, remedy="save it as text in UTF-8")
    return text


def _has_header(text: str) -> bool:
    first = next((line for line in _LINE_END.split(text) if line.strip()), "")
    return layout(first.split("\t"), ("id", "en")) is not None


def _plain_rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """Rows without quotation: a tab is always a tab. Lines that begin with # are comments."""
    for number, line in enumerate(_LINE_END.split(text), 1):
        if not line.startswith("#"):
            yield number, [cell.strip(" ") for cell in line.split("\t")]


def _quoted_rows(text: str, path: Path) -> Iterator[tuple[int, list[str]]]:
    separator, begin = separator_of(text)
    for line, cells in records(text[begin:], separator, path, 1 + bool(begin)):
        yield line, [unguard(cell) if cell.startswith("'") else cell for cell in cells]


def to_csv(concepts: Sequence[Concept], domain: str = "", columns: Sequence[str] = ()) -> bytes:
    """The glossary's own form. ``columns``: those to begin with, as the file had them that the concepts came from."""
    names = columns_of(concepts, domain, columns)
    lines = [names]
    for concept in concepts:
        cells = cells_of(concept)
        lines.append(tuple(cells.get(name, "") for name in names))
    return "".join(quoted(list(map(guard, line)), ",") for line in lines).encode("utf-8")


def to_omegat(concepts: Sequence[Concept], source: str, target: str) -> bytes:
    """OmegaT's glossary: a line for each term of the source with each of the target; the comment on the first.

    A line that begins with # would be a comment; it has a space before it.
    """
    lines: list[str] = []
    for concept in concepts:
        comment = _comment(concept, target)
        for term in concept.in_lang(source):
            for number, translation in enumerate(concept.in_lang(target)):
                cells = (term.text, translation.text, "" if number else comment)
                lines.append("\t".join(" ".join(cell.split()) for cell in cells))
    whole = (f" {line}\n" if line.startswith("#") else f"{line}\n" for line in dict.fromkeys(lines))
    return "".join(whole).encode("utf-8")


def _comment(concept: Concept, target: str) -> str:
    avoid = ", ".join(term.text for term in concept.in_lang(target, "deprecated", "superseded"))
    parts = (
        concept.pos and f"({concept.pos})",
        concept.definition,
        concept.advice or concept.note,
        avoid and f"Avoid: {avoid}.",
    )
    return " ".join(part for part in parts if part)
