"""Findings as a compiler prints them: ``file:line: severity: message (check)``, which editors can jump to."""

from __future__ import annotations

from kztrans.checks.report import Report
from kztrans.model import Finding

__all__ = ["line", "render"]


def render(report: Report) -> str:
    """One line a finding."""
    return "".join(line(finding) + "\n" for finding in report.findings)


def line(finding: Finding) -> str:
    """One finding, on one line.

    >>> line(Finding("end", "warning", "no full stop", "a.po", 7, "set one"))
    'a.po:7: warning: no full stop; set one (end)'
    """
    place = f"{finding.path}:{finding.line}" if finding.line else finding.path
    remedy = f"; {finding.remedy}" if finding.remedy else ""
    text = f"{place}: {finding.severity}: {finding.message}{remedy} ({finding.check})"
    return "".join(c if c.isprintable() else " " if c.isspace() else f"\\u{ord(c):04x}" for c in text)
