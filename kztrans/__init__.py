"""kztrans: cut Indonesian texts into segments, align them with English, and write PO and TMX for translators.

>>> import kztrans
>>> [s.text for s in kztrans.segment("Ia tiba pukul 10.30 WIB. Rapat dimulai.", lang="id")]
['Ia tiba pukul 10.30 WIB.', 'Rapat dimulai.']
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kztrans.alignment import align as align
    from kztrans.errors import InputError as InputError
    from kztrans.glossary import Glossary as Glossary
    from kztrans.model import Bead as Bead
    from kztrans.model import Catalog as Catalog
    from kztrans.model import Concept as Concept
    from kztrans.model import Finding as Finding
    from kztrans.model import Segment as Segment
    from kztrans.model import Term as Term
    from kztrans.model import TermHit as TermHit
    from kztrans.model import Unit as Unit
    from kztrans.segmentation import segment as segment

__version__ = "0.1.0"

_HOME = {
    "align": "kztrans.alignment",
    "segment": "kztrans.segmentation",
    "Glossary": "kztrans.glossary",
    "InputError": "kztrans.errors",
    **dict.fromkeys(("Bead", "Catalog", "Concept", "Finding", "Segment", "Term", "TermHit", "Unit"), "kztrans.model"),
}

__all__ = ["__version__", *sorted(_HOME)]  # noqa: PLE0604


def __getattr__(name: str) -> Any:
    """Import what is asked for when it is asked for, so that ``import kztrans`` costs nothing."""
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOME[name]), name)
