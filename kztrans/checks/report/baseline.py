"""An earlier report as a baseline: only what it has not is reported."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

from kztrans.checks.report import Report
from kztrans.checks.report.sarif import fingerprints
from kztrans.errors import InputError
from kztrans.model import Finding
from kztrans.reading import read_bytes

__all__ = ["known", "without"]


def known(path: Path) -> frozenset[str]:
    """The fingerprints of the findings in a report, of ``--format json`` or ``sarif``.

    Raises:
        InputError: it cannot be read, or is no such report.
    """
    try:
        data = json.loads(read_bytes(path, "a report"))
        return frozenset(_of_sarif(data) if "runs" in data else _of_json(data))
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        remedy = "make one with kztrans check --format json -o FILE"
        raise InputError("is no report of kztrans check in JSON or SARIF", path=path, remedy=remedy) from error


def _of_sarif(data: dict[str, Any]) -> list[str]:
    results = (result for run in data["runs"] for result in run["results"])
    return [str(result["partialFingerprints"]["kztransFinding/v1"]) for result in results]


def _of_json(data: dict[str, Any]) -> list[str]:
    found = (
        Finding(str(r["check"]), "info", str(r["message"]), str(r["path"]), source=str(r["source"]))
        for r in data["findings"]
    )
    return fingerprints(tuple(found))


def without(report: Report, old: frozenset[str]) -> Report:
    """The report without what a baseline has. What was mended since, and has come back, is new."""
    prints = iter(fingerprints(report.findings))
    files = [
        replace(file, findings=tuple(f for f in file.findings if next(prints) not in old)) for file in report.files
    ]
    return replace(report, files=tuple(files))
