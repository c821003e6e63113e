"""Reading SRX 2.0, the standard for segmentation rules, with the comments and line numbers that explain a rule.

choppa's own reader keeps neither, and takes what is no SRX without a word; so the file is read here, and the rules are
handed to choppa, which applies them (``kztrans.segmentation.engine``).
"""

from __future__ import annotations

import codecs
import os
import re
from dataclasses import dataclass, field
from typing import Any
from xml.parsers import expat

from kztrans.errors import InputError
from kztrans.reading import read_bytes

__all__ = ["Rule", "Rules", "load_rules", "parse_rules"]

NAMESPACE = "http://www.lisa.org/srx20"
_REMEDY = "give a file of SRX 2.0 rules; `kztrans segment --export-srx` writes one to start from"
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(rb"""<\?xml[^>]{1,80}?encoding\s*=\s*["']([A-Za-z][\w.:-]*)["']""")
_GROUP = re.compile(r"==\s*(.*?)\s*==")


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: at a place where ``before`` ends and ``after`` begins, cut (``is_break``) or do not.

    ``number`` counts the rules of a language from 1, in the order in which they are tried; ``line`` is its line in the
    file; ``comment`` is the XML comment right above it, and ``group`` the last one of the form ``== … ==``.
    """

    number: int
    is_break: bool
    before: str
    after: str
    comment: str = ""
    group: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules for one language, in the order in which they are tried: the first that matches at a place decides."""

    path: str
    lang: str
    rules: tuple[Rule, ...]


@dataclass(slots=True)
class _Map:
    pattern: str
    name: str
    line: int


@dataclass(slots=True)
class _Reader:
    """Collects what the events of the XML parser tell."""

    path: str
    parser: Any
    cascade: bool = False
    languages: dict[str, list[Rule]] = field(default_factory=dict)
    maps: list[_Map] = field(default_factory=list)
    parents: list[str] = field(default_factory=list)
    comment: str = ""
    group: str = ""
    current: list[Rule] | None = None
    is_break: bool = True
    line: int = 0
    patterns: dict[str, str] = field(default_factory=dict)

    def fail(self, message: str, line: int | None = None) -> InputError:
        number = self.parser.CurrentLineNumber if line is None else line
        return InputError(message, path=self.path, line=number, remedy=_REMEDY)

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = self._known(tag)
        self.parents.append(name)
        if name == "srx" and attributes.get("version") != "2.0":
            raise self.fail(f"SRX version {attributes.get('version', 'unknown')!r} where 2.0 is expected")
        if name == "header":
            self.cascade = self._yes_no(attributes, "cascade", "no")
        elif name == "languagerule":
            self.current = self.languages.setdefault(self._needed(attributes, "languagerulename"), [])
        elif name == "rule":
            if self.current is None:
                raise self.fail("a rule outside a languagerule")
            self.is_break = self._yes_no(attributes, "break", "yes")
            self.line = self.parser.CurrentLineNumber
            self.patterns = {}
        elif name == "languagemap":
            pattern, rule = (self._needed(attributes, key) for key in ("languagepattern", "languagerulename"))
            self.maps.append(_Map(pattern, rule, self.parser.CurrentLineNumber))

    def end(self, tag: str) -> None:
        del tag
        name = self.parents.pop()
        if name == "rule" and self.current is not None:
            before, after = (self.patterns.get(key, "") for key in ("beforebreak", "afterbreak"))
            number = len(self.current) + 1
            self.current.append(Rule(number, self.is_break, before, after, self.comment, self.group, self.line))
            self.comment = ""
        elif name == "languagerule":
            self.current = None

    def text(self, data: str) -> None:
        name = self.parents[-1]
        if name in ("beforebreak", "afterbreak"):
            self.patterns[name] = self.patterns.get(name, "") + data
        elif data.strip() and name != "":
            raise self.fail(f"text {data.strip()[:20]!r} where there should be none")

    def remark(self, data: str) -> None:
        comment = " ".join(data.split())
        group = _GROUP.fullmatch(comment)
        if group:
            self.group = group[1]
        else:
            self.comment = comment

    def entity(self, *_: object) -> None:
        raise self.fail("an entity declaration, which is not allowed")

    def _known(self, tag: str) -> str:
        """The element's plain name, or "" for a foreign one in the header, where they may stand."""
        namespace, _, name = tag.rpartition(" ")
        parent = self.parents[-1] if self.parents else None
        if namespace == NAMESPACE and _PARENT.get(name, "?") == parent:
            return name
        if parent in ("header", ""):
            return ""
        if not self.parents:
            raise self.fail(f"element {name!r} where SRX 2.0 has srx in the namespace {NAMESPACE}")
        raise self.fail(f"element {name!r} does not belong into {parent!r}")

    def _needed(self, attributes: dict[str, str], name: str) -> str:
        if name not in attributes:
            raise self.fail(f"attribute {name!r} is missing")
        return attributes[name]

    def _yes_no(self, attributes: dict[str, str], name: str, default: str) -> bool:
        value = attributes.get(name, default)
        if value not in ("yes", "no"):
            raise self.fail(f"{name}={value!r} where 'yes' or 'no' is expected")
        return value == "yes"


_PARENT: dict[str, str | None] = {
    "srx": None,
    "header": "srx",
    "formathandle": "header",
    "body": "srx",
    "languagerules": "body",
    "languagerule": "languagerules",
    "rule": "languagerule",
    "beforebreak": "rule",
    "afterbreak": "rule",
    "maprules": "body",
    "languagemap": "maprules",
}


def load_rules(path: str | os.PathLike[str], lang: str) -> Rules:
    """The rules of an SRX 2.0 file for a language, by the file's own map of languages.

    Raises:
        InputError: there is no such file, it cannot be read, is not SRX 2.0, or has no rules for the language.
    """
    return parse_rules(read_bytes(path, "an SRX file"), os.fspath(path), lang)


def parse_rules(data: bytes, path: str, lang: str) -> Rules:
    """As ``load_rules``, of a file's bytes; ``path`` is what errors name."""
    text = _decoded(data, path)
    parser = expat.ParserCreate("utf-8", namespace_separator=" ")
    parser.buffer_text = True
    reader = _Reader(path, parser)
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.text
    parser.CommentHandler = reader.remark
    parser.EntityDeclHandler = reader.entity
    try:
        parser.Parse(text.encode("utf-8", "surrogatepass"), True)
    except expat.ExpatError as error:
        raise InputError(
            f"is not well-formed XML: {expat.ErrorString(error.code)}", path=path, line=error.lineno, remedy=_REMEDY
        ) from error
    return Rules(path, lang, _for_language(reader, lang))


def _decoded(data: bytes, path: str) -> str:
    """The text of an XML file in any encoding that it declares and Python knows; expat itself reads but a few."""
    mark, encoding = next(((mark, name) for mark, name in _BOMS if data.startswith(mark)), (b"", ""))
    declared = _DECLARED.match(data) if not mark else None
    if declared and not declared[1].lower().startswith((b"utf-16", b"utf-32", b"ucs")):
        encoding = declared[1].decode("ascii")
    try:
        return data[len(mark) :].decode(encoding or "utf-8")
    except LookupError as error:
        raise InputError(
            f"is in an unknown encoding, {encoding!r}", path=path, line=1, remedy="save it as UTF-8"
        ) from error
    except UnicodeError as error:
        line = data[: error.start].count(b"\n") + 1 if isinstance(error, UnicodeDecodeError) else 1
        raise InputError(f"is not {encoding or 'UTF-8'}", path=path, line=line, remedy="save it as UTF-8") from error


def _for_language(reader: _Reader, lang: str) -> tuple[Rule, ...]:
    """The rules of the first matching language map, or with ``cascade`` of all of them, numbered through."""
    found: list[Rule] = []
    for entry in reader.maps:
        if entry.name not in reader.languages:
            raise reader.fail(f"languagemap names {entry.name!r}, which there is no languagerule of", entry.line)
        if _matches(reader, entry, lang):
            found += reader.languages[entry.name]
            if not reader.cascade:
                break
    if not found:
        raise InputError(
            f"has no rules for language {lang!r}",
            path=reader.path,
            remedy="add a languagemap for it, or choose another file",
        )
    return tuple(
        Rule(number, r.is_break, r.before, r.after, r.comment, r.group, r.line) for number, r in enumerate(found, 1)
    )


def _matches(reader: _Reader, entry: _Map, lang: str) -> bool:
    try:
        return re.fullmatch(entry.pattern, lang) is not None
    except re.error as error:
        raise reader.fail(f"languagepattern is not a regular expression: {error}", entry.line) from error
