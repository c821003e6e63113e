"""Rules of ``kztrans glossary lint`` on cells as a spreadsheet takes them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kztrans.glossary.lint_subject import Found, Subject, rule
from kztrans.wording import worded

__all__: list[str] = []

_FORMULA = re.compile(r"\s*[=+@＝＋＠]")


@rule("formula", "warning")
def formula(subject: Subject) -> Iterator[Found]:
    """A term, definition, note, source or comment that a spreadsheet may run, since it begins with =, + or @."""
    for concept in subject.concepts:
        fields = [(f"{term.text!r} ({term.lang})", term.text) for term in concept.terms]
        fields += [(name, getattr(concept, name)) for name in ("definition", "note", "source")]
        fields += list(concept.extra)
        for name, text in fields:
            if _FORMULA.match(text):
                what = worded(
                    "%(name)s begins like a spreadsheet's formula (%(what)s)", name=name, what=text.strip()[0]
                )
                yield concept, what, "begin it otherwise; kztrans writes it with an apostrophe before it"
