"""What is to be changed in an HTML page for some of its lines to say something else."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from html import escape

from kztrans.documents import Translation
from kztrans.documents.building import filled, references
from kztrans.documents.encodings import Edit
from kztrans.documents.html_lines import Line, Page
from kztrans.inline import Role, without
from kztrans.model import Code

__all__ = ["edits"]

_ID = re.compile(r"""\s+id\s*=\s*("[^"]*"|'[^']*'|[^\s>"'/]+)""", re.IGNORECASE)
_LANG = ("lang", "xml:lang")


def edits(page: Page, translations: Sequence[Translation], lang: str) -> list[Edit]:
    """Places of the page and what is to stand there."""
    by_token: dict[int, list[Edit]] = {}
    lines: list[tuple[Line, Translation | None]] = []
    for translation in translations:
        for number in range(translation.first, translation.last + 1):
            line, mine = page.lines[number], translation if number == translation.first else None
            if line.attribute is None:
                lines.append((line, mine))
            else:
                value = without(mine.text, mine.codes) if mine else ""
                by_token.setdefault(line.first, []).append((line.start, line.end, _quoted(page.text, line, value)))
    for number, edit in _languages(page, lang):
        by_token.setdefault(number, []).append(edit)
    tags = _Tags(page, by_token)
    inside = {number for line, _ in lines for number in range(line.first, line.last + 1)}
    found = [edit for number, changes in by_token.items() if number not in inside for edit in changes]
    for line, mine in lines:
        words = _escaping(page.text[line.start : line.end])
        text = filled(mine.text, mine.codes, words, tags.mark) if mine else ""
        found.append((line.start, line.end, text))
    return found


class _Tags:
    """The tags of a page, with their attributes translated."""

    def __init__(self, page: Page, by_token: dict[int, list[Edit]]) -> None:
        self._page = page
        self._changes = by_token

    def mark(self, code: Code, role: Role, again: bool) -> str:
        """A code as it stands in the file; the copy of an element has no ``id``."""
        first, _, last = code.id.partition("-")
        if role == "close":
            return code.closing
        begin, end = int(first), int(first if role == "open" else last)
        if end >= len(self._page.tokens) or self._page.raw(begin, end) != code.opening:
            return code.opening  # of another page
        raw = "".join(self._tag(number) for number in range(begin, end + 1))
        return _ID.sub("", raw, count=1) if again and role == "open" else raw

    def _tag(self, number: int) -> str:
        token = self._page.tokens[number]
        parts, position = [], token.start
        for start, end, text in sorted(self._changes.get(number, [])):
            parts += [self._page.text[position:start], text]
            position = end
        return "".join(parts) + self._page.text[position : token.end]


def _languages(page: Page, lang: str) -> Iterator[tuple[int, Edit]]:
    """The ``lang`` attributes that say what the whole page's says, or one for the page where it has none."""
    root = next((n for n, token in enumerate(page.tokens) if token.kind == "start" and token.name == "html"), None)
    if root is None or not lang:
        return
    said = [a for a in page.attributes(root) if a.name in _LANG and a.start >= 0]
    if not said:
        place = page.tokens[root].start + len("<html")
        yield root, (place, place, f' lang="{lang}"')
        return
    before = {a.value.lower().partition("-")[0] for a in said}
    for number in range(root, len(page.tokens)):
        for a in page.attributes(number):
            if a.name in _LANG and a.start >= 0 and a.value.lower().partition("-")[0] in before:
                mark = page.text[a.start].strip("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
                yield number, (a.start, a.end, f"{mark}{lang}{mark}")


def _escaping(before: str) -> Callable[[str], str]:
    """What writes text as a line wrote it: the characters that it had as references (``&nbsp;``) are these again."""
    table = {ord("&"): "&amp;", ord("<"): "&lt;", ord(">"): "&gt;"} | references(before)
    return lambda text: text.translate(table)


def _quoted(text: str, line: Line, value: str) -> str:
    """An attribute's value in the quotation marks that it had."""
    mark = "'" if text[line.start] == "'" else '"'
    return mark + escape(value, quote=False).replace(mark, "&quot;" if mark == '"' else "&#39;") + mark
