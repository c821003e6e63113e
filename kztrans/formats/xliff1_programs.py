"""States that programs keep in XLIFF 1.2 beside the standard's: Trados (``sdl:seg``), memoQ (``mq:status``) and Phrase
(``m:confirmed``), read as states of the standard. What none of them calls done is to be looked at.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml import etree

__all__ = ["LOOKED_AT", "states"]

_TRADOS = "{http://sdl.com/FileTypes/SdlXliff/1.0}seg"
_MEMOQ = "{MQXliff}status"
_PHRASE = "{http://www.memsource.com/mxlf/2.0}confirmed"
LOOKED_AT = (_MEMOQ, _PHRASE)
"""Attributes of units that are read here."""
_DONE = {
    _TRADOS: {"Translated": "translated", "ApprovedTranslation": "signed-off", "ApprovedSignOff": "final"},
    _MEMOQ: {"ManuallyConfirmed": "translated", "Proofread": "signed-off"},
    _PHRASE: {"1": "translated"},
}
_UNTOUCHED = frozenset({"", "NotStarted", "Unspecified"})


def states(unit: etree._Element, numbers: Collection[str | None]) -> list[str]:
    """The states that a unit's program gives it, or its segments of these numbers."""
    found = [_state(name, value) for name in LOOKED_AT if (value := unit.get(name)) is not None]
    segments = (seg for seg in unit.iter(_TRADOS) if seg.get("id") in numbers)
    return found + [_state(_TRADOS, seg.get("conf") or "") for seg in segments]


def _state(name: str, value: str) -> str:
    open_state = "needs-translation" if value in _UNTOUCHED else "needs-review-translation"
    return _DONE[name].get(value, open_state)
