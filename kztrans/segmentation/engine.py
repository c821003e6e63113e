"""Applying the rules: choppa's iterator, asked for the places where it cuts and why.

choppa keeps SRX's semantics as the reference implementation (``segment``, Java) has them; see ``docs/segmentation.md``
for how it works and what it costs. This module is imported when a text is cut, not before: choppa is slow to load.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

import regex  # choppa's own engine of regular expressions
from choppa.iterators import SrxTextIterator
from choppa.rule_manager import RuleManager
from choppa.srx_parser import SrxDocument
from choppa.structures import LanguageRule
from choppa.structures import Rule as ChoppaRule

from kztrans import resources
from kztrans.errors import InputError
from kztrans.segmentation.srx import Rule, Rules

__all__ = ["Decision", "cuts", "decisions"]

PATIENCE = 2.0
"""Seconds that a user's expression may take at one place."""
_ICU = re.compile(r"(?<!\\)((?:\\\\)*)\\x\{([0-9A-Fa-f]{1,6})\}")


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided at a place where a break rule matched, and the rule that decided it."""

    position: int
    cut: bool
    rule: Rule


@dataclass(frozen=True, slots=True)
class _Compiled:
    """Rules as choppa holds them."""

    document: SrxDocument
    by_pattern: dict[ChoppaRule, Rule]
    exceptions: dict[int, Any] = field(default_factory=dict)


def cuts(text: str, rules: Rules) -> Iterator[int]:
    """The offsets at which the rules cut a paragraph, in order, its end included."""
    with _in_time(rules):
        iterator = SrxTextIterator(_compiled(rules).document, rules.lang, text)
        for _ in iterator:
            yield iterator.end_position


def decisions(text: str, rules: Rules) -> list[Decision]:
    """Every place of a paragraph at which a break rule matched, in order, with the rule that decided it."""
    with _in_time(rules):
        iterator = _Tracing(rules, text)
        for _ in iterator:
            pass
    return iterator.decisions


class _Slow(Exception):  # noqa: N818 - it becomes an InputError
    """An expression took too long; its text is the argument."""


class _Timed:
    """A compiled expression of a user's, whose searches have a limit of time: any expression can be one that hangs."""

    def __init__(self, compiled: Any, source: str) -> None:
        self._compiled = compiled
        self._source = source

    def __getattr__(self, name: str) -> Any:
        return getattr(self._compiled, name)

    def search(self, *where: Any) -> Any:
        return self._limited(self._compiled.search, *where)

    def match(self, *where: Any) -> Any:
        return self._limited(self._compiled.match, *where)

    def _limited(self, find: Any, *where: Any) -> Any:
        try:
            return find(*where, timeout=PATIENCE)
        except TimeoutError as error:
            raise _Slow(self._source) from error


class _TimedDocument(SrxDocument):
    def compile(self, regex: str) -> Any:
        return _Timed(super().compile(regex), regex)


@contextmanager
def _in_time(rules: Rules) -> Iterator[None]:
    """What takes too long, as an error that names the rule."""
    try:
        yield
    except _Slow as error:
        slow = error.args[0]
        found = (r for r in rules.rules if slow in (_for_python(r.before), _for_python(r.after)))
        rule = next(found, None)
        name = f"rule {rule.number}" if rule else "an exception"
        raise InputError(
            f"{name} takes more than {PATIENCE} s at one place of the text",
            path=rules.path,
            line=rule.line if rule else None,
            remedy="write it without repetitions inside repetitions",
        ) from error


class _Tracing(SrxTextIterator):
    """choppa's iterator, which notes what it decides and by which rule."""

    def __init__(self, rules: Rules, text: str) -> None:
        self.compiled = _compiled(rules)
        self.rules = rules
        self.decisions: list[Decision] = []
        super().__init__(self.compiled.document, rules.lang, text)

    def is_exception(self, rule_matcher: Any) -> bool:
        """True where the matched break rule may cut (choppa's name for it says the contrary)."""
        cut = bool(super().is_exception(rule_matcher))
        position = rule_matcher.get_break_position()
        rule = self.compiled.by_pattern[rule_matcher.rule]
        if position < len(self.text_manager.get_text()):
            self.decisions.append(Decision(position, cut, rule if cut else self._exception(rule, position)))
        return cut

    def _exception(self, break_rule: Rule, position: int) -> Rule:
        """The first exception above the break rule that matches at the position."""
        text = self.text_manager.get_text()
        for rule in self.rules.rules[: break_rule.number - 1]:
            if not rule.is_break and self._pattern(rule).match(text, position):
                return rule
        raise AssertionError("choppa found an exception that is none")

    def _pattern(self, rule: Rule) -> Any:
        known = self.compiled.exceptions
        if rule.number not in known:
            source = self.rule_manager.create_exception_pattern_string(_for_choppa(rule))
            known[rule.number] = self.compiled.document.compile(source)
        return known[rule.number]


@lru_cache(maxsize=16)
def _compiled(rules: Rules) -> _Compiled:
    own = Path(rules.path).is_relative_to(resources.DATA)
    document = SrxDocument() if own else _TimedDocument()
    by_pattern: dict[ChoppaRule, Rule] = {}
    for rule in rules.rules:  # one that says the same as an earlier one can decide nothing, and choppa mixes the two up
        by_pattern.setdefault(_for_choppa(rule), rule)
    language = LanguageRule(rules.lang, list(by_pattern))
    document.add_language_map(re.escape(rules.lang), language)
    try:
        _compile(document, language)
    except regex.error as error:
        raise _culprit(rules, document, error) from error
    return _Compiled(document, by_pattern)


def _compile(document: SrxDocument, language: LanguageRule) -> None:
    """Let choppa compile all that it will need, and the exceptions below the last break rule too."""
    manager = document.get_rule_manager([language], SrxTextIterator.DEFAULT_MAX_LOOKBEHIND_CONSTRUCT_LENGTH)
    idle: list[ChoppaRule] = []
    for rule in language.rules:
        if rule.is_break:
            document.compile(rule.before_pattern)
            document.compile(rule.after_pattern)
            idle.clear()
        else:
            idle.append(rule)
    for rule in idle:
        document.compile(manager.create_exception_pattern_string(rule))


def _for_choppa(rule: Rule) -> ChoppaRule:
    return ChoppaRule(rule.is_break, _for_python(rule.before), _for_python(rule.after))


def _for_python(pattern: str) -> str:
    r"""An expression with ICU's way to write a character, which is SRX's, in Python's.

    >>> _for_python(r"\x{200B}|\\\\x{3}")
    '\\U0000200B|\\\\\\\\x{3}'
    """
    return _ICU.sub(lambda match: f"{match[1]}\\U{int(match[2], 16):08X}", pattern)


def _culprit(rules: Rules, document: SrxDocument, error: Exception) -> InputError:
    """The error that names the rule whose regular expression cannot be compiled."""
    manager = RuleManager(document, [], SrxTextIterator.DEFAULT_MAX_LOOKBEHIND_CONSTRUCT_LENGTH)
    for rule in rules.rules:
        try:
            document.compile(_for_python(rule.before))
            document.compile(_for_python(rule.after))
            document.compile(manager.create_exception_pattern_string(_for_choppa(rule)))
        except regex.error as found:
            return InputError(
                f"rule {rule.number} is not a regular expression: {found}",
                path=rules.path,
                line=rule.line,
                remedy="mend its beforebreak or afterbreak",
            )
    return InputError(f"the rules cannot be combined: {error}", path=rules.path, remedy="name no capturing groups")
