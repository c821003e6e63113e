"""Neighbouring texts that make up another one, found without trying each with each."""

from __future__ import annotations

from collections.abc import Sequence

__all__ = ["Parts"]

HEAD = 12
"""Characters by which the texts that another one may begin with are looked up; shorter texts are all tried."""


class Parts:
    """Texts in their order, with their numbers.

    >>> Parts([(3, "Ia tiba."), (5, "Ia pergi lagi. "), (6, "Hujan.")]).run("Ia pergi lagi. Hujan.")
    [5, 6]
    """

    def __init__(self, texts: Sequence[tuple[int, str]]) -> None:
        self._texts = [(number, text.strip()) for number, text in texts]
        self._by_head: dict[str, list[int]] = {}
        for at, (_, text) in enumerate(self._texts):
            self._by_head.setdefault(text[:HEAD], []).append(at)
        self._short = [head for head in self._by_head if 0 < len(head) < HEAD]

    def run(self, whole: str) -> list[int]:
        """The neighbours that make up the whole, white space between them apart; none if they do not."""
        whole = whole.strip()
        heads = [head for head in self._short if whole.startswith(head)]
        if len(whole) >= HEAD:
            heads.append(whole[:HEAD])
        for start in sorted(at for head in heads for at in self._by_head.get(head, ())):
            found = self._from(start, whole)
            if found:
                return found
        return []

    def _from(self, start: int, rest: str) -> list[int]:
        run = []
        for at in range(start, len(self._texts)):
            number, text = self._texts[at]
            if not text or not rest.startswith(text):
                return []
            run.append(number)
            rest = rest[len(text) :].lstrip()
            if not rest:
                return run
        return []
