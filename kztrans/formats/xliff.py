"""XLIFF of any version: 1.2 (``xliff1``), 2.0, 2.1 and 2.2 (``xliff2``) are read; 1.2, 2.0 and 2.1 are written.

2.0 is written unless another one is asked for: it says all that 2.1 says of a bilingual text, and programs that know
2.0 alone open it. Lokalize, Weblate and most commercial programs want 1.2, OmegaT's own filter wants targets in it.
"""

from __future__ import annotations

import os
from collections import Counter

from kztrans.errors import InputError
from kztrans.formats import xliff1, xliff2, xliff2_reading
from kztrans.formats.xliff_common import line_of, root_of
from kztrans.model import Catalog
from kztrans.reading import read_bytes

__all__ = ["VERSIONS", "parse", "read", "serialize"]

OMEGAT = "omegat"
"""1.2, with the source for a target where there is none."""
VERSIONS = ("2.0", "2.1", "1.2", OMEGAT)
"""The versions that are written, the usual one first."""


def read(
    path: str | os.PathLike[str],
    source_lang: str | None = None,
    target_lang: str | None = None,
    *,
    faults: list[InputError] | None = None,
) -> Catalog:
    """Read an XLIFF file; of one with several pairs of languages (1.2) the given ones, else the first.

    Where ``faults`` are gathered, it is read up to the first one.

    Raises:
        InputError: there is no such file, or it is not XLIFF; the message names the line.
    """
    return parse(read_bytes(path, "an XLIFF file"), path, source_lang, target_lang, faults=faults)


def parse(
    data: bytes,
    path: str | os.PathLike[str] | None = None,
    source_lang: str | None = None,
    target_lang: str | None = None,
    *,
    faults: list[InputError] | None = None,
) -> Catalog:
    """The catalogue in the bytes of an XLIFF file."""
    losses: Counter[str] = Counter()
    root = root_of(data, path, losses, faults)
    version = root.get("version", "")
    if root.tag == "xliff" and version.startswith("1."):
        return xliff1.catalog_of(root, path, losses, source_lang, target_lang, faults)
    if root.tag == xliff2.ROOT and version.startswith("2."):
        return xliff2_reading.catalog_of(root, path, losses, faults)
    name = str(root.tag).rpartition("}")[2]
    found = f"XLIFF {version}" if version and name == "xliff" else f"<{root.tag}>"
    raise InputError(
        f"is not XLIFF 1 or 2: {found}", path=path, line=line_of(root), remedy="export it as XLIFF 1.2 or 2.0"
    )


def serialize(catalog: Catalog, version: str = VERSIONS[0]) -> bytes:
    """The bytes of an XLIFF file that holds a catalogue, in one of ``VERSIONS``."""
    if version in ("1.2", OMEGAT):
        return xliff1.serialize(catalog, filled=version == OMEGAT)
    return xliff2.serialize(catalog, version)
