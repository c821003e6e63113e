"""What checking files gave, and its forms: one module each, with ``render(report) -> str``."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from importlib import import_module
from typing import Protocol, cast

from kztrans.checks.check import Check
from kztrans.checks.registry import checks
from kztrans.model import Finding

__all__ = ["FORMS", "CheckedFile", "Report", "render"]

FORMS = ("text", "json", "sarif", "junit", "html")


@dataclass(frozen=True, slots=True)
class CheckedFile:
    """A file with what was found in it."""

    path: str
    entries: int
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """What was found."""

    files: tuple[CheckedFile, ...]
    own: tuple[Check, ...] = ()
    """The project's own rules that were among the checks."""

    @property
    def checks(self) -> tuple[Check, ...]:
        """Every check that a finding may be of."""
        return (*checks(), *self.own)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All findings, file by file."""
        return tuple(finding for file in self.files for finding in file.findings)

    @property
    def entries(self) -> int:
        """How many entries were checked."""
        return sum(file.entries for file in self.files)

    def counts(self) -> dict[str, int]:
        """How many findings there are of each severity, gravest first."""
        counted = Counter(finding.severity for finding in self.findings)
        return {"error": counted["error"], "warning": counted["warning"], "info": counted["info"]}

    def summary(self) -> str:
        """One line.

        >>> Report((CheckedFile("a.po", 12, ()),)).summary()
        '1 file, 12 entries: 0 errors, 0 warnings, 0 for information'
        """
        count = self.counts()
        checked = f"{_plural(len(self.files), 'file')}, {_plural(self.entries, 'entry')}"
        return (
            f"{checked}: {_plural(count['error'], 'error')}, "
            f"{_plural(count['warning'], 'warning')}, {count['info']} for information"
        )


class _Form(Protocol):
    def render(self, report: Report) -> str: ...


def render(report: Report, form: str) -> str:
    """A report in one of the forms."""
    names = {"json": "json_form"}
    return cast(_Form, import_module(f"kztrans.checks.report.{names.get(form, form)}")).render(report)


def _plural(number: int, noun: str) -> str:
    if number == 1:
        return f"1 {noun}"
    return f"{number} {noun.removesuffix('y')}ies" if noun.endswith("y") else f"{number} {noun}s"
