"""A report as JSON."""

from __future__ import annotations

import json

from kztrans import __version__
from kztrans.checks.report import Report

__all__ = ["render"]


def render(report: Report) -> str:
    """Files, findings and counts; ``unit`` is the entry's number in its file, from 0."""
    data = {
        "version": __version__,
        "counts": report.counts(),
        "files": [
            {"path": file.path, "entries": file.entries, "findings": len(file.findings)} for file in report.files
        ],
        "findings": [
            {
                "path": finding.path,
                "line": finding.line,
                "unit": finding.unit,
                "check": finding.check,
                "severity": finding.severity,
                "message": finding.message,
                "remedy": finding.remedy,
                "source": finding.source,
                "target": finding.target,
            }
            for finding in report.findings
        ],
    }
    return json.dumps(data, ensure_ascii=not _encodable(data), indent=2) + "\n"


def _encodable(data: object) -> bool:
    try:
        json.dumps(data, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return False
    return True
