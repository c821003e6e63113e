"""A report as SARIF 2.1.0 (OASIS, 2020), which code review tools show beside the lines."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from pathlib import Path
from typing import Any
from urllib.parse import quote

from kztrans import __version__
from kztrans.checks.report import Report
from kztrans.model import Finding

__all__ = ["fingerprints", "render"]

FIRST = 1
"""The line of a finding that has none, as in a TMX: GitHub wants one of every result."""
_LEVELS = {"error": "error", "warning": "warning", "info": "note"}
_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def render(report: Report) -> str:
    """One run with a rule for each check and a result for each finding."""
    rules = {check.name: index for index, check in enumerate(report.checks)}
    prints = fingerprints(report.findings)
    run = {
        "tool": {"driver": _driver(report)},
        "columnKind": "unicodeCodePoints",
        "artifacts": [{"location": {"uri": _uri(file.path)}} for file in report.files],
        "results": [_result(f, rules[f.check], p) for f, p in zip(report.findings, prints, strict=True)],
    }
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2) + "\n"


def fingerprints(findings: tuple[Finding, ...]) -> list[str]:
    """What tells a finding from others as long as it is the same: neither its line nor what stands around it.

    Equal findings of one file are numbered. A file below the current folder is the same however it was named.
    """
    seen: Counter[str] = Counter()
    found = []
    for finding in findings:
        content = "\0".join((_named(finding.path), finding.check, finding.source, finding.message))
        digest = hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()[:32]
        seen[digest] += 1
        found.append(f"{digest}:{seen[digest]}")
    return found


def _named(path: str) -> str:
    """A path as from the current folder where it lies below it, absolute elsewhere, with ``/``."""
    whole, here = Path(path).resolve(), Path.cwd().resolve()
    return (whole.relative_to(here) if whole.is_relative_to(here) else whole).as_posix()


def _driver(report: Report) -> dict[str, Any]:
    return {
        "name": "kztrans",
        "version": __version__,
        "semanticVersion": __version__,
        "rules": [
            {
                "id": check.name,
                "name": "".join(part.capitalize() for part in check.name.split("-")),
                "shortDescription": {"text": check.summary},
                "fullDescription": {"text": check.help},
                "help": {"text": f"{check.help} To ignore it on one entry, comment: kztrans: ignore {check.name}"},
                "defaultConfiguration": {"level": _LEVELS[check.severity]},
            }
            for check in report.checks
        ],
    }


def _result(finding: Finding, rule: int, fingerprint: str) -> dict[str, Any]:
    remedy = f"; {finding.remedy}" if finding.remedy else ""
    place = {"artifactLocation": {"uri": _uri(finding.path)}, "region": {"startLine": finding.line or FIRST}}
    return {
        "ruleId": finding.check,
        "ruleIndex": rule,
        "level": _LEVELS[finding.severity],
        "message": {"text": finding.message + remedy},
        "locations": [{"physicalLocation": place}],
        "partialFingerprints": {"kztransFinding/v1": fingerprint},
    }


def _uri(path: str) -> str:
    """A relative reference, or a ``file:`` URI where the path is absolute."""
    quoted = quote(path.replace("\\", "/").encode("utf-8", "surrogateescape"), safe="/")
    return f"file://{quoted}" if quoted.startswith("/") else quoted
