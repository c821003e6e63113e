"""Findings as a compiler prints them: ``file:line: severity: message (check)``, which editors can jump to."""

from __future__ import annotations

from kztrans.checks.report import Report
from kztrans.model import Finding

__all__ = ["line", "render"]


def render(report: Report) -> str:
    """One line a finding."""
    return "".join(line(finding) + "\n" for finding in report.findings)


_WORDS, _LETTERS = 3, 40
"""What names an entry."""


def line(finding: Finding) -> str:
    """One finding, on one line, with the first words of the entry, as line numbers change while one works.

    >>> line(Finding("end", "warning", "no full stop", "a.po", 7, "set one", source="Perundingan itu gagal lagi."))
    'a.po:7: warning: “Perundingan itu gagal…”: no full stop; set one (end)'
    """
    place = f"{finding.path}:{finding.line}" if finding.line else finding.path
    remedy = f"; {finding.remedy}" if finding.remedy else ""
    entry = f"“{_first_words(finding.source)}”: " if finding.source.strip() else ""
    text = f"{place}: {finding.severity}: {entry}{finding.message}{remedy} ({finding.check})"
    return "".join(c if c.isprintable() else " " if c.isspace() else f"\\u{ord(c):04x}" for c in text)


def _first_words(text: str) -> str:
    words = text.split()
    first = " ".join(words[:_WORDS])
    return first if len(words) <= _WORDS and len(first) <= _LETTERS else first[:_LETTERS].rstrip() + "…"
