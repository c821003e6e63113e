"""Rules of a project's own: what a source and its translation may not say together, as regular expressions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, get_args

import regex

from kztrans.checks.check import Check, Problem, TooSlowError
from kztrans.checks.pair import Pair
from kztrans.checks.registry import names
from kztrans.errors import InputError
from kztrans.model import Severity

__all__ = ["OwnRule", "checks_of", "rules_of"]

_NAME = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
_EXPRESSIONS = ("source", "target", "missing")
_FIELDS = ("name", "message", "severity", *_EXPRESSIONS)
LIMIT = 1.0
"""Seconds that an expression may take on one text."""


@dataclass(frozen=True, slots=True)
class OwnRule:
    """A rule: a finding where the source has ``source``, the translation has ``target``, and it lacks ``missing``.

    An expression that is empty asks for nothing.
    """

    name: str
    message: str
    severity: Severity = "warning"
    source: str = ""
    target: str = ""
    missing: str = ""


def rules_of(tables: Any, path: Path) -> tuple[OwnRule, ...]:
    """The rules of the tables ``[[check.rules]]`` of a configuration.

    Raises:
        InputError: one of them is no rule.
    """
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        raise InputError("check.rules is no list", path=path, remedy="begin each rule with [[check.rules]]")
    found: dict[str, OwnRule] = {}
    for table in tables:
        rule = _rule(table, path)
        if rule.name in found:
            raise InputError(f"there are two rules {rule.name!r}", path=path, remedy="give each a name of its own")
        found[rule.name] = rule
    return tuple(found.values())


def _rule(table: Mapping[str, Any], path: Path) -> OwnRule:
    name = str(table.get("name", ""))
    for field, value in table.items():
        if field not in _FIELDS or not isinstance(value, str):
            remedy = f"give these as strings: {', '.join(_FIELDS)}"
            raise InputError(f"the rule {name!r} has {field} = {value!r}", path=path, remedy=remedy)
    if not _NAME.fullmatch(name) or name in names():
        remedy = "give it a name of its own, of small letters with hyphens"
        raise InputError(f"check.rules.name is {name!r}", path=path, remedy=remedy)
    if table.get("severity", "warning") not in get_args(Severity):
        raise InputError(f"the rule {name!r} has another severity", path=path, remedy="write error, warning or info")
    if not table.get("message") or not (table.get("target") or table.get("missing")):
        remedy = "give a message, and target or missing"
        raise InputError(f"the rule {name!r} is not complete", path=path, remedy=remedy)
    for field in _EXPRESSIONS:
        try:
            regex.compile(table.get(field, ""))
        except regex.error as error:
            what = f"the rule {name!r}: {field} is no regular expression: {error}"
            raise InputError(what, path=path, remedy="mend it") from error
    return OwnRule(**table)


@cache
def _pattern(expression: str) -> Any:
    return regex.compile(expression)


def checks_of(rules: tuple[OwnRule, ...]) -> tuple[Check, ...]:
    """The checks that rules are."""
    return tuple(_check(rule) for rule in rules)


def _check(rule: OwnRule) -> Check:
    def find(pair: Pair) -> Iterator[Problem]:
        if rule.source and not _found(rule.source, pair.source.text):
            return
        if rule.target and not _found(rule.target, pair.target.text):
            return
        if rule.missing and _found(rule.missing, pair.target.text):
            return
        yield Problem(rule.message)

    return Check(rule.name, rule.severity, rule.message, "A rule of this project, in its kztrans.toml.", find)


def _found(expression: str, text: str) -> bool:
    try:
        return _pattern(expression).search(text, timeout=LIMIT) is not None
    except TimeoutError as error:
        raise TooSlowError(repr(expression)) from error
