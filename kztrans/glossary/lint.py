"""Checking a glossary itself. A rule is a function that takes the glossary as a `Subject` and gives findings.

To add one, write it in ``lint_rules`` (what concepts are to each other) or
``lint_texts`` (how they are written), and put ``@rule("its-name", "error")`` before it; its docstring is what
``kztrans glossary lint --list`` shows.
"""

from __future__ import annotations

from collections.abc import Sequence

import kztrans.glossary.lint_cells
import kztrans.glossary.lint_rules
import kztrans.glossary.lint_texts  # noqa: F401
from kztrans.glossary.lint_subject import RULES, Rule, Subject
from kztrans.model import Concept, Finding
from kztrans.wording import Worded, worded

__all__ = ["RULES", "Rule", "Subject", "lint"]


def lint(concepts: Sequence[Concept], places: Sequence[tuple[str, int]] = ()) -> list[Finding]:
    """Every finding on a glossary, by place. ``places``: the file and line of each concept, where they are known."""
    subject = Subject(concepts)
    where = {id(concept): place for concept, place in zip(concepts, places, strict=False)}
    findings = [
        Finding(each.name, each.severity, _of(concept, message), *where.get(id(concept), ("", 0)), remedy=remedy)
        for each in RULES
        for concept, message, remedy in each.check(subject)
    ]
    return sorted(findings, key=lambda finding: (finding.path, finding.line))


def _of(concept: Concept, message: str) -> Worded:
    return worded("%(concept)s: %(message)s", concept=concept.id, message=message)
