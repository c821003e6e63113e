"""Writing text as Markdown that is read as it is meant: plainly where that does, with escapes where it does not."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from markdown_it import MarkdownIt

from kztrans import inline
from kztrans.documents import Translation
from kztrans.documents.building import filled, references
from kztrans.documents.encodings import Edit
from kztrans.documents.markdown_inline import block_of, pieces
from kztrans.inline import Role
from kztrans.model import Code

__all__ = ["Edit", "Writer", "at_beginning", "in_cell"]

_SPECIAL = re.compile(r"[\\`*_\[\]<>&~{}!]")
_BEGINNING = re.compile(
    r"""(?: (\#{1,6}|[-+*]|>)(?=\s|$) | (\d{1,9})([.)])(?=\s|$)     # a heading, a list, a quotation
      | (?: > | =+[ \t]*$ | -+[ \t]*$ | ([*_-])(?:[ \t]*\4){2,}[ \t]*$ | ``` | ~~~ | \| ) )""",
    re.VERBOSE,
)
_ELEMENTS = {"*": "em", "_": "em", "**": "strong", "__": "strong", "~~": "del", "~": "del"}


class Writer:
    """Writes the paragraphs of a file."""

    def __init__(self, text: str, md: MarkdownIt, env: Any, read: Sequence[Edit]) -> None:
        self._text = text
        self._md = md
        self._env = env
        self._read = read
        """Descriptions and titles inside of codes, translated."""

    def paragraph(self, span: tuple[int, int], around: tuple[str, str], said: Translation) -> str:
        """What is to stand at a place of the file, between what stands around it."""
        table = references(self._text[span[0] : span[1]])
        text = ""
        for words, elements in ((_plain, False), (_escaped, False), (_escaped, True)):
            mark = partial(self._mark, elements=elements)
            text = filled(said.text, said.codes, _mapped(words, table), mark)
            if self._says(around[0] + text + around[1], said):
                break
        return text

    def _says(self, content: str, said: Translation) -> bool:
        """Is a paragraph read as it is meant?"""
        block = block_of(pieces(content, self._md, self._env).inside, content, 0)
        return _looks(block.text, block.codes) == _looks(said.text, said.codes)

    def _mark(self, code: Code, role: Role, _again: bool, *, elements: bool) -> str:
        if elements and code.opening in _ELEMENTS:
            return f"<{'/' * (role == 'close')}{_ELEMENTS[code.opening]}>"
        data = code.closing if role == "close" else code.opening
        ends = [int(end) for end in code.id.split("-")]
        start, end = ends[2:] if role == "close" else ends[:2]
        if self._text[start:end] != data:
            return data
        parts, position = [], start
        for begin, stop, words in sorted(edit for edit in self._read if start <= edit[0] and edit[1] <= end):
            parts += [self._text[position:begin], words]
            position = stop
        return "".join(parts) + self._text[position:end]


def _looks(text: str, codes: Sequence[Code]) -> tuple[str, list[tuple[str, str]]]:
    """Words and tags of a text, whatever their numbers."""
    found = inline.plain(text, codes)
    return " ".join(found.text.split()), [(inline.name_of(tag.code.tag), tag.role) for tag in found.tags]


def _mapped(words: Callable[[str], str], table: dict[int, str]) -> Callable[[str], str]:
    return lambda text: words(text).translate(table)


def _plain(text: str) -> str:
    return text


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\g<0>", text)


def in_cell(text: str) -> str:
    """Text as it stands in a table."""
    return re.sub(r"(?<!\\)\|", r"\\|", text)


def at_beginning(text: str) -> str:
    """Text as it stands at the beginning of a paragraph, where ``1. `` would be a list and ``# `` a heading.

    >>> at_beginning("1. Mei"), at_beginning("- 5 %"), at_beginning("#1")
    ('1\\\\. Mei', '\\\\- 5 %', '#1')
    """
    return "\n".join(
        _BEGINNING.sub(_shielded, line, count=1) if _BEGINNING.match(line) else line for line in text.split("\n")
    )


def _shielded(match: re.Match[str]) -> str:
    if match[2]:
        return f"{match[2]}\\{match[3]}"
    return f"\\{match[0]}"
